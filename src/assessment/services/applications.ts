import { refused } from '../../shared/index.js';
import type { Application, IdentityCheck } from '../model/index.js';
import type { AssessmentStore } from '../ports.js';
import { rules } from '../rules/index.js';
import { asRefusal, condition, fire, type GuardAnswers } from '../states/machine.js';
import {
  acceptAnswers,
  identity,
  newApplication,
  noBirthDates,
  roomOpen,
  submitAnswers,
  type ApplicationDetails,
} from './application-facts.js';
import {
  audit,
  mustGet,
  mustGetAll,
  nowIso,
  requireInput,
  settle,
  type AssessmentDeps,
  type Command,
  type GivenReason,
} from './context.js';
import { capacity, conflicts, type Relations } from './session-facts.js';

export interface Apply extends ApplicationDetails, Command {}
export interface ApplyMany extends Command {
  readonly applications: readonly ApplicationDetails[];
}

/** Every step takes one or many applications and does all of them or none. */
export interface ApplicationsCommand extends Command {
  readonly applicationIds: readonly string[];
}
export interface RejectApplications extends ApplicationsCommand {
  readonly reason: string;
}
export interface ClearFee extends ApplicationsCommand {
  readonly amount: number;
  readonly currency: string;
  readonly receiptNo?: string;
  readonly waivedReason?: string;
}
export interface Enrol extends ApplicationsCommand {
  readonly sessionId: string;
  readonly relations?: Relations;
  readonly reasons?: readonly GivenReason[];
}
export interface Admit extends ApplicationsCommand {
  /** Who looked at which document; the time and, when left out, the actor are filled in. */
  readonly identityCheck: Omit<IdentityCheck, 'at' | 'byUserId'> & { readonly byUserId?: string };
}

export interface SettleIdentity extends Command {
  readonly applicationId: string;
  readonly resolution: NonNullable<IdentityCheck['resolution']>;
}

type Work = (application: Application, store: AssessmentStore) => Promise<readonly [Application, GuardAnswers]>;
type Step = (input: ApplicationsCommand, event: string, work: Work) => Promise<readonly Application[]>;

const stepper =
  (deps: AssessmentDeps): Step =>
  (input, event, work) =>
    deps.store.transaction(async (store) => {
      const saved: Application[] = [];
      for (const application of await mustGetAll(store.applications, input.applicationIds, 'application')) {
        const [changed, answers] = await work(application, store);
        saved.push(await takeStep(store, { application, changed, event, answers }, input.actorId));
      }
      return saved;
    });

export function createApplicationCommands(deps: AssessmentDeps) {
  const step = stepper(deps);
  return {
    apply: (input: Apply): Promise<Application> =>
      deps.store.transaction(async (store) => {
        await mustGet(store.people, input.personId, 'person');
        const stored = await store.applications.insert(newApplication(input, deps));
        await audit(store, { actorId: input.actorId, action: 'application.apply', subjectId: stored.id });
        return stored;
      }),

    applyMany: (input: ApplyMany): Promise<readonly Application[]> =>
      deps.store.transaction(async (store) => {
        requireInput(input.applications.length <= 5_000, 'This list is too long.', 'Split it.');
        await mustGetAll(store.people, [...new Set(input.applications.map((details) => details.personId))], 'person');
        const applications = input.applications.map((details) => newApplication(details, deps));
        await store.applications.insertMany(applications);
        for (const application of applications)
          await audit(store, { actorId: input.actorId, action: 'application.apply', subjectId: application.id });
        return applications;
      }),

    /** Consent, self-assessment and, for recognition of prior learning, R18. */
    submitApplications: (input: ApplicationsCommand) =>
      step(input, 'submit', async (application) => [application, submitAnswers(application, deps)]),
    requestDocuments: (input: ApplicationsCommand) =>
      step(input, 'request-documents', async (application) => [application, {}]),
    resubmitApplications: (input: ApplicationsCommand) =>
      step(input, 'resubmit', async (application) => [application, {}]),
    /** R17 for the portfolio route, and the scheme's own conditions. */
    acceptApplications: (input: ApplicationsCommand) =>
      step(input, 'accept', async (application) => [application, acceptAnswers(application, deps)]),
    rejectApplications: (input: RejectApplications) =>
      step(input, 'reject', async (application) => [
        application,
        { reason: condition('reason', input.reason.trim() !== '', ['No reason is given.', 'Write the reason.']) },
      ]),
    clearFee: (input: ClearFee) =>
      step(input, 'clear-fee', async (application) => {
        const fee = {
          amount: input.amount,
          currency: input.currency,
          receiptNo: input.receiptNo ?? null,
          waivedReason: input.waivedReason ?? null,
        };
        const isMission = application.missionId !== null;
        return [{ ...application, fee }, { R25: [rules.R25.evaluate({ ...fee, isMission })] }];
      }),
    /** Session open, R05 with those already enrolled, R03 for each new candidate. */
    enrol: (input: Enrol): Promise<readonly Application[]> =>
      deps.store.transaction((store) => enrolAll(store, input, deps)),
    /** Identity is checked by a person; a difference is kept and settled before certification (R13). */
    admit: (input: Admit) =>
      step(input, 'admit', async (application, store) => {
        const check: IdentityCheck = {
          ...input.identityCheck,
          byUserId: input.identityCheck.byUserId ?? input.actorId,
          at: nowIso(deps),
        };
        const session = application.sessionId === null ? null : await store.sessions.get(application.sessionId);
        return [
          { ...application, identityCheck: check },
          { 'identity-checked': [identity(check)], room: roomOpen(session) },
        ];
      }),
    /** Settles a difference found in identity papers, so that certification can go on (R13). */
    settleIdentity: (input: SettleIdentity): Promise<Application> =>
      deps.store.transaction((store) => settled(store, input)),
    markAbsent: (input: ApplicationsCommand) =>
      step(input, 'mark-absent', async (application) => [{ ...application, sessionId: null }, {}]),
    askDocuments: (input: ApplicationsCommand) =>
      step(input, 'ask-documents', async (application) => [application, {}]),
    supplyDocuments: (input: ApplicationsCommand) =>
      step(input, 'supply-documents', async (application) => [application, {}]),
    closeApplications: (input: ApplicationsCommand) => step(input, 'close', async (application) => [application, {}]),
    withdrawApplications: (input: ApplicationsCommand) =>
      step(input, 'withdraw', async (application) => [application, {}]),
  };
}

