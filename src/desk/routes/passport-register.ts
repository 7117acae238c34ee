import { z } from 'zod';
import type { ExperienceRecord, SkillsPassport } from '../../assessment/index.js';
import { id, number, shown } from '../fields.js';
import { labelsFor } from '../labels.js';
import { openProposals } from '../open-proposals.js';
import { reading, type Call, type DeskRoute } from '../route.js';

const passportState = z.enum(['requested', 'approved', 'active', 'blocked', 'reissued', 'closed', 'refused']);
/** States in which an experience says something to an employer, or did. */
const experienceStates = ['confirmed', 'confirmed-by-alternative', 'withdrawn'] as const;

/** Passports and experience with the names that people know, for the officers who change them. */
export const passportRegisterRoutes: readonly DeskRoute[] = [
  reading({
    path: '/passport-register',
    action: 'passports.read',
    summary: 'Skills passports with their holders; by number or state.',
    input: {
      ...shown,
      number: number.exactOptional(),
      state: passportState.exactOptional(),
    },
    work: async ({ input: { limit, offset, ...filter }, view, store }) => {
      const passports = await view.passports.find(filter, { limit, offset, orderBy: '-issuedOn' });
      const labels = await labelsFor(store, { people: passports.map((each) => each.personId) });
      return passports.map((each) => ({ ...brief(each), name: labels.person(each.personId) }));
    },
  }),
  reading({
    path: '/passports/:passportId/file',
    action: 'passports.read',
    summary: 'One skills passport: what is in it, its history, and what waits for a second officer.',
    touches: { passports: ['passportId'] },
    input: { passportId: id },
    work: passportFile,
  }),
  reading({
    path: '/experience-register',
    action: 'passports.read',
    summary: 'Confirmed experience with its holders; what another body signed is marked.',
    input: { ...shown, state: z.enum(experienceStates).exactOptional() },
    work: async (call) => {
      const { input, view } = call;
      const { limit, offset, state = [...experienceStates] } = input;
      return experienceRows(await view.experience.find({ state }, { limit, offset }), call);
    },
  }),
];

const brief = (passport: SkillsPassport) => ({
  id: passport.id,
  number: passport.number,
  issuedOn: passport.issuedOn,
  validUntil: passport.validUntil,
  state: passport.state,
});

async function passportFile(call: Call<{ readonly passportId: string }>) {
  const { input, view, store, actorId } = call;
  const passport = await view.passports.get(input.passportId);
  const others = await view.passports.find({ personId: passport.personId, state: 'active' });
  const events = await store.statusEvents.find({ targetType: 'passport', targetId: passport.id }, { limit: 200 });
  const certificates = await found(store.certificates, passport.certificateIds);
  const experience = await found(store.experience, passport.experienceIds);
  const proposals = (await openProposals(call)).filter((proposal) => proposal.input['passportId'] === passport.id);
  const labels = await labelsFor(store, {
    people: [passport.personId],
    actors: [
      passport.approvedBy,
      ...events.flatMap((each) => [each.actorId, each.secondActorId]),
      ...proposals.map((proposal) => proposal.proposedBy),
    ],
  });
  return {
    passport: {
      ...brief(passport),
      name: labels.person(passport.personId),
      confirmedMonths: passport.eligibility?.confirmedMonths ?? null,
      approvedBy: labels.actor(passport.approvedBy),
    },
    certificates: certificates.map(({ id: certificateId, number, title, state }) => ({
      ...{ id: certificateId, number, title, state },
    })),
    experience: await experienceRows(experience, call),
    successors: others.filter((each) => each.id !== passport.id).map(brief),
    history: events.map((each) => ({
      to: each.to,
      reasonClass: each.reasonClass,
      at: each.at,
      by: [labels.actor(each.actorId), labels.actor(each.secondActorId)].filter((name) => name !== ''),
    })),
    waiting: proposals.map((proposal) => ({
      action: proposal.action,
      by: labels.actor(proposal.proposedBy),
      isYours: proposal.proposedBy === actorId,
      endsAt: proposal.endsAt,
    })),
  };
}

/** Only the body that signed an experience takes it back; while nobody has signed it, whoever sees it may. */
async function experienceRows(
  experience: readonly ExperienceRecord[],
  { store, tenant, view, deps }: Pick<Call<unknown>, 'store' | 'tenant' | 'view' | 'deps'>,
) {
  const ids = experience.flatMap((each) => each.credentialId ?? []);
  const signed = ids.length === 0 ? [] : await store.credentials.find({ credentialId: ids }, { limit: 10_000 });
  const schemeOf = new Map(signed.map((credential) => [credential.credentialId, credential.scheme]));
  const proposals = await openProposals({ view, deps });
  const waiting = new Set(proposals.map((proposal) => proposal.input['experienceId']));
  const labels = await labelsFor(store, { people: experience.map((each) => each.personId) });
  return experience.map((each) => ({
    id: each.id,
    name: labels.person(each.personId),
    employer: each.employerName,
    occupation: each.occupation.text,
    from: each.from,
    to: each.to,
    state: each.state,
    isIssued: each.credentialId !== null,
    isOurs:
      each.credentialId === null || (tenant.kind === 'scheme' && schemeOf.get(each.credentialId) === tenant.scheme),
    isWaiting: waiting.has(each.id),
  }));
}

const found = <T>(
  repository: { find(filter: { readonly id: readonly string[] }): Promise<T[]> },
  ids: readonly string[],
): Promise<T[]> => (ids.length === 0 ? Promise.resolve([]) : repository.find({ id: ids }));
