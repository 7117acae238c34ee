import { concatBytes, equalBytes, fromUtf8, utf8 } from '../../shared/index.js';
import {
  assertBakeable,
  MAX_PICTURE_SIZE,
  MAX_TEXT_LENGTH,
  pictureUnusable,
  unreadable,
  type BakedReading,
} from './baked.js';

const SIGNATURE = /* @__PURE__ */ Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const KEYWORD = /* @__PURE__ */ utf8('openbadgecredential\0');
/** Signature, then IHDR: length, type, 13 bytes, checksum. */
const AFTER_HEADER = 8 + 25;
const MAX_CHUNKS = 10_000;

interface Chunk {
  readonly type: string;
  readonly data: Uint8Array;
  readonly checksum: number;
}

/**
 * Puts a secured credential (JSON text, or a compact JWS) into a PNG as the iTXt chunk `openbadgecredential`, uncompressed
 * (Open Badges 3.0 section 5.3.1). The picture's own chunks stay as they are.
 * @throws ServiceError `badge-picture-unusable`: no PNG, damaged, too large, or a credential is in it already.
 */
export function bakePng(png: Uint8Array, text: string): Uint8Array {
  assertBakeable(png.length, text);
  const found = readBakedPng(png);
  if (found.kind !== 'none') {
    throw pictureUnusable(
      found.kind === 'text' ? 'The picture carries a credential already.' : 'The picture is damaged.',
    );
  }
  if (chunksOf(png)?.[0]?.type !== 'IHDR') throw pictureUnusable('The picture is not a PNG.');
  // Compression flag, compression method, empty language tag, empty translated keyword.
  const data = concatBytes(utf8('iTXt'), KEYWORD, new Uint8Array(4), utf8(text));
  const chunk = concatBytes(uint32(data.length - 4), data, uint32(crc32(data)));
  return concatBytes(png.slice(0, AFTER_HEADER), chunk, png.slice(AFTER_HEADER));
}

/** Finds the credential in a PNG. `none` for anything that is no PNG or carries no credential. */
export function readBakedPng(png: Uint8Array): BakedReading {
  if (png.length > MAX_PICTURE_SIZE) return unreadable('too-large');
  if (!equalBytes(png.slice(0, SIGNATURE.length), SIGNATURE)) return { kind: 'none' };
  const chunks = chunksOf(png);
  if (chunks === null) return unreadable('damaged');
  const baked = chunks.filter(
    ({ type, data }) => type === 'iTXt' && equalBytes(data.slice(0, KEYWORD.length), KEYWORD),
  );
  const [only] = baked;
  if (!only) return { kind: 'none' };
  return baked.length > 1 ? unreadable('two-credentials') : textOf(only);
}

function textOf({ data, checksum }: Chunk): BakedReading {
  if (checksum !== crc32(concatBytes(utf8('iTXt'), data))) return unreadable('damaged');
  if (data[KEYWORD.length] !== 0) return unreadable('compressed');
  const languageEnd = data.indexOf(0, KEYWORD.length + 2);
  const keywordEnd = languageEnd < 0 ? -1 : data.indexOf(0, languageEnd + 1);
  if (keywordEnd < 0) return unreadable('damaged');
  // Three bytes are the most that one UTF-16 unit takes in UTF-8.
  if (data.length - keywordEnd > 3 * MAX_TEXT_LENGTH) return unreadable('too-large');
  try {
    const text = fromUtf8(data.slice(keywordEnd + 1));
    return text.length > MAX_TEXT_LENGTH ? unreadable('too-large') : { kind: 'text', text };
  } catch {
    return unreadable('damaged');
  }
}

/** Null when the chain of chunks does not reach IEND inside the file. */
function chunksOf(png: Uint8Array): Chunk[] | null {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  const chunks: Chunk[] = [];
  for (let start = SIGNATURE.length; start + 12 <= png.length && chunks.length < MAX_CHUNKS;) {
    const length = view.getUint32(start);
    const end = start + 12 + length;
    if (end > png.length) return null;
    const type = String.fromCharCode(...png.subarray(start + 4, start + 8));
    const data = png.subarray(start + 8, end - 4);
    chunks.push({ type, data, checksum: view.getUint32(end - 4) });
    if (type === 'IEND') return chunks;
    start = end;
  }
  return null;
}

function uint32(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}

/** CRC-32 as PNG uses it (PNG third edition, annex D), one bit at a time: texts are small. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
