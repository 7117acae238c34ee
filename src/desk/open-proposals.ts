import type { Clock } from '../shared/index.js';
import type { TwoPersonProposal } from '../staff/index.js';
import type { Call } from './route.js';

/** The latest: what ended without an answer stays open in the store and must not take the place of what waits. */
export const LATEST_OPEN = { limit: 500, orderBy: '-proposedAt' } as const;

/** What waits for a second officer in what this tenant may see, the oldest first. What has ended can be proposed anew. */
export async function openProposals({
  view,
  deps,
}: Pick<Call<unknown>, 'view' | 'deps'>): Promise<readonly TwoPersonProposal[]> {
  return stillOpen(await view.proposals.find({ state: 'open' }, LATEST_OPEN), deps.clock);
}

/** Those of them that can be confirmed yet, in the order in which they were made. */
export function stillOpen(proposals: readonly TwoPersonProposal[], clock: Clock): readonly TwoPersonProposal[] {
  const now = clock.now().getTime();
  return proposals
    .filter(({ endsAt }) => Date.parse(endsAt) > now)
    .toSorted((left, right) => left.proposedAt.localeCompare(right.proposedAt, 'en'));
}
