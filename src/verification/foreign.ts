import type { SchemaGateResult, VerifiedClaims } from '../credentials/types.js';
import type { TrustedIssuer } from '../issuers/types.js';
import { checkJsonValue, documentLimits, isObject, type JsonObject, type JsonValue } from '../shared/index.js';
import { issuerIdOf } from './checks/check.js';
import type { InputForm } from './types.js';

/** By which standard a foreign credential was read, in words for the sentence. */
export function standardOf(document: JsonObject, form: InputForm): string {
  if (form === 'sd-jwt') return 'SD-JWT VC';
  const types = Array.isArray(document['type']) ? document['type'] : [document['type']];
  if (types.includes('OpenBadgeCredential') || types.includes('AchievementCredential')) return 'Open Badges 3.0';
  if (types.includes('ClrCredential')) return 'Comprehensive Learner Record 2.0';
  return 'W3C Verifiable Credential';
}

const longestText = 200;

/** A few members that many issuers use. Theirs, not ours: short, plain text, and never more than that. */
export function foreignClaims(document: JsonObject): VerifiedClaims {
  const { vc } = document;
  const credential = isObject(vc) ? vc : document;
  const subjects = credential['credentialSubject'];
  const subject = objectOf(Array.isArray(subjects) ? subjects[0] : subjects);
  const achievement = objectOf(subject['achievement']);
  const issuer = objectOf(credential['issuer']);
  return {
    kind: 'foreign',
    holder: { name: textOf(subject['name']), otherNames: [], birthYear: null, maskedId: null },
    title: textOf(achievement['name']) || textOf(credential['name']),
    number: textOf(subject['licenseNumber']) || null,
    qualification: { id: textOf(achievement['id']), code: textOf(achievement['humanCode']) || null, revision: null },
    units: [],
    place: null,
    assessedOn: null,
    awardedOn: textOf(credential['awardedDate'] ?? credential['validFrom'] ?? credential['issuanceDate']) || null,
    validUntil: textOf(credential['validUntil'] ?? credential['expirationDate']) || null,
    issuer: { did: issuerIdOf(credential), name: textOf(issuer['name']) || null, nameFrom: 'credential' },
    frameworkClaims: levelsOf(achievement),
    experience: null,
  };
}

const maxLevels = 5;
/** A level (`4`, `4.5`, `Level 4`), not the address or the number of a competency, which many badges name as well. */
const levelShape = /^[A-Za-z0-9][A-Za-z0-9 .+-]{0,19}$/;

/** Levels that an Open Badge names by alignment, in its own words for the framework; what they are worth is not told here. */
const levelsOf = ({ alignment }: JsonObject): VerifiedClaims['frameworkClaims'] =>
  [alignment ?? []]
    .flat()
    .map((entry) => ({
      framework: textOf(objectOf(entry)['targetFramework']),
      level: textOf(objectOf(entry)['targetCode']),
    }))
    .filter(({ framework, level }) => framework !== '' && !isClassification(framework) && levelShape.test(level))
    .slice(0, maxLevels);

/** Fields of study, occupations and skills have codes, no levels. */
const isClassification = (framework: string): boolean =>
  /^(isced-f|isco|esco|cip|onet|o\*net|naics|nace)/i.test(framework);

const objectOf = (value: JsonValue | undefined): JsonObject => (isObject(value) ? value : {});
const textOf = (value: JsonValue | undefined): string => (typeof value === 'string' ? value.slice(0, longestText) : '');

/**
 * What is too large for one credential of ours is malformed; a passport may be large. What a holder hides in an SD-JWT
 * leaves a shape no closed schema knows: read as another's document, never confirmed as ours. Anything else from an office
 * on our list that has none of our shapes is malformed: a proof over the meaning (RDF) survives moving text around, and
 * the office writes no such documents. But accreditations: they are signed over their bytes, which nobody can move around.
 */
export function gateFor(
  answer: SchemaGateResult,
  { document, form, issuer }: { document: JsonObject; form: InputForm; issuer: TrustedIssuer | null },
): SchemaGateResult {
  const isPassport = answer.kind === 'ours' && answer.credentialKind === 'passport';
  if (!isPassport && checkJsonValue(document, documentLimits) !== null) return malformed;
  if (answer.kind === 'ours') return answer;
  if (form === 'sd-jwt') return { kind: 'foreign' };
  return issuer === null || isAccreditation(document) ? answer : malformed;
}

/** An accreditation credential: nothing about a worker, so shown as it is and never confirmed as a certificate. */
function isAccreditation({ credentialSchema, proof }: JsonObject): boolean {
  const address = objectOf(credentialSchema)['id'];
  const isNamed = typeof address === 'string' && address.endsWith('/credential-schemas/v1/accreditation.json');
  return isNamed && objectOf(proof)['cryptosuite'] === 'eddsa-jcs-2022';
}

const malformed: SchemaGateResult = { kind: 'malformed', pointers: [] };
