import { describe, expect, it } from '@jest/globals';
import { isoDay, isObject, seededIds, type JsonObject } from '../../src/shared/index.js';
import { officeAtWork } from '../support/office-at-work.js';

const DAY_MS = 86_400_000;
const SESSIONS = 6;

describe('the dates of awards that are released on any day after any assessment', () => {
  const at = officeAtWork({ from: '2026-01-01', until: '2027-12-31' });
  const random = seededIds(20_261_123);

  it('are those of the release: never before the approval, the announcement or the clock', async () => {
    const { store } = at.service.instance;
    const wrong: string[] = [];
    let looked = 0;
    for (let week = 0; week < SESSIONS; week++) {
      const day = new Date(Date.UTC(2026, 1, 2 + 14 * week)).toISOString().slice(0, 10);
      const ids = await at.approve({ day, count: 3, seed: 5_000 + 10 * week });
      for (const id of ids) {
        const approved = await store.read.certificates.get(id);
        const delay = random.integer(2 * DAY_MS) + random.integer(1_000);
        at.clock.set(new Date(at.clock.now().getTime() + delay).toISOString());
        await at.release([id]);
        looked++;
        const now = at.clock.now();
        const certificate = await store.read.certificates.get(id);
        const card = await at.credentialOf(id);
        const rows = await store.read.auditRows(1, 10_000);
        const announced = rows.find(({ action, subjectId }) => action === 'issuance.intended' && subjectId === id);
        const created = createdOf(card);
        const holds =
          certificate?.issuedOn === isoDay(now) &&
          card['validFrom'] === `${isoDay(now)}T00:00:00Z` &&
          created >= Date.parse(approved?.approvedAt ?? '') &&
          created >= floorSecond(announced?.at) &&
          created <= now.getTime();
        if (!holds)
          wrong.push(
            `${day} ${now.toISOString()} ${JSON.stringify([certificate?.issuedOn, card['validFrom'], created])}`,
          );
      }
    }
    expect(wrong).toEqual([]);
    expect(looked).toBe(3 * SESSIONS);
    expect(await at.findings()).toEqual([]);
  }, 120_000);
});

/** Proofs tell whole seconds. */
const floorSecond = (iso = ''): number => Math.floor(Date.parse(iso) / 1_000) * 1_000;

function createdOf({ proof }: JsonObject): number {
  const created = isObject(proof) ? proof['created'] : null;
  return typeof created === 'string' ? Date.parse(created) : NaN;
}
