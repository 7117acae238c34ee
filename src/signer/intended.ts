import { sha256, type AuditRow, type IssuanceIntent, type IssuanceStore } from '../issuance/index.js';
import { refusedToSign } from './refusals.js';

type Reader = Pick<IssuanceStore, 'auditClock' | 'auditRows' | 'assertInTrail'>;

/** Between the clocks of two processes, and between a row of the register and the entry about it. */
const SKEW_MS = 300_000;
/** The trail is in the order of its transactions, which is that of the clock but for this much. */
const MARGIN_MS = 86_400_000;
const BLOCK = 100;
const LARGEST_BLOCK = 1_600;

/**
 * No audit row, no signature: the trail says that this number was given out, and that exactly this text is about to be signed,
 * each at the time that the intent claims. An entry that is dated before what was written ahead of it is a false date, unless
 * two officers accepted the clock in between: so nothing is dated back without leaving that in the trail.
 *
 * @throws ServiceError `signer-no-intent`, `signer-wrong-time`, `signer-trail-broken`
 */
export async function assertIntended(
  intent: IssuanceIntent,
  { store }: { readonly store: { readonly read: Reader } },
): Promise<void> {
  const { id, number, createdAt, proofCreated, unsignedJson } = intent;
  const { read } = store;
  const about = (action: string, name: string, value: string) => (row: AuditRow) =>
    row.action === action && row.facts['intent'] === id && row.facts[name] === value;
  const announced = about('issuance.will-sign', 'unsignedSha256', sha256(unsignedJson ?? ''));
  await assertDated(await lastOf(announced, Date.parse(createdAt), read), proofCreated ?? '', read);
  await assertDated(
    await lastOf(about('issuance.intended', 'number', number), Date.parse(createdAt), read),
    createdAt,
    read,
  );
}

/** Looked for from the end: what is about to be signed was announced a moment ago, but for what a crash left. */
async function lastOf(fits: (row: AuditRow) => boolean, since: number, read: Reader): Promise<AuditRow> {
  let { headSequence: end } = await read.auditClock(0);
  for (let size = BLOCK; end > 0; size = Math.min(size * 2, LARGEST_BLOCK)) {
    const from = Math.max(1, end - size + 1);
    const rows = await read.auditRows(from, end - from + 1);
    const found = rows.findLast(fits);
    if (found !== undefined) {
      await read.assertInTrail?.(found);
      return found;
    }
    if (rows.every(({ at }) => Date.parse(at) < since - MARGIN_MS)) break;
    end = from - 1;
  }
  throw refusedToSign('signer-no-intent', 'The audit trail does not say that this is to be signed.');
}

async function assertDated(row: AuditRow, claimed: string, read: Reader): Promise<void> {
  const at = Date.parse(row.at);
  const before = await read.auditRows(Math.max(1, row.sequence - BLOCK), Math.min(BLOCK, row.sequence - 1));
  // Two officers said that the clock had been ahead until there: what was written before may be dated later.
  const accepted = before.findLastIndex(({ action }) => action === 'clock.accepted');
  const isEarlier = before.slice(accepted + 1).some((one) => Date.parse(one.at) > at + SKEW_MS);
  if (isEarlier || !(Math.abs(Date.parse(claimed) - at) <= SKEW_MS))
    throw refusedToSign('signer-wrong-time', 'The audit trail does not bear out the time of this award.');
}
