import { envelope, RefusedByCanonicalization, type ProofFormat } from '../proofs/index.js';
import { isObject, isoSeconds, type Clock, type JsonObject, type JsonValue } from '../shared/index.js';
import {
  isTooLarge,
  jsonLdFindings,
  readDocument,
  readPointers,
  readRequest,
  refusal,
  type Finding,
  type VcApiAnswer,
  type VcApiDeps,
} from '../vc-api/index.js';
import { checkCredentialModel, versionOf } from '../verification/index.js';
import type { ConformanceIssuer } from './issuer-keys.js';
import { leadsSomewhere } from './pointers.js';
import { profiles, type Profile, type ProfileName } from './profiles.js';
import type { ConformanceStatusLists } from './status-lists.js';

export interface IssueDeps {
  readonly issuers: Readonly<Record<ProfileName, ConformanceIssuer>>;
  readonly formats: readonly ProofFormat[];
  readonly lists: ConformanceStatusLists;
  readonly jsonLd: Pick<VcApiDeps, 'canonicalizer' | 'isKnownContext'>;
  readonly clock: Clock;
}

const DATA_INTEGRITY_V2 = 'https://w3id.org/security/data-integrity/v2';
const STATUS_V1 = 'https://www.w3.org/ns/credentials/status/v1';

/**
 * `POST /issuers/{profile}/credentials/issue` (VC-API): signs any credential that follows the data model, in our own
 * name. 201 with the secured credential, 400 with problem details for whatever the data model or JSON-LD refuses.
 */
export async function issueAny(name: ProfileName, text: string, deps: IssueDeps): Promise<VcApiAnswer> {
  const request = readRequest(text);
  if (!request.ok) return request.answer;
  const received = readDocument(request.value.body, 'credential');
  if (!received.ok) return received.answer;
  const pointers = readPointers(request.value.options, 'mandatoryPointers');
  if (!pointers.ok) return pointers.answer;
  // What was sent is judged as it was sent; only then is its issuer replaced by ours.
  const early = refusalsOf(received.value);
  if (early.length > 0) return refusal(early);
  const credential = prepared(received.value, name, deps);
  const late = [
    ...(pointers.value ?? [])
      .filter((pointer) => !leadsSomewhere(credential, pointer))
      .map((): Finding => ({ code: 'pointer-unresolved', at: '/options/mandatoryPointers' })),
    ...(await jsonLdFindings(credential, deps.jsonLd)),
  ];
  return late.length > 0 ? refusal(late) : signed(credential, name, pointers.value, deps);
}

function refusalsOf(credential: JsonObject): readonly Finding[] {
  if (isTooLarge(credential)) return [{ code: 'document-too-large' }];
  if (credential.proof !== undefined) return [{ code: 'proof-present', at: '/proof' }];
  return checkCredentialModel(credential);
}

function prepared(credential: JsonObject, name: ProfileName, { issuers, lists }: IssueDeps): JsonObject {
  const profile: Profile = profiles[name];
  const { issuer, credentialStatus } = credential;
  const { id } = issuers[name];
  const entry = profile.withStatus ? lists.newEntry() : undefined;
  return {
    ...credential,
    '@context': withTerms(credential, profile),
    issuer: isObject(issuer) ? { ...issuer, id } : id,
    ...(entry === undefined
      ? {}
      : { credentialStatus: credentialStatus === undefined ? entry : [...[credentialStatus].flat(), entry] }),
  };
}

/** The base context of 1.1 lacks the terms of Data Integrity proofs and of Bitstring status entries. */
function withTerms(credential: JsonObject, { format, withStatus }: Profile): JsonValue[] {
  const context = credential['@context'] as JsonValue[];
  if (versionOf(credential) === '2.0') return context;
  const needed = [...(format === 'vc+jwt' ? [] : [DATA_INTEGRITY_V2]), ...(withStatus ? [STATUS_V1] : [])];
  return [...context, ...needed.filter((url) => !context.includes(url))];
}

async function signed(
  credential: JsonObject,
  name: ProfileName,
  mandatoryPointers: readonly string[] | null,
  { issuers, formats, clock }: IssueDeps,
): Promise<VcApiAnswer> {
  const { format: formatId } = profiles[name];
  const format = formats.find(({ id }) => id === formatId);
  if (!format) throw new Error(`no proof format ${formatId}`);
  try {
    const secured = await format.sign(credential, {
      signer: issuers[name].signer,
      created: isoSeconds(clock.now()),
      ...(mandatoryPointers === null ? {} : { mandatoryPointers }),
    });
    const verifiableCredential = typeof secured === 'string' ? envelope(secured, formatId) : secured;
    return { status: 201, body: { verifiableCredential } };
  } catch (error) {
    // The libraries refuse by throwing; everything of ours was sound before, so it is about the credential.
    const code = error instanceof RefusedByCanonicalization ? error.outcome.reason : 'cannot-be-signed';
    return refusal([{ code }]);
  }
}
