import type {
  AssessmentRecord,
  Moderation,
  ModerationOutcome,
  ModerationReason,
  RuleResult,
  Session,
} from '../model/index.js';
import type { AssessmentStore } from '../ports.js';
import { rules, samplingReasons } from '../rules/index.js';
import type { ModerationStanding } from '../rules/moderation.js';
import { condition, fire, requirePassed } from '../states/machine.js';
import { audit, mustHaveScheme, newRow, nowIso, requireInput, type AssessmentDeps, type Command } from './context.js';
import { loadCases } from './record-cases.js';
import type { RecordCase } from './record-facts.js';

export interface ModerateRecords extends Command {
  readonly recordIds: readonly string[];
  readonly outcome: ModerationOutcome;
  readonly note: string;
}

export interface SampleRecords extends Command {
  readonly recordIds: readonly string[];
}

export function createModerationCommands(deps: AssessmentDeps) {
  return {
    /**
     * The outcome of a look at records that are held: upheld (they can be decided on), returned to the assessor (who makes a
     * correcting record), or void (two approving officers void them). What one moderator calls void another one may still
     * uphold or return.
     *
     * @throws ServiceError R32 for who had a part in it; `note`, `state`, `already-moderated` (409)
     */
    moderateRecords: (input: ModerateRecords): Promise<readonly AssessmentRecord[]> =>
      deps.store.transaction(async (store) => {
        const note = input.note.trim();
        requireInput(
          note.length > 0 && note.length <= 1_000,
          'The note is missing or too long.',
          'Write a short note.',
        );
        const saved: AssessmentRecord[] = [];
        for (const facts of await loadCases(store, input.recordIds, deps))
          saved.push(await settle(store, facts, { ...input, note }, deps));
        return saved;
      }),

    /** A moderator's own choice of records to look at. */
    sampleRecords: (input: SampleRecords): Promise<readonly AssessmentRecord[]> =>
      deps.store.transaction(async (store) => {
        const saved: AssessmentRecord[] = [];
        for (const { record } of await loadCases(store, input.recordIds, deps))
          saved.push(await hold(store, record, { reasons: ['chosen'], actorId: input.actorId }, deps));
        return saved;
      }),

    /** R32 for each record, without changing anything: for the moderator's list. */
    previewModeration: async (input: SampleRecords): Promise<ReadonlyMap<string, RuleResult>> => {
      const answers = new Map<string, RuleResult>();
      for (const facts of await loadCases(deps.store.read, input.recordIds, deps))
        answers.set(facts.record.id, await independence(deps.store.read, facts, input.actorId));
      return answers;
    },
  };
}

async function settle(
  store: AssessmentStore,
  facts: RecordCase,
  { actorId, outcome, note }: ModerateRecords,
  deps: AssessmentDeps,
): Promise<AssessmentRecord> {
  const { record } = facts;
  const answers = { R32: [await independence(store, facts, actorId)] };
  // Voiding takes two officers: until they did, the record stays held.
  const state =
    outcome === 'void'
      ? record.state
      : fire({ machine: 'assessmentRecord', state: record.state, event: outcome }, answers);
  const last = await lastOf(store, record.id);
  const isAgain = last?.outcome === 'void' && outcome !== 'void' && last.moderatorId !== actorId;
  requirePassed([
    ...answers.R32,
    ...condition('state', record.state === 'under-moderation', [
      'This record is not held for moderation.',
      'Look at the list again.',
    ]),
    ...condition('already-moderated', last?.outcome === null || isAgain, [
      'A moderator has written the outcome already.',
      'Two approving officers void the record, or another moderator upholds or returns it.',
    ]),
  ]);
  const row =
    last !== null && last.outcome === null ? last : await insert(store, record, last?.reasons ?? ['chosen'], deps);
  await store.moderations.update({ ...row, moderatorId: actorId, settledAt: nowIso(deps), outcome, note });
  const saved = state === record.state ? record : await store.records.update({ ...record, state });
  await audit(store, {
    actorId,
    action: `record.${outcome === 'void' ? 'call-void' : outcome}`,
    subjectId: record.id,
    facts: { state: saved.state, moderation: row.id },
  });
  return saved;
}

/** Holds a submitted record until a moderator has written an outcome. */
export async function hold(
  store: AssessmentStore,
  record: AssessmentRecord,
  { reasons, actorId }: { readonly reasons: readonly ModerationReason[]; readonly actorId: string },
  deps: AssessmentDeps,
): Promise<AssessmentRecord> {
  const state = fire({ machine: 'assessmentRecord', state: record.state, event: 'sample' }, {});
  const held = await store.records.update({ ...record, state });
  await insert(store, record, reasons, deps);
  await audit(store, { actorId, action: 'record.sample', subjectId: record.id, facts: { reasons: reasons.join(' ') } });
  return held;
}

async function insert(
  store: AssessmentStore,
  { id, sessionId, personId, scheme, siteId }: AssessmentRecord,
  reasons: readonly ModerationReason[],
  deps: AssessmentDeps,
): Promise<Moderation> {
  return store.moderations.insert({
    ...newRow(deps),
    ...{ recordId: id, sessionId, personId, scheme, siteId, reasons, openedAt: nowIso(deps) },
    ...{ moderatorId: null, settledAt: null, outcome: null, note: null },
  });
}

async function lastOf(store: AssessmentStore, recordId: string): Promise<Moderation | null> {
  return (await store.moderations.find({ recordId }, { limit: 100 })).at(-1) ?? null;
}

