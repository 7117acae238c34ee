import { z } from 'zod';
import { transition, type Appeal, type AssessmentRecord } from '../../assessment/index.js';
import { isoDay } from '../../shared/index.js';
import { id } from '../fields.js';
import { labelsFor, qualificationLabel, type Labels } from '../labels.js';
import { reading, type Call, type DeskRoute } from '../route.js';

const DAY_MS = 86_400_000;
const events = [
  'acknowledge',
  'find-inadmissible',
  'start-review',
  'uphold',
  'dismiss',
  'escalate',
  'rule',
  'complete-remedy',
] as const;
/** Nothing is due any more. */
const settled: readonly Appeal['state'][] = ['final', 'closed'];

export const appealRegisterRoutes: readonly DeskRoute[] = [
  reading({
    path: '/appeal-register',
    action: 'appeals.read',
    summary: 'Appeals and complaints with what is due next; overdue first. Without what the persons said.',
    input: { scope: z.enum(['open', 'settled']).default('open') },
    work: appealRegister,
  }),
  reading({
    path: '/appeals/:appealId/file',
    action: 'appeals.read',
    summary: 'One appeal or complaint with its record, the steps that can follow, and why you may not take one.',
    touches: { appeals: ['appealId'] },
    input: { appealId: id },
    work: appealFile,
  }),
  reading({
    path: '/appealable-records/:personId',
    action: 'appeal.lodge',
    summary: 'Signed records of one person that an appeal can be against.',
    touches: { people: ['personId'] },
    input: { personId: id },
    work: async ({ input, view, deps }) => {
      const records = await view.records.find({ personId: input.personId }, { limit: 200, orderBy: '-assessedOn' });
      return records.filter((record) => record.frozenSha256 !== null).map((record) => recordFacts(record, deps));
    },
  }),
];

async function appealRegister({ input, view, store, deps }: Call<{ readonly scope: 'open' | 'settled' }>) {
  const isSettled = input.scope === 'settled';
  const appeals = (await view.appeals.find({}, { limit: 5_000, orderBy: '-lodgedAt' })).filter(
    (appeal) => settled.includes(appeal.state) === isSettled,
  );
  const labels = await labelsFor(store, {
    people: appeals.flatMap((appeal) => appeal.personId ?? []),
    sites: appeals.map((appeal) => appeal.siteId),
  });
  const today = isoDay(deps.clock.now());
  const rows = appeals.map((appeal) => facts(appeal, labels, today));
  return isSettled ? rows : rows.toSorted((left, right) => urgency(left) - urgency(right));
}

type Due = { readonly due: { readonly daysLeft: number } | null };

/** What is overdue, then what is due next, then what waits without a date. */
const urgency = ({ due }: Due): number => due?.daysLeft ?? Number.MAX_SAFE_INTEGER;

const facts = (appeal: Appeal, labels: Labels, today: string) => ({
  id: appeal.id,
  kind: appeal.kind,
  name: appeal.personId === null ? '' : labels.person(appeal.personId),
  site: labels.site(appeal.siteId),
  lodgedAt: appeal.lodgedAt,
  isLate: appeal.lodgedAt.slice(0, 10) > appeal.windowEnds,
  state: appeal.state,
  due: dueOf(appeal, today),
});

/** The next deadline: of the office while it has not answered, of the person once it has. Negative: overdue. */
function dueOf(appeal: Appeal, today: string) {
  const on =
    appeal.state === 'lodged' || appeal.state === 'acknowledged' || appeal.state === 'under-review'
      ? appeal.answerDue
      : appeal.state === 'inadmissible' || appeal.state === 'dismissed'
        ? appeal.escalateUntil
        : null;
  return on === null ? null : { on, daysLeft: Math.round((Date.parse(on) - Date.parse(today)) / DAY_MS) };
}

async function appealFile({ input, view, store, deps, services, actorId }: Call<{ readonly appealId: string }>) {
  const appeal = await view.appeals.get(input.appealId);
  const record = appeal.recordId === null ? null : await store.records.get(appeal.recordId);
  const remedy = appeal.remedyRecordId === null ? null : await store.records.get(appeal.remedyRecordId);
  const obstacles = await services.appealObstacles({ appealId: appeal.id, actorId });
  const others =
    appeal.state === 'upheld' && record !== null
      ? await view.records.find({ personId: record.personId, qualificationId: record.qualificationId })
      : [];
  const labels = await labelsFor(store, {
    people: appeal.personId === null ? [] : [appeal.personId],
    sites: [appeal.siteId],
    actors: [appeal.lodgedBy, appeal.reviewerId, appeal.ruledBy],
  });
  return {
    appeal: {
      ...facts(appeal, labels, isoDay(deps.clock.now())),
      statement: appeal.statement,
      lateReason: appeal.lateReason,
      windowEnds: appeal.windowEnds,
      answerDue: appeal.answerDue,
      acknowledgedAt: appeal.acknowledgedAt,
      lodgedBy: labels.actor(appeal.lodgedBy),
      reviewer: labels.actor(appeal.reviewerId),
      isYourReview: appeal.reviewerId === actorId,
      ruledBy: labels.actor(appeal.ruledBy),
      answeredAt: appeal.answeredAt,
      answer: appeal.answer,
      escalateUntil: appeal.escalateUntil,
      remedy: appeal.remedy,
    },
    record: record === null ? null : recordFacts(record, deps),
    remedyRecord: remedy === null ? null : recordFacts(remedy, deps),
    next: events.filter((event) => transition('appeal', appeal.state, event).ok),
    obstacles,
    /** New signed records of the person, from which the one that makes it good is named. */
    remedyRecords: others
      .filter((other) => other.id !== record?.id && other.frozenSha256 !== null)
      .map((other) => recordFacts(other, deps)),
  };
}

const recordFacts = (record: AssessmentRecord, deps: Call<unknown>['deps']) => ({
  id: record.id,
  referenceNo: record.referenceNo,
  title: qualificationLabel(deps.catalogue, record),
  assessedOn: record.assessedOn,
  overall: record.overall,
  state: record.state,
});
