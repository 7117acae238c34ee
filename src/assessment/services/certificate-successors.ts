import { isoDay, refused } from '../../shared/index.js';
import type { Certificate, RuleResult } from '../model/index.js';
import type { AssessmentStore } from '../ports.js';
import { shiftMonths } from '../rules/dates.js';
import { block, notApplicable, pass } from '../rules/rule.js';
import { condition, fire, transition } from '../states/machine.js';
import {
  audit,
  mustGet,
  mustHaveScheme,
  mustQualify,
  newRow,
  nowIso,
  type AssessmentDeps,
  type Command,
} from './context.js';
import { monthsIn } from './experience-months.js';

export interface PrepareReplacement extends Command {
  readonly certificateId: string;
  readonly reason: 'lost' | 'damaged' | 'corrected' | 'key-compromise';
}

export async function prepareReplacement(
  store: AssessmentStore,
  input: PrepareReplacement,
  deps: AssessmentDeps,
): Promise<Certificate> {
  const old = await mustGet(store.certificates, input.certificateId, 'certificate');
  const step = transition('certificate', old.state, 'replace');
  if (!step.ok) throw refused([step.refusal]);
  return prepareSuccessor(store, { old, dates: old, reason: input.reason, actorId: input.actorId }, deps);
}

export interface RenewalFacts {
  readonly today: string;
  readonly certificate: Pick<Certificate, 'validUntil' | 'issuedOn'>;
  readonly policy: { readonly minExperienceMonths: number; readonly reassessIfStandardRevised: boolean } | null;
  readonly confirmedMonths: number;
  readonly standardStatus: 'current' | 'superseded';
}

/** Renewal opens six months before the end; a revised standard means re-assessment instead (scenario of the amended TR). */
export function checkRenewal(facts: RenewalFacts): RuleResult {
  const { certificate, policy, today } = facts;
  const rule = 'R16' as const;
  if (policy === null || certificate.validUntil === null) return block(rule, 'renewal.no-end', 'nothing');
  if (policy.reassessIfStandardRevised && facts.standardStatus === 'superseded')
    return block(rule, 'renewal.revised', 'apply-new-standard');
  if (today < shiftMonths(certificate.validUntil, -6)) return block(rule, 'renewal.early', 'six-months-before');
  return facts.confirmedMonths < policy.minExperienceMonths
    ? block(rule, 'renewal.months', 'employers-or-assessment', {
        needed: policy.minExperienceMonths,
        n: facts.confirmedMonths,
      })
    : pass(rule, 'renewal.good', { n: facts.confirmedMonths });
}

export async function prepareRenewal(
  store: AssessmentStore,
  input: Command & { readonly certificateId: string },
  deps: AssessmentDeps,
): Promise<Certificate> {
  const old = await mustGet(store.certificates, input.certificateId, 'certificate');
  const policy = mustHaveScheme(deps.catalogue, old.scheme);
  const experience = await store.experience.find({ personId: old.personId });
  const answer = checkRenewal({
    today: isoDay(deps.clock.now()),
    certificate: old,
    policy: policy.renewal,
    confirmedMonths: monthsIn(experience, { from: old.issuedOn ?? old.assessedOn, to: old.validUntil ?? '9999-12-31' }),
    standardStatus: mustQualify(deps.catalogue, old).status,
  });
  fire(
    { machine: 'certificate', state: old.state, event: 'renew' },
    { 'renewal-policy': [answer], 'new-certificate-linked': [] },
  );
  const dates = { issuedOn: null, validUntil: null };
  return prepareSuccessor(store, { old, dates, reason: 'renewed', actorId: input.actorId }, deps);
}

interface Successor {
  readonly old: Certificate;
  readonly dates: Pick<Certificate, 'issuedOn' | 'validUntil'>;
  readonly reason: string;
  readonly actorId: string;
}

async function prepareSuccessor(store: AssessmentStore, input: Successor, deps: AssessmentDeps): Promise<Certificate> {
  const { old, dates } = input;
  const open = await store.certificates.count({ replacesId: old.id, state: ['prepared', 'approved', 'active'] });
  const decided = notApplicable('R10', 'renewal.decided');
  const state = fire(
    { machine: 'certificate', state: 'prepared', event: 'approve' },
    {
      R10: [decided],
      R13: [notApplicable('R13', 'renewal.identity')],
      R16: [],
      R26: [],
      single: condition('one-successor', open === 0, [
        'A certificate that takes its place is already prepared.',
        'Continue with that one, or refuse it.',
      ]),
    },
  );
  const successor = await store.certificates.insert({
    ...old,
    ...newRow(deps),
    number: null,
    issuedOn: dates.issuedOn,
    validUntil: dates.validUntil,
    approvedBy: input.actorId,
    approvedAt: nowIso(deps),
    releasedBy: null,
    releasedAt: null,
    credentialId: null,
    replacesId: old.id,
    replacedById: null,
    state,
  });
  await audit(store, {
    actorId: input.actorId,
    action: 'certificate.approve',
    subjectId: successor.id,
    facts: { replaces: old.id, reason: input.reason },
  });
  return successor;
}
