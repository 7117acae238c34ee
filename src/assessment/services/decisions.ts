import { findEvery, ServiceError, type Refusal } from '../../shared/index.js';
import type {
  Application,
  AssessmentRecord,
  Certificate,
  CertificationDecision,
  CocCluster,
  RuleResult,
} from '../model/index.js';
import type { AssessmentStore } from '../ports.js';
import { rules, satisfactoryUnits } from '../rules/index.js';
import { condition, fire, requirePassed } from '../states/machine.js';
import { audit, newRow, nowIso, type AssessmentDeps, type Command } from './context.js';
import { signers } from './check-release.js';
import { moderationRules } from './moderation.js';
import { createAuthority, loadCases } from './record-cases.js';
import {
  asSigned,
  heldUnits,
  identityRule,
  resultFacts,
  resultRules,
  routeRules,
  type RecordCase,
} from './record-facts.js';

export interface Decide extends Command {
  readonly recordId: string;
  /** Default `approved`. `refused` and `returned` need a reason and keep the rule results as they stand. */
  readonly outcome?: CertificationDecision['outcome'];
  readonly reason?: string;
}

export interface Decided {
  readonly decision: CertificationDecision;
  /** Approved certificates, waiting for release by another officer. None after Not Yet Competent. */
  readonly certificates: readonly Certificate[];
}

export type DecisionResult =
  | ({ readonly ok: true; readonly recordId: string } & Decided)
  | { readonly ok: false; readonly recordId: string; readonly refusals: readonly Refusal[] };

/** The certification officer's part. Release is another officer's (issuance). */
export function createDecisionCommands(deps: AssessmentDeps) {
  return {
    /** Every rule is judged with the facts of the day of the assessment; the results are kept with the decision. */
    decide: (input: Decide): Promise<Decided> =>
      deps.store.transaction(async (store) => {
        const [judged] = await judgeAll(store, [input.recordId], input.actorId, deps);
        if (!judged) throw new Error('a record without its case');
        const plan = planDecision(judged, input, deps);
        await write(store, [plan]);
        return plan;
      }),

    /** Decides many records in one transaction. A record that rules refuse is reported and does not stop the others. */
    decideMany: (input: Command & { readonly recordIds: readonly string[] }): Promise<readonly DecisionResult[]> =>
      deps.store.transaction(async (store) => {
        const plans: Plan[] = [];
        const results: DecisionResult[] = [];
        for (const judged of await judgeAll(store, input.recordIds, input.actorId, deps)) {
          const recordId = judged.facts.record.id;
          try {
            const plan = planDecision(judged, { recordId, actorId: input.actorId }, deps);
            plans.push(plan);
            results.push({ ok: true, recordId, decision: plan.decision, certificates: plan.certificates });
          } catch (error) {
            if (!(error instanceof ServiceError) || error.refusals.length === 0) throw error;
            results.push({ ok: false, recordId, refusals: error.refusals });
          }
        }
        await write(store, plans);
        return results;
      }),

    /** Everything a decision would weigh, without deciding: for the officer's screen. */
    previewDecision: async (input: {
      readonly recordId: string;
      readonly actorId: string;
    }): Promise<readonly RuleResult[]> =>
      (await judgeAll(deps.store.read, [input.recordId], input.actorId, deps))[0]?.judged ?? [],

    /** The same for many records at the cost of few queries: for the queue. */
    previewDecisions: async (input: {
      readonly recordIds: readonly string[];
      readonly actorId: string;
    }): Promise<readonly { readonly recordId: string; readonly rules: readonly RuleResult[] }[]> =>
      (await judgeAll(deps.store.read, input.recordIds, input.actorId, deps)).map(({ facts, judged }) => ({
        recordId: facts.record.id,
        rules: judged,
      })),
  };
}

interface Judged {
  readonly facts: RecordCase;
  readonly judged: readonly RuleResult[];
}

/** A decision worked out in full before anything is written, so that a refusal leaves nothing half done. */
interface Plan extends Decided {
  readonly record: AssessmentRecord | null;
  readonly application: Application;
  readonly blocked: number;
}

function planDecision({ facts, judged }: Judged, input: Decide, deps: AssessmentDeps): Plan {
  const { record, application } = facts;
  const wantsDocuments = record.recommendation?.kind === 'additional-documents';
  const outcome = input.outcome ?? (wantsDocuments ? 'returned' : 'approved');
  if (outcome === 'approved') requirePassed(judged);
  else
    requirePassed(
      condition('reason', wantsDocuments || (input.reason ?? '').trim() !== '', [
        'No reason is given.',
        'Write the reason.',
      ]),
    );
  const decision: CertificationDecision = {
    ...newRow(deps),
    recordId: record.id,
    decidedBy: input.actorId,
    decidedAt: nowIso(deps),
    outcome,
    reason: input.reason?.trim() ?? null,
    rules: judged,
  };
  const blocked = judged.filter((rule) => rule.outcome === 'block').length;
  const settled = condition('moderated', ['submitted', 'moderated'].includes(record.state), [
    'This record is not ready for a decision.',
    'Submit it, and finish its moderation.',
  ]);
  const event = outcome === 'returned' ? 'ask-documents' : 'decide';
  const answers = { 'record-moderated-or-not-sampled': settled };
  const applicationState = fire({ machine: 'application', state: application.state, event }, answers);
  const moved = { ...application, state: applicationState };
  if (outcome === 'returned') return { decision, certificates: [], record: null, application: moved, blocked };
  const state = fire(
    { machine: 'assessmentRecord', state: record.state, event: 'decide' },
    { 'not-sampled-or-moderated': settled },
  );
  const certificates =
    outcome === 'approved'
      ? awardsOf(facts).map((award) => approvedCertificate(facts, award, { decision, judged }, deps))
      : [];
  return { decision, certificates, record: { ...record, state }, application: moved, blocked };
}

