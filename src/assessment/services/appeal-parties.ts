import type { Appeal, AssessmentRecord, RuleResult } from '../model/index.js';
import type { AssessmentStore } from '../ports.js';
import { condition } from '../states/machine.js';

/** Everybody who had a hand in the record, its session or its award. */
export async function uninvolved(store: AssessmentStore, appeal: Appeal, actorId: string): Promise<RuleResult[]> {
  const involved = new Set([appeal.personId, appeal.lodgedBy]);
  const record = appeal.recordId === null ? null : await store.records.get(appeal.recordId);
  if (record !== null) for (const id of await handsIn(store, record)) involved.add(id);
  return condition('reviewer-not-involved-before', !involved.has(actorId), [
    'You had a part in this before.',
    'Somebody who had none must look at it.',
  ]);
}

async function handsIn(store: AssessmentStore, record: AssessmentRecord): Promise<readonly (string | null)[]> {
  const session = await store.sessions.get(record.sessionId);
  const decisions = await store.decisions.find({ recordId: record.id });
  const certificates = (await store.certificates.find({ personId: record.personId })).filter(({ recordIds }) =>
    recordIds.includes(record.id),
  );
  return [
    record.assessorPersonId,
    ...record.signatures.map(({ userId }) => userId),
    ...(session === null ? [] : [session.requestedBy, session.approvedBy, session.representativeId]),
    ...(session?.assessors.map(({ personId }) => personId) ?? []),
    ...decisions.map(({ decidedBy }) => decidedBy),
    ...certificates.flatMap(({ approvedBy, releasedBy }) => [approvedBy, releasedBy]),
  ];
}

/** The second instance is not the first one. */
export const anotherInstance = (appeal: Appeal, actorId: string): RuleResult[] =>
  condition('second-instance', appeal.reviewerId !== actorId, [
    'You answered it in the first instance.',
    'Somebody else has to rule.',
  ]);
