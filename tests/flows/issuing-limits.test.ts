import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { publishStatusLists, releaseCertificates, resume, type IssuanceDeps } from '../../src/issuance/index.js';
import { isObject } from '../../src/shared/index.js';
import { officeAtWork } from '../support/office-at-work.js';
import { officers, verdictOf } from '../support/service.js';

// Releases at once are a matter of the server database; the embedded one takes one after the other.
describe('the releases of one centre on one day', () => {
  const at = officeAtWork();
  let limited: IssuanceDeps;
  beforeAll(async () => {
    limited = { ...at.service.issuance, releasesPerCentrePerDay: 3 };
  }, 60_000);

  it('end at the limit, also when several officers release at once', async () => {
    const ids = await at.approve({ day: '2026-02-02', count: 6, seed: 310 });
    const runs = await Promise.all(
      ids.map((id) => releaseCertificates([id], officers.release, limited).then(([result]) => result)),
    );
    expect(runs.filter((run) => run?.ok)).toHaveLength(3);
    const refused = runs.flatMap((run) => (run?.ok === false ? run.refusals.map(({ code }) => code) : []));
    expect(refused).toEqual(['centre-day-limit', 'centre-day-limit', 'centre-day-limit']);
    const { intents, certificates } = at.service.instance.store.read;
    expect(await intents.count({})).toBe(3);
    // Refused awards wait; tomorrow they are released.
    const waiting = (await certificates.find({ state: 'approved' })).map(({ id }) => id);
    at.clock.set(new Date(at.clock.now().getTime() + 86_400_000).toISOString());
    const tomorrow = await releaseCertificates(waiting, officers.release, limited);
    expect(tomorrow.map(({ ok }) => ok)).toEqual([true, true, true]);
  });

  it('are named in the refusal with what to do', async () => {
    const [id = ''] = await at.approve({ day: '2026-02-09', count: 1, seed: 311 });
    const [result] = await releaseCertificates([id], officers.release, { ...limited, releasesPerCentrePerDay: 0 });
    expect(result).toMatchObject({
      ok: false,
      refusals: [{ code: 'centre-day-limit', whatToDo: expect.stringContaining('RELEASES_PER_CENTRE_PER_DAY') }],
    });
  });
});

describe('more rows than one listing returns', () => {
  const MANY = 10_300;
  const at = officeAtWork();

  it('are all in the published list, and all taken up after a crash', async () => {
    const { service } = at;
    const [id = ''] = await at.certify({ day: '2026-02-02', seed: 320 });
    const [list] = await service.instance.store.read.statusLists.find({ purpose: 'revocation' });
    const listSlug = list?.slug ?? '';
    await service.instance.store.transaction(async (store) => {
      const [own] = await store.statusEntries.find({});
      await store.statusEntries.insertMany(
        Array.from({ length: MANY }, (_, index) => index)
          .filter((index) => index !== own?.index)
          .map((index) => ({
            id: service.instance.ids.uuid(),
            version: 1,
            listSlug,
            index,
            credentialId: `urn:uuid:${index}`,
            revoked: true,
            suspended: false,
            replacedBy: null,
            changedAt: '2026-02-02',
            reasonClass: 'issued-in-error',
          })),
      );
      for (const row of await store.statusLists.find({})) await store.statusLists.update({ ...row, publishedAt: null });
    });
    await publishStatusLists(service.issuance);
    expect(await verdictOf(service, id)).toBe('genuine-and-current');
    const { entries } = await service.issuance.journal.read();
    expect([...entries.values()].filter(({ revoked }) => revoked).length).toBeGreaterThan(10_000);

    const [intent] = await service.instance.store.read.intents.find({});
    if (!intent) throw new Error('no intent');
    await service.instance.store.transaction((store) =>
      store.intents.insertMany(
        Array.from({ length: MANY }, (_, index) => ({
          ...intent,
          id: service.instance.ids.uuid(),
          subjectId: `subject-${index}`,
          number: `N-${index}`,
          credentialId: `urn:uuid:crashed-${index}`,
          revocationIndex: index,
          suspensionIndex: index,
          state: 'intended' as const,
        })),
      ),
    );
    // None of these subjects exists; with a store that takes nothing, each one is looked at and named.
    const full = { ...service.instance.store, transaction: () => Promise.reject(new Error('disk full')) };
    const { failed } = await resume({ ...service.issuance, store: full });
    expect(new Set(failed.map(({ intentId }) => intentId)).size).toBe(MANY);
  }, 120_000);

  it('hold every bit', async () => {
    const [row] = await at.service.instance.store.read.statusLists.find({ purpose: 'revocation' });
    const document: unknown = JSON.parse(row?.signedJson ?? '{}');
    const subject = isObject(document) ? document['credentialSubject'] : null;
    const encoded = isObject(subject) ? subject['encodedList'] : null;
    const bits = gunzipSync(Buffer.from(typeof encoded === 'string' ? encoded.slice(1) : '', 'base64url'));
    const set = [...bits].reduce((sum, byte) => sum + byte.toString(2).replaceAll('0', '').length, 0);
    expect(set).toBeGreaterThanOrEqual(MANY - 1);
  });
});
