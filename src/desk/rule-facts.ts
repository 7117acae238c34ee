import type { Accreditation, Application, AssessmentRecord, Session } from '../assessment/index.js';
import type { DeskDeps, DeskStore } from './ports.js';

/** One line that a rule was judged on: `kind` is what it is about, `then` on the day, `now` where that can differ. */
export interface RuleFact {
  readonly kind:
    | 'accreditation'
    | 'results'
    | 'acknowledgement'
    | 'identity'
    | 'route'
    | 'your-part'
    | 'records-before'
    | 'clusters';
  readonly then: string;
  readonly now: string | null;
}

export interface RecordAround {
  readonly record: AssessmentRecord;
  readonly application: Application | null;
  readonly session: Session | null;
  readonly actorId: string;
}

/**
 * The facts behind each rule in plain values, beside its answer: periods, states and counts, never words of a person.
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
    R08: [{ kind: 'results', then: `${record.results.length} / ${record.unitCodes.length}`, now: null }],
    R09: [{ kind: 'results', then: record.overall ?? '', now: null }],
    R11:
      record.recommendation?.kind === 'issue-coc'
        ? [{ kind: 'clusters', then: String(record.recommendation.cocClusterIds.length), now: null }]
        : [],
    R12: acknowledged(record),
    R13: identity(around.application),
    R14: yourPart(around),
    R17: route(around.application),
    R18: route(around.application),
    R22: [{ kind: 'records-before', then: String(before), now: null }],
  };
  return (rule) => known[rule] ?? [];
}

const coversDay = (accreditation: Accreditation, day: string): boolean =>
  accreditation.validFrom <= day && accreditation.validUntil >= day;

const standing = (accreditation: Accreditation, record: AssessmentRecord): RuleFact => ({
  kind: 'accreditation',
  then: `${accreditation.number}: ${accreditation.validFrom} – ${accreditation.validUntil} (${record.assessedOn})`,
  now: accreditation.state,
});

const acknowledged = ({ acknowledgement }: AssessmentRecord): readonly RuleFact[] =>
  acknowledgement === null
    ? []
    : [{ kind: 'acknowledgement', then: `${acknowledgement.kind}, ${acknowledgement.at.slice(0, 10)}`, now: null }];

function identity(application: Application | null): readonly RuleFact[] {
  const check = application?.identityCheck ?? null;
  if (check === null) return [];
  return [
    {
      kind: 'identity',
      then: `${check.method}: ${check.nameMatch} / ${check.birthDateMatch}, ${check.at.slice(0, 10)}`,
      now: check.resolution,
    },
  ];
}

const route = (application: Application | null): readonly RuleFact[] =>
  application === null ? [] : [{ kind: 'route', then: application.route, now: null }];

/** Why R14 speaks against the officer who looks: each part that person had. */
function yourPart({ record, application, session, actorId }: RecordAround): readonly RuleFact[] {
  const parts = [
    record.assessorPersonId === actorId ? 'assessor' : null,
    ...record.signatures.filter((signature) => signature.userId === actorId).map((signature) => signature.role),
    session?.requestedBy === actorId ? 'ac-manager' : null,
    application?.declaredTraining.some((course) => course.trainerPersonIds.includes(actorId)) === true
      ? 'trainer'
      : null,
  ].filter((part): part is NonNullable<typeof part> => part !== null);
  return [...new Set(parts)].map((part) => ({ kind: 'your-part', then: part, now: null }));
}
