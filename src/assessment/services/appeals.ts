import type { Appeal, AppealRemedy, AssessmentRecord, RuleResult } from '../model/index.js';
import type { AssessmentStore } from '../ports.js';
import { shiftDays } from '../rules/dates.js';
import { condition, fire, type GuardAnswers } from '../states/machine.js';
import { anotherInstance, uninvolved } from './appeal-parties.js';
import {
  audit,
  mustGet,
  mustHaveScheme,
  newRow,
  nowIso,
  requireInput,
  type AssessmentDeps,
  type Command,
} from './context.js';

export interface LodgeAppeal extends Command {
  readonly kind: Appeal['kind'];
  /** The record an appeal is against. A complaint may name a site only. */
  readonly recordId?: string;
  readonly siteId?: string;
  readonly scheme?: string;
  readonly personId?: string;
  readonly statement: string;
  readonly lateReason?: string;
}

export interface HandleAppeal extends Command {
  readonly appealId: string;
}

export interface AnswerAppeal extends HandleAppeal {
  readonly answer: string;
}

/** Days the office gives itself for an answer. No public source was found; an operator may promise less, not more. */
const ANSWER_DAYS = 30;
/** Days for taking an answer to the second instance (complaints procedure, state machine guard `within-15-days`). */
const ESCALATION_DAYS = 15;

/** Appeals and complaints: free of charge, may be told by mouth and written down by staff, and end in an answer. */
export function createAppealCommands(deps: AssessmentDeps) {
  return { ...createAppealDesk(deps), ...createAppealReview(deps) };
}

function createTools(deps: AssessmentDeps) {
  const step = (input: HandleAppeal, event: string, work: (appeal: Appeal, store: AssessmentStore) => Promise<Step>) =>
    deps.store.transaction(async (store) => {
      const appeal = await mustGet(store.appeals, input.appealId, 'appeal');
      const { changes, answers } = await work(appeal, store);
      const state = fire({ machine: 'appeal', state: appeal.state, event }, answers);
      const saved = await store.appeals.update({ ...appeal, ...changes, state });
      await audit(store, { actorId: input.actorId, action: `appeal.${event}`, subjectId: saved.id, facts: { state } });
      return saved;
    });
  const today = (): string => nowIso(deps).slice(0, 10);
  const answered = (answer: string): Partial<Appeal> => ({ answer: answer.trim(), answeredAt: nowIso(deps) });
  const refusedWith = (answer: string): Partial<Appeal> => ({
    ...answered(answer),
    escalateUntil: shiftDays(today(), ESCALATION_DAYS),
  });

  return { step, today, answered, refusedWith };
}

