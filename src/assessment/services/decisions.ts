import { ServiceError, type Refusal } from '../../shared/index.js';
import type { AssessmentRecord, Certificate, CertificationDecision, CocCluster, RuleResult } from '../model/index.js';
import type { AssessmentStore } from '../ports.js';
import { rules, satisfactoryUnits } from '../rules/index.js';
import { condition, fire, requirePassed } from '../states/machine.js';
import { takeStep } from './applications.js';
import { audit, newRow, nowIso, type AssessmentDeps, type Command } from './context.js';
import {
  asSigned,
  authorityRules,
  heldUnits,
  identityRule,
  loadCase,
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
  const decide = (input: Decide): Promise<Decided> => deps.store.transaction((store) => decideOne(store, input, deps));
  return {
    /** Every rule is judged with the facts of the day of the assessment; the results are kept with the decision. */
    decide,

    /** Decides one record after the other, each in its own transaction; one refusal does not stop the others. */
    decideMany: async (
      input: Command & { readonly recordIds: readonly string[] },
    ): Promise<readonly DecisionResult[]> => {
      const results: DecisionResult[] = [];
      for (const recordId of input.recordIds) {
        try {
          results.push({ ok: true, recordId, ...(await decide({ recordId, actorId: input.actorId })) });
        } catch (error) {
          if (!(error instanceof ServiceError) || error.refusals.length === 0) throw error;
          results.push({ ok: false, recordId, refusals: error.refusals });
        }
      }
      return results;
    },

    /** Everything a decision would weigh, without deciding: for the officer's screen. */
    previewDecision: async (input: {
      readonly recordId: string;
      readonly actorId: string;
    }): Promise<readonly RuleResult[]> =>
      decisionRules(deps.store.read, await loadCase(deps.store.read, input.recordId, deps), input.actorId, deps),
  };
}

async function decideOne(store: AssessmentStore, input: Decide, deps: AssessmentDeps): Promise<Decided> {
  const facts = await loadCase(store, input.recordId, deps);
  const { record, application } = facts;
  const judged = await decisionRules(store, facts, input.actorId, deps);
  const outcome = input.outcome ?? (record.recommendation?.kind === 'additional-documents' ? 'returned' : 'approved');
  if (outcome === 'approved') requirePassed(judged);
  else
    requirePassed(
      condition(
        'reason',
        record.recommendation?.kind === 'additional-documents' || (input.reason ?? '').trim() !== '',
        ['No reason is given.', 'Write the reason.'],
      ),
    );
  const decision = await store.decisions.insert({
    ...newRow(deps),
    recordId: record.id,
    decidedBy: input.actorId,
    decidedAt: nowIso(deps),
    outcome,
    reason: input.reason?.trim() ?? null,
    rules: judged,
  });
  await audit(store, {
    actorId: input.actorId,
    action: 'record.decide',
    subjectId: record.id,
    facts: { decision: decision.id, outcome, blocked: judged.filter((rule) => rule.outcome === 'block').length },
  });
  if (outcome === 'returned') {
    await takeStep(store, { application, changed: application, event: 'ask-documents', answers: {} }, input.actorId);
    return { decision, certificates: [] };
  }
  const settled = condition('moderated', ['submitted', 'moderated'].includes(record.state), [
    'This record is not ready for a decision.',
    'Submit it, and finish its moderation.',
  ]);
  const state = fire(
    { machine: 'assessmentRecord', state: record.state, event: 'decide' },
    { 'not-sampled-or-moderated': settled },
  );
  await store.records.update({ ...record, state });
  await takeStep(
    store,
    { application, changed: application, event: 'decide', answers: { 'record-moderated-or-not-sampled': settled } },
    input.actorId,
  );
  const certificates =
    outcome === 'approved' ? await prepareCertificates(store, facts, { decision, judged }, deps) : [];
  return { decision, certificates };
}