async function write(store: AssessmentStore, plans: readonly Plan[]): Promise<void> {
  await store.certificates.insertMany(plans.flatMap((plan) => plan.certificates));
  for (const { decision, record, application, certificates, blocked } of plans) {
    const { id, recordId, decidedBy: actorId, outcome } = decision;
    await store.decisions.insert(decision);
    if (record !== null) await store.records.update(record);
    await store.applications.update(application);
    await audit(store, {
      actorId,
      action: 'record.decide',
      subjectId: recordId,
      facts: { decision: id, outcome, blocked },
    });
    const state = application.state;
    await audit(store, { actorId, action: 'application.decide', subjectId: application.id, facts: { state } });
    for (const { id: subjectId, awardType: award } of certificates)
      await audit(store, {
        actorId,
        action: 'certificate.approve',
        subjectId,
        facts: { record: recordId, decision: id, award },
      });
  }
}

/** R01-R03, R08-R14, R17, R18, R22, R31, R32 and the seal of the record, in rule order, for each record. */
async function judgeAll(
  store: AssessmentStore,
  recordIds: readonly string[],
  officer: string,
  deps: AssessmentDeps,
): Promise<readonly Judged[]> {
  const cases = await loadCases(store, recordIds, deps);
  const authority = createAuthority(store, deps);
  const personIds = [...new Set(cases.map((facts) => facts.record.personId))];
  const histories = personIds.length === 0 ? [] : await findEvery(store.records, { personId: personIds });
  const moderated = await moderationRules(store, cases, officer, deps);
  const results: Judged[] = [];
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

interface Approval {
  readonly decision: CertificationDecision;
  readonly judged: readonly RuleResult[];
}

interface Award {
  readonly awardType: Certificate['awardType'];
  readonly cluster: Pick<CocCluster, 'id' | 'title'> | null;
  readonly unitCodes: readonly string[];
}

function awardsOf(facts: RecordCase): readonly Award[] {
  const { record, qualification, policy, held } = facts;
  const satisfactory = satisfactoryUnits(resultFacts(facts));
  const recommendation = record.recommendation;
  if (recommendation?.kind === 'issue-full') {
    const inOrder = qualification.units.flatMap((unit) => (unit.code === null ? [] : [unit.code]));
    const competent = new Set([...satisfactory, ...heldUnits(held)]);
    return [
      { awardType: qualification.awardType, cluster: null, unitCodes: inOrder.filter((code) => competent.has(code)) },
    ];
  }
  if (recommendation?.kind !== 'issue-coc' || policy.partialAward === 'none') return [];
  const awardType = policy.partialAward;
  if (recommendation.cocClusterIds.length === 0) return [{ awardType, cluster: null, unitCodes: satisfactory }];
  return qualification.cocClusters
    .filter((cluster) => recommendation.cocClusterIds.includes(cluster.id))
    .map((cluster) => ({ awardType, cluster, unitCodes: cluster.unitCodes }));
}

function approvedCertificate(facts: RecordCase, award: Award, approval: Approval, deps: AssessmentDeps): Certificate {
  const { record, qualification, policy, session, held } = facts;
  const full = record.recommendation?.kind === 'issue-full';
  const earlier = full ? held.flatMap((certificate) => certificate.recordIds) : [];
  const of = (rule: string): RuleResult[] => approval.judged.filter((result) => result.rule === rule);
  const state = fire(
    { machine: 'certificate', state: 'prepared', event: 'approve' },
    {
      R10: of('R10'),
      R13: of('R13'),
      R16: [rules.R16.evaluate({ issuedOn: null, validUntil: null, months: policy.validityMonths[award.awardType] })],
      R26: [
        rules.R26.evaluate({
          claims: full ? qualification.frameworkLevels : [],
          catalogueClaims: qualification.frameworkLevels,
        }),
      ],
    },
  );
  const partialTitle = award.cluster?.title ?? (full ? null : qualification.title);
  return {
    ...newRow(deps),
    number: null,
    scheme: record.scheme,
    awardType: award.awardType,
    title: policy.awardTitle(qualification, partialTitle),
    cocClusterId: award.cluster?.id ?? null,
    personId: record.personId,
    qualificationId: record.qualificationId,
    revision: record.revision,
    recordIds: [...new Set([record.id, ...earlier])],
    unitResults: award.unitCodes.map((unitCode) => ({ unitCode, competent: true })),
    siteId: record.siteId,
    missionId: session.missionId,
    assessedOn: record.assessedOn,
    issuedOn: null,
    validUntil: null,
    approvedBy: approval.decision.decidedBy,
    approvedAt: approval.decision.decidedAt,
    releasedBy: null,
    releasedAt: null,
    credentialId: null,
    replacesId: null,
    replacedById: null,
    state,
  };
}
