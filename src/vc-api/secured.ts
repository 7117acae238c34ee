import { documentOfToken, verifyProofs, type DocumentProofs, type DocumentVerifyOptions } from '../proofs/index.js';
import { isObject, type JsonObject, type JsonValue } from '../shared/index.js';
import {
  checkProofMember,
  looksEnveloped,
  readEnvelope,
  type Envelope,
  type EnvelopeType,
} from '../verification/index.js';
import type { VcApiDeps, VerifierProfile } from './deps.js';
import type { Finding } from './finding.js';
import { areInUse } from './key-window.js';
import { verifyLegacyJwt } from './legacy-jwt.js';
import type { VerifyRequestOptions } from './requests.js';

/** A document taken out of what secures it, and what was found about its proofs. */
export interface Opened {
  /** Without `proof`. Null when there is nothing to look at. */
  readonly document: JsonObject | null;
  readonly findings: readonly Finding[];
  /** Formats that judged the proofs; an empty list when none did. */
  readonly formats: readonly string[];
}

export interface OpeningContext {
  readonly kind: 'credential' | 'presentation';
  readonly deps: VcApiDeps;
  readonly profile: VerifierProfile;
  readonly options: VerifyRequestOptions;
}

const partyOf = (value: JsonValue | undefined): string | null => {
  const id = isObject(value) ? value.id : value;
  return typeof id === 'string' ? id : null;
};

/** Who must have signed: the issuer; of a presentation the holder, when it names one. */
export const ownerOf = (kind: OpeningContext['kind'], document: JsonObject): string | null =>
  partyOf(kind === 'credential' ? document.issuer : document.holder);

/** Fixed by what is verified: a client may ask for it by name (Data Integrity 1.0 section 4.4), never for another one. */
const purposes = { credential: 'assertionMethod', presentation: 'authentication' } as const;

function expectations(
  document: JsonObject | null,
  { kind, deps, profile, options }: OpeningContext,
): DocumentVerifyOptions {
  const { challenge, domain } = options;
  const owner = document && ownerOf(kind, document);
  const isStatusList = document !== null && isOnlyStatusList(document);
  return {
    lookupKey: isStatusList ? (deps.lookupListKey ?? deps.lookupKey) : deps.lookupKey,
    expectedPurpose: purposes[kind],
    now: deps.now(),
    ...(challenge === undefined ? {} : { challenge }),
    ...(domain === undefined ? {} : { domain }),
    ...(profile.binding && owner !== null ? { expectedController: owner } : {}),
  };
}

/** Takes the proofs off a document, or the document out of its envelope, and verifies them all. */
export async function openSecured(received: JsonObject, context: OpeningContext): Promise<Opened> {
  const { expectedProofPurpose = purposes[context.kind] } = context.options;
  if (expectedProofPurpose !== purposes[context.kind])
    return { document: null, findings: [{ code: 'purpose-mismatch', at: '/proof' }], formats: [] };
  if (looksEnveloped(received)) return openEnvelope(received, context);
  const { proof: _proof, ...document } = received;
  const missing = checkProofMember(received);
  if (missing.length > 0) return { document, findings: missing, formats: [] };
  const judged = await verifyProofs(received, context.deps.formats, expectations(document, context));
  const formats = judged.proofs.flatMap(({ format }) => format ?? []);
  return { document, formats, findings: await proofFindings(judged, { document, at: '/proof' }, context) };
}

/**
 * A list by itself, as its issuer publishes it. It is signed with keys for lists, which sign nothing else: a document that
 * is a list and something more is held to the keys for credentials.
 */
const isOnlyStatusList = ({ type, credentialSubject }: JsonObject): boolean =>
  Array.isArray(type) &&
  type.length === 2 &&
  type.includes('VerifiableCredential') &&
  type.includes('BitstringStatusListCredential') &&
  isObject(credentialSubject) &&
  credentialSubject.type === 'BitstringStatusList';

async function proofFindings(
  { reason, proofs }: DocumentProofs,
  { document, at }: { readonly document: JsonObject; readonly at: string },
  { deps }: OpeningContext,
): Promise<readonly Finding[]> {
  if (reason !== null) return [{ code: reason, at }];
  return (await areInUse(proofs, document, deps)) ? [] : [{ code: 'key-outside-window', at }];
}

const envelopeTypes: Readonly<Record<OpeningContext['kind'], EnvelopeType>> = {
  credential: 'EnvelopedVerifiableCredential',
  presentation: 'EnvelopedVerifiablePresentation',
};

async function openEnvelope(received: JsonObject, context: OpeningContext): Promise<Opened> {
  const reading = readEnvelope(received, envelopeTypes[context.kind]);
  if (!reading.ok) return { document: null, findings: [reading.problem], formats: [] };
  return reading.envelope.mediaType === 'jwt'
    ? openLegacy(reading.envelope.token, context)
    : openToken(reading.envelope, context);
}

async function openToken({ mediaType, token }: Envelope, context: OpeningContext): Promise<Opened> {
  const document = documentOfToken(token);
  const judged = await verifyProofs(token, context.deps.formats, expectations(document, context));
  const formats = judged.proofs.flatMap(({ format }) => format ?? []);
  // The media type outside and the type inside must be one and the same.
  const isOther = formats.some((format) => format !== mediaType);
  if (!document || isOther)
    return { document: null, findings: [{ code: isOther ? 'token-header' : 'token-malformed', at: '/id' }], formats };
  return { document, formats, findings: await proofFindings(judged, { document, at: '/id' }, context) };
}

async function openLegacy(token: string, context: OpeningContext): Promise<Opened> {
  const kind = context.kind === 'credential' ? 'vc' : 'vp';
  const options = expectations(null, context);
  const read = await verifyLegacyJwt(token, kind, context.deps, options);
  if ('problem' in read) return { document: null, findings: [{ code: read.problem, at: '/id' }], formats: [] };
  const { document, outcome, issuer } = read;
  const formats = ['jwt'];
  if (outcome.outcome !== 'verified') return { document, formats, findings: [{ code: outcome.reason, at: '/id' }] };
  const isStranger = context.profile.binding && outcome.controller !== issuer;
  if (isStranger) return { document, formats, findings: [{ code: 'unexpected-signer', at: '/id' }] };
  const judged: DocumentProofs = { outcome: 'verified', reason: null, proofs: [{ format: 'jwt', result: outcome }] };
  return { document, formats, findings: await proofFindings(judged, { document, at: '/id' }, context) };
}
