import {
  audienceProblem,
  checkJws,
  envelope,
  headerProblem,
  methodOf,
  onlyMethodOf,
  readJws,
  timeProblem,
  withIssuedAt,
  type BrokenReason,
  type ProofOutcome,
  type VerifyOptions,
} from '../proofs/index.js';
import { isObject, isoSeconds, type JsonObject, type JsonValue } from '../shared/index.js';
import { versionOf } from '../verification/index.js';
import type { VcApiDeps } from './deps.js';

export interface LegacyJwt {
  readonly document: JsonObject;
  /** DID (or URL) in `iss`. */
  readonly issuer: string;
  readonly outcome: ProofOutcome;
}

type Kind = 'vc' | 'vp';

const idOf = (value: JsonValue | undefined): JsonValue | undefined => (isObject(value) ? value.id : value);

/**
 * A credential or presentation in the JWT encoding of VC 1.1 (section 6.3.1), whose contents lie in the claim `vc` or
 * `vp`. Newer formats forbid that claim, so it is read only under the old media type `application/jwt`.
 */
export async function verifyLegacyJwt(
  token: string,
  kind: Kind,
  deps: Pick<VcApiDeps, 'crypto'>,
  options: VerifyOptions,
): Promise<LegacyJwt | { readonly problem: BrokenReason }> {
  const read = readJws(token);
  if (!read) return { problem: 'token-malformed' };
  const header = { ...read.header, typ: read.header.typ ?? 'JWT' };
  const problem = headerProblem(header, { typ: 'JWT' });
  if (problem) return { problem };
  const { iss } = read.payload;
  const document = documentOf(read.payload, kind);
  if (typeof iss !== 'string' || !document) return { problem: 'token-claims' };
  const audience = audienceProblem(read.payload, options);
  if (audience) return { problem: audience };
  const method = methodOf(read.header, iss) ?? onlyMethodOf(iss, read.header);
  if (!method) return { document, issuer: iss, outcome: { outcome: 'unknown', reason: 'key-unknown' } };
  const checked = await checkJws(read, method, options, deps.crypto);
  const outcome =
    checked.outcome === 'verified'
      ? (timeProblem(read.payload, options) ?? withIssuedAt(checked, read.payload))
      : checked;
  return { document, issuer: iss, outcome };
}

/** The document with what the claims say of it; null when the two contradict each other. */
function documentOf(payload: JsonObject, kind: Kind): JsonObject | null {
  const inner = payload[kind];
  const other = payload[kind === 'vc' ? 'vp' : 'vc'];
  if (!isObject(inner) || other !== undefined) return null;
  const owner = kind === 'vc' ? 'issuer' : 'holder';
  const owned: JsonObject = { ...inner, [owner]: inner[owner] ?? payload.iss };
  if (idOf(owned[owner]) !== payload.iss) return null;
  return kind === 'vp' ? withEnvelopes(owned) : credentialOf(owned, payload);
}

/** Presentations of that time carry tokens as bare texts; here they become what stands for them today. */
function withEnvelopes(document: JsonObject): JsonObject {
  const credentials = [document.verifiableCredential ?? []].flat();
  return {
    ...document,
    verifiableCredential: credentials.map((item) => (typeof item === 'string' ? envelope(item, 'jwt') : item)),
  };
}

/** `jti`, `sub`, `nbf` and `exp` stand for members of the credential (VC 1.1 section 6.3.1). */
function credentialOf(inner: JsonObject, { jti, sub, nbf, exp }: JsonObject): JsonObject | null {
  const document = { ...inner };
  if (jti !== undefined) document.id ??= jti;
  const subject = document.credentialSubject;
  if (sub !== undefined && isObject(subject)) document.credentialSubject = { id: sub, ...subject };
  const told = isObject(document.credentialSubject) ? document.credentialSubject.id : undefined;
  const isContradicted =
    (jti !== undefined && document.id !== jti) || (sub !== undefined && told !== undefined && told !== sub);
  if (isContradicted) return null;
  return versionOf(document) === '1.1' ? withDates(document, nbf, exp) : document;
}

function withDates(document: JsonObject, nbf: JsonValue | undefined, exp: JsonValue | undefined): JsonObject {
  const issuanceDate = document.issuanceDate ?? instant(nbf);
  const expirationDate = document.expirationDate ?? instant(exp);
  return {
    ...document,
    ...(issuanceDate === undefined ? {} : { issuanceDate }),
    ...(expirationDate === undefined ? {} : { expirationDate }),
  };
}

const instant = (seconds: JsonValue | undefined): string | undefined =>
  typeof seconds === 'number' && Math.abs(seconds) < 8e9 ? isoSeconds(new Date(seconds * 1000)) : undefined;
