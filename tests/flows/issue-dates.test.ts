import { describe, expect, it } from '@jest/globals';
import { isoDay, isObject, seededIds, type JsonObject } from '../../src/shared/index.js';
import { candidatesApart } from '../support/many-people.js';
import { officeAtWork } from '../support/office-at-work.js';

/** A few with every run; `node scripts/threat-figures.mjs issue-dates` makes 10,000 (docs/threat-model.md, T4). */
const DATES = Number(process.env['DATES'] ?? 18);
const PER_SESSION = DATES > 100 ? 10 : 3;
const DAY_MS = 86_400_000;

describe('the dates of awards that are released on any day after any assessment', () => {
  const at = officeAtWork({ from: '2026-01-01', until: '2199-12-31' });
  const random = seededIds(20_261_123);

  it(
    `are those of the release: never before the approval, the announcement or the clock, at ${DATES} random moments`,
    async () => {
      const { store } = at.service.instance;
      const wrong: string[] = [];
      let looked = 0;
      while (looked < DATES) {
        const day = isoDay(new Date(at.clock.now().getTime() + DAY_MS));
        const count = Math.min(PER_SESSION, DATES - looked);
        for (const id of await at.approve({
          day,
          candidates: candidatesApart(at.service, { nth: looked, count, seed: 5_000 }),
        })) {
          const approved = await store.read.certificates.get(id);
          const delay = random.integer(2 * DAY_MS) + random.integer(1_000);
          at.clock.set(new Date(at.clock.now().getTime() + delay).toISOString());
          await at.release([id]);
          looked++;
          const now = at.clock.now();
          const certificate = await store.read.certificates.get(id);
          const card = await at.credentialOf(id);
          const { headSequence } = await store.read.auditClock(0);
          const rows = await store.read.auditRows(Math.max(1, headSequence - 50), 100);
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
      process.stdout.write(
        `${looked} awards released at random moments until ${isoDay(at.clock.now())}: ` +
          `${wrong.length} dated before their approval, their announcement or the clock\n`,
      );
      expect(wrong).toEqual([]);
      expect(looked).toBe(DATES);
      expect(await at.findings()).toEqual([]);
    },
    120_000 + 1_000 * DATES,
  );
});

/** Proofs tell whole seconds. */
const floorSecond = (iso = ''): number => Math.floor(Date.parse(iso) / 1_000) * 1_000;

function createdOf({ proof }: JsonObject): number {
  const created = isObject(proof) ? proof['created'] : null;
  return typeof created === 'string' ? Date.parse(created) : NaN;
}
