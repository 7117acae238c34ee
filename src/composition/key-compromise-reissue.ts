import { createHash } from 'node:crypto';
import type { Service } from '../app.js';
import type { SkillsPassport } from '../assessment/index.js';
import {
  changePassportStatus,
  markManyReplaced,
  releaseCertificates,
  releaseExperience,
  releasePassport,
  withdrawExperience,
  type ReleaseResult,
} from '../issuance/index.js';
import { ServiceError, type Refusal } from '../shared/index.js';
import type { Officers, SignedThing } from './key-compromise.js';

export type ReissueOutcome =
  { readonly ok: true; readonly number: string } | { readonly ok: false; readonly refusals: readonly Refusal[] };

/** What the register, the audit trail and the history say: nothing was wrong with what was signed. */
const REASON = 'key-compromise';

/** So many certificates are released, and so many end, with one publication of the lists. */
const TOGETHER = 50;

type Outcome = readonly [SignedThing, ReissueOutcome];

/**
 * Each thing once more through the ordinary cycle, under the key that signs now; then the old one ends. What a run that was
 * cut short left - a successor that waits, or one that was released - is used and not made twice. A rule that refuses one thing
 * keeps no other under the lost key. Certificates come first: the rest may hold them.
 */
export async function* reissueThings(
  service: Service,
  things: readonly SignedThing[],
  officers: Officers,
): AsyncGenerator<Outcome> {
  const certificates = things.filter(({ kind }) => kind !== 'passport' && kind !== 'confirmed-experience');
  for (let at = 0; at < certificates.length; at += TOGETHER)
    yield* await reissueCertificates(service, certificates.slice(at, at + TOGETHER), officers);
  for (const thing of things) {
    if (thing.kind === 'confirmed-experience')
      yield [thing, await reissueExperience(service, thing, officers).catch(reasonsOf)];
    if (thing.kind === 'passport') yield [thing, await reissuePassport(service, thing, officers).catch(reasonsOf)];
  }
}

/** All at once; each by itself when something is refused for good, so that only what it concerns is left. */
async function reissueCertificates(
  service: Service,
  things: readonly SignedThing[],
  officers: Officers,
): Promise<readonly Outcome[]> {
  try {
    return await reissueTogether(service, things, officers);
  } catch (error) {
    const refused = reasonsOf(error);
    const outcomes: Outcome[] = [];
    for (const thing of things)
      outcomes.push(
        ...(things.length === 1 ? [[thing, refused] as const] : await reissueCertificates(service, [thing], officers)),
      );
    return outcomes;
  }
}

async function reissueTogether(
  { instance, assessment, issuance }: Service,
  things: readonly SignedThing[],
  { actorId, secondActorId }: Officers,
): Promise<readonly Outcome[]> {
  const { read } = instance.store;
  const open = ['approved' as const, 'active' as const];
  const successors: string[] = [];
  for (const { subjectId: certificateId } of things) {
    const [known] = await read.certificates.find({ replacesId: certificateId, state: open });
    const successor = known ?? (await assessment.prepareReplacement({ actorId, certificateId, reason: REASON }));
    successors.push(successor.id);
  }
  const results = await releaseCertificates(successors, secondActorId, issuance);
  const outcomes: Outcome[] = [];
  const pairs: { from: string; to: string }[] = [];
  for (const [nth, to] of successors.entries()) {
    const [thing, released] = [things[nth], await read.certificates.get(to)];
    if (thing === undefined) continue;
    const isActive = released?.state === 'active';
    if (isActive) pairs.push({ from: thing.subjectId, to });
    outcomes.push([thing, isActive ? { ok: true, number: released.number ?? '' } : refusedBy(results[nth])]);
  }
  await markManyReplaced(pairs, { actorId, secondActorId, reasonClass: REASON }, issuance);
  return outcomes;
}

