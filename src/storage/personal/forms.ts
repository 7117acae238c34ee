import type {
  Appeal,
  Application,
  AssessmentRecord,
  ExperienceRecord,
  Moderation,
  Person,
  Portrait,
} from '../../assessment/index.js';
import type { IssuanceIntent, SignedCredential } from '../../issuance/index.js';
import type { StaffAccount, StaffLink } from '../../staff/index.js';
import type { StorageKeys } from './cell-crypto.js';
import { OWNER_COLUMN, personalForm } from './personal-form.js';
import { createSubjectOwners } from './subject-owners.js';
import type { StoredForm } from './stored-form.js';

/** Every kind of thing that holds personal data, and what remains of it after an erasure. See docs/privacy.md. */
export interface PersonalForms {
  readonly people: StoredForm<Person>;
  readonly portraits: StoredForm<Portrait>;
  readonly applications: StoredForm<Application>;
  readonly appeals: StoredForm<Appeal>;
  readonly staffAccounts: StoredForm<StaffAccount>;
  readonly staffLinks: StoredForm<StaffLink>;
  readonly records: StoredForm<AssessmentRecord>;
  readonly moderations: StoredForm<Moderation>;
  readonly experience: StoredForm<ExperienceRecord>;
  readonly intents: StoredForm<IssuanceIntent>;
  readonly credentials: StoredForm<SignedCredential>;
}

const byPerson = {
  ownerColumn: 'personId',
  owners: async (models: readonly { readonly personId: string }[]) => models.map(({ personId }) => personId),
  whenDamaged: 'throw',
} as const;

const byItself = {
  ownerColumn: 'id',
  owners: async (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id),
  whenDamaged: 'throw',
} as const;

export function createPersonalForms(keys: StorageKeys): PersonalForms {
  const owners = createSubjectOwners();
  const bySubject = { ownerColumn: OWNER_COLUMN, owners, whenDamaged: 'as-erased' } as const;
  return {
    people: personalForm<Person, Exclude<keyof Person, 'id' | 'version'>>({
      table: 'person',
      ownerColumn: 'id',
      owners: async (people) => people.map(({ id }) => id),
      indexed: { field: 'matchKey', key: keys.index },
      whenDamaged: 'throw',
      erased: {
        names: [],
        birthDate: null,
        conflictingBirthDate: null,
        sex: null,
        nationalities: [],
        photoHash: null,
        schemeIds: [],
        contacts: [],
        preferredLanguage: '',
        supportNeeds: [],
        representative: null,
        matchKey: '',
      },
    }),
    // When it was taken and that its use was agreed to stay readable, as with every consent.
    portraits: personalForm<Portrait, 'jpeg' | 'sha256'>({
      ...byItself,
      table: 'portrait',
      erased: { jpeg: null, sha256: null },
    }),
    // The consent stays readable: that it was given is what the body must be able to show afterwards.
    applications: personalForm<
      Application,
      'declaredTraining' | 'selfAssessment' | 'fee' | 'portfolio' | 'identityCheck'
    >({
      ...byPerson,
      table: 'application',
      erased: { declaredTraining: [], selfAssessment: [], fee: null, portfolio: null, identityCheck: null },
    }),
    // Somebody who complains and is not on file owns the words themselves.
    appeals: personalForm<Appeal, 'statement' | 'lateReason' | 'answer'>({
      table: 'appeal',
      ownerColumn: OWNER_COLUMN,
      owners: async (appeals) => appeals.map(({ personId, id }) => personId ?? id),
      whenDamaged: 'throw',
      erased: { statement: '', lateReason: null, answer: null },
    }),
    ...staffForms(),
    // Results carry the assessor's notes in free words.
    records: personalForm<AssessmentRecord, 'results'>({
      ...byPerson,
      table: 'assessment_record',
      erased: { results: [] },
    }),
    // Who looked, when and with what outcome stays readable.
    moderations: personalForm<Moderation, 'note'>({ ...byPerson, table: 'moderation', erased: { note: null } }),
    experience: personalForm<
      ExperienceRecord,
      'employerName' | 'country' | 'occupation' | 'tasks' | 'from' | 'to' | 'confirmations'
    >({
      ...byPerson,
      table: 'experience_record',
      erased: {
        employerName: '',
        country: '',
        occupation: { text: '' },
        tasks: [],
        from: '',
        to: '',
        confirmations: [],
      },
    }),
    intents: personalForm<IssuanceIntent, 'unsignedJson'>({
      ...bySubject,
      table: 'issuance_intent',
      erased: { unsignedJson: null },
    }),
    credentials: personalForm<SignedCredential, 'json'>({
      ...bySubject,
      table: 'signed_credential',
      erased: { json: '' },
    }),
  };
}

/** Each under a key of its own: when somebody leaves, the name can go and the account's acts stay. */
const staffForms = (): Pick<PersonalForms, 'staffAccounts' | 'staffLinks'> => ({
  staffAccounts: personalForm<StaffAccount, 'displayName'>({
    ...byItself,
    table: 'staff_account',
    erased: { displayName: '' },
  }),
  staffLinks: personalForm<StaffLink, 'displayName'>({ ...byItself, table: 'staff_link', erased: { displayName: '' } }),
});