/** The appeals desk: lodging, acknowledging, closing. */
function createAppealDesk(deps: AssessmentDeps) {
  const { step, today, refusedWith } = createTools(deps);
  return {
    lodgeAppeal: (input: LodgeAppeal): Promise<Appeal> =>
      deps.store.transaction(async (store) => {
        const appeal = await lodged(store, input, deps);
        await store.appeals.insert(appeal);
        const { kind, recordId } = appeal;
        const facts = { kind, record: recordId };
        await audit(store, { actorId: input.actorId, action: 'appeal.lodge', subjectId: appeal.id, facts });
        return appeal;
      }),

    acknowledgeAppeal: (input: HandleAppeal): Promise<Appeal> =>
      step(input, 'acknowledge', async (appeal) => ({
        changes: { acknowledgedAt: nowIso(deps) },
        answers: {
          'window-or-late-reason': condition(
            'window-or-late-reason',
            appeal.lodgedAt.slice(0, 10) <= appeal.windowEnds || appeal.lateReason !== null,
            ['It came after the window and no reason is given.', 'Ask why it is late and write it down.'],
          ),
        },
      })),

    /** Too vague, or not something that can be appealed. The way to the second instance stays open. */
    findAppealInadmissible: (input: AnswerAppeal): Promise<Appeal> =>
      step(input, 'find-inadmissible', async () => ({
        changes: refusedWith(input.answer),
        answers: { reason: given(input.answer) },
      })),

    /** At the person's wish, within fifteen days of the answer. */
    escalateAppeal: (input: HandleAppeal): Promise<Appeal> =>
      step(input, 'escalate', async (appeal) => ({
        changes: {},
        answers: {
          'within-15-days': condition('within-15-days', today() <= (appeal.escalateUntil ?? ''), [
            'The fifteen days for the second instance are over.',
            'The answer stands.',
          ]),
        },
      })),

    /** Shows the new record by another assessor; a corrected conduct needs none. */
    completeAppealRemedy: (input: HandleAppeal & { readonly remedyRecordId?: string }): Promise<Appeal> =>
      step(input, 'complete-remedy', async (appeal, store) => ({
        changes: { remedyRecordId: input.remedyRecordId ?? null },
        answers: {
          'free-reassessment-by-other-assessor|result-changed-by-panel': await remedied(store, appeal, input),
        },
      })),

    /** Closes what nobody took further. Returns how many. */
    lapseAppeals: (input: Command): Promise<number> =>
      deps.store.transaction(async (store) => {
        const refused = await store.appeals.find({ state: ['inadmissible', 'dismissed'] }, { limit: 10_000 });
        const over = refused.filter((appeal) => (appeal.escalateUntil ?? '') < today());
        for (const appeal of over) {
          const state = fire({ machine: 'appeal', state: appeal.state, event: 'lapse' }, { '15-days-passed': [] });
          await store.appeals.update({ ...appeal, state });
          await audit(store, {
            actorId: input.actorId,
            action: 'appeal.lapse',
            subjectId: appeal.id,
            facts: { state },
          });
        }
        return over.length;
      }),
  };
}

/** Those who answer: the reviewer, and the second instance. */
function createAppealReview(deps: AssessmentDeps) {
  const { step, answered, refusedWith } = createTools(deps);
  return {
    /** The reviewer takes it up: somebody who had nothing to do with the record before. */
    startAppealReview: (input: HandleAppeal): Promise<Appeal> =>
      step(input, 'start-review', async (appeal, store) => ({
        changes: { reviewerId: input.actorId },
        answers: { 'reviewer-not-involved-before': await uninvolved(store, appeal, input.actorId) },
      })),

    upholdAppeal: (input: AnswerAppeal & { readonly remedy: AppealRemedy }): Promise<Appeal> =>
      step(input, 'uphold', async (appeal) => ({
        changes: { ...answered(input.answer), remedy: input.remedy },
        answers: {
          remedy: condition('remedy', remedyFits(appeal, input.remedy), [
            'This remedy does not fit: a result needs a re-assessment or a changed result, a complaint a correction.',
            'Choose another remedy.',
          ]),
          reason: [...given(input.answer), ...ownReview(appeal, input.actorId)],
        },
      })),

    /** Why this person cannot take it up, and why not rule on it: empty when nothing stands against it. */
    appealObstacles: async (
      input: HandleAppeal,
    ): Promise<Readonly<Record<'review' | 'rule', readonly RuleResult[]>>> => {
      const store = deps.store.read;
      const appeal = await mustGet(store.appeals, input.appealId, 'appeal');
      const review = await uninvolved(store, appeal, input.actorId);
      return { review, rule: [...review, ...anotherInstance(appeal, input.actorId)] };
    },

    dismissAppeal: (input: AnswerAppeal): Promise<Appeal> =>
      step(input, 'dismiss', async (appeal) => ({
        changes: refusedWith(input.answer),
        answers: { reason: [...given(input.answer), ...ownReview(appeal, input.actorId)] },
      })),

    /** The second instance: neither the reviewer nor anybody involved before. */
    ruleOnAppeal: (input: AnswerAppeal): Promise<Appeal> =>
      step(input, 'rule', async (appeal, store) => ({
        changes: { ...answered(input.answer), ruledBy: input.actorId },
        answers: {
          reason: [
            ...given(input.answer),
            ...(await uninvolved(store, appeal, input.actorId)),
            ...anotherInstance(appeal, input.actorId),
          ],
        },
      })),
  };
}

