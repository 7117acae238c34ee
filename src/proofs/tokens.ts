import type { JsonObject } from '../shared/index.js';
import { documentOfJwt } from './jwt.js';
import { documentOfPlainJwt } from './plain-jwt.js';
import { credentialOfClaims } from './sd-jwt-claims.js';
import { claimsOfSdJwt } from './sd-jwt.js';
import { documentOfCose } from './vc-cose.js';

/**
 * The document inside a token of any format (of an SD-JWT VC of ours the W3C credential that it was made of), NOT verified: only for display after `verifyProofs` said "verified", and
 * for finding the issuer. Null when it is no token we know.
 */
export const documentOfToken = (token: string): JsonObject | null =>
  token.includes('~')
    ? documentOfSdJwt(token)
    : (documentOfJwt(token) ?? documentOfPlainJwt(token) ?? documentOfCose(token));

function documentOfSdJwt(token: string): JsonObject | null {
  const claims = claimsOfSdJwt(token);
  return claims && (credentialOfClaims(claims) ?? claims);
}

const mediaTypes = ['vc+jwt', 'vp+jwt', 'vc+sd-jwt', 'vp+sd-jwt', 'dc+sd-jwt', 'vc+cose', 'vp+cose'];
const envelopeTypes = ['EnvelopedVerifiableCredential', 'EnvelopedVerifiablePresentation'];

/** Wraps a token so that it can stand where a JSON credential stands (VC Data Model 2.0, section 4.13). */
export function envelope(token: string, mediaType: string, type = 'EnvelopedVerifiableCredential'): JsonObject {
  const id = `data:application/${mediaType},${token}`;
  return { '@context': 'https://www.w3.org/ns/credentials/v2', type, id };
}

/**
 * The token inside an enveloped credential or presentation. Null when the object is no envelope, or one with members or a
 * media type that an envelope does not have.
 */
export function unwrapEnvelope(document: JsonObject): { readonly mediaType: string; readonly token: string } | null {
  const isExact = Object.keys(document).every((name) => ['@context', 'type', 'id'].includes(name));
  const [type, ...others]: unknown[] = [document.type].flat();
  const contexts = [document['@context']].flat();
  if (!isExact || others.length > 0 || !envelopeTypes.some((known) => known === type)) return null;
  if (!contexts.includes('https://www.w3.org/ns/credentials/v2') || typeof document.id !== 'string') return null;
  const [, mediaType, token] = /^data:application\/([a-z+-]+),(.+)$/.exec(document.id) ?? [];
  return mediaType && token && mediaTypes.includes(mediaType) ? { mediaType, token } : null;
}
