import { parseIso } from '../../shared/index.js';
import type { ExperienceRecord, ReasonClass } from '../model/index.js';
import type { AssessmentStore } from '../ports.js';
import { condition, fire, type GuardAnswers } from '../states/machine.js';
import { rules } from '../rules/index.js';
import {
  audit,
  mustGet,
  newRow,
  nowIso,
  publishStatus,
  requireInput,
  type AssessmentDeps,
  type Command,
} from './context.js';
import { createExperienceCopies } from './experience-copies.js';

export interface ClaimExperience extends Command {
  readonly personId: string;
  readonly employerId?: string;
  readonly employerName: string;
  readonly country: string;
  readonly occupation: ExperienceRecord['occupation'];
  readonly tasks?: readonly string[];
  readonly from: string;
  readonly to: string;
}

type Channel = ExperienceRecord['confirmations'][number]['channel'];

export interface ExperienceCommand extends Command {
  readonly experienceId: string;
}
export interface RequestConfirmation extends ExperienceCommand {
  /** The holder agreed that this employer is asked. */
  readonly holderConsents: boolean;
}
export interface ConfirmExperience extends ExperienceCommand {
  readonly byOrganizationId?: string;
  readonly channel: Channel;
  readonly evidenceSha256?: string;
}
export interface ReasonedExperience extends ExperienceCommand {
  readonly reason: string;
}
export interface WithdrawExperience extends ReasonedExperience {
  /** Default: the holder's own request. Every other reason needs a second officer once a credential exists (R27). */
  readonly reasonClass?: ReasonClass;
  readonly secondActorId?: string | null;
}
export interface OfferAlternative extends ExperienceCommand {
  readonly evidence: readonly {
    readonly channel: Channel;
    readonly sha256: string;
    readonly byOrganizationId?: string;
  }[];
}

/** Official records that stand alone; everything else needs a second source. */
const official: readonly Channel[] = ['social-security', 'post-abroad'];
const waitDays = 30;

type Work = (record: ExperienceRecord, store: AssessmentStore) => Promise<readonly [ExperienceRecord, GuardAnswers]>;
type Step = (input: ExperienceCommand, event: string, work: Work) => Promise<ExperienceRecord>;

const stepper =
  (deps: AssessmentDeps): Step =>
  (input, event, work) =>
    deps.store.transaction(async (store) => {
      const before = await mustGet(store.experience, input.experienceId, 'experience record');
      const [changed, answers] = await work(before, store);
      const state = fire({ machine: 'experienceRecord', state: before.state, event }, answers);
      const saved = await store.experience.update({ ...changed, state });
      await audit(store, {
        actorId: input.actorId,
        action: `experience.${event}`,
        subjectId: saved.id,
        facts: { state },
      });
      return saved;
    });

const reason = (input: ReasonedExperience): GuardAnswers => ({
  reason: condition('reason', input.reason.trim() !== '', ['No reason is given.', 'Write the reason.']),
});

export function createExperienceCommands(deps: AssessmentDeps) {
  const step = stepper(deps);
  return {
    /** What the worker says. It counts for nothing until somebody confirms it. */
    claimExperience: (input: ClaimExperience): Promise<ExperienceRecord> =>
      deps.store.transaction((store) => claim(store, input, deps)),

    requestConfirmation: (input: RequestConfirmation) =>
      step(input, 'request-confirmation', async (record) => [
        record,
        {
          'holder-consent': condition('holder-consent', input.holderConsents, [
            'The worker has not agreed that this employer is asked.',
            'Ask the worker first.',
          ]),
        },
      ]),

    /** The employer, or somebody who may speak for it. Nobody confirms their own work. */
    confirmExperience: (input: ConfirmExperience) =>
      step(input, 'confirm', async (record) => [
        {
          ...record,
          confirmations: [
            ...record.confirmations,
            {
              byOrganizationId: input.byOrganizationId ?? null,
              byPerson: input.actorId,
              channel: input.channel,
              at: nowIso(deps),
              evidenceSha256: input.evidenceSha256 ?? null,
            },
          ],
        },
        { 'confirmer-authority': mayConfirm(record, input) },
      ]),

    disputeExperience: (input: ReasonedExperience) => step(input, 'dispute', async (record) => [record, reason(input)]),

    /** The employer did not answer within 30 days of the request. */
    markUnreachable: (input: ExperienceCommand & { readonly requestedAt: string }) =>
      step(input, 'time-out', async (record) => [
        record,
        {
          '30-days': condition(
            '30-days',
            deps.clock.now().getTime() - (parseIso(input.requestedAt)?.getTime() ?? Number.POSITIVE_INFINITY) >=
              waitDays * 86_400_000,
            [`The employer has ${waitDays} days to answer.`, 'Wait until then.'],
          ),
        },
      ]),

    ...alternativeEvidence(step, deps),
    ...createExperienceCopies(deps),
  };
}

