import { isoDay } from '../../shared/index.js';
import type { Certificate, ReasonClass, SkillsPassport } from '../model/index.js';
import type { AssessmentStore } from '../ports.js';
import { rules } from '../rules/index.js';
import { condition, fire, type GuardAnswers } from '../states/machine.js';
import {
  audit,
  mustGet,
  mustGetAll,
  mustHaveScheme,
  newRow,
  nowIso,
  publishStatus,
  requireInput,
  type AssessmentDeps,
  type Command,
} from './context.js';
import { confirmedMonths } from './experience-months.js';

export interface RequestPassport extends Command {
  readonly personId: string;
  readonly scheme: string;
  /** What the holder wants in it. */
  readonly certificateIds: readonly string[];
  readonly experienceIds: readonly string[];
}
export interface PassportCommand extends Command {
  readonly passportId: string;
}

export interface ReissuePassport extends PassportCommand {
  /** The passport that takes its place, released already; without it the old one ends as revoked. */
  readonly successorId?: string;
  /** Who confirmed it, where two officers are asked for. */
  readonly secondActorId?: string;
  /** Why that one takes its place; default: something on it was wrong. */
  readonly reasonClass?: Extract<ReasonClass, 'superseded-by-correction' | 'key-compromise'>;
}
export interface ClosePassport extends PassportCommand {
  /** Default: the holder's own request. Every other reason needs a second officer (R27). */
  readonly reasonClass?: ReasonClass;
  readonly secondActorId?: string | null;
}

export function createPassportCommands(deps: AssessmentDeps) {
  const step = (input: PassportCommand, event: string, answers: GuardAnswers): Promise<SkillsPassport> =>
    deps.store.transaction(async (store) => {
      const passport = await mustGet(store.passports, input.passportId, 'passport');
      const state = fire({ machine: 'skillsPassport', state: passport.state, event }, answers);
      return save(store, { ...passport, state }, input.actorId, event);
    });

  return {
    requestPassport: (input: RequestPassport): Promise<SkillsPassport> =>
      deps.store.transaction((store) => request(store, input, deps)),

    /** R19, counted on the day: active certificates and confirmed months, wherever they are kept. */
    approvePassport: (input: PassportCommand): Promise<SkillsPassport> =>
      deps.store.transaction((store) => approve(store, input, deps)),

    refusePassport: (input: PassportCommand & { readonly reason: string }): Promise<SkillsPassport> =>
      step(input, 'refuse', {
        reason: condition('reason', input.reason.trim() !== '', ['No reason is given.', 'Write the reason.']),
      }),
    /** The holder's word is enough to pause it: whoever holds the card cannot use it from now on. It can be found again. */
    reportPassportLost: (input: PassportCommand): Promise<SkillsPassport> =>
      end(input, { event: 'report-lost', answers: {}, reasonClass: 'holder-request' }, deps),
    unblockPassport: (input: PassportCommand & { readonly identityChecked: boolean }): Promise<SkillsPassport> =>
      end(
        input,
        {
          event: 'unblock',
          answers: {
            'identity-checked': condition('identity-checked', input.identityChecked, [
              'Identity was not checked.',
              'Check photo and document first.',
            ]),
          },
          reasonClass: 'holder-request',
        },
        deps,
      ),
    /** The old passport ends, for the holder's sake. The employer is not asked (R30). */
    reissuePassport: (input: ReissuePassport): Promise<SkillsPassport> => {
      const { successorId, secondActorId = null, reasonClass = 'superseded-by-correction' } = input;
      const ending = { event: 'reissue', answers: { R30: [] }, secondActorId } as const;
      return successorId === undefined
        ? end(input, { ...ending, reasonClass: 'holder-request' }, deps)
        : end(input, { ...ending, reasonClass, successorId }, deps);
    },
    closePassport: (input: ClosePassport): Promise<SkillsPassport> => {
      const { actorId, secondActorId = null, reasonClass = 'holder-request' } = input;
      const R27 = [rules.R27.evaluate({ actorId, secondActorId, reasonClass })];
      return end(input, { event: 'close', answers: { R27 }, reasonClass, secondActorId }, deps);
    },
  };
}