interface Step {
  readonly changes: Partial<Appeal>;
  readonly answers: GuardAnswers;
}

async function lodged(store: AssessmentStore, input: LodgeAppeal, deps: AssessmentDeps): Promise<Appeal> {
  requireInput(input.statement.trim() !== '', 'Nothing is written down.', 'Write what the person says.');
  const record =
    input.recordId === undefined ? null : await mustGet(store.records, input.recordId, 'assessment record');
  requireInput(
    record !== null || input.kind === 'complaint',
    'An appeal is always against a record.',
    'Name the record, or lodge a complaint.',
  );
  const { scheme, siteId, personId } = record ?? (await placeOf(store, input));
  const policy = mustHaveScheme(deps.catalogue, scheme);
  const now = nowIso(deps);
  const since = record === null ? now : await lastTold(store, record);
  return {
    ...newRow(deps),
    kind: input.kind,
    ...{ scheme, siteId, personId },
    recordId: record?.id ?? null,
    statement: input.statement.trim(),
    lateReason: input.lateReason?.trim() ?? null,
    lodgedBy: input.actorId,
    lodgedAt: now,
    windowEnds: shiftDays(since, policy.appealWindowDays),
    answerDue: shiftDays(now, ANSWER_DAYS),
    acknowledgedAt: null,
    reviewerId: null,
    answeredAt: null,
    answer: null,
    escalateUntil: null,
    remedy: null,
    remedyRecordId: null,
    ruledBy: null,
    state: 'lodged',
  };
}

/** Of a complaint that names no record. */
async function placeOf(
  store: AssessmentStore,
  { scheme = '', siteId = '', personId }: LodgeAppeal,
): Promise<Pick<Appeal, 'scheme' | 'siteId' | 'personId'>> {
  await mustGet(store.sites, siteId, 'site');
  if (personId !== undefined) await mustGet(store.people, personId, 'person');
  return { scheme, siteId, personId: personId ?? null };
}

/** The window runs from the last thing the person was told. */
async function lastTold(store: AssessmentStore, record: AssessmentRecord): Promise<string> {
  const decisions = await store.decisions.find({ recordId: record.id });
  const days = decisions.map(({ decidedAt }) => decidedAt).toSorted();
  return days.at(-1) ?? record.assessedOn;
}

const given = (answer: string): RuleResult[] =>
  condition('reason', answer.trim() !== '', ['No answer is written.', 'Write the answer and the reason.']);

const ownReview = (appeal: Appeal, actorId: string): RuleResult[] =>
  condition('own-review', appeal.reviewerId === actorId, [
    'Another reviewer has taken this up.',
    'Only the reviewer who took it up answers it.',
  ]);

const remedyFits = ({ kind }: Appeal, remedy: AppealRemedy): boolean =>
  (kind === 'complaint') === (remedy === 'conduct-corrected');

async function remedied(
  store: AssessmentStore,
  appeal: Appeal,
  input: { readonly remedyRecordId?: string },
): Promise<RuleResult[]> {
  if (appeal.remedy === 'conduct-corrected') return [];
  const old = appeal.recordId === null ? null : await store.records.get(appeal.recordId);
  const fresh = input.remedyRecordId === undefined ? null : await store.records.get(input.remedyRecordId);
  const isNew =
    old !== null &&
    fresh !== null &&
    fresh.id !== old.id &&
    fresh.frozenSha256 !== null &&
    fresh.personId === old.personId &&
    fresh.qualificationId === old.qualificationId &&
    fresh.assessorPersonId !== old.assessorPersonId &&
    fresh.clock.serverTime >= appeal.lodgedAt;
  return condition('free-reassessment-by-other-assessor|result-changed-by-panel', isNew, [
    'There is no new signed record of this person by another assessor yet.',
    'Name the record of the re-assessment.',
  ]);
}
