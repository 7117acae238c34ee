import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { composeService } from '../../src/app.js';
import { releaseCertificates, resume } from '../../src/issuance/index.js';
import { seededIds } from '../../src/shared/index.js';
import { approve, officers, openOffice, openTestService, type Office, type TestService } from '../support/service.js';
import { build, killMany, lossesIn, NO_LOSSES, NOW } from './harness.js';

const CLIENTS = 8;
const kills = Number(process.env['CRASH_KILLS'] ?? 20);
const seed = Number(process.env['CRASH_SEED'] ?? 4_711);
const PER_SESSION = 10;

/** Eight processes release at once on one PostgreSQL and are killed without warning, at random and at each fail point. */
let test: TestService;
let office: Office;
const ids: string[] = [];

beforeAll(async () => {
  build();
  test = await openTestService('postgresql', '2026-01-05T08:00:00Z');
  office = await openOffice(test.service);
  await supply(Math.max(4, Math.ceil(kills / 5)));
}, 600_000);
afterAll(() => test.close());

/** Assessed and approved on days of February, so that all of it can be released on one day of March. */
async function supply(sessions: number): Promise<void> {
  for (let session = 0; session < sessions; session++) {
    const nth = ids.length / PER_SESSION;
    const day = `2026-02-${String(2 + (Math.floor(nth / 4) % 20)).padStart(2, '0')}`;
    const assessed = { day, hour: (nth % 4) * 2, count: PER_SESSION, seed: seed + nth };
    ids.push(...(await approve(test, office, assessed)));
  }
}

it(
  `loses nothing and signs nothing twice when ${CLIENTS} clients are killed ${kills} times`,
  async () => {
    const wish = { kills, clients: CLIENTS, draw: seededIds(seed), supply: () => supply(4) };
    const { killed, promised } = await killMany(test, wish);
    expect(killed).toBeGreaterThanOrEqual(kills);

    const service = await composeService(test.settings, { clock: test.clock, throwawayKeys: true });
    try {
      test.clock.set(NOW);
      expect((await resume(service.issuance)).failed).toEqual([]);
      const waiting = (await service.instance.store.read.certificates.find({ state: 'approved' })).map(({ id }) => id);
      const rest = await releaseCertificates(waiting, officers.release, service.issuance);
      expect(rest.filter(({ ok }) => !ok)).toEqual([]);
      const losses = await lossesIn(service, ids, promised);
      process.stdout.write(
        `${killed} kills, ${ids.length} awards, ${promised.size} called durable before a kill: ` +
          `${losses.lost.length + losses.broken.length} lost, ${losses.numbersTwice} duplicate numbers, ` +
          `${losses.duplicated.length} issued twice, ${losses.signedWithoutIntent.length} signed without intent, ` +
          `${losses.findings.length} findings of fsck (seed ${seed})\n`,
      );
      expect(losses).toEqual(NO_LOSSES);
      expect(promised.size).toBeGreaterThan(0);
    } finally {
      await service.close();
    }
  },
  120_000 + kills * 30_000,
);
