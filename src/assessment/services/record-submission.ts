import type { AssessmentRecord, RuleResult } from '../model/index.js';
import type { AssessmentStore } from '../ports.js';
import type { RiskFacts } from '../rules/award.js';
import { riskFlags, rules } from '../rules/index.js';
import { fire } from '../states/machine.js';
import { nowIso, type AssessmentDeps, type Command } from './context.js';
import { createSampling, hold } from './moderation.js';
import { auditRecord } from './record-audit.js';
import { createAuthority, loadCases } from './record-cases.js';
import { asSigned, identityRule, resultRules, type RecordCase } from './record-facts.js';
import { riskFacts } from './record-risk.js';

export interface RecordsCommand extends Command {
  readonly recordIds: readonly string[];
}
export interface SubmitRecords extends RecordsCommand {
  /** The device's clock at the moment of sending; more than ten minutes off raises a flag (R21). */
  readonly deviceNow?: string;
}

/** Judged again with the facts of the day of the assessment; what is drawn or flagged is held for a moderator. */
export async function submitAll(
  store: AssessmentStore,
  input: SubmitRecords,
  deps: AssessmentDeps,
): Promise<readonly AssessmentRecord[]> {
  const authority = createAuthority(store, deps);
  const sampling = createSampling(store, deps);
  const cases = await loadCases(store, input.recordIds, deps);
  const sessionIds = [...new Set(cases.map((facts) => facts.session.id))];
  const neighbours = sessionIds.length === 0 ? [] : await store.records.find({ sessionId: sessionIds });
  const saved: AssessmentRecord[] = [];
  for (const facts of cases) {
    const others = neighbours.filter(
      (other) => other.sessionId === facts.session.id && other.id !== facts.record.id && other.state !== 'voided',
    );
    const risk = riskFacts(facts, others, input.deviceNow, deps);
    const record = await store.records.update(submitted(facts, { authority: await authority(facts), risk }, deps));
    await auditRecord(store, record, input.actorId, 'submit');
    const reasons = await sampling(record, others);
    saved.push(reasons.length === 0 ? record : await hold(store, record, { reasons, actorId: input.actorId }, deps));
  }
  return saved;
}

function submitted(
  facts: RecordCase,
  answers: { readonly authority: readonly RuleResult[]; readonly risk: RiskFacts },
  deps: AssessmentDeps,
): AssessmentRecord {
  const { record } = facts;
  const judged = [...answers.authority, ...resultRules(facts), identityRule(facts, 'assessment'), ...asSigned(record)];
  const state = fire(
    { machine: 'assessmentRecord', state: record.state, event: 'sync' },
    { 'server-revalidation': judged, R21: [rules.R21.evaluate(answers.risk)] },
  );
  const flags = riskFlags(answers.risk);
  const clock = { ...record.clock, serverTime: nowIso(deps) };
  return { ...record, state, riskFlags: flags, clock };
}
