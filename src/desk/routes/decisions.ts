import type { AssessmentRecord, Catalogue, Qualification, RuleResult } from '../../assessment/index.js';
import { isAsSigned } from '../../assessment/index.js';
import { code, id } from '../fields.js';
import { labelsFor, personLabel, qualificationLabel, type Labels } from '../labels.js';
import { reading, type Call, type DeskRoute } from '../route.js';
import { ruleFacts } from '../rule-facts.js';

const recordId = id;
/** Records that are judged for the queue at once; the others follow when these are decided. */
const MOST_SHOWN = 200;

export const decisionRoutes: readonly DeskRoute[] = [
  reading({
    path: '/decision-queue',
    action: 'certification-queue.read',
    summary: 'Records that wait for a decision or for moderation, each judged by every rule; problems first.',
    touches: { missions: ['missionId'] },
    input: { missionId: id.exactOptional(), qualificationId: code.exactOptional() },
    work: decisionQueue,
  }),
  reading({
    path: '/records/:recordId/decision-file',
    action: 'certification-queue.read',
    summary: 'One record with its evidence, and every rule with its reason and the facts it was judged on.',
    touches: { records: ['recordId'] },
    input: { recordId },
    work: decisionFile,
  }),
];

const WITH_MODERATORS = ['under-moderation', 'returned'] as const;
const isWithModerators = (state: string): boolean => (WITH_MODERATORS as readonly string[]).includes(state);

type QueueInput = { readonly missionId?: string; readonly qualificationId?: string };

async function decisionQueue({ input, view, store, services, deps, actorId }: Call<QueueInput>) {
  const waiting = await view.records.find({ state: ['submitted', 'moderated', ...WITH_MODERATORS] }, { limit: 2_000 });
  const decided = await alreadyReturned(waiting, store);
  const sessionIds = [...new Set(waiting.map((record) => record.sessionId))];
  const sessions = sessionIds.length === 0 ? [] : await store.sessions.find({ id: sessionIds });
  const missionOf = new Map(sessions.map((session) => [session.id, session.missionId]));
  const chosen = waiting
    .filter((record) => input.qualificationId === undefined || record.qualificationId === input.qualificationId)
    .filter((record) => input.missionId === undefined || missionOf.get(record.sessionId) === input.missionId);
  const shown = chosen.slice(0, MOST_SHOWN);
  const ready = shown.filter((record) => !isWithModerators(record.state));
  const judged = await services.previewDecisions({ recordIds: ready.map((record) => record.id), actorId });
  const rulesOf = new Map(judged.map((each) => [each.recordId, each.rules]));
  const labels = await labelsFor(store, {
    people: shown.map((record) => record.personId),
    missions: [...missionOf.values()],
  });
  const rows = shown.map((record) => ({
    id: record.id,
    referenceNo: record.referenceNo,
    name: labels.person(record.personId),
    qualification: qualificationLabel(deps.catalogue, record),
    assessedOn: record.assessedOn,
    state: record.state,
    overall: record.overall,
    recommendation: record.recommendation?.kind ?? null,
    riskFlags: record.riskFlags,
    wasReturned: decided.has(record.applicationId),
    ...weighed(rulesOf.get(record.id) ?? []),
  }));
  return {
    total: chosen.length,
    rows: rows.toSorted((left, right) => urgency(left) - urgency(right)),
    missions: [...new Set(missionOf.values())].flatMap((each) =>
      each === null ? [] : [{ id: each, label: labels.mission(each) }],
    ),
    qualifications: [...new Set(waiting.map((record) => record.qualificationId))].map((each) => ({
      id: each,
      label: qualificationLabel(
        deps.catalogue,
        waiting.find((record) => record.qualificationId === each) ?? { qualificationId: each, revision: '' },
      ),
    })),
  };
}

/** Applications that were sent back for documents: their record stays as it is. */
async function alreadyReturned(
  records: readonly AssessmentRecord[],
  store: Call<object>['store'],
): Promise<ReadonlySet<string>> {
  const ids = [...new Set(records.map((record) => record.applicationId))];
  const applications = ids.length === 0 ? [] : await store.applications.find({ id: ids, state: 'awaiting-documents' });
  return new Set(applications.map((application) => application.id));
}