async function settled(store: AssessmentStore, input: SettleIdentity): Promise<Application> {
  const application = await mustGet(store.applications, input.applicationId, 'application');
  const check = application.identityCheck;
  if (check === null)
    throw refused([asRefusal(rules.R13.evaluate({ identityCheck: null, ...noBirthDates, stage: 'certification' }))]);
  const saved = await store.applications.update({
    ...application,
    identityCheck: { ...check, resolution: input.resolution },
  });
  await audit(store, {
    actorId: input.actorId,
    action: 'application.settle-identity',
    subjectId: saved.id,
    facts: { resolution: input.resolution },
  });
  return saved;
}

interface ApplicationStep {
  readonly application: Application;
  readonly changed: Application;
  readonly event: string;
  readonly answers: GuardAnswers;
}

/** One step of one application inside the transaction at hand. */
export async function takeStep(store: AssessmentStore, step: ApplicationStep, actorId: string): Promise<Application> {
  const { application, changed, event, answers } = step;
  const state = fire({ machine: 'application', state: application.state, event }, answers);
  const saved = await store.applications.update({ ...changed, state });
  await audit(store, { actorId, action: `application.${event}`, subjectId: saved.id, facts: { state } });
  return saved;
}

async function enrolAll(store: AssessmentStore, input: Enrol, deps: AssessmentDeps): Promise<readonly Application[]> {
  const session = await mustGet(store.sessions, input.sessionId, 'session');
  const applications = await mustGetAll(store.applications, input.applicationIds, 'application');
  const enrolled = await store.applications.count({
    sessionId: session.id,
    state: ['scheduled', 'attended', 'assessed'],
  });
  const total = enrolled + applications.length;
  const sameQualification = applications.every(
    (application) =>
      application.qualificationId === session.qualificationId && application.revision === session.revision,
  );
  const by = { userId: input.actorId, at: nowIso(deps) };
  const { results, waivers } = settle(
    conflicts(session, applications, input.relations ?? [], deps),
    [...(input.reasons ?? []), ...session.waivers],
    by,
  );
  const answers: GuardAnswers = {
    'session-open': [
      ...condition('session-open', ['approved', 'ready', 'in-progress'].includes(session.state), [
        'This session is not open for enrolment.',
        'Choose an approved session.',
      ]),
      ...condition('session-qualification', sameQualification, [
        'The session is for another qualification or revision.',
        'Choose a session for this qualification.',
      ]),
      ...condition('session-full', total <= session.capacity, [
        `The session has ${session.capacity} seats; ${total} candidates would be enrolled.`,
        'Choose another session.',
      ]),
    ],
    R05: [await capacity(store, session, total, deps)],
    R03: results,
  };
  const saved: Application[] = [];
  for (const application of applications) {
    const changed = { ...application, sessionId: session.id, missionId: session.missionId ?? application.missionId };
    saved.push(await takeStep(store, { application, changed, event: 'enrol', answers }, input.actorId));
  }
  const added = waivers.filter(
    (waiver) => !session.waivers.some((known) => known.rule === waiver.rule && known.reason === waiver.reason),
  );
  if (added.length > 0) await store.sessions.update({ ...session, waivers: [...session.waivers, ...added] });
  return saved;
}
