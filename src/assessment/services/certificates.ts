import { isoDay, refused } from '../../shared/index.js';
import type { Certificate, ReasonClass, RuleResult, StatusEvent } from '../model/index.js';
import type { AssessmentStore } from '../ports.js';
import { shiftMonths } from '../rules/dates.js';
import { block, notApplicable, pass } from '../rules/rule.js';
import { rules } from '../rules/index.js';
import { condition, fire, transition, type GuardAnswers } from '../states/machine.js';
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

export type StatusChange = 'suspend' | 'reinstate' | 'revoke' | 'replace' | 'renew';

export interface ChangeCertificateStatus extends Command {
  readonly certificateId: string;
  readonly event: StatusChange;
  readonly reasonClass: ReasonClass;
  /** The second officer (R27); null only at the holder's own request. Both must have signed in themselves. */
  readonly secondActorId: string | null;
  /** replace and renew: the certificate that takes the place. */
  readonly replacedById?: string;
}

export interface ProposeStatusChange extends Command {
  readonly certificateId: string;
  readonly event: 'suspend' | 'reinstate' | 'revoke';
  readonly reasonClass: ReasonClass;
}

export interface PrepareReplacement extends Command {
  readonly certificateId: string;
  readonly reason: 'lost' | 'damaged' | 'corrected';
}

const proposed = 'proposed:';

export function createCertificateCommands(deps: AssessmentDeps) {
  return {
    /** Suspend, reinstate, revoke, replace or renew, with its line in the history of status changes. */
    changeCertificateStatus: (input: ChangeCertificateStatus): Promise<Certificate> =>
      deps.store.transaction((store) => changeStatus(store, input, deps)),

    /**
     * First of two officers: written to the history as `proposed:<state>`, without effect. A second officer confirms it
     * with `confirmStatusChange`, until the certificate changes in another way.
     */
    proposeStatusChange: (input: ProposeStatusChange): Promise<StatusEvent> =>
      deps.store.transaction(async (store) => {
        const certificate = await mustGet(store.certificates, input.certificateId, 'certificate');
        const step = transition('certificate', certificate.state, input.event);
        if (!step.ok) throw refused([step.refusal]);
        const event = await store.statusEvents.insert({
          ...newRow(deps),
          targetType: 'certificate',
          targetId: certificate.id,
          from: certificate.state,
          to: `${proposed}${step.to}`,
          reasonClass: input.reasonClass,
          actorId: input.actorId,
          secondActorId: null,
          at: nowIso(deps),
        });
        await audit(store, {
          actorId: input.actorId,
          action: `certificate.propose-${input.event}`,
          subjectId: certificate.id,
          facts: { reason: input.reasonClass, event: event.id },
        });
        return event;
      }),

    /** Second officer. @throws R27 when it is the same person */
    confirmStatusChange: (input: Command & { readonly statusEventId: string }): Promise<Certificate> =>
      deps.store.transaction((store) => confirm(store, input, deps)),

    /** A new certificate for the same award: same dates, new number, linked to the old one. Approved by this officer. */
    prepareReplacement: (input: PrepareReplacement): Promise<Certificate> =>
      deps.store.transaction((store) => replacement(store, input, deps)),

    /** A new certificate after experience in the qualification (renewal policy of the scheme). */
    prepareRenewal: (input: Command & { readonly certificateId: string }): Promise<Certificate> =>
      deps.store.transaction((store) => renewal(store, input, deps)),
  };
}