/** R31 and R32 for a decision: how the last look ended, and that who decides did not moderate. */
export async function moderationRules(
  store: AssessmentStore,
  cases: readonly RecordCase[],
  officer: string,
  deps: AssessmentDeps,
): Promise<(facts: RecordCase) => readonly RuleResult[]> {
  const recordIds = cases.map(({ record }) => record.id);
  const looks = recordIds.length === 0 ? [] : await store.moderations.find({ recordId: recordIds }, MANY);
  const undrawn = await sessionsNotYetDrawn(store, cases, deps);
  return ({ record, session }) => {
    const own = looks.filter((look) => look.recordId === record.id);
    const last = own.at(-1);
    const standing: ModerationStanding['standing'] = last === undefined ? null : (last.outcome ?? 'open');
    return [
      rules.R31.evaluate({ standing, awaitsItsSession: undrawn.has(session.id) }),
      ...condition(
        'R32',
        own.every(({ moderatorId }) => moderatorId !== officer),
        ['You moderated this record.', 'Another officer must decide it.'],
      ),
    ];
  };
}

const MANY = { limit: 10_000 } as const;
/** Candidates who were, or may still be, assessed in their session. */
const EXPECTED = ['scheduled', 'attended', 'assessed', 'documents-requested', 'awaiting-documents', 'decided'] as const;

/**
 * Running sessions that are drawn whole if it goes on as it went: large enough, and nobody has missed so far. Otherwise
 * whoever decided early enough would keep all but the last record of such a day from a moderator.
 */
async function sessionsNotYetDrawn(
  store: AssessmentStore,
  cases: readonly RecordCase[],
  deps: AssessmentDeps,
): Promise<ReadonlySet<string>> {
  const running = new Map(
    cases.flatMap(({ session }) => (session.state === 'in-progress' ? [[session.id, session] as const] : [])),
  );
  const waiting = new Set<string>();
  for (const { id, scheme } of running.values()) {
    const { allPassedFrom } = mustHaveScheme(deps.catalogue, scheme).moderation;
    const expected = await store.applications.count({ sessionId: id, state: [...EXPECTED] });
    const { records, competent } = passedOf(await store.records.find({ sessionId: id }, MANY));
    if (expected >= allPassedFrom && records === competent) waiting.add(id);
  }
  return waiting;
}

async function independence(store: AssessmentStore, facts: RecordCase, moderatorId: string): Promise<RuleResult> {
  const { record, session, application } = facts;
  const signed = (role: 'assessor' | 'representative' | 'ac-manager'): string[] =>
    record.signatures.filter((signature) => signature.role === role).map(({ userId }) => userId);
  const decisions = await store.decisions.find({ recordId: record.id });
  return rules.R32.evaluate({
    moderatorId,
    candidateId: record.personId,
    assessorIds: [record.assessorPersonId, ...session.assessors.map(({ personId }) => personId), ...signed('assessor')],
    trainerIds: application.declaredTraining.flatMap((course) => course.trainerPersonIds),
    centreManagerIds: [session.requestedBy, ...signed('ac-manager')],
    representativeIds: [session.representativeId ?? '', ...signed('representative')],
    deciderIds: decisions.map(({ decidedBy }) => decidedBy),
  });
}

/** Sent from an assessor to the office, whatever became of it there. */
const ARRIVED = ['submitted', 'under-moderation', 'moderated', 'returned', 'decided'] as const;
/** The first records of an assessor; more than a scheme lets anybody assess in its first sessions. */
const FIRST = { limit: 100 } as const;

/** Answers for each record of one submission why it is held; asks for each assessor once. */
export function createSampling(store: AssessmentStore, deps: AssessmentDeps) {
  const sessionsOf = new Map<string, Promise<ReadonlySet<string>>>();
  const earlier = async (assessorPersonId: string): Promise<ReadonlySet<string>> => {
    const found = await store.records.find({ assessorPersonId, state: [...ARRIVED] }, FIRST);
    return new Set(found.map(({ sessionId }) => sessionId));
  };
  return async (
    record: AssessmentRecord,
    ofSession: readonly AssessmentRecord[],
  ): Promise<readonly ModerationReason[]> => {
    const policy = mustHaveScheme(deps.catalogue, record.scheme).moderation;
    const known = sessionsOf.get(record.assessorPersonId) ?? earlier(record.assessorPersonId);
    sessionsOf.set(record.assessorPersonId, known);
    const before = [...(await known)].filter((sessionId) => sessionId !== record.sessionId);
    return samplingReasons(
      {
        earlierSessions: before.length,
        session: passedOf([record, ...ofSession]),
        lot: store.lotOf(record.id),
        riskFlags: record.riskFlags.length,
        isCorrection: record.supersedesId !== null,
      },
      policy,
    );
  };
}

function passedOf(records: readonly AssessmentRecord[]): { records: number; competent: number } {
  const rated = records.filter(({ overall, state }) => overall !== null && state !== 'voided');
  return { records: rated.length, competent: rated.filter(({ overall }) => overall === 'competent').length };
}

/** When the day is closed everybody's result is known: what was sent before is looked at once more. */
export async function holdWholeSession(
  store: AssessmentStore,
  session: Session,
  actorId: string,
  deps: AssessmentDeps,
): Promise<void> {
  const records = await store.records.find({ sessionId: session.id }, MANY);
  const { allPassedFrom } = mustHaveScheme(deps.catalogue, session.scheme).moderation;
  const { records: rated, competent } = passedOf(records);
  if (rated < allPassedFrom || competent < rated) return;
  for (const record of records.filter(({ state }) => state === 'submitted'))
    await hold(store, record, { reasons: ['all-passed'], actorId }, deps);
}
