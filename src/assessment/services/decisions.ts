import { ServiceError, type Refusal } from '../../shared/index.js';
import type { Application, AssessmentRecord, Certificate, CertificationDecision, RuleResult } from '../model/index.js';
import type { AssessmentStore } from '../ports.js';
import { withoutBirthDates } from '../rules/index.js';
import { condition, fire, requirePassed } from '../states/machine.js';
import { approvedCertificates } from './approved-certificates.js';
import { audit, newRow, nowIso, type AssessmentDeps, type Command } from './context.js';
import { judgeRecords, type JudgedRecord } from './judge-records.js';

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
        const [judged] = await judgeRecords(store, [input.recordId], input.actorId, deps);
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
        for (const judged of await judgeRecords(store, input.recordIds, input.actorId, deps)) {
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
      (await judgeRecords(deps.store.read, [input.recordId], input.actorId, deps))[0]?.judged ?? [],

    /** The same for many records at the cost of few queries: for the queue. */
    previewDecisions: async (input: {
      readonly recordIds: readonly string[];
      readonly actorId: string;
    }): Promise<readonly { readonly recordId: string; readonly rules: readonly RuleResult[] }[]> =>
      (await judgeRecords(deps.store.read, input.recordIds, input.actorId, deps)).map(({ facts, judged }) => ({
        recordId: facts.record.id,
        rules: judged,
      })),
  };
}

/** A decision worked out in full before anything is written, so that a refusal leaves nothing half done. */
interface Plan extends Decided {
  readonly record: AssessmentRecord | null;
  readonly application: Application;
  readonly blocked: number;
}

function planDecision({ facts, judged }: JudgedRecord, input: Decide, deps: AssessmentDeps): Plan {
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
    rules: judged.map(withoutBirthDates),
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
  const certificates = outcome === 'approved' ? approvedCertificates(facts, { decision, judged }, deps) : [];
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