async function request(store: AssessmentStore, input: RequestPassport, deps: AssessmentDeps): Promise<SkillsPassport> {
  const policy = mustHaveScheme(deps.catalogue, input.scheme);
  requireInput(policy.passport !== null, 'This scheme has no skills passport.', 'Choose another scheme.');
  const certificates = await mustGetAll(store.certificates, input.certificateIds, 'certificate');
  const experience = await mustGetAll(store.experience, input.experienceIds, 'experience record');
  requireInput(
    [...certificates, ...experience].every((item) => item.personId === input.personId),
    'Something in the list belongs to another person.',
    'Choose only items of this person.',
  );
  const passport = await store.passports.insert({
    ...newRow(deps),
    personId: input.personId,
    scheme: input.scheme,
    number: null,
    certificateIds: input.certificateIds,
    experienceIds: input.experienceIds,
    eligibility: null,
    approvedBy: null,
    credentialId: null,
    issuedOn: null,
    validUntil: null,
    state: 'requested',
  });
  await audit(store, { actorId: input.actorId, action: 'passport.request', subjectId: passport.id });
  return passport;
}

async function approve(store: AssessmentStore, input: PassportCommand, deps: AssessmentDeps): Promise<SkillsPassport> {
  const passport = await mustGet(store.passports, input.passportId, 'passport');
  const policy = mustHaveScheme(deps.catalogue, passport.scheme);
  const today = isoDay(deps.clock.now());
  const chosen: Certificate[] = [...(await mustGetAll(store.certificates, passport.certificateIds, 'certificate'))];
  const good = chosen.filter((award) => award.state === 'active' && (award.validUntil ?? today) >= today);
  const months = confirmedMonths(await mustGetAll(store.experience, passport.experienceIds, 'experience record'));
  const state = fire(
    { machine: 'skillsPassport', state: passport.state, event: 'check-eligibility' },
    {
      R19: [
        rules.R19.evaluate({
          activeCertificates: good.length,
          confirmedMonths: months,
          minConfirmedMonths: policy.passport?.minConfirmedMonths ?? 0,
        }),
      ],
    },
  );
  const eligibility = { certificateId: good[0]?.id ?? '', confirmedMonths: months, checkedAt: nowIso(deps) };
  return save(store, { ...passport, state, eligibility, approvedBy: input.actorId }, input.actorId, 'approve');
}

interface Ending {
  readonly event: 'report-lost' | 'unblock' | 'reissue' | 'close';
  readonly answers: GuardAnswers;
  readonly reasonClass: ReasonClass;
  readonly secondActorId?: string | null;
  readonly successorId?: string;
}

/** A step of a passport in the holder's hand: the state, its line in the history, and the published lists, all or none. */
function end(input: PassportCommand, ending: Ending, deps: AssessmentDeps): Promise<SkillsPassport> {
  const { event, reasonClass, secondActorId = null } = ending;
  return deps.store.transaction(async (store) => {
    const passport = await mustGet(store.passports, input.passportId, 'passport');
    const successor =
      ending.successorId === undefined ? null : await mustGet(store.passports, ending.successorId, 'passport');
    const follows = condition('successor', successor === null || takesPlaceOf(successor, passport), [
      'The passport that takes its place is not a valid one of the same holder.',
      'Release the new passport first.',
    ]);
    const answers = { ...ending.answers, successor: follows };
    const state = fire({ machine: 'skillsPassport', state: passport.state, event }, answers);
    const saved = await save(store, { ...passport, state }, input.actorId, event);
    await store.statusEvents.insert({
      ...newRow(deps),
      targetType: 'passport',
      targetId: saved.id,
      from: passport.state,
      to: state,
      reasonClass,
      actorId: input.actorId,
      secondActorId,
      at: nowIso(deps),
    });
    await publishStatus(deps, {
      credentialId: saved.credentialId,
      revoked: state === 'closed' || (state === 'reissued' && successor === null),
      suspended: state === 'blocked',
      replacedBy: successor?.credentialId ?? null,
      reasonClass,
    });
    return saved;
  });
}

const takesPlaceOf = (successor: SkillsPassport, passport: SkillsPassport): boolean =>
  successor.id !== passport.id &&
  successor.personId === passport.personId &&
  successor.scheme === passport.scheme &&
  successor.state === 'active';

async function save(
  store: AssessmentStore,
  passport: SkillsPassport,
  actorId: string,
  event: string,
): Promise<SkillsPassport> {
  const saved = await store.passports.update(passport);
  await audit(store, { actorId, action: `passport.${event}`, subjectId: saved.id, facts: { state: saved.state } });
  return saved;
}
