import { multibaseDecode, toHex } from '../shared/index.js';

/**
 * Ed25519 points of small order in hex, with either sign bit. Under such a "key" one signature fits every message; OpenSSL
 * accepts them and other libraries do not, so they are refused before any library sees them.
 */
const smallOrderPoint = new RegExp(
  [
    '^0[01](00){30}[08]0$',
    '^e[cde](ff){30}[7f]f$',
    '^26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc[08]5$',
    '^c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03[7f]a$',
  ].join('|'),
);

/** The 32 bytes of an Ed25519 public key out of its Multikey spelling; null for anything else. */
export function decodeEd25519(multibase: string): Uint8Array<ArrayBuffer> | null {
  const bytes = multibaseDecode(multibase, 34);
  if (bytes?.[0] !== 0xed || bytes[1] !== 0x01) return null;
  const raw = bytes.slice(2);
  return smallOrderPoint.test(toHex(raw)) ? null : raw;
}
