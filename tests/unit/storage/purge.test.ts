import { expect, it } from '@jest/globals';
import { describeOnEachDatabase, storageOf } from '../../support/database.js';
import { samples } from './samples.js';

describeOnEachDatabase('removing what has ended', (newDatabase) => {
  const opened = storageOf(newDatabase);

  const before = '2025-05-05T00:00:00Z';
  const row = (id: string, expiresAt: string) => ({ id, version: 1, expiresAt });
  const left = async (): Promise<string[]> => (await opened.store.usedChallenges.find({})).map(({ id }) => id);

  it('takes the oldest first, no more than asked for, and nothing that still counts', async () => {
    const ended = ['2025-05-04T00:00:03Z', '2025-05-04T00:00:01Z', '2025-05-04T00:00:02Z'];
    await opened.store.usedChallenges.insertMany([
      row('open', before),
      ...ended.map((at, index) => row(`ended-${index}`, at)),
    ]);
    expect(await opened.store.usedChallenges.purge({ field: 'expiresAt', before, limit: 2 })).toBe(2);
    expect(await left()).toEqual(['open', 'ended-0']);
    expect(await opened.store.usedChallenges.purge({ field: 'expiresAt', before, limit: 2 })).toBe(1);
    expect(await opened.store.usedChallenges.purge({ field: 'expiresAt', before, limit: 2 })).toBe(0);
    expect(await left()).toEqual(['open']);
  });

  it('never touches sealed rows, and takes no odd request', async () => {
    const [certificate] = samples.certificates;
    if (certificate) await opened.store.certificates.insert(certificate);
    const sealed = opened.store.certificates.purge({ field: 'id', before: 'zzzz', limit: 10 });
    await expect(sealed).rejects.toThrow('never removed');
    expect(await opened.store.certificates.count({})).toBe(1);
    const purge = opened.store.usedChallenges.purge;
    for (const limit of [0, -1, 1.5, 10_001, Number.NaN])
      await expect(purge({ field: 'expiresAt', before, limit })).rejects.toMatchObject({ code: 'unknown-filter' });
    await expect(purge({ field: 'version', before, limit: 1 })).rejects.toMatchObject({ code: 'unknown-filter' });
    const injected = { field: "id\" < 'z' OR true --", before, limit: 1 } as never;
    await expect(purge(injected)).rejects.toMatchObject({ code: 'unknown-filter' });
    expect(await left()).toEqual(['open']);
  });
});
