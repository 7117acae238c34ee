/** Everything that can be wrong with the data model of a credential or presentation: code and what it says of a document. */
export const modelProblems = {
  'context-missing': 'There is no @context, or it is not a list.',
  'context-base': 'The first @context is not one of the two base contexts of verifiable credentials.',
  'context-item': 'An element of @context is neither a web address nor an object.',
  'context-term': 'A term of an inline @context is mapped to something that is not an address.',
  'context-unknown': 'A @context is not one of those this service carries; contexts are never fetched.',
  'type-missing': 'There is no type.',
  'type-not-text': 'A type is not a name.',
  'type-required': 'The type that every such document must have is missing.',
  'id-not-url': 'An id is not exactly one URL.',
  'text-malformed': 'A name or description is neither a text nor a text with language and direction.',
  'issuer-missing': 'There is no issuer.',
  'issuer-not-url': 'The issuer is neither a URL nor an object with a URL as its id.',
  'holder-not-url': 'The holder is neither a URL nor an object with a URL as its id.',
  'subject-missing': 'There is no credentialSubject.',
  'subject-not-object': 'A credentialSubject is not an object.',
  'subject-empty': 'A credentialSubject says nothing.',
  'date-missing': 'There is no issuanceDate, which this version of the data model requires.',
  'date-malformed': 'A date is not a full date and time with its time zone.',
  'date-order': 'The credential ends before it begins.',
  'member-not-object': 'A status, schema, evidence, refresh service or terms of use is not an object.',
  'member-type-missing': 'A status, schema, evidence, refresh service or terms of use does not say its type.',
  'member-id-missing': 'A schema (or a status of the older data model) has no id.',
  'related-resource-not-object': 'A related resource is not an object.',
  'related-resource-id-missing': 'A related resource has no id.',
  'related-resource-repeated': 'Two related resources have the same id.',
  'related-resource-digest-missing': 'A related resource has no digest.',
  'related-resource-digest-malformed': 'A digest of a related resource cannot be read.',
  'related-resource-digest-mismatch': 'A digest of a related resource is not the digest of that resource.',
  'credential-not-object': 'A credential in the presentation is not an object.',
  'too-many-credentials': 'The presentation carries more credentials than we judge at once.',
  'proof-missing': 'There is no proof.',
  'proof-malformed': 'The proof is not an object or a list of objects.',
  'proof-present': 'What is to be signed already carries a proof.',
  'envelope-context': 'The @context of the envelope lacks the base context.',
  'envelope-type': 'The type of the envelope is not exactly the one such an envelope must have.',
  'envelope-id': 'The id of the envelope is not a data: URL.',
  'envelope-media-type': 'The media type of the envelope is not one we verify.',
} as const;

export type ModelProblemCode = keyof typeof modelProblems;

export interface ModelProblem {
  readonly code: ModelProblemCode;
  /** JSON Pointer to the member that is wrong. */
  readonly at: string;
}

/** One rule over one document. Rules are independent: each may assume nothing of what the others demand. */
export type ModelRule = (document: Readonly<Record<string, unknown>>, version: ModelVersion) => readonly ModelProblem[];

/** Version of the data model, from the first @context. Unknown bases are judged as 2.0, beside being refused. */
export type ModelVersion = '1.1' | '2.0';

export const problem = (code: ModelProblemCode, at: string): ModelProblem => ({ code, at });