async function changeStatus(
  store: AssessmentStore,
  input: ChangeCertificateStatus,
  deps: AssessmentDeps,
): Promise<Certificate> {
  const certificate = await mustGet(store.certificates, input.certificateId, 'certificate');
  const successor =
    input.replacedById === undefined ? null : await mustGet(store.certificates, input.replacedById, 'certificate');
  const linked = successor !== null && successor.replacesId === certificate.id && successor.state === 'active';
  const twoOfficers = [rules.R27.evaluate(input)];
  const followed = condition('successor', linked, [
    'The certificate that takes its place is not released yet.',
    'Release the new certificate first.',
  ]);
  const newNumber: RuleResult[] =
    successor === null
      ? followed
      : [
          rules.R15.evaluate({
            number: successor.number,
            takenByAnother: false,
            replacedNumber: certificate.number,
          }),
        ];
  const answers: Record<StatusChange, GuardAnswers> = {
    suspend: { R27: twoOfficers },
    reinstate: { R27: twoOfficers },
    revoke: { R27: twoOfficers },
    replace: { R15: newNumber, 'lost-damaged-or-corrected': followed, R27: twoOfficers },
    renew: { 'renewal-policy': [], 'new-certificate-linked': followed, R15: newNumber },
  };
  const state = fire({ machine: 'certificate', state: certificate.state, event: input.event }, answers[input.event]);
  const saved = await store.certificates.update({
    ...certificate,
    state,
    replacedById: successor?.id ?? certificate.replacedById,
  });
  await store.statusEvents.insert({
    ...newRow(deps),
    targetType: 'certificate',
    targetId: saved.id,
    from: certificate.state,
    to: state,
    reasonClass: input.reasonClass,
    actorId: input.actorId,
    secondActorId: input.secondActorId,
    at: nowIso(deps),
  });
  await audit(store, {
    actorId: input.actorId,
    action: `certificate.${input.event}`,
    subjectId: saved.id,
    facts: { reason: input.reasonClass, secondActor: input.secondActorId, replacedBy: saved.replacedById },
  });
  return saved;
}

async function confirm(
  store: AssessmentStore,
  input: Command & { readonly statusEventId: string },
  deps: AssessmentDeps,
): Promise<Certificate> {
  const proposal = await mustGet(store.statusEvents, input.statusEventId, 'proposal');
  const certificate = await mustGet(store.certificates, proposal.targetId, 'certificate');
  const target = proposal.to.startsWith(proposed) ? proposal.to.slice(proposed.length) : null;
  const later = (await store.statusEvents.find({ targetId: certificate.id })).filter(
    (event) => event.at > proposal.at && !event.to.startsWith(proposed),
  );
  const event = eventTo(target);
  if (event === null || certificate.state !== proposal.from || later.length > 0)
    throw refused([
      {
        code: 'proposal-outdated',
        severity: 'block',
        message: 'This proposal no longer fits the certificate.',
        whatToDo: 'Look at the certificate and propose again.',
      },
    ]);
  const { reasonClass, actorId } = proposal;
  return changeStatus(
    store,
    { certificateId: certificate.id, event, reasonClass, actorId, secondActorId: input.actorId },
    deps,
  );
}

function eventTo(state: string | null): ProposeStatusChange['event'] | null {
  switch (state) {
    case 'suspended':
      return 'suspend';
    case 'active':
      return 'reinstate';
    case 'revoked':
      return 'revoke';
    default:
      return null;
  }
}

async function replacement(
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
  if (policy === null || certificate.validUntil === null)
    return block(rule, 'This certificate does not end, so it is not renewed.', 'Nothing is needed.');
  if (policy.reassessIfStandardRevised && facts.standardStatus === 'superseded')
    return block(rule, 'The standard was revised.', 'Apply for assessment against the new standard.');
  if (today < shiftMonths(certificate.validUntil, -6))
    return block(rule, 'It is too early to renew.', 'Come back six months before the end.');
  return facts.confirmedMonths < policy.minExperienceMonths
    ? block(
        rule,
        `Renewal needs ${policy.minExperienceMonths} confirmed months of work; ${facts.confirmedMonths} are confirmed.`,
        'Ask employers to confirm more experience, or apply for assessment.',
      )
    : pass(rule, `${facts.confirmedMonths} confirmed months of work.`);
}

async function renewal(
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
  const decided = notApplicable('R10', 'The award was decided before.');
  const state = fire(
    { machine: 'certificate', state: 'prepared', event: 'approve' },
    {
      R10: [decided],
      R13: [notApplicable('R13', 'Identity was settled for the award.')],
      R16: [],
      R26: [],
      single: condition('one-successor', open === 0, [
        'A certificate that takes its place is already prepared.',
        'Continue with that one.',
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
