import { validUntil } from '../assessment/index.js';
import { addMonths, isoDay, ServiceError, type Refusal } from '../shared/index.js';
import { judge, type Candidate, type Wish } from './authorise.js';
import { assertClockForward } from './clock-guard.js';
import { auditOf } from './cycle.js';
import { takeFromDay } from './day-limit.js';
import type { IssuanceDeps } from './deps.js';
import { awardingBody, mustExist } from './facts.js';
import type { IssuanceIntent } from './model.js';
import { drawNumber } from './numbers.js';
import type { IssuanceStore } from './ports.js';
import { beingReleased } from './refusals.js';
import { isClash } from './retry.js';
import { allotIndexes } from './status-lists.js';
import { assertNotStopped } from './stop-switch.js';

export type Intended =
  | { readonly ok: true; readonly intent: IssuanceIntent }
  | { readonly ok: false; readonly refusals: readonly Refusal[] };

const ATTEMPTS = 40;

/**
 * Step 2, one transaction: what step 1 found is read once more, then number, dates, status slot, intent and audit row. Two
 * releases at once meet in unique constraints and row versions; the loser starts over and sees what the winner stored.
 */
export async function intend(wish: Wish, deps: IssuanceDeps): Promise<Intended> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await attemptIntent(wish, deps);
    } catch (error) {
      if (!isClash(error) || attempt >= ATTEMPTS) throw error;
    }
    const begun = await deps.store.read.intents.find({ subjectId: wish.subjectId });
    if (begun.some(({ state }) => state !== 'voided')) return { ok: false, refusals: [beingReleased()] };
  }
}

async function attemptIntent(wish: Wish, deps: IssuanceDeps): Promise<Intended> {
  return deps.store.transaction(async (store) => {
    await assertNotStopped({ store: { read: store } });
    await assertClockForward({ store: { read: store }, clock: deps.clock });
    const judged = await judge(store, wish);
    if (!judged.ok) return judged;
    const { candidate } = judged;
    const begun = await store.intents.find({ subjectId: candidate.subjectId });
    if (begun.some(({ state }) => state !== 'voided')) return { ok: false, refusals: [beingReleased()] };
    const overLimit = await takeFromDay(store, candidate, deps);
    if (overLimit !== null) return { ok: false, refusals: [overLimit] };
    return { ok: true, intent: await writeIntent(store, candidate, wish.releasedBy, deps) };
  });
}

async function writeIntent(
  store: IssuanceStore,
  candidate: Candidate,
  releasedBy: string,
  deps: IssuanceDeps,
): Promise<IssuanceIntent> {
  const now = deps.clock.now();
  const body = await awardingBody(store, candidate.scheme);
  const slot = await allotIndexes(store, body.did, 1, deps);
  const intent: IssuanceIntent = {
    id: deps.ids.uuid(),
    version: 1,
    ...{ kind: candidate.kind, subjectId: candidate.subjectId, scheme: candidate.scheme },
    number: await freeNumber(store, candidate.scheme, isoDay(now), deps),
    credentialId: `urn:uuid:${deps.ids.uuid()}`,
    issuerDid: body.did,
    approvedBy: candidate.approvedBy,
    releasedBy,
    unsignedJson: null,
    proofCreated: null,
    revocationIndex: slot.indexes[0] ?? 0,
    suspensionIndex: slot.indexes[0] ?? 0,
    statusListId: slot.slug,
    state: 'intended',
    createdAt: now.toISOString(),
  };
  await store.intents.insert(intent);
  await store.statusEntries.insert({
    id: deps.ids.uuid(),
    version: 1,
    listSlug: slot.slug,
    index: intent.revocationIndex,
    credentialId: intent.credentialId,
    revoked: false,
    suspended: false,
    replacedBy: null,
    changedAt: null,
    reasonClass: null,
  });
  await fixDates(store, candidate, intent, deps);
  await store.audit.append(auditOf('issuance.intended', intent, { number: intent.number, person: candidate.personId }));
  return intent;
}

/** R16: the award date is the day of release and the end follows from the scheme's policy. A replacement keeps its dates. */
async function fixDates(
  store: IssuanceStore,
  candidate: Candidate,
  intent: IssuanceIntent,
  deps: IssuanceDeps,
): Promise<void> {
  const today = isoDay(new Date(intent.createdAt));
  const certificate = await store.certificates.get(candidate.subjectId);
  if (certificate !== null) {
    const scheme = deps.catalogue.scheme(certificate.scheme);
    // Only a replacement keeps its dates: what was refused once and is released later is awarded on the later day.
    const keepsDates = certificate.replacesId !== null;
    const issuedOn = keepsDates ? (certificate.issuedOn ?? today) : today;
    const end =
      (keepsDates ? certificate.validUntil : null) ??
      (scheme === null ? null : validUntil(scheme, certificate.awardType, issuedOn));
    await store.certificates.update({ ...certificate, number: intent.number, issuedOn, validUntil: end });
    return;
  }
  const passport = await store.passports.get(candidate.subjectId);
  const months = deps.catalogue.scheme(candidate.scheme)?.passport?.validityMonths ?? null;
  if (passport !== null && months !== null) {
    await store.passports.update({ ...passport, validUntil: isoDay(addMonths(new Date(today), months)) });
  }
}

/** Draws until free; the unique constraint is the judge if two draw the same at once. */
async function freeNumber(store: IssuanceStore, scheme: string, today: string, deps: IssuanceDeps): Promise<string> {
  const numberCode = mustExist(deps.catalogue.scheme(scheme), 'scheme').numberCode;
  for (let attempt = 0; attempt < 20; attempt++) {
    const number = drawNumber(numberCode, today, deps.ids);
    if ((await store.intents.count({ number })) === 0) return number;
  }
  throw new ServiceError('no-free-number', {
    status: 503,
    title: 'No free certificate number was found.',
    whatToDo: 'Try again; if it repeats, call the operator.',
  });
}
