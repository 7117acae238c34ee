import { isoDay, type Refusal } from '../shared/index.js';
import type { Candidate } from './authorise.js';
import type { IssuanceDeps } from './deps.js';
import type { IssuanceStore } from './ports.js';
import { refusal } from './refusals.js';

/**
 * Takes one of the releases that a centre has for this day (UTC), or says that none is left. A centre is the organisation
 * behind the site. Counted in the transaction of the intent, on one row per centre, so two releases at once cannot both
 * take the last one; what is voided afterwards stays counted. Whoever steals two officers' keys is slowed down by this, and
 * a mistake in a large table stops before it has filled the register.
 */
export async function takeFromDay(
  store: IssuanceStore,
  { siteId }: Pick<Candidate, 'siteId'>,
  { clock, releasesPerCentrePerDay: limit }: Pick<IssuanceDeps, 'clock' | 'releasesPerCentrePerDay'>,
): Promise<Refusal | null> {
  if (siteId === null) return null;
  const site = await store.sites.get(siteId);
  const id = `releases-of-day ${site?.organizationId ?? siteId}`;
  const day = isoDay(clock.now());
  const known = await store.settings.get(id);
  const released = known !== null && known.value['day'] === day ? Number(known.value['released']) : 0;
  if (released >= limit) return dayLimit(limit);
  const value = { day, released: released + 1 };
  if (known === null) await store.settings.insert({ id, version: 1, value });
  else await store.settings.update({ ...known, value });
  return null;
}

const dayLimit = (limit: number): Refusal =>
  refusal(
    'centre-day-limit',
    `This centre has had its ${limit} releases of today.`,
    'Release the rest tomorrow. If so many awards are right, the operator raises RELEASES_PER_CENTRE_PER_DAY.',
  );