function weighed(rules: readonly RuleResult[]) {
  const counted = rules.filter((rule) => rule.outcome !== 'not-applicable');
  const problems = counted.filter((rule) => rule.outcome === 'block' || rule.outcome === 'warn');
  const worst = problems.find((rule) => rule.outcome === 'block') ?? problems[0] ?? null;
  return {
    passed: counted.length - problems.length,
    judged: counted.length,
    worst:
      worst === null
        ? null
        : {
            code: worst.rule,
            outcome: worst.outcome,
            message: worst.message,
            whatToDo: worst.whatToDo,
            ...(worst.finding === undefined ? {} : { finding: worst.finding }),
          },
  };
}

/** What rules stop comes first, then what they warn of or moderation holds, then what can simply be approved. */
const urgency = (row: { readonly worst: { readonly outcome: string } | null; readonly state: string }): number =>
  row.worst?.outcome === 'block' ? 0 : row.worst !== null ? 1 : isWithModerators(row.state) ? 2 : 3;

async function decisionFile({ input, view, store, services, deps, actorId }: Call<{ recordId: string }>) {
  const record = await view.records.get(input.recordId);
  const around = await aroundRecord(record, store);
  const { person, application, session } = around;
  const rules = await services.previewDecision({ recordId: record.id, actorId });
  const facts = await ruleFacts({ record, application, session, actorId }, { store, deps });
  const decisions = await store.decisions.find({ recordId: record.id });
  const labels = await labelsFor(store, {
    people: [record.assessorPersonId],
    actors: [
      ...decisions.map((decision) => decision.decidedBy),
      ...record.signatures.map((signature) => signature.userId),
    ],
  });
  const sheet = recordSheet(record, { around, labels, catalogue: deps.catalogue });
  return {
    ...sheet,
    candidate: {
      ...sheet.candidate,
      birthDate: person?.birthDate?.value ?? null,
      hasPhoto: (await store.portraits.get(record.personId))?.jpeg != null,
    },
    rules: rules.map((rule) => ({ ...rule, facts: facts(rule.rule) })),
    decisions: decisions.map(({ outcome, reason, decidedAt, decidedBy }) => ({
      outcome,
      reason,
      decidedAt,
      by: labels.actor(decidedBy),
    })),
  };
}

export async function aroundRecord(record: AssessmentRecord, store: Call<object>['store']) {
  const session = await store.sessions.get(record.sessionId);
  return {
    session,
    person: await store.people.get(record.personId),
    application: await store.applications.get(record.applicationId),
    site: await store.sites.get(record.siteId),
    mission: session?.missionId == null ? null : await store.missions.get(session.missionId),
  };
}

interface Beside {
  readonly around: Awaited<ReturnType<typeof aroundRecord>>;
  readonly labels: Labels;
  readonly catalogue: Catalogue;
}

/** What was assessed, by whom and with which evidence; no birth date and no photo. */
export function recordSheet(record: AssessmentRecord, { around, labels, catalogue }: Beside) {
  const { person, session, site, mission } = around;
  return {
    record: {
      id: record.id,
      referenceNo: record.referenceNo,
      state: record.state,
      assessedOn: record.assessedOn,
      overall: record.overall,
      recommendation: record.recommendation,
      riskFlags: record.riskFlags,
      frozenSha256: record.frozenSha256,
      isAsSigned: isAsSigned(record),
      assessor: labels.person(record.assessorPersonId),
      signatures: record.signatures.map(({ role, userId, at }) => ({
        role,
        at,
        by: labels.actor(userId) || labels.person(userId),
      })),
      acknowledgement: record.acknowledgement,
    },
    candidate: {
      name: personLabel(person ?? undefined),
      names: person?.names.map(({ family, given, script }) => ({ family, given, script })) ?? [],
      personId: record.personId,
    },
    qualification: qualificationLabel(catalogue, record),
    session: { startsAt: session?.startsAt ?? null, site: site?.name ?? '', mission: mission?.title ?? '' },
    units: unitsOf(record, catalogue.qualification(record)),
    evidence: record.evidence.map(({ id: evidenceId, kind, unitCodes, sha256, capturedAt, fileId }) => ({
      id: evidenceId,
      kind,
      unitCodes,
      sha256,
      capturedAt,
      fileId: fileId ?? null,
    })),
  };
}

function unitsOf(record: AssessmentRecord, qualification: Qualification | null) {
  return record.unitCodes.map((unitCode) => ({
    code: unitCode,
    title: qualification?.units.find((unit) => unit.code === unitCode)?.title ?? '',
    results: record.results
      .filter((result) => result.unitCode === unitCode)
      .map(({ method, outcome, note }) => ({ method, outcome, note: note ?? null })),
  }));
}
