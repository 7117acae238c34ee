import type { ExperienceRecord, SkillsPassport } from '../assessment/index.js';
import type { Refusal } from '../shared/index.js';
import { authorise, type Wish } from './authorise.js';
import { advance, publishSigned } from './cycle.js';
import type { IssuanceDeps, ReleaseResult } from './deps.js';
import { mustExist } from './facts.js';
import { intend } from './intend.js';
import type { IssuanceIntent } from './model.js';
import { asRefusal, beingReleased } from './refusals.js';
import { assertNotStopped, isStopped } from './stop-switch.js';

export interface BulkOptions {
  /** Called after each award, for progress bars; throwing stops the run cleanly, what is done stays done. */
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Releases approved certificates (second officer), one result per certificate in the order given. Steps 1-10 of
 * docs/issuance-cycle.md. Never partly: an award is either refused with reasons or ends signed, stored and published. The
 * stop switch is read before each award and before each signature: what is done before it stays done, the rest is refused.
 *
 * @throws ServiceError `issuance-stopped-by-switch` (503) when the switch is on before anything was begun
 */
export async function releaseCertificates(
  certificateIds: readonly string[],
  releasedBy: string,
  deps: IssuanceDeps,
  options: BulkOptions = {},
): Promise<ReleaseResult[]> {
  await assertNotStopped(deps);
  const results: ReleaseResult[] = [];
  const intents: IssuanceIntent[] = [];
  for (const [done, subjectId] of certificateIds.entries()) {
    results.push(await releaseOne({ subject: 'certificate', subjectId, releasedBy }, intents, deps));
    options.onProgress?.(done + 1, certificateIds.length);
  }
  await publishSigned(intents, deps);
  return results;
}

/**
 * Issues the credential of a confirmed experience record, as it is stored now. Two people, as for certificates: the one
 * who approved it is named here, because the record itself knows only who confirmed the work.
 */
export function releaseExperience(
  { id: subjectId }: Pick<ExperienceRecord, 'id'>,
  scheme: string,
  { approvedBy, releasedBy }: { approvedBy: string; releasedBy: string },
  deps: IssuanceDeps,
): Promise<ReleaseResult> {
  return releaseAlone({ subject: 'experience', subjectId, scheme, approvedBy, releasedBy }, deps);
}

/** Issues the passport that bundles a holder's credentials (R19 was checked when it was approved), as it is stored now. */
export function releasePassport(
  { id: subjectId }: Pick<SkillsPassport, 'id'>,
  releasedBy: string,
  deps: IssuanceDeps,
): Promise<ReleaseResult> {
  return releaseAlone({ subject: 'passport', subjectId, releasedBy }, deps);
}

async function releaseAlone(wish: Wish, deps: IssuanceDeps): Promise<ReleaseResult> {
  await assertNotStopped(deps);
  const intents: IssuanceIntent[] = [];
  const result = await releaseOne(wish, intents, deps);
  await publishSigned(intents, deps);
  return result;
}

async function releaseOne(wish: Wish, intents: IssuanceIntent[], deps: IssuanceDeps): Promise<ReleaseResult> {
  try {
    return await issueOne(wish, intents, deps);
  } catch (error) {
    // Thrown on, it would leave what this run has signed already without its publication.
    if (isStopped(error)) return refusedWith(wish, [asRefusal(error)]);
    throw error;
  }
}

async function issueOne(wish: Wish, intents: IssuanceIntent[], deps: IssuanceDeps): Promise<ReleaseResult> {
  await assertNotStopped(deps);
  const authorised = await authorise(wish, deps);
  if (!authorised.ok) return refusedWith(wish, authorised.refusals);
  const intended = await intend(wish, deps);
  if (!intended.ok) return refusedWith(wish, intended.refusals);
  const { intent } = intended;
  await deps.reach?.('c1', wish.subjectId);
  const refusals = await advance(intent, deps);
  if (refusals.length > 0) return refusedWith(wish, refusals);
  const done = mustExist(await deps.store.read.intents.get(intent.id), 'intent');
  if (done.state === 'voided') return refusedWith(wish, [beingReleased()]);
  intents.push(done);
  return { ok: true, subjectId: wish.subjectId, number: intent.number, credentialId: intent.credentialId };
}

const refusedWith = ({ subjectId }: Wish, refusals: readonly Refusal[]): ReleaseResult => ({
  ok: false,
  subjectId,
  refusals,
});
