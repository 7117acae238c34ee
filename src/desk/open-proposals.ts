import type { TwoPersonProposal } from '../staff/index.js';
import type { Call } from './route.js';

/** The latest: what ended without an answer stays open in the store and must not take the place of what waits. */
export const LATEST_OPEN = { limit: 500, orderBy: '-proposedAt' } as const;

/** What waits for a second officer in what this tenant may see, the oldest first. What has ended can be proposed anew. */
export async function openProposals({
  view,
  deps,
}: Pick<Call<unknown>, 'view' | 'deps'>): Promise<readonly TwoPersonProposal[]> {
  const now = deps.clock.now().getTime();
  const open = await view.proposals.find({ state: 'open' }, LATEST_OPEN);
  return oldestFirst(open.filter(({ endsAt }) => Date.parse(endsAt) > now));
}

/** In the order in which they were made. */
export const oldestFirst = (proposals: readonly TwoPersonProposal[]): readonly TwoPersonProposal[] =>
  proposals.toSorted((left, right) => left.proposedAt.localeCompare(right.proposedAt, 'en'));
