import { readJws } from '../../proofs/index.js';
import { base64urlDecode, base64urlEncode, utf8, type JsonObject } from '../../shared/index.js';
import type { MediaType, Securing } from './secure.js';
import type { TestKey } from './verification-method.js';

const part = (value: JsonObject): string => base64urlEncode(utf8(JSON.stringify(value)));

/** A compact JWS (RFC 7515). Null when there is no private key. */
export function signedJws(payload: JsonObject, key: TestKey, { typ, cty }: MediaType): string | null {
  const input = `${part({ alg: key.algorithm, typ, cty, kid: key.id })}.${part(payload)}`;
  return key.sign && `${input}.${base64urlEncode(key.sign(utf8(input)))}`;
}

/** The payload of a JWS of exactly this type, by exactly this key's algorithm; null for anything else. */
export function verifiedJws(token: string, key: TestKey, { typ, cty }: MediaType): JsonObject | null {
  const read = readJws(token);
  if (read?.header.typ !== typ || read.header.cty !== cty || read.header.alg !== key.algorithm) return null;
  if (Object.hasOwn(read.header, 'crit')) return null;
  const end = token.lastIndexOf('.');
  const signature = base64urlDecode(token.slice(end + 1));
  return signature && key.verify(utf8(token.slice(0, end)), signature) ? read.payload : null;
}

/** `vc+jwt` and `vp+jwt`. */
export const jose: Securing = {
  isPartial: false,
  mediaType: (kind) => (kind === 'credential' ? { typ: 'vc+jwt', cty: 'vc' } : { typ: 'vp+jwt', cty: 'vp' }),
  write: (document, key, { type }) => signedJws(document, key, type),
  read: verifiedJws,
};
