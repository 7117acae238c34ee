import { findAudited, type IssuanceDeps } from '../issuance/index.js';
import { refusedToSign } from './refusals.js';

/** An announcement older than this was for another attempt. */
const ANNOUNCED_MS = 300_000;

/**
 * A signature without a trace would be nobody's: the audit trail must say that exactly this is about to be signed. A row put
 * into the database beside the service does not count: the sealed end of the chain does not follow from it (`trail.ts`).
 *
 * @throws ServiceError `signer-no-intent`, `signer-trail-broken`
 */
export async function assertAnnounced(
  { store, clock }: Pick<IssuanceDeps, 'store' | 'clock'>,
  announcement: string,
  expected: Readonly<Record<string, string>>,
): Promise<void> {
  const since = clock.now().getTime() - ANNOUNCED_MS;
  const row = await findAudited(
    store.read,
    new Date(since),
    ({ action, at, facts }) =>
      action === announcement &&
      Date.parse(at) >= since &&
      Object.entries(expected).every(([name, value]) => facts[name] === value),
  );
  if (row === null) throw refusedToSign('signer-no-intent', 'The audit trail does not say that this is to be signed.');
}
