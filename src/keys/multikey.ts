import { base58Decode, base58Encode, concatBytes, toHex } from '../shared/index.js';
import type { KeyAlgorithm } from './types.js';

/** A public key taken out of its Multikey spelling. `raw`: 32 bytes for Ed25519, a compressed point for the P curves. */
export interface RawPublicKey {
  readonly algorithm: KeyAlgorithm;
  readonly raw: Uint8Array;
}

interface Codec {
  readonly algorithm: KeyAlgorithm;
  /** Multicodec code of the public key, as an unsigned varint. */
  readonly prefix: readonly [number, number];
  readonly rawLength: number;
}

const codecs: readonly Codec[] = [
  { algorithm: 'Ed25519', prefix: [0xed, 0x01], rawLength: 32 },
  { algorithm: 'P-256', prefix: [0x80, 0x24], rawLength: 33 },
  { algorithm: 'P-384', prefix: [0x81, 0x24], rawLength: 49 },
];

/**
 * Ed25519 points of small order, sign bit cleared. Under such a "key" one signature fits every message; OpenSSL accepts
 * them and other libraries do not, so they are refused before any library sees them.
 */
const smallOrderPoints: ReadonlySet<string> = new Set([
  '00'.repeat(32),
  `01${'00'.repeat(31)}`,
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  `ec${'ff'.repeat(30)}7f`,
  `ed${'ff'.repeat(30)}7f`,
  `ee${'ff'.repeat(30)}7f`,
]);

function isSmallOrder(raw: Uint8Array): boolean {
  const point = Uint8Array.from(raw);
  point[31] = (point[31] ?? 0) & 0x7f;
  return smallOrderPoints.has(toHex(point));
}

/** Longest spelling of a key we accept (P-384); longer texts are refused before base58, whose cost is quadratic. */
const MAX_MULTIBASE_LENGTH = 80;

/** Spells a public key as `publicKeyMultibase` (Controlled Identifiers 1.0, section 2.2.2). */
export function encodeMultikey({ algorithm, raw }: RawPublicKey): string {
  const codec = codecs.find((candidate) => candidate.algorithm === algorithm);
  if (!codec || raw.length !== codec.rawLength) throw new TypeError(`not a raw ${algorithm} public key`);
  return `z${base58Encode(concatBytes(Uint8Array.from(codec.prefix), raw))}`;
}

/** Null for anything that is not exactly one Ed25519, P-256 or P-384 public key. Does not check that it is on the curve. */
export function decodeMultikey(multibase: string): RawPublicKey | null {
  if (!multibase.startsWith('z') || multibase.length > MAX_MULTIBASE_LENGTH) return null;
  const bytes = base58Decode(multibase.slice(1));
  const codec = codecs.find(({ prefix }) => bytes?.[0] === prefix[0] && bytes[1] === prefix[1]);
  if (!bytes || !codec || bytes.length !== codec.rawLength + 2) return null;
  const raw = bytes.slice(2);
  return codec.algorithm === 'Ed25519' && isSmallOrder(raw) ? null : { algorithm: codec.algorithm, raw };
}

/** The `did:key` of a public key (did:key method: the identifier is the multibase spelling). */
export const didKeyOf = (publicKeyMultibase: string): string => `did:key:${publicKeyMultibase}`;

/** The only verification method of a `did:key`. */
export const didKeyMethodOf = (publicKeyMultibase: string): string =>
  `did:key:${publicKeyMultibase}#${publicKeyMultibase}`;
