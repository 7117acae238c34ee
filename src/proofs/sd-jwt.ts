import { SDJwtInstance } from '@sd-jwt/core';
import { SDJwtVcInstance, type SdJwtVcPayload } from '@sd-jwt/sd-jwt-vc';
import { base64urlEncode, randomIds, utf8, type Ids, type JsonObject } from '../shared/index.js';
import { applyDisclosures } from './disclosures.js';
import {
  checkJws,
  headerProblem,
  jwsAlgorithms,
  maxTokenLength,
  methodOf,
  readJws,
  typOf,
  type HeaderRule,
  type ReadJws,
} from './jws.js';
import { confirmationOf, keyBindingProblem, sdHasher, sha256Base64url, type KeyBinding } from './key-binding.js';
import type { NodeCrypto } from './node-crypto.js';
import { broken } from './proof-options.js';
import { defaultDisclosable, disclosureFrame, sdJwtVcClaims, visibleClaims } from './sd-jwt-claims.js';
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
import type { BrokenReason, ProofFormat, ProofOutcome, SignOptions, VerifyOptions } from './types.js';

interface SdJwtKind extends HeaderRule {
  readonly typ: 'vc+sd-jwt' | 'vp+sd-jwt' | 'dc+sd-jwt';
  /** Presentations are signed by the holder himself; in credentials only a key binding proves the holder. */
  readonly isByHolder: boolean;
  claimsOf(document: JsonObject, options: SignOptions): JsonObject;
  problem(claims: JsonObject, payload: JsonObject): BrokenReason | null;
  signerOf(claims: JsonObject): unknown;
}

const w3cKind = (typ: 'vc+sd-jwt' | 'vp+sd-jwt', cty: string, document: DocumentKind): SdJwtKind => ({
  typ,
  cty,
  isByHolder: document.owner === 'holder',
  claimsOf: (claims, { created }) => ({ ...issuedAtClaim(document, created), ...claims }),
  problem: (claims) => documentProblem(document, claims),
  signerOf: (claims) => idOf(claims[document.owner]),
});

const digitalCredentialKind: SdJwtKind = {
  typ: 'dc+sd-jwt',
  isByHolder: false,
  claimsOf: sdJwtVcClaims,
  signerOf: (claims) => claims.iss,
  problem(claims, payload) {
    const isHidden = visibleClaims.some((name) => Object.hasOwn(claims, name) && !Object.hasOwn(payload, name));
    return typeof claims.vct !== 'string' || typeof claims.iss !== 'string' || isHidden ? 'token-claims' : null;
  },
};

/** W3C credentials secured with SD-JWT (VC-JOSE-COSE 1.0, section 3.2). */
export const createVcSdJwt = (crypto: NodeCrypto, ids: Ids = randomIds): ProofFormat =>
  createSdJwtFormat(w3cKind('vc+sd-jwt', 'vc', credentialDocument), crypto, ids);

/** Presentations signed by their holder as `vp+sd-jwt` (section 3.2.2); `nonce` and `aud` as in `vp+jwt`. */
export const createVpSdJwt = (crypto: NodeCrypto, ids: Ids = randomIds): ProofFormat =>
  createSdJwtFormat(w3cKind('vp+sd-jwt', 'vp', presentationDocument), crypto, ids);

/** SD-JWT VC (`dc+sd-jwt`), for OpenID4VC wallets. Signing a W3C credential maps it to registered claims. */
export const createDcSdJwt = (crypto: NodeCrypto, ids: Ids = randomIds): ProofFormat =>
  createSdJwtFormat(digitalCredentialKind, crypto, ids);

interface ReadSdJwt {
  readonly jws: ReadJws;
  readonly claims: JsonObject;
  readonly binding: KeyBinding | null;
}

/** Issuer-signed token, disclosures and key binding, read strictly; null when the parts do not fit together. */
function readSdJwt(token: string): ReadSdJwt | null {
  if (token.length > maxTokenLength || !token.includes('~')) return null;
  const [head = '', ...rest] = token.split('~');
  const last = rest.pop() ?? '';
  const jws = readJws(head);
  const claims = jws && applyDisclosures(jws.payload, rest, sha256Base64url);
  if (!jws || !claims) return null;
  const presented = token.slice(0, token.length - last.length);
  return { jws, claims, binding: last === '' ? null : { presented, token: last } };
}

