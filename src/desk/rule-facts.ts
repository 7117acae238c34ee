import type { Accreditation, Application, AssessmentRecord, Session } from '../assessment/index.js';
import type { DeskDeps, DeskStore } from './ports.js';

/** A part in the assessment that keeps an officer from deciding on it (R14). */
export type Part = AssessmentRecord['signatures'][number]['role'] | 'trainer';

/** One line that a rule was judged on: codes, days and counts, for the reader's own language to put into words. */
export type RuleFact =
  | {
      readonly kind: 'accreditation';
      readonly number: string;
      readonly validFrom: string;
      readonly validUntil: string;
      readonly assessedOn: string;
      /** As it stands now. */
      readonly state: Accreditation['state'];
    }
  | { readonly kind: 'results'; readonly rated: number; readonly units: number }
  | { readonly kind: 'overall'; readonly outcome: NonNullable<AssessmentRecord['overall']> }
  | { readonly kind: 'clusters' | 'records-before'; readonly count: number }
  | { readonly kind: 'acknowledgement'; readonly by: Acknowledgement['kind']; readonly at: string }
  | {
      readonly kind: 'identity';
      /** The document; a code of the desk or what another system called it. */
      readonly document: string;
      readonly name: IdentityCheck['nameMatch'];
      readonly birthDate: IdentityCheck['birthDateMatch'];
      readonly at: string;
      readonly resolution: IdentityCheck['resolution'];
    }
  | { readonly kind: 'route'; readonly route: Application['route'] }
  | { readonly kind: 'your-part'; readonly part: Part };

type IdentityCheck = NonNullable<Application['identityCheck']>;
type Acknowledgement = NonNullable<AssessmentRecord['acknowledgement']>;

export interface RecordAround {
  readonly record: AssessmentRecord;
  readonly application: Application | null;
  readonly session: Session | null;
  readonly actorId: string;
}

/**
 * The facts behind each rule, beside its answer: periods, states and counts, never words of a person.
 * Accreditations are shown as on the day of the assessment and as they stand now.
 */
export async function ruleFacts(
  around: RecordAround,
  { store }: { readonly store: DeskStore; readonly deps: DeskDeps },
): Promise<(rule: string) => readonly RuleFact[]> {
  const { record } = around;
  const own = await store.accreditations.get(record.assessorAccreditationId);
  const site = await store.accreditations.find({ subjectId: record.siteId });
  const before = await store.records.count({
    personId: record.personId,
    qualificationId: record.qualificationId,
    overall: 'not-yet-competent',
  });
  const known: Readonly<Record<string, readonly RuleFact[]>> = {
    R01: own === null ? [] : [standing(own, record)],
    R02: site.filter((each) => coversDay(each, record.assessedOn)).map((each) => standing(each, record)),
    R08: [{ kind: 'results', rated: record.results.length, units: record.unitCodes.length }],
    R09: record.overall === null ? [] : [{ kind: 'overall', outcome: record.overall }],
    R11:
      record.recommendation?.kind === 'issue-coc'
        ? [{ kind: 'clusters', count: record.recommendation.cocClusterIds.length }]
        : [],
    R12: acknowledged(record),
    R13: identity(around.application),
    R14: yourPart(around),
    R17: route(around.application),
    R18: route(around.application),
    R22: [{ kind: 'records-before', count: before }],
  };
  return (rule) => known[rule] ?? [];
}

const coversDay = (accreditation: Accreditation, day: string): boolean =>
  accreditation.validFrom <= day && accreditation.validUntil >= day;

const standing = (accreditation: Accreditation, record: AssessmentRecord): RuleFact => ({
  kind: 'accreditation',
  number: accreditation.number,
  validFrom: accreditation.validFrom,
  validUntil: accreditation.validUntil,
  assessedOn: record.assessedOn,
  state: accreditation.state,
});

const acknowledged = ({ acknowledgement }: AssessmentRecord): readonly RuleFact[] =>
  acknowledgement === null ? [] : [{ kind: 'acknowledgement', by: acknowledgement.kind, at: acknowledgement.at }];

function identity(application: Application | null): readonly RuleFact[] {
  const check = application?.identityCheck ?? null;
  if (check === null) return [];
  return [
    {
      kind: 'identity',
      document: check.method,
      name: check.nameMatch,
      birthDate: check.birthDateMatch,
      at: check.at,
      resolution: check.resolution,
    },
  ];
}

const route = (application: Application | null): readonly RuleFact[] =>
  application === null ? [] : [{ kind: 'route', route: application.route }];

/** Why R14 speaks against the officer who looks: each part that person had. */
function yourPart({ record, application, session, actorId }: RecordAround): readonly RuleFact[] {
  const parts: readonly (Part | null)[] = [
    record.assessorPersonId === actorId ? 'assessor' : null,
    ...record.signatures.filter((signature) => signature.userId === actorId).map((signature) => signature.role),
    session?.requestedBy === actorId ? 'ac-manager' : null,
    application?.declaredTraining.some((course) => course.trainerPersonIds.includes(actorId)) === true
      ? 'trainer'
      : null,
  ];
  const had = parts.filter((part) => part !== null);
  return [...new Set(had)].map((part) => ({ kind: 'your-part', part }));
}
