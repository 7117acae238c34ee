import { ServiceError, type Ids } from '../../shared/index.js';
import { MINIMUM_SLOTS } from './bits.js';

const MAX_DRAWS = 256;

/**
 * A random free slot, so that an index says nothing about when, or beside whom, a credential was issued (THREATS T7).
 * `isTaken` answers for one index. ServiceError `status-list-full` (503) after 256 occupied draws: with a list filled
 * to 90 % that happens once in 10^11, so the answer is to open the next list, not to search on.
 */
export async function allotIndex(
  ids: Ids,
  isTaken: (index: number) => boolean | Promise<boolean>,
  slots: number = MINIMUM_SLOTS,
): Promise<number> {
  for (let draw = 0; draw < MAX_DRAWS; draw++) {
    const index = ids.integer(slots);
    if (!(await isTaken(index))) return index;
  }
  throw new ServiceError('status-list-full', {
    status: 503,
    title: 'The status list has no free place left.',
    whatToDo: 'Open a further status list for this issuer, then issue again.',
  });
}