function alternativeEvidence(step: Step, deps: AssessmentDeps) {
  return {
    /** The employer refused or cannot be found: other papers. */
    offerAlternative: (input: OfferAlternative) =>
      step(input, 'offer-alternative', async (record) => [
        {
          ...record,
          confirmations: [
            ...record.confirmations,
            ...input.evidence.map((item) => ({
              byOrganizationId: item.byOrganizationId ?? null,
              byPerson: input.actorId,
              channel: item.channel,
              at: nowIso(deps),
              evidenceSha256: item.sha256,
            })),
          ],
        },
        {
          'evidence-attached': condition('evidence-attached', input.evidence.length > 0, [
            'No evidence is attached.',
            'Attach a letter, a social security record or another paper.',
          ]),
        },
      ]),

    acceptAlternative: (input: ExperienceCommand) =>
      step(input, 'accept', async (record) => [
        record,
        { 'two-sources-or-official-record': enoughSources(record, input) },
      ]),
    rejectAlternative: (input: ReasonedExperience) => step(input, 'reject', async (record) => [record, reason(input)]),
    /** Taken back by the holder or by whoever confirmed it; a credential that was issued for it is revoked with it. */
    withdrawExperience: (input: WithdrawExperience): Promise<ExperienceRecord> =>
      deps.store.transaction((store) => withdraw(store, input, deps)),
  };
}

async function withdraw(
  store: AssessmentStore,
  input: WithdrawExperience,
  deps: AssessmentDeps,
): Promise<ExperienceRecord> {
  const { actorId, secondActorId = null, reasonClass = 'holder-request' } = input;
  const before = await mustGet(store.experience, input.experienceId, 'experience record');
  const R27 = before.credentialId === null ? [] : [rules.R27.evaluate({ actorId, secondActorId, reasonClass })];
  const state = fire(
    { machine: 'experienceRecord', state: before.state, event: 'withdraw' },
    { ...reason(input), R27 },
  );
  const saved = await store.experience.update({ ...before, state });
  await store.statusEvents.insert({
    ...newRow(deps),
    targetType: 'experience',
    targetId: saved.id,
    from: before.state,
    to: state,
    reasonClass,
    actorId,
    secondActorId,
    at: nowIso(deps),
  });
  await audit(store, { actorId, action: 'experience.withdraw', subjectId: saved.id, facts: { state } });
  const { credentialId } = saved;
  await publishStatus(deps, { credentialId, revoked: true, suspended: false, replacedBy: null, reasonClass });
  return saved;
}

async function claim(store: AssessmentStore, input: ClaimExperience, deps: AssessmentDeps): Promise<ExperienceRecord> {
  requireInput(
    parseIso(input.from) !== null && parseIso(input.to) !== null && input.from <= input.to,
    'The period of work is not right.',
    'Enter both days, first the start.',
  );
  requireInput(input.employerName.trim() !== '', 'The employer is missing.', 'Enter the employer.');
  requireInput(
    input.to <= deps.clock.now().toISOString().slice(0, 10),
    'The end lies in the future.',
    'Enter a day up to today.',
  );
  await mustGet(store.people, input.personId, 'person');
  const record = await store.experience.insert({
    ...newRow(deps),
    personId: input.personId,
    employerId: input.employerId ?? null,
    employerName: input.employerName.trim(),
    country: input.country,
    occupation: input.occupation,
    tasks: input.tasks ?? [],
    from: input.from,
    to: input.to,
    confirmations: [],
    credentialId: null,
    state: 'claimed',
  });
  await audit(store, { actorId: input.actorId, action: 'experience.claim', subjectId: record.id });
  return record;
}

const mayConfirm = (record: ExperienceRecord, input: ConfirmExperience) =>
  condition(
    'confirmer-authority',
    input.actorId !== record.personId &&
      (record.employerId === null ||
        input.byOrganizationId === record.employerId ||
        official.includes(input.channel) ||
        input.channel === 'letter'),
    ['You cannot confirm this experience.', 'The employer, or the post abroad, must confirm it.'],
  );

function enoughSources(record: ExperienceRecord, input: ExperienceCommand) {
  const offered = record.confirmations.filter((entry) => entry.evidenceSha256 !== null);
  const sources = new Set(
    offered.map((entry) => `${entry.channel} ${entry.byOrganizationId ?? entry.evidenceSha256 ?? ''}`),
  );
  const stands = offered.some((entry) => official.includes(entry.channel)) || sources.size >= 2;
  return [
    ...condition('two-sources-or-official-record', stands, [
      'One private paper is not enough.',
      'Add a second source, or an official record.',
    ]),
    ...condition('own-experience', record.personId !== input.actorId, [
      'You cannot accept your own evidence.',
      'An officer must accept it.',
    ]),
  ];
}
