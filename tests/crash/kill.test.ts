import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { composeService } from '../../src/app.js';
import { releaseCertificates, resume } from '../../src/issuance/index.js';
import { seededIds } from '../../src/shared/index.js';
import { approve, officers, openOffice, openTestService, verdictOf, type TestService } from '../support/service.js';
import { build, lossesIn, NO_LOSSES, NOW, randomEnding, runAndKill } from './harness.js';

const kills = 4;
const seed = 71;

/** One process, as the embedded database allows; many-clients.test.ts kills eight on a server. */
describe(`issuing on the embedded database, killed ${kills} times`, () => {
  let test: TestService;
  let ids: string[];
  beforeAll(async () => {
    build();
    test = await openTestService('embedded', '2026-01-05T08:00:00Z', { onDisk: true });
    const office = await openOffice(test.service);
    ids = [];
    for (let group = 0; group < 4; group++)
      ids.push(
        ...(await approve(test, office, { day: '2026-02-02', hour: group, count: 10, seed: seed * 10 + group })),
      );
    await test.service.close();
  }, 60_000);
  afterAll(() => test.close());

  it('loses nothing, repeats nothing and signs nothing without an intent', async () => {
    const draw = seededIds(seed);
    const promised = new Set<string>();
    let killed = 0;
    for (let attempt = 0; attempt < kills; attempt++) {
      const run = await runAndKill(test.environment, randomEnding(draw));
      killed += run.killed ? 1 : 0;
      for (const subjectId of run.signed) promised.add(subjectId);
    }
    // With fewer real kills this would prove little.
    expect(killed).toBe(kills);
    expect(promised.size).toBeGreaterThanOrEqual(kills / 2);

    const service = await composeService(test.settings, { clock: test.clock, throwawayKeys: true });
    try {
      test.clock.set(NOW);
      expect((await resume(service.issuance)).failed).toEqual([]);
      const waiting = await service.instance.store.read.certificates.find({ state: 'approved' });
      const rest = await releaseCertificates(
        waiting.map(({ id }) => id),
        officers.release,
        service.issuance,
      );
      expect(rest.filter(({ ok }) => !ok)).toEqual([]);
      expect(await lossesIn(service, ids, promised)).toEqual(NO_LOSSES);
      expect(await service.instance.store.read.intents.count({})).toBe(ids.length);
      for (const id of [...promised].slice(0, 3)) expect(await verdictOf(service, id)).toBe('genuine-and-current');
    } finally {
      await service.close();
    }
  }, 180_000);
});
