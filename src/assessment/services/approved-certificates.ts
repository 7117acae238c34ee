import type { Certificate, CertificationDecision, CocCluster, RuleResult } from '../model/index.js';
import { rules, satisfactoryUnits } from '../rules/index.js';
import { fire } from '../states/machine.js';
import { newRow, type AssessmentDeps } from './context.js';
import { heldUnits, resultFacts, type RecordCase } from './record-facts.js';

interface Approval {
  readonly decision: CertificationDecision;
  readonly judged: readonly RuleResult[];
}

interface Award {
  readonly awardType: Certificate['awardType'];
  readonly cluster: Pick<CocCluster, 'id' | 'title'> | null;
  readonly unitCodes: readonly string[];
}

/** The certificates that a positive decision approves, none of them numbered or released yet. */
export const approvedCertificates = (facts: RecordCase, approval: Approval, deps: AssessmentDeps): Certificate[] =>
  awardsOf(facts).map((award) => approvedCertificate(facts, award, approval, deps));

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
