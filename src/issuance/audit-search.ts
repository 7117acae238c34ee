import type { AuditRow } from './model.js';
import type { IssuanceStore } from './ports.js';

const PAGE = 500;
/** The trail is in the order of its transactions, which is that of the clock but for this much. */
const MARGIN_MS = 86_400_000;

/** The first audit row from about this time on that fits; null when there is none. Throws what `assertInTrail` throws. */
export async function findAudited(
  read: Pick<IssuanceStore, 'auditRows' | 'assertInTrail'>,
  since: Date,
  fits: (row: AuditRow) => boolean,
): Promise<AuditRow | null> {
  for (let from = await sequenceAt(since.getTime() - MARGIN_MS, read); ; from += PAGE) {
    const rows = await read.auditRows(from, PAGE);
    const found = rows.find(fits);
    if (found) {
      await read.assertInTrail?.(found);
      return found;
    }
    if (rows.length < PAGE) return null;
  }
}

/** By halves: the trail of a country is long, and this is asked by anybody who holds a card. */
async function sequenceAt(time: number, read: Pick<IssuanceStore, 'auditRows'>): Promise<number> {
  const isBefore = async (sequence: number): Promise<boolean> => {
    const [row] = await read.auditRows(sequence, 1);
    return row !== undefined && Date.parse(row.at) < time;
  };
  let low = 1;
  let high = 1;
  while (await isBefore(high)) [low, high] = [high, high * 2];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (await isBefore(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
