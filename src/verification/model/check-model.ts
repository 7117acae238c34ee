import { isObject } from '../../shared/index.js';
import { checkContexts, versionOf } from './contexts.js';
import { checkHolder, checkId, checkIssuer, checkTexts, checkTypes } from './names.js';
import { problem, type ModelProblem, type ModelRule } from './problem.js';
import { checkRelatedResources } from './related-resources.js';
import { checkSubjects } from './subjects.js';
import { checkTypedMembers } from './typed-members.js';
import { checkValidity } from './validity.js';
import { valuesOf } from './values.js';

const credentialRules: readonly ModelRule[] = [
  checkContexts,
  checkTypes('VerifiableCredential'),
  checkId,
  checkTexts,
  checkIssuer,
  checkSubjects,
  checkValidity,
  checkTypedMembers,
  checkRelatedResources,
];

/** More would let one request start that many verifications. */
const MAX_CREDENTIALS = 16;

const checkCredentials: ModelRule = ({ verifiableCredential }) => {
  const credentials = valuesOf(verifiableCredential);
  if (credentials.length > MAX_CREDENTIALS) return [problem('too-many-credentials', '/verifiableCredential')];
  return credentials.flatMap((credential, index) =>
    isObject(credential) ? [] : [problem('credential-not-object', `/verifiableCredential/${index}`)],
  );
};

const presentationRules: readonly ModelRule[] = [
  checkContexts,
  checkTypes('VerifiablePresentation'),
  checkId,
  checkHolder,
  checkCredentials,
];

const judged = (document: Readonly<Record<string, unknown>>, rules: readonly ModelRule[]): readonly ModelProblem[] =>
  rules.flatMap((rule) => rule(document, versionOf(document)));

/**
 * The data model of a credential (VCDM 2.0 section 4, or 1.1 when that is its base context), whatever secures it. Empty
 * when nothing is wrong. What JSON-LD processing finds (undefined terms, redefinitions) is not judged here.
 */
export const checkCredentialModel = (document: Readonly<Record<string, unknown>>): readonly ModelProblem[] =>
  judged(document, credentialRules);

/** The same for a presentation (VCDM 2.0 section 4.13). The credentials inside are judged by themselves. */
export const checkPresentationModel = (document: Readonly<Record<string, unknown>>): readonly ModelProblem[] =>
  judged(document, presentationRules);

/** `proof` of a document that must be secured by embedded proofs. */
export function checkProofMember({ proof }: Readonly<Record<string, unknown>>): readonly ModelProblem[] {
  if (proof === undefined) return [problem('proof-missing', '/proof')];
  const proofs = valuesOf(proof);
  return proofs.length > 0 && proofs.every(isObject) ? [] : [problem('proof-malformed', '/proof')];
}
