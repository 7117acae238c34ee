import { createHash, createPublicKey } from 'node:crypto';
import { decodeMultikey, multikeyOf, publicKeyObjectOf, type RawPublicKey, type Signer } from '../keys/index.js';
import { base64urlEncode, isObject, utf8, type JsonObject } from '../shared/index.js';
import { hasValidSignature, headerProblem, jwsAlgorithms, readJws, signJws } from './jws.js';
import type { NodeCrypto } from './node-crypto.js';
import { audienceProblem } from './token-claims.js';
import type { BrokenReason, VerifyOptions } from './types.js';

/** A key binding older or newer than this against the verifier's clock is refused. */
const MAX_AGE_SECONDS = 300;

export const sha256Base64url = (text: string): string =>
  base64urlEncode(new Uint8Array(createHash('sha256').update(text).digest()));

/** `cnf` claim for a holder's key (RFC 7800, section 3.2). */
export function confirmationOf(publicKeyMultibase: string): JsonObject {
  const jwk = publicKeyObjectOf(publicKeyMultibase)?.export({ format: 'jwk' });
  if (!jwk) throw new TypeError('the holder key is not a supported public key');
  return { jwk: { ...jwk } as JsonObject };
}

function holderKey(payload: JsonObject): RawPublicKey | null {
  const jwk = isObject(payload.cnf) ? payload.cnf.jwk : undefined;
  // A private member would mean that somebody published the holder's secret.
  if (!isObject(jwk) || Object.hasOwn(jwk, 'd')) return null;
  try {
    const multikey = multikeyOf(createPublicKey({ key: { ...jwk }, format: 'jwk' }));
    return multikey === null ? null : decodeMultikey(multikey);
  } catch {
    return null;
  }
}

export interface KeyBinding {
  /** The presentation up to and including the last `~`. */
  readonly presented: string;
  readonly token: string;
}

/** Checks the holder's signature over this presentation (RFC 9901, section 7.3); null when it stands. */
export async function keyBindingProblem(
  { presented, token }: KeyBinding,
  payload: JsonObject,
  options: VerifyOptions,
  crypto: NodeCrypto,
): Promise<BrokenReason | null> {
  const read = readJws(token);
  if (!read) return 'token-malformed';
  if (headerProblem(read.header, { typ: 'kb+jwt' })) return 'token-header';
  const key = holderKey(payload);
  if (!key || jwsAlgorithms[key.algorithm] !== read.header.alg) return 'key-mismatch';
  const { iat, aud, nonce, sd_hash: hash } = read.payload;
  if (typeof iat !== 'number' || typeof aud !== 'string' || typeof nonce !== 'string') return 'token-claims';
  if (hash !== sha256Base64url(presented)) return 'token-claims';
  if (options.now && Math.abs(options.now.getTime() / 1000 - iat) > MAX_AGE_SECONDS) return 'token-expired';
  return (
    audienceProblem(read.payload, options) ??
    ((await hasValidSignature(token, key, crypto)) ? null : 'signature-invalid')
  );
}

export interface KeyBindingRequest {
  readonly signer: Signer;
  readonly audience: string;
  readonly nonce: string;
  readonly issuedAt: Date;
}

/** Appends the holder's signature to a presentation that ends in `~`. */
export async function bindToHolder(presented: string, request: KeyBindingRequest): Promise<string> {
  const { signer, audience, nonce, issuedAt } = request;
  const iat = Math.floor(issuedAt.getTime() / 1000);
  const payload = { iat, aud: audience, nonce, sd_hash: sha256Base64url(presented) };
  return presented + (await signJws({ typ: 'kb+jwt' }, payload, signer));
}

export const sdHasher = (data: string | ArrayBuffer): Uint8Array =>
  new Uint8Array(
    createHash('sha256')
      .update(typeof data === 'string' ? utf8(data) : new Uint8Array(data))
      .digest(),
  );
