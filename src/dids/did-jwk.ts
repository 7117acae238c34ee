import type { DIDDocument, DIDResolver, JsonWebKey } from 'did-resolver';
import { base64urlDecode, fromUtf8, isObject, parseJson, type JsonObject } from '../shared/index.js';
import { multikeyOfJwk } from './public-key.js';
import { resolved, unresolved } from './resolution-result.js';

/** A P-384 key with `kid`, `use` and `alg` stays well below this. */
const MAX_ENCODED_LENGTH = 1_024;
const CURVES = ['Ed25519', 'P-256', 'P-384'];

/** did:jwk (Method specification, draft): the identifier is the base64url of a public JWK. */
export const didJwk: DIDResolver = async (did) => {
  const encoded = /^did:jwk:([A-Za-z0-9_-]+)$/.exec(did)?.[1];
  if (encoded === undefined || encoded.length > MAX_ENCODED_LENGTH) return unresolved('invalidDid');
  const jwk = decode(encoded);
  if (jwk === null || 'd' in jwk) return unresolved('invalidDid');
  if (jwk.kty !== 'OKP' && jwk.kty !== 'EC') return unresolved('unsupportedPublicKeyType');
  if (!CURVES.some((curve) => curve === jwk.crv)) return unresolved('unsupportedPublicKeyType');
  const publicKeyJwk = { ...jwk, kty: jwk.kty };
  return multikeyOfJwk(jwk) === null ? unresolved('invalidPublicKey') : resolved(documentOf(did, publicKeyJwk));
};

function decode(encoded: string): JsonObject | null {
  const bytes = base64urlDecode(encoded);
  if (bytes === null) return null;
  try {
    const parsed = parseJson(fromUtf8(bytes), { maxLength: MAX_ENCODED_LENGTH, maxDepth: 3, maxNodes: 40 });
    return parsed.ok && isObject(parsed.value) ? parsed.value : null;
  } catch {
    return null;
  }
}

function documentOf(did: string, publicKeyJwk: JsonWebKey): DIDDocument {
  const id = `${did}#0`;
  const signs = publicKeyJwk.use === 'enc' ? [] : [id];
  return {
    '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/jwk/v1'],
    id: did,
    verificationMethod: [{ id, type: 'JsonWebKey', controller: did, publicKeyJwk }],
    authentication: signs,
    assertionMethod: signs,
    capabilityDelegation: signs,
    capabilityInvocation: signs,
  };
}
