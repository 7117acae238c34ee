import { isObject, isoSeconds, type JsonObject, type JsonValue } from '../shared/index.js';
import { checkJws, headerProblem, methodOf, readJws, type ReadJws } from './jws.js';
import type { NodeCrypto } from './node-crypto.js';
import { broken } from './proof-options.js';
import {
  audienceProblem,
  credentialDocument,
  documentProblem,
  idOf,
  timeProblem,
  withIssuedAt,
} from './token-claims.js';
import type { ProofOutcome, ProofVerifier, VerifyOptions } from './types.js';

const TYP = 'JWT';
const anchor = (read: ReadJws): ReadJws['header'] => ({ ...read.header, typ: read.header.typ ?? TYP });

/**
 * Credentials of others as a plain JWT, for reading only: with the claim `vc` (VC 1.1, section 6.3.1), or with the
 * credential's own members as claims (Open Badges 3.0, section 8.2, and CLR 2.0). Such tokens have `typ` JWT or none, so
 * they are told from the newer formats by their type and never taken for one of them. Keys come by `kid` alone.
 */
export const createPlainJwt = (crypto: NodeCrypto): ProofVerifier => ({
  id: 'jwt',
  canVerify: (token) => typeof token === 'string' && readPlain(token) !== null,
  async verify(token, proof, options) {
    const read = typeof token === 'string' && proof === null ? readPlain(token) : null;
    return read ? verifyPlain(read, options, crypto) : broken('token-malformed');
  },
});

/** Null for every token that says it is of another type. */
function readPlain(token: string): ReadJws | null {
  const read = readJws(token);
  const isCredential = read && (isObject(read.payload.vc) || read.payload['@context'] !== undefined);
  return isCredential && anchor(read).typ === TYP ? read : null;
}

async function verifyPlain(read: ReadJws, options: VerifyOptions, crypto: NodeCrypto): Promise<ProofOutcome> {
  const { payload } = read;
  const problem = headerProblem(anchor(read), { typ: TYP });
  if (problem) return broken(problem);
  const document = documentOf(payload);
  if (!document || typeof payload.iss !== 'string') return broken('token-claims');
  const contradiction = documentProblem(credentialDocument, document) ?? audienceProblem(payload, options);
  if (contradiction) return broken(contradiction);
  if (payload.iss !== idOf(document.issuer)) return broken('token-claims');
  const method = methodOf(read.header, payload.iss) ?? onlyMethodOf(payload.iss, read.header);
  if (!method) return { outcome: 'unknown', reason: 'key-unknown' };
  const checked = await checkJws(read, method, options, crypto);
  return checked.outcome === 'verified' ? (timeProblem(payload, options) ?? withIssuedAt(checked, payload)) : checked;
}

/** Libraries of VC 1.1 leave `kid` out; a did:key or did:jwk has one key, so nothing needs to be guessed. */
export function onlyMethodOf(did: string, header: JsonObject): string | null {
  if (header.kid !== undefined || did.length > 2_000) return null;
  const multibase = /^did:key:(z[1-9A-HJ-NP-Za-km-z]+)$/.exec(did)?.[1];
  if (multibase !== undefined) return `${did}#${multibase}`;
  return did.startsWith('did:jwk:') ? `${did}#0` : null;
}

/** The credential that the claims make, or null when they contradict each other. */
function documentOf({
  vc,
  iss,
  sub,
  jti,
  nbf,
  exp,
  iat: _iat,
  aud: _aud,
  nonce: _nonce,
  ...own
}: JsonObject): JsonObject | null {
  if (vc !== undefined && (!isObject(vc) || own['@context'] !== undefined)) return null;
  const inner: JsonObject = isObject(vc) ? { ...vc } : own;
  const id = inner.id ?? jti;
  const issuer = inner.issuer ?? iss;
  const subject = inner.credentialSubject;
  const told = isObject(subject) ? subject.id : undefined;
  if ((jti !== undefined && id !== jti) || (sub !== undefined && told !== undefined && told !== sub)) return null;
  return {
    ...inner,
    ...(id === undefined ? {} : { id }),
    ...(issuer === undefined ? {} : { issuer }),
    ...(isObject(vc) ? datesOf(inner, nbf, exp) : {}),
  };
}

function datesOf(inner: JsonObject, nbf: JsonValue | undefined, exp: JsonValue | undefined): JsonObject {
  const from = inner.issuanceDate ?? inner.validFrom ?? instant(nbf);
  const until = inner.expirationDate ?? inner.validUntil ?? instant(exp);
  return {
    ...(from === undefined || inner.validFrom !== undefined ? {} : { issuanceDate: from }),
    ...(until === undefined || inner.validUntil !== undefined ? {} : { expirationDate: until }),
  };
}

const instant = (seconds: JsonValue | undefined): string | undefined =>
  typeof seconds === 'number' && Math.abs(seconds) < 8e9 ? isoSeconds(new Date(seconds * 1000)) : undefined;

/** The document inside a plain JWT, NOT verified; null when it is none. */
export function documentOfPlainJwt(token: string): JsonObject | null {
  const read = readPlain(token);
  return read && documentOf(read.payload);
}