function createSdJwtFormat(kind: SdJwtKind, crypto: NodeCrypto, ids: Ids): ProofFormat {
  return {
    id: kind.typ,
    canVerify: (token) => typOf(token) === kind.typ,
    sign: (document, options) => issue(kind, document, options, ids),
    async verify(token, proof, options) {
      const read = typeof token === 'string' && proof === null ? readSdJwt(token) : null;
      if (!read) return broken('token-malformed');
      const problem = headerProblem(read.jws.header, kind) ?? kind.problem(read.claims, read.jws.payload);
      return problem ? broken(problem) : verifyRead(kind, read, options, crypto);
    },
  };
}

async function verifyRead(
  kind: SdJwtKind,
  read: ReadSdJwt,
  options: VerifyOptions,
  crypto: NodeCrypto,
): Promise<ProofOutcome> {
  const method = methodOf(read.jws.header, kind.signerOf(read.claims));
  if (!method) return { outcome: 'unknown', reason: 'key-unknown' };
  // In a credential the issuer asserts; only the key binding authenticates.
  const purpose = kind.isByHolder ? options.expectedPurpose : 'assertionMethod';
  const checked = await checkJws(read.jws, method, { ...options, expectedPurpose: purpose }, crypto);
  if (checked.outcome !== 'verified') return checked;
  const problem = kind.isByHolder ? audienceProblem(read.claims, options) : await bindingProblem(read, options, crypto);
  return problem ? broken(problem) : (timeProblem(read.claims, options) ?? withIssuedAt(checked, read.claims));
}

/** A key binding that is there must be right; one that was asked for must be there. */
async function bindingProblem(
  { jws, binding }: ReadSdJwt,
  options: VerifyOptions,
  crypto: NodeCrypto,
): Promise<BrokenReason | null> {
  if (binding) return keyBindingProblem(binding, jws.payload, options, crypto);
  const isAskedFor =
    options.expectedPurpose === 'authentication' || options.challenge !== undefined || options.domain !== undefined;
  return isAskedFor ? 'challenge-mismatch' : null;
}

async function issue(kind: SdJwtKind, document: JsonObject, options: SignOptions, ids: Ids): Promise<string> {
  const { signer, holderPublicKeyMultibase, challenge, domain, disclosable = defaultDisclosable(document) } = options;
  const claims: JsonObject = {
    ...kind.claimsOf(document, options),
    ...(holderPublicKeyMultibase === undefined ? {} : { cnf: confirmationOf(holderPublicKeyMultibase) }),
    ...(challenge === undefined ? {} : { nonce: challenge }),
    ...(domain === undefined ? {} : { aud: domain }),
  };
  const problem = kind.problem(claims, claims);
  if (problem) throw new TypeError(`not a document for ${kind.typ}: ${problem}`);
  const config = {
    hasher: sdHasher,
    hashAlg: 'sha-256' as const,
    saltGenerator: () => base64urlEncode(ids.bytes(16)),
    signer: async (data: string) => base64urlEncode(await signer.sign(utf8(data))),
    signAlg: jwsAlgorithms[signer.algorithm],
  };
  const header = { kid: signer.id, typ: kind.typ, ...(kind.cty === undefined ? {} : { cty: kind.cty }) };
  // The library types a frame by the claims' literal type, which JSON from outside does not have.
  const frame = disclosureFrame(claims, disclosable) as never;
  // The library writes into the claims it is given.
  const copy = structuredClone(claims);
  return kind.typ === 'dc+sd-jwt'
    ? new SDJwtVcInstance(config).issue(copy as unknown as SdJwtVcPayload, frame, { header })
    : new SDJwtInstance({ ...config, omitTyp: true }).issue(copy, frame, { header });
}

/**
 * A presentation of an SD-JWT that shows, of the claims that can be hidden, only those with these names. Without key
 * binding: append it with `bindToHolder`. Null when the token is no SD-JWT.
 */
export function presentSdJwt(token: string, shownNames: readonly string[]): string | null {
  const read = readSdJwt(token);
  if (!read) return null;
  const [head = '', ...rest] = token.split('~');
  const shown = rest.slice(0, -1).filter((disclosure) => {
    const alone = JSON.parse(Buffer.from(disclosure, 'base64url').toString('utf8')) as unknown[];
    return alone.length === 3 && shownNames.includes(String(alone[1]));
  });
  return [head, ...shown, ''].join('~');
}

/** The claims of an SD-JWT with its disclosures applied, NOT verified; null when it is none. */
export function claimsOfSdJwt(token: string): JsonObject | null {
  const read = readSdJwt(token);
  if (!read) return null;
  return read.jws.header.typ === 'dc+sd-jwt' ? read.claims : withoutRegisteredClaims(read.claims);
}
