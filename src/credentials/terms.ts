/** The words our credentials are written in; shared by the builder, the schemas, the gates and the claims reader. */
import type { CredentialKind } from './types.js';

const CREDENTIALS_V2 = 'https://www.w3.org/ns/credentials/v2';
export const OPEN_BADGES_V3 = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json';
const CLR_V2 = 'https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json';

/** The whole `@context` array, values and order (VCDM 2.0 section 4.3, Open Badges 3.0 section 8.2). */
export const awardContext = [CREDENTIALS_V2, OPEN_BADGES_V3] as const;
export const passportContext = [CREDENTIALS_V2, OPEN_BADGES_V3, CLR_V2] as const;

export const awardTypes = ['VerifiableCredential', 'OpenBadgeCredential'] as const;
export const passportTypes = ['VerifiableCredential', 'ClrCredential'] as const;

export const credentialKinds: readonly CredentialKind[] = [
  'national-certificate',
  'certificate-of-competency',
  'nvq-certificate',
  'record-of-achievement',
  'confirmed-experience',
  'passport',
];

/** `achievement.achievementType` of each kind; a partial award never carries the type of a full one. */
export const achievementTypes: Readonly<Record<Exclude<CredentialKind, 'passport'>, string>> = {
  'national-certificate': 'Certificate',
  'certificate-of-competency': 'Competency',
  'nvq-certificate': 'Certificate',
  'record-of-achievement': 'ext:RecordOfAchievement',
  'confirmed-experience': 'ext:WorkExperience',
};

export const COMPETENT = 'Competent';
export const NOT_YET_COMPETENT = 'Not Yet Competent';
export const UNIT_OUTCOME = 'ext:CompetencyOutcome';

/** `identityType` and `identifierType` values. A further name is `ext:name.` and its ISO 15924 script. */
export const identity = {
  name: 'name',
  otherName: 'ext:name.',
  birthYear: 'ext:birthYear',
  maskedId: 'nationalIdentityNumber',
  passportNumber: 'ext:passportNumber',
} as const;

/** The same for places, assessors and those who confirm. */
export const otherIdentity = {
  placeAccreditation: 'ext:placeAccreditation',
  assessorAccreditation: 'ext:assessorAccreditation',
  confirmationChannel: 'ext:confirmationChannel',
} as const;

export const ISCED_F = 'isced-f-2013';
export const ISCO_08 = 'isco-08';

/** The two values of the message list (Bitstring Status List v1.0 section 2.1, `statusMessage`). */
export const statusMessages = [
  { status: '0x0', message: 'in force' },
  { status: '0x1', message: 'replaced' },
] as const;

/** `/v1/<kind>.json` at the end of `credentialSchema.id`: which of our kinds a document claims to be. */
export function kindOfSchemaUrl(url: string): CredentialKind | null {
  const name = /\/v1\/([a-z-]{1,40})\.json$/.exec(url)?.[1];
  return credentialKinds.find((kind) => kind === name) ?? null;
}
