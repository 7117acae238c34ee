import { isoDay } from '../../shared/index.js';
import type { Certificate, SkillsPassport } from '../model/index.js';
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

export function createPassportCommands(deps: AssessmentDeps) {
  const step = (input: PassportCommand, event: string, answers: GuardAnswers): Promise<SkillsPassport> =>
    deps.store.transaction(async (store) => {
      const passport = await mustGet(store.passports, input.passportId, 'passport');
      const state = fire({ machine: 'skillsPassport', state: passport.state, event }, answers);
      return save(store, { ...passport, state }, input.actorId, event);
    });

  return {
    requestPassport: (input: RequestPassport): Promise<SkillsPassport> =>
      deps.store.transaction(async (store) => {
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
      }),

    /** R19, counted on the day: active certificates and confirmed months, wherever they are kept. */
    approvePassport: (input: PassportCommand): Promise<SkillsPassport> =>
      deps.store.transaction(async (store) => {
        const passport = await mustGet(store.passports, input.passportId, 'passport');
        const policy = mustHaveScheme(deps.catalogue, passport.scheme);
        const today = isoDay(deps.clock.now());
        const chosen: Certificate[] = [
          ...(await mustGetAll(store.certificates, passport.certificateIds, 'certificate')),
        ];
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
      }),

    refusePassport: (input: PassportCommand & { readonly reason: string }): Promise<SkillsPassport> =>
      step(input, 'refuse', {
        reason: condition('reason', input.reason.trim() !== '', ['No reason is given.', 'Write the reason.']),
      }),
    reportPassportLost: (input: PassportCommand): Promise<SkillsPassport> => step(input, 'report-lost', {}),
    unblockPassport: (input: PassportCommand & { readonly identityChecked: boolean }): Promise<SkillsPassport> =>
      step(input, 'unblock', {
        'identity-checked': condition('identity-checked', input.identityChecked, [
          'Identity was not checked.',
          'Check photo and document first.',
        ]),
      }),
    /** The old passport ends; request a new one for the same holder. The employer is not asked (R30). */
    reissuePassport: (input: PassportCommand): Promise<SkillsPassport> => step(input, 'reissue', { R30: [] }),
    closePassport: (input: PassportCommand): Promise<SkillsPassport> => step(input, 'close', {}),
  };
}

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
