import { sha256, type AuditRow, type IssuanceIntent, type IssuanceStore } from '../issuance/index.js';
import { refusedToSign } from './refusals.js';

type Reader = Pick<IssuanceStore, 'auditClock' | 'auditRows' | 'assertInTrail'>;

/** Between the clocks of two processes, and between a row of the register and the entry about it. */
const SKEW_MS = 300_000;
/** The trail is in the order of its transactions, which is that of the clock but for this much. */
const MARGIN_MS = 86_400_000;
/** So many entries ahead of one say whether its date can be true. */
const AHEAD = 100;
/** What is looked for stands among the last entries nearly always, with the entries ahead of it: then this is the only reading. */
const BLOCK = 2 * AHEAD;
const LARGEST_BLOCK = 1_600;

/** Entries that were read, up to a place in the trail; they begin at the sequence `from`. */
interface Stretch {
  readonly rows: readonly AuditRow[];
  readonly from: number;
}

/** An entry, with at least `AHEAD` of those before it unless the trail begins there. */
interface Found {
  readonly row: AuditRow;
  readonly ahead: Stretch;
}

/**
 * No audit row, no signature: the trail says that this number was given out, and after it that exactly this text is about to be
 * signed, each at the time that the intent claims. An entry that is dated before what was written ahead of it is a false date,
 * unless two officers accepted the clock in between: so nothing is dated back without leaving that in the trail.
 *
 * @throws ServiceError `signer-no-intent`, `signer-wrong-time`, `signer-trail-broken`
 */
export async function assertIntended(
  intent: IssuanceIntent,
  { store }: { readonly store: { readonly read: Reader } },
): Promise<void> {
  const { id, number, createdAt, proofCreated, unsignedJson } = intent;
  const { read } = store;
  const since = Date.parse(createdAt);
  const about = (action: string, name: string, value: string) => (row: AuditRow) =>
    row.action === action && row.facts['intent'] === id && row.facts[name] === value;
  const { headSequence } = await read.auditClock(0);
  const announcing = about('issuance.will-sign', 'unsignedSha256', sha256(unsignedJson ?? ''));
  const announced = await lastOf(announcing, since, { rows: [], from: headSequence + 1 }, read);
  assertDated(announced, proofCreated ?? '');
  const intended = await lastOf(about('issuance.intended', 'number', number), since, announced.ahead, read);
  assertDated(intended, createdAt);
}

/** Looked for from the end: what is about to be signed was announced a moment ago, but for what a crash left. */
async function lastOf(fits: (row: AuditRow) => boolean, since: number, known: Stretch, read: Reader): Promise<Found> {
  let { rows, from } = known;
  for (let size = BLOCK; ; size = Math.min(size * 2, LARGEST_BLOCK)) {
    const at = rows.findLastIndex(fits);
    const row = rows[at];
    if (row !== undefined) {
      await read.assertInTrail?.(row);
      return { row, ahead: await reachingBack({ rows: rows.slice(0, at), from }, row.sequence - AHEAD, read) };
    }
    const isPassed = rows.length > 0 && rows.every((each) => Date.parse(each.at) < since - MARGIN_MS);
    if (from <= 1 || isPassed) break;
    ({ rows, from } = await reachingBack({ rows: [], from }, from - size, read));
  }
  throw refusedToSign('signer-no-intent', 'The audit trail does not say that this is to be signed.');
}

/** With the entries from this sequence on in front, where they were not read yet. */
async function reachingBack({ rows, from }: Stretch, wanted: number, read: Reader): Promise<Stretch> {
  const start = Math.max(1, wanted);
  if (start >= from) return { rows, from };
  return { rows: [...(await read.auditRows(start, from - start)), ...rows], from: start };
}

function assertDated({ row, ahead }: Found, claimed: string): void {
  const at = Date.parse(row.at);
  const before = ahead.rows.slice(-AHEAD);
  // Two officers said that the clock had been ahead until there: what was written before may be dated later.
  const accepted = before.findLastIndex(({ action }) => action === 'clock.accepted');
  const isEarlier = before.slice(accepted + 1).some((one) => Date.parse(one.at) > at + SKEW_MS);
  if (isEarlier || !(Math.abs(Date.parse(claimed) - at) <= SKEW_MS))
    throw refusedToSign('signer-wrong-time', 'The audit trail does not bear out the time of this award.');
}
