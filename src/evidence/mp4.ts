import { unreadable } from './refusals.js';

const TOP_LEVEL = new Set([
  'ftyp',
  'moov',
  'mdat',
  'free',
  'skip',
  'wide',
  'moof',
  'mfra',
  'sidx',
  'styp',
  'udta',
  'meta',
]);
const CONTAINERS = new Set(['moov', 'trak']);
/** Where phones write place, device and owner (ISO/IEC 14496-12, 8.10 and 8.11). */
const DESCRIPTIVE = new Set(['udta', 'meta', 'uuid']);
const MAX_BOXES = 20_000;

/**
 * Walks the boxes of an MP4 (ISO/IEC 14496-12, section 4.2), which must cover the file exactly, so that nothing hides
 * behind them, and overwrites descriptive boxes with empty space; offsets stay the same, so the video plays as before.
 */
export function cleanMp4(original: Uint8Array): Uint8Array {
  const bytes = Uint8Array.from(original);
  const view = new DataView(bytes.buffer);
  let boxes = 0;
  let movies = 0;

  function walk(from: number, to: number, isTop: boolean): void {
    for (let at = from; at < to;) {
      if (++boxes > MAX_BOXES || to - at < 8) throw unreadable();
      const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
      const { size, header } = sizeOf(at, to);
      if (size < header || at + size > to || (isTop && !TOP_LEVEL.has(type))) throw unreadable();
      if (DESCRIPTIVE.has(type)) blank(at, header, size);
      else if (CONTAINERS.has(type)) walk(at + header, at + size, false);
      if (type === 'moov') movies++;
      at += size;
    }
  }

  function sizeOf(at: number, to: number): { size: number; header: number } {
    const short = view.getUint32(at);
    if (short === 0) return { size: to - at, header: 8 };
    if (short !== 1) return { size: short, header: 8 };
    if (to - at < 16) throw unreadable();
    return { size: Number(view.getBigUint64(at + 8)), header: 16 };
  }

  function blank(at: number, header: number, size: number): void {
    bytes.set([0x66, 0x72, 0x65, 0x65], at + 4);
    bytes.fill(0, at + header, at + size);
  }

  walk(0, bytes.length, true);
  if (movies !== 1) throw unreadable();
  return bytes;
}
