import type { Certificate } from '../assessment/index.js';
import { buildAward, buildExperience, buildPassport, type UnsignedCredential } from '../credentials/index.js';
import { isoDay, isObject, ServiceError, type JsonObject, type Refusal } from '../shared/index.js';
import type { IssuanceDeps } from './deps.js';
import { awardingBody, gatherAward, holderFacts, mustExist, statusFacts } from './facts.js';
import type { IssuanceIntent, IssuedKind } from './model.js';
import type { IssuanceStore } from './ports.js';

/** How one kind of thing becomes a credential (step 3) and what changes when it was signed (step 8). */
interface IssuableSubject {
  build(store: IssuanceStore, intent: IssuanceIntent, deps: IssuanceDeps): Promise<UnsignedCredential>;
  settle(store: IssuanceStore, intent: IssuanceIntent, deps: IssuanceDeps): Promise<void>;
}

const award: IssuableSubject = {
  build: async (store, intent, deps) => {
    const certificate = mustExist(await store.certificates.get(intent.subjectId), 'certificate');
    return buildAward(await gatherAward(store, deps, certificate, intent));
  },
  settle: async (store, intent, deps) => {
    const certificate = mustExist(await store.certificates.get(intent.subjectId), 'certificate');
    if (certificate.state !== 'approved') throw changedMeanwhile();
    await holdPredecessor(store, certificate);
    await store.certificates.update({
      ...certificate,
      state: 'active',
      credentialId: intent.credentialId,
      releasedBy: intent.releasedBy,
      releasedAt: deps.clock.now().toISOString(),
    });
  },
};

/** Whoever revokes or suspends the predecessor at this moment writes the same row: one of the two has to look again. */
async function holdPredecessor(store: IssuanceStore, { replacesId }: Certificate): Promise<void> {
  if (replacesId === null) return;
  await store.certificates.update(mustExist(await store.certificates.get(replacesId), 'replaced certificate'));
}

/** Thrown inside step 8's transaction, so nothing of it is stored: a signed credential without its register row could not be revoked. */
export const changedMeanwhile = (refusals: readonly Refusal[] = []): ServiceError =>
  new ServiceError('changed-meanwhile', {
    status: 409,
    title: 'This award was changed while it was being signed.',
    whatToDo: 'Nothing was released. Look at its state and release it again if it is still right.',
    refusals,
  });

export const isChangedMeanwhile = (error: unknown): error is ServiceError =>
  error instanceof ServiceError && error.code === 'changed-meanwhile';

const experience: IssuableSubject = {
  build: async (store, intent, deps) => {
    const record = mustExist(await store.experience.get(intent.subjectId), 'experience record');
    const person = mustExist(await store.people.get(record.personId), 'person');
    const body = await awardingBody(store, intent.scheme);
    const confirmation = mustExist(record.confirmations[0], 'confirmation');
    const confirmer =
      confirmation.byOrganizationId === null ? null : await store.organizations.get(confirmation.byOrganizationId);
    return buildExperience({
      credentialId: intent.credentialId,
      issuer: { did: body.did, name: body.legalName },
      holder: holderFacts(person, intent.credentialId),
      number: intent.number,
      // An address of its own: inside a passport two jobs in one occupation must stay two achievements.
      achievementId: `${deps.addresses.occupation(record.occupation.isco08 ?? null)}/${record.id}`,
      occupation: { text: record.occupation.text, isco08: record.occupation.isco08 ?? null },
      employer: {
        id: record.employerId === null ? `urn:uuid:${record.id}` : deps.addresses.organization(record.employerId),
        name: record.employerName,
        country: record.country,
      },
      from: record.from,
      to: record.to,
      months: wholeMonths(record.from, record.to),
      tasks: record.tasks,
      confirmedBy: { channel: confirmation.channel, body: confirmer?.legalName ?? record.employerName },
      awardedOn: isoDay(new Date(intent.createdAt)),
      schemaUrl: deps.addresses.schema('confirmed-experience'),
      status: statusFacts(deps.addresses, intent),
    });
  },
  settle: async (store, intent) => {
    const record = mustExist(await store.experience.get(intent.subjectId), 'experience record');
    const isConfirmed = record.state === 'confirmed' || record.state === 'confirmed-by-alternative';
    if (!isConfirmed || record.credentialId !== null) throw changedMeanwhile();
    await store.experience.update({ ...record, credentialId: intent.credentialId });
  },
};

const passport: IssuableSubject = {
  build: async (store, intent, deps) => {
    const row = mustExist(await store.passports.get(intent.subjectId), 'skills passport');
    const person = mustExist(await store.people.get(row.personId), 'person');
    const body = await awardingBody(store, intent.scheme);
    return buildPassport({
      credentialId: intent.credentialId,
      issuer: { did: body.did, name: body.legalName },
      holder: holderFacts(person, intent.credentialId),
      number: intent.number,
      title: 'Skills passport',
      credentials: await embedded(store, [...row.certificateIds, ...row.experienceIds], deps),
      awardedOn: isoDay(new Date(intent.createdAt)),
      validUntil: row.validUntil,
      schemaUrl: deps.addresses.schema('passport'),
      status: statusFacts(deps.addresses, intent),
    });
  },
  settle: async (store, intent) => {
    const row = mustExist(await store.passports.get(intent.subjectId), 'skills passport');
    if (row.state !== 'approved') throw changedMeanwhile();
    await store.passports.update({
      ...row,
      state: 'active',
      number: intent.number,
      credentialId: intent.credentialId,
      issuedOn: isoDay(new Date(intent.createdAt)),
    });
  },
};

/** The signed credentials of a passport's contents, in their default form, exactly as they were signed. */
async function embedded(
  store: IssuanceStore,
  subjectIds: readonly string[],
  deps: IssuanceDeps,
): Promise<JsonObject[]> {
  const form = deps.forms[0]?.id ?? '';
  const rows = await store.credentials.find({ subjectId: [...subjectIds], form });
  const jsonOf = new Map(rows.map((row) => [row.subjectId, row.json]));
  return subjectIds.map((id) => JSON.parse(mustExist(jsonOf.get(id), 'credential')) as unknown).filter(isObject);
}

/** Whole calendar months between two days, at least 1. */
export function wholeMonths(from: string, to: string): number {
  const [start, end] = [new Date(from), new Date(`${to}T24:00:00Z`)];
  const months = (end.getUTCFullYear() - start.getUTCFullYear()) * 12 + end.getUTCMonth() - start.getUTCMonth();
  return Math.max(1, end.getUTCDate() < start.getUTCDate() ? months - 1 : months);
}

export const subjects: Readonly<Record<IssuedKind, IssuableSubject>> = {
  'national-certificate': award,
  'certificate-of-competency': award,
  'nvq-certificate': award,
  'record-of-achievement': award,
  'confirmed-experience': experience,
  passport,
};