/** R01-R03, R08-R14, R17, R18, R22 and the seal of the record, in rule order. */
async function decisionRules(
  store: AssessmentStore,
  facts: RecordCase,
  officer: string,
  deps: AssessmentDeps,
): Promise<readonly RuleResult[]> {
  const { record, application, policy } = facts;
  return [
    ...(await authorityRules(store, facts, deps)),
    ...resultRules(facts),
    identityRule(facts, 'certification'),
    rules.R14.evaluate({
      decidedBy: officer,
      releasedBy: null,
      assessorIds: [record.assessorPersonId, ...signers(record, 'assessor')],
      trainerIds: application.declaredTraining.flatMap((course) => course.trainerPersonIds),
      centreManagerIds: signers(record, 'ac-manager'),
    }),
    ...routeRules(facts),
    rules.R22.evaluate({
      consecutiveNotYetCompetent: await notYetCompetentInARow(store, record),
      adviceAfter: policy.consecutiveNycAdvice,
    }),
    ...asSigned(record),
  ];
}

export const signers = (record: AssessmentRecord, role: AssessmentRecord['signatures'][number]['role']): string[] =>
  record.signatures.filter((signature) => signature.role === role).map((signature) => signature.userId);

async function notYetCompetentInARow(store: AssessmentStore, record: AssessmentRecord): Promise<number> {
  const found = await store.records.find({ personId: record.personId, qualificationId: record.qualificationId });
  const own = found
    .filter((other) => other.state !== 'voided' && other.overall !== null && other.assessedOn <= record.assessedOn)
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

async function prepareCertificates(
  store: AssessmentStore,
  facts: RecordCase,
  approval: Approval,
  deps: AssessmentDeps,
): Promise<readonly Certificate[]> {
  const certificates: Certificate[] = [];
  for (const award of awardsOf(facts)) {
    const certificate = await store.certificates.insert(approvedCertificate(facts, award, approval, deps));
    await audit(store, {
      actorId: approval.decision.decidedBy,
      action: 'certificate.approve',
      subjectId: certificate.id,
      facts: { record: facts.record.id, decision: approval.decision.id, award: certificate.awardType },
    });
    certificates.push(certificate);
  }
  return certificates;
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

export interface ReleaseFacts {
  readonly certificate: Certificate;
  /** The records the award rests on. */
  readonly records: readonly AssessmentRecord[];
  readonly releasedBy: string;
  readonly trainerIds?: readonly string[];
  /** Another certificate of the scheme already carries this number. */
  readonly numberTaken: boolean;
  readonly replacedNumber?: string | null;
  /** Months of validity by the scheme's policy; null for none. */
  readonly validityMonths: number | null;
}

/** R14, R15 and R16 at release, and the state machine. Pure: issuance calls it with the number and dates it allotted. */
export function checkRelease(facts: ReleaseFacts): readonly RuleResult[] {
  const { certificate, records } = facts;
  return [
    ...condition('state', certificate.state === 'approved' && certificate.approvedBy !== null, [
      'This certificate is not waiting for release.',
      'Only approved certificates can be released; look at its state.',
    ]),
    ...condition(
      'record-voided',
      records.every((record) => record.state !== 'voided'),
      ['An assessment record of this certificate was voided.', 'Refuse the certificate and offer a re-assessment.'],
    ),
    ...records.flatMap(asSigned),
    rules.R14.evaluate({
      decidedBy: certificate.approvedBy ?? '',
      releasedBy: facts.releasedBy,
      assessorIds: records.flatMap((record) => [record.assessorPersonId, ...signers(record, 'assessor')]),
      trainerIds: facts.trainerIds ?? [],
      centreManagerIds: records.flatMap((record) => signers(record, 'ac-manager')),
    }),
    rules.R15.evaluate({
      number: certificate.number,
      takenByAnother: facts.numberTaken,
      replacedNumber: facts.replacedNumber ?? null,
    }),
    rules.R16.evaluate({
      issuedOn: certificate.issuedOn,
      validUntil: certificate.validUntil,
      months: facts.validityMonths,
    }),
  ];
}