/** The same work, confirmed by the same people, as a record of its own: a record has one credential. */
async function reissueExperience(
  { instance, assessment, issuance }: Service,
  { subjectId, scheme }: SignedThing,
  { actorId, secondActorId }: Officers,
): Promise<ReissueOutcome> {
  const { read } = instance.store;
  const copyId = copyOf(subjectId);
  const copy =
    (await read.experience.get(copyId)) ??
    (await assessment.copyExperience({ actorId, experienceId: subjectId, copyId }));
  const result: ReleaseResult | null =
    copy.credentialId === null
      ? await releaseExperience(copy, scheme, { approvedBy: actorId, releasedBy: secondActorId }, issuance)
      : null;
  const released = await read.experience.get(copyId);
  // A copy of an earlier run that somebody took back since is no successor.
  if (!released?.credentialId || released.state === 'withdrawn') return refusedBy(result ?? undefined);
  const reason = 'The key that signed its credential was lost.';
  const end = { experienceId: subjectId, actorId, secondActorId, reason, reasonClass: REASON } as const;
  await withdrawExperience(end, issuance);
  const [signed] = await read.credentials.find({ credentialId: released.credentialId });
  return { ok: true, number: signed?.number ?? '' };
}

/** With what is in force now of what it held. */
async function reissuePassport(
  service: Service,
  { subjectId }: SignedThing,
  { actorId, secondActorId }: Officers,
): Promise<ReissueOutcome> {
  const { instance, assessment, issuance } = service;
  const { read } = instance.store;
  const old = await read.passports.get(subjectId);
  if (old === null) return { ok: false, refusals: [] };
  const certificateIds = await Promise.all(old.certificateIds.map((id) => certificateNow(service, id)));
  const experienceIds = await Promise.all(old.experienceIds.map((id) => experienceNow(service, id)));
  const { personId, scheme } = old;
  const wish = { actorId, personId, scheme, certificateIds, experienceIds };
  const known = await read.passports.find({ personId, scheme, state: ['requested', 'approved', 'active'] });
  const holdsSame = (each: SkillsPassport): boolean =>
    each.id !== old.id &&
    [...each.certificateIds, ...each.experienceIds].join() === [...certificateIds, ...experienceIds].join();
  let successor = known.find(holdsSame) ?? (await assessment.requestPassport(wish));
  if (successor.state === 'requested')
    successor = await assessment.approvePassport({ actorId, passportId: successor.id });
  const result = successor.state === 'approved' ? await releasePassport(successor, secondActorId, issuance) : undefined;
  const released = await read.passports.get(successor.id);
  if (released?.state !== 'active') return refusedBy(result);
  const event = 'reissue' as const;
  const by = { actorId, secondActorId, reasonClass: REASON } as const;
  await changePassportStatus({ passportId: old.id, event, successorId: released.id, ...by }, issuance);
  return { ok: true, number: released.number ?? '' };
}

async function certificateNow(service: Service, id: string): Promise<string> {
  const row = await service.instance.store.read.certificates.get(id);
  const successorId = row?.state === 'replaced' ? row.replacedById : null;
  return successorId === null ? id : certificateNow(service, successorId);
}

async function experienceNow({ instance }: Service, id: string): Promise<string> {
  const { experience } = instance.store.read;
  const isEnded = (await experience.get(id))?.state === 'withdrawn';
  const copy = isEnded ? await experience.get(copyOf(id)) : null;
  return copy?.id ?? id;
}

/** Follows from the record, so that a second run finds what the first one made. A UUID of the eighth version. */
function copyOf(experienceId: string): string {
  const hex = createHash('sha256').update(`experience once more ${experienceId}`).digest('hex');
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 0x3) | 0x8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

/** @throws what no rule refused */
function reasonsOf(error: unknown): ReissueOutcome {
  if (error instanceof ServiceError && error.refusals.length > 0) return { ok: false, refusals: error.refusals };
  throw error;
}

const refusedBy = (result: ReleaseResult | undefined): ReissueOutcome => ({
  ok: false,
  refusals: result?.ok === false ? result.refusals : [],
});
