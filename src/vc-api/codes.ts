import { modelProblems } from '../verification/index.js';

/** Problem types of VCDM 2.0 section 7.2 and of Bitstring Status List v1.0 section 3.5. */
const TYPES = {
  parsing: 'https://www.w3.org/TR/vc-data-model#PARSING_ERROR',
  malformed: 'https://www.w3.org/TR/vc-data-model#MALFORMED_VALUE_ERROR',
  cryptographic: 'https://www.w3.org/TR/vc-data-model#CRYPTOGRAPHIC_SECURITY_ERROR',
  range: 'https://www.w3.org/TR/vc-data-model#RANGE_ERROR',
  retrieval: 'https://www.w3.org/ns/credentials/status-list#STATUS_RETRIEVAL_ERROR',
  status: 'https://www.w3.org/ns/credentials/status-list#STATUS_VERIFICATION_ERROR',
  length: 'https://www.w3.org/ns/credentials/status-list#STATUS_LIST_LENGTH_ERROR',
  other: 'about:blank',
} as const;
type Kind = keyof typeof TYPES;

const ownCodes = {
  'request-not-json': ['parsing', 'The request is not one complete JSON object without repeated members.'],
  'request-malformed': ['parsing', 'The request lacks the member that this address expects.'],
  'options-malformed': ['parsing', 'An option has a value of the wrong kind.'],
  'document-too-large': ['parsing', 'The document is larger or more deeply nested than we accept.'],

  'signature-invalid': ['cryptographic', 'The signature does not fit the document.'],
  'proof-context': ['cryptographic', 'The @context is not the one that was signed.'],
  'purpose-mismatch': ['cryptographic', 'The proof was made for another purpose.'],
  'challenge-mismatch': ['cryptographic', 'The proof does not answer the challenge.'],
  'domain-mismatch': ['cryptographic', 'The proof was made for another domain.'],
  'proof-expired': ['range', 'The proof has expired.'],
  'key-mismatch': ['cryptographic', 'The key is of another kind than the proof says.'],
  'previous-proof': ['cryptographic', 'The chain of proofs is broken.'],
  'json-ld-refused': [
    'parsing',
    'The document has no safe JSON-LD reading: a term is undefined, redefined or relative.',
  ],
  'unexpected-signer': ['cryptographic', 'The key does not belong to the issuer (or holder) that is named.'],
  'too-many-proofs': ['cryptographic', 'There are more proofs than we judge.'],
  'no-proof': ['cryptographic', 'There is no proof.'],
  'token-malformed': ['parsing', 'The token cannot be read.'],
  'token-header': ['cryptographic', 'The header of the token is not one that this format allows.'],
  'token-claims': ['malformed', 'The claims of the token contradict each other or break the rules of the format.'],
  'token-expired': ['range', 'The token has expired.'],
  'key-unreachable': ['cryptographic', 'The key could not be fetched now, so the signature could not be checked.'],
  'key-unknown': ['cryptographic', 'The key is not one that its owner publishes for this purpose.'],
  'key-outside-window': ['cryptographic', 'The key was not in use at its office when this was signed.'],
  'unsupported-format': ['cryptographic', 'The proof is of a kind that we cannot check.'],
  'too-expensive': ['cryptographic', 'The document takes more work than we spend on one document.'],

  'not-yet-valid': ['range', 'The credential is not valid yet.'],
  expired: ['range', 'The credential has expired.'],
  revoked: ['status', 'The credential was revoked by its issuer.'],
  suspended: ['status', 'The credential is suspended by its issuer.'],
  replaced: ['status', 'The credential was replaced by another one.'],
  'status-malformed': ['malformed', 'The status entry of the credential cannot be read.'],
  'status-unsupported': ['status', 'The status is published in a way that we cannot check.'],
  'status-unreachable': ['retrieval', 'The status list could not be fetched now, so the status could not be checked.'],
  'status-list-unverified': ['status', 'The status list is not signed by the issuer it names.'],
  'status-list-issuer': ['status', 'The status list is of another issuer than the credential.'],
  'status-list-mismatch': ['status', 'The status list is not the one the credential points to.'],
  'status-list-too-short': ['length', 'The status list is shorter than the standard demands.'],
  'status-list-unreadable': ['malformed', 'The status list cannot be read.'],
  'status-list-stale': ['status', 'The status list is out of date, so the status could not be checked.'],
  'status-index-out-of-range': ['range', 'The credential points behind the end of its status list.'],
  'issuer-not-authorised': [
    'other',
    'The office is not accredited to award this there on that day. Proof and status are good.',
  ],
  'related-resource-unchecked': ['other', 'A related resource is not one we hold, so its digest was not compared.'],

  'challenge-foreign': ['cryptographic', 'The challenge looks like one of ours, but it was not issued here.'],
  'challenge-expired': ['range', 'The challenge is older than five minutes.'],
  'challenge-used': ['cryptographic', 'The challenge was used before.'],

  'pointer-unresolved': ['parsing', 'A JSON Pointer leads nowhere in the credential.'],
  'disclosure-refused': ['cryptographic', 'Nothing could be derived from this credential.'],
  'cannot-be-signed': ['malformed', 'The credential cannot be signed in this form.'],
} as const satisfies Readonly<Record<string, readonly [Kind, string]>>;

/** Every code of the VC-API endpoints: those of the data model, of the proofs, of the status and of requests. */
export type VcApiCode = keyof typeof ownCodes | keyof typeof modelProblems;

/** Codes whose meaning is "could not be checked", which is neither valid nor forged. */
const undecided: ReadonlySet<VcApiCode> = new Set<VcApiCode>([
  'key-unreachable',
  'key-unknown',
  'unsupported-format',
  'too-expensive',
  'status-unsupported',
  'status-unreachable',
  'status-list-unverified',
  'status-list-issuer',
  'status-list-mismatch',
  'status-list-stale',
  'context-unknown',
]);

export const isUndecided = (code: VcApiCode): boolean => undecided.has(code);

export function meaningOf(code: VcApiCode): { readonly type: string; readonly title: string } {
  const own = Object.hasOwn(ownCodes, code) ? ownCodes[code as keyof typeof ownCodes] : undefined;
  if (own) return { type: TYPES[own[0]], title: own[1] };
  const model = modelProblems[code as keyof typeof modelProblems];
  return { type: code === 'context-unknown' ? TYPES.parsing : TYPES.malformed, title: model };
}
