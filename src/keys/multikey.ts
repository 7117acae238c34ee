import { base58Encode, concatBytes, multibaseDecode } from '../shared/index.js';
import { decodeEd25519 } from './ed25519-multikey.js';
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

/** Spells a public key as `publicKeyMultibase` (Controlled Identifiers 1.0, section 2.2.2). */
export function encodeMultikey({ algorithm, raw }: RawPublicKey): string {
  const codec = codecs.find((candidate) => candidate.algorithm === algorithm);
  if (!codec || raw.length !== codec.rawLength) throw new TypeError(`not a raw ${algorithm} public key`);
  return `z${base58Encode(concatBytes(Uint8Array.from(codec.prefix), raw))}`;
}

/** Null for anything that is not exactly one Ed25519, P-256 or P-384 public key. Does not check that it is on the curve. */
export function decodeMultikey(multibase: string): RawPublicKey | null {
  for (const { algorithm, prefix, rawLength } of codecs) {
    const bytes = multibaseDecode(multibase, 2 + rawLength);
    if (bytes?.[0] !== prefix[0] || bytes[1] !== prefix[1]) continue;
    const raw = algorithm === 'Ed25519' ? decodeEd25519(multibase) : bytes.slice(2);
    return raw && { algorithm, raw };
  }
  return null;
}

/** The `did:key` of a public key (did:key method: the identifier is the multibase spelling). */
export const didKeyOf = (publicKeyMultibase: string): string => `did:key:${publicKeyMultibase}`;

/** The only verification method of a `did:key`. */
export const didKeyMethodOf = (publicKeyMultibase: string): string =>
  `did:key:${publicKeyMultibase}#${publicKeyMultibase}`;
