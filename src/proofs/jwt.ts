import type { JsonObject } from '../shared/index.js';
import { checkJws, headerProblem, methodOf, readJws, signJws, typOf, type HeaderRule, type ReadJws } from './jws.js';
import type { NodeCrypto } from './node-crypto.js';
import { broken } from './proof-options.js';
import {
  audienceProblem,
  credentialDocument,
  documentProblem,
  idOf,
  issuedAtClaim,
  presentationDocument,
  timeProblem,
  withIssuedAt,
  withoutRegisteredClaims,
  type DocumentKind,
} from './token-claims.js';
import type { BrokenReason, ProofFormat, ProofOutcome, VerifyOptions } from './types.js';

interface JwtKind extends HeaderRule, DocumentKind {
  readonly typ: 'vc+jwt' | 'vp+jwt';
}

const credentialKind: JwtKind = { typ: 'vc+jwt', cty: 'vc', ...credentialDocument };
const presentationKind: JwtKind = { typ: 'vp+jwt', cty: 'vp', ...presentationDocument };

/** Credentials as `vc+jwt` (VC-JOSE-COSE 1.0, section 3.1.1): the credential itself is the payload. */
export const createVcJwt = (crypto: NodeCrypto): ProofFormat => createJwtFormat(credentialKind, crypto);

/** Presentations as `vp+jwt` (section 3.1.2): `nonce` and `aud` carry the verifier's challenge and domain. */
export const createVpJwt = (crypto: NodeCrypto): ProofFormat => createJwtFormat(presentationKind, crypto);

function createJwtFormat(kind: JwtKind, crypto: NodeCrypto): ProofFormat {
  return {
    id: kind.typ,
    canVerify: (token) => typOf(token) === kind.typ,
    async sign(document, { signer, created, challenge, domain }) {
      const payload: JsonObject = {
        ...issuedAtClaim(kind, created),
        ...document,
        ...(challenge === undefined ? {} : { nonce: challenge }),
        ...(domain === undefined ? {} : { aud: domain }),
      };
      const problem = payloadProblem(kind, payload);
      if (problem) throw new TypeError(`not a document for ${kind.typ}: ${problem}`);
      return signJws({ typ: kind.typ, cty: kind.cty, kid: signer.id }, payload, signer);
    },
    async verify(token, proof, options) {
      const read = typeof token === 'string' && proof === null ? readJws(token) : null;
      if (!read) return broken('token-malformed');
      const problem = headerProblem(read.header, kind) ?? payloadProblem(kind, read.payload);
      if (problem) return broken(problem);
      return verifyRead(kind, read, options, crypto);
    },
  };
}

async function verifyRead(
  kind: JwtKind,
  read: ReadJws,
  options: VerifyOptions,
  crypto: NodeCrypto,
): Promise<ProofOutcome> {
  const audience = audienceProblem(read.payload, options);
  if (audience) return broken(audience);
  const method = methodOf(read.header, idOf(read.payload[kind.owner]));
  if (!method) return { outcome: 'unknown', reason: 'key-unknown' };
  const checked = await checkJws(read, method, options, crypto);
  return checked.outcome === 'verified'
    ? (timeProblem(read.payload, options) ?? withIssuedAt(checked, read.payload))
    : checked;
}

const payloadProblem = (kind: JwtKind, payload: JsonObject): BrokenReason | null =>
  payload['@context'] === undefined ? 'token-claims' : documentProblem(kind, payload);

/** The document inside a vc+jwt or vp+jwt, NOT verified, without the token's own claims; null when it is no such token. */
export function documentOfJwt(token: string): JsonObject | null {
  const read = readJws(token);
  const isKnown = read?.header.typ === 'vc+jwt' || read?.header.typ === 'vp+jwt';
  return read && isKnown ? withoutRegisteredClaims(read.payload) : null;
}
