import { multibaseDecode, toHex } from '../shared/index.js';

/**
 * Ed25519 points of small order, sign bit cleared. Under such a "key" one signature fits every message; OpenSSL accepts
 * them and other libraries do not, so they are refused before any library sees them.
 */
const smallOrderPoints: readonly string[] = [
  '00'.repeat(32),
  `01${'00'.repeat(31)}`,
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  `ec${'ff'.repeat(30)}7f`,
  `ed${'ff'.repeat(30)}7f`,
  `ee${'ff'.repeat(30)}7f`,
];

function isSmallOrder(raw: Uint8Array): boolean {
  const point = Uint8Array.from(raw);
  point[31] = (point[31] ?? 0) & 0x7f;
  return smallOrderPoints.includes(toHex(point));
}

/** The 32 bytes of an Ed25519 public key out of its Multikey spelling; null for anything else. */
export function decodeEd25519(multibase: string): Uint8Array<ArrayBuffer> | null {
  const bytes = multibaseDecode(multibase, 34);
  if (bytes?.[0] !== 0xed || bytes[1] !== 0x01) return null;
  const raw = bytes.slice(2);
  return isSmallOrder(raw) ? null : raw;
}
