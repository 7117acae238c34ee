import { eachPage, ServiceError, type Refusal } from '../shared/index.js';
import { authorise, wishOf } from './authorise.js';
import { assertClockForward, CLOCK_SET_BACK, isToCome } from './clock-guard.js';
import { advance, publishSigned, voidIntent } from './cycle.js';
import type { IssuanceDeps } from './deps.js';
import { mustExist } from './facts.js';
import type { IssuanceIntent } from './model.js';
import { refusal } from './refusals.js';
import { isClash } from './retry.js';
import { publishStatusLists } from './status-lists.js';
import { assertNotStopped, isStopped } from './stop-switch.js';

export interface Resumed {
  readonly finished: number;
  readonly voided: number;
  /** What could not be finished, by intent, and why: it stays as it was and does not hold up the others. */
  readonly failed: readonly { readonly intentId: string; readonly code: string }[];
}

/** So many are held in memory and published together. */
const BATCH = 500;

/**
 * Continues whatever a crash left behind: the same steps, from what is durable. Step 1 is asked again for everything that
 * is not signed yet, because the day of the crash is not today: what may no longer be released is voided, and its number
 * is never used again. So is what a clock that was ahead has dated, once that is answered for (`acceptClock`). Begins
 * with publishing what is due, which brings a restored database up to date.
 *
 * @param begunBefore leaves what was begun since to the process that is at it
 * @throws ServiceError `issuance-stopped-by-switch` (503) when there is something to continue and the switch was on before
 */
export async function resume(
  deps: IssuanceDeps,
  { begunBefore = Infinity }: { readonly begunBefore?: number } = {},
): Promise<Resumed> {
  // A restored database first learns again what was revoked; that goes on while issuing is stopped.
  await publishStatusLists(deps);
  const failed: { intentId: string; code: string }[] = [];
  let voided = 0;
  let finished = 0;
  const open = { state: ['intended', 'will-sign', 'signed'] } as const;
  for await (const intents of eachPage(deps.store.read.intents, open, BATCH)) {
    const signed: IssuanceIntent[] = [];
    const left = intents.filter(({ createdAt }) => Date.parse(createdAt) < begunBefore);
    // A service that is stopped and has nothing to continue is in order.
    if (left.length > 0 && finished + voided + failed.length === 0) await assertNotStopped(deps);
    for (const intent of left) {
      try {
        const refusals = intent.state === 'signed' ? [] : await proceed(intent, deps);
        const now = mustExist(await deps.store.read.intents.get(intent.id), 'intent');
        if (refusals.length > 0 || now.state === 'voided') voided++;
        else signed.push(now);
      } catch (error) {
        failed.push({ intentId: intent.id, code: error instanceof ServiceError ? error.code : 'unexpected' });
        if (isStopped(error)) {
          await publishSigned(signed, deps);
          return { finished: finished + signed.length, voided, failed };
        }
      }
    }
    await publishSigned(signed, deps);
    finished += signed.length;
  }
  return { finished, voided, failed };
}

/** Step 1 again, then onwards from where it stopped. Refusals: the intent is voided. */
async function proceed(intent: IssuanceIntent, deps: IssuanceDeps): Promise<readonly Refusal[]> {
  await assertNotStopped(deps);
  // Before anything is given up: it may be today's clock that is wrong.
  await assertClockForward(deps);
  const isDatedAhead = [intent.createdAt, intent.proofCreated ?? ''].some((at) => isToCome(at, deps.clock));
  const authorised = await authorise(wishOf(intent), deps);
  const isSupported = authorised.ok && authorised.candidate.approvedBy === intent.approvedBy;
  if (isSupported && !isDatedAhead) return advance(intent, deps);
  const refusals = [...(authorised.ok ? [] : authorised.refusals), ...(isDatedAhead ? [datedAhead()] : [])];
  try {
    await voidIntent(intent, refusals, deps);
  } catch (error) {
    // A release beside us was faster: what it signed meanwhile is not ours to void.
    const stored = isClash(error) ? await deps.store.read.intents.get(intent.id) : null;
    if (stored === null || stored.state === intent.state) throw error;
  }
  return refusals;
}

const datedAhead = (): Refusal =>
  refusal(
    CLOCK_SET_BACK,
    'This award was begun while the clock was ahead.',
    'Release it again: it gets its right day.',
  );
