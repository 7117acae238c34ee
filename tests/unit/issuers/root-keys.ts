import { createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import type { Signer } from '../../../src/keys/index.js';
import { base58Encode, base64urlEncode, concatBytes } from '../../../src/shared/index.js';

/** A root key made for one test, as the owner and as everybody else know it. */
export interface Root {
  readonly signer: Signer;
  readonly multibase: string;
}

export function root(id: string): Root {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
  return {
    signer: { id, algorithm: 'Ed25519', sign: async (data) => new Uint8Array(sign(null, data, privateKey)) },
    multibase: `z${base58Encode(concatBytes(Uint8Array.of(0xed, 0x01), raw))}`,
  };
}

/** Checks signatures with Node alone. */
export const crypto = {
  verifyEd25519: (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean =>
    verify(
      null,
      message,
      createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: base64urlEncode(publicKey) }, format: 'jwk' }),
      signature,
    ),
};
