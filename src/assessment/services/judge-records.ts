import { findEvery } from '../../shared/index.js';
import type { AssessmentRecord, RuleResult } from '../model/index.js';
import type { AssessmentStore } from '../ports.js';
import { rules } from '../rules/index.js';
import { signers } from './check-release.js';
import type { AssessmentDeps } from './context.js';
import { moderationRules } from './moderation.js';
import { createAuthority, loadCases } from './record-cases.js';
import { asSigned, identityRule, resultRules, routeRules, type RecordCase } from './record-facts.js';

/** What the rules say of one record, with the facts they were asked about. */
export interface JudgedRecord {
  readonly facts: RecordCase;
  readonly judged: readonly RuleResult[];
}

/** R01-R03, R08-R14, R17, R18, R22, R31, R32 and the seal of the record, in rule order, for each record. */
export async function judgeRecords(
  store: AssessmentStore,
  recordIds: readonly string[],
  officer: string,
  deps: AssessmentDeps,
): Promise<readonly JudgedRecord[]> {
  const cases = await loadCases(store, recordIds, deps);
  const authority = createAuthority(store, deps);
  const personIds = [...new Set(cases.map((facts) => facts.record.personId))];
  const histories = personIds.length === 0 ? [] : await findEvery(store.records, { personId: personIds });
  const moderated = await moderationRules(store, cases, officer, deps);
  const results: JudgedRecord[] = [];
  for (const facts of cases) {
    const { record, application, policy } = facts;
    const judged = [
      ...(await authority(facts)),
      ...resultRules(facts),
      identityRule(facts, 'certification'),
      rules.R14.evaluate({
        decidedBy: officer,
        releasedBy: null,
        assessorIds: [record.assessorPersonId, ...signers(record, 'assessor')],
        trainerIds: application.declaredTraining.flatMap((course) => course.trainerPersonIds),
        // Whoever asked for the session acts for the centre, signature or not.
        centreManagerIds: [...signers(record, 'ac-manager'), facts.session.requestedBy],
      }),
      ...routeRules(facts),
      rules.R22.evaluate({
        consecutiveNotYetCompetent: notYetCompetentInARow(histories, record),
        adviceAfter: policy.consecutiveNycAdvice,
      }),
      ...moderated(facts),
      ...asSigned(record),
    ];
    results.push({ facts, judged });
  }
  return results;
}

function notYetCompetentInARow(histories: readonly AssessmentRecord[], record: AssessmentRecord): number {
  const own = histories
    .filter(
      (other) =>
        other.personId === record.personId &&
        other.qualificationId === record.qualificationId &&
        other.state !== 'voided' &&
        other.overall !== null &&
        other.assessedOn <= record.assessedOn,
    )
    .toSorted((left, right) => right.assessedOn.localeCompare(left.assessedOn));
  const firstGood = own.findIndex((other) => other.overall === 'competent');
  return firstGood < 0 ? own.length : firstGood;
}
