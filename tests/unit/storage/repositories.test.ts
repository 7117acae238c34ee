import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Stored } from '../../../src/shared/index.js';
import { describeOnEachDatabase, storageOf } from '../../support/database.js';
import { anyRepository, repositoryNames, samples, type RepositoryName } from './samples.js';

/** Any text PostgreSQL can hold: every script and symbol, but no NUL and no half of a surrogate pair. */
const text = fc.string({ unit: 'binary', maxLength: 20 }).map((value) => value.replaceAll('\0', ''));

/** The same entity with every text in it, however deep, replaced by the next of `texts`. */
function reworded(entity: Stored, texts: readonly string[], id: string): Stored {
  let used = 0;
  const next = (value: unknown): unknown => {
    if (typeof value === 'string') return `${texts[used++ % texts.length] ?? ''}${used}`;
    if (Array.isArray(value)) return value.map(next);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, next(inner)]));
  };
  return { ...(next(entity) as Stored), id };
}

describeOnEachDatabase('repositories', (newDatabase) => {
  const opened = storageOf(newDatabase);

  describe.each(repositoryNames)('%s', (name: RepositoryName) => {
    const [first, ...others] = samples[name] as readonly Stored[];
    if (!first) throw new Error(`no sample for ${name}`);

    it('gives back exactly what was stored', async () => {
      const repository = anyRepository(opened.store, name);
      expect(await repository.insert(first)).toStrictEqual(first);
      await repository.insertMany(others);
      expect(await repository.get(first.id)).toStrictEqual(first);
      expect(await repository.find({})).toStrictEqual([first, ...others]);
      expect(await repository.count({})).toBe(1 + others.length);
      expect(await repository.get('nobody')).toBeNull();
    });

    it('refuses a second one with the same id', async () => {
      const again = anyRepository(opened.store, name).insert(first);
      await expect(again).rejects.toMatchObject({ code: 'conflict', status: 409 });
    });

    it('raises the version with an update and refuses a stale one', async () => {
      const repository = anyRepository(opened.store, name);
      expect(await repository.update(first)).toStrictEqual({ ...first, version: 2 });
      expect(await repository.get(first.id)).toStrictEqual({ ...first, version: 2 });
      await expect(repository.update(first)).rejects.toMatchObject({ code: 'stale', status: 409 });
      await expect(repository.update({ ...first, id: 'nobody' })).rejects.toMatchObject({ code: 'stale' });
    });

    it('keeps any text in any field', async () => {
      const repository = anyRepository(opened.store, name);
      let made = 0;
      await fc.assert(
        fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 5 }), async (texts) => {
          const round = (made += 1);
          // The number makes unique fields differ from round to round.
          const unique = texts.map((value) => `${value}#${round}#`);
          const entity = reworded(first, unique, `${name}-${round}`);
          const numbered = 'index' in entity ? { ...entity, index: 1_000 + round } : entity;
          await repository.insertMany([numbered]);
          expect(await repository.find({ id: numbered.id })).toStrictEqual([numbered]);
        }),
        { numRuns: 6, seed: 20_251_122 },
      );
    });
  });

  it('refuses a field that has no column instead of losing it', async () => {
    const stray = { ...samples.sites[0], id: 'site-x', nickname: 'lost' } as (typeof samples.sites)[number];
    await expect(opened.store.sites.insert(stray)).rejects.toThrow('site has no column for the field nickname');
    expect(await opened.store.sites.get('site-x')).toBeNull();
  });

  it('refuses a missing field and a wrong type', async () => {
    const [site] = samples.sites;
    const [mission] = samples.missions;
    if (!site || !mission) throw new Error('no samples');
    const { name: _, ...nameless } = { ...site, id: 'site-y' };
    await expect(opened.store.sites.insert(nameless as typeof site)).rejects.toThrow('site.name must not be empty');
    await expect(opened.store.missions.insert({ ...mission, id: 'm-y', quota: 1.5 })).rejects.toThrow(
      'mission.quota is of the wrong type',
    );
  });

  it.each([
    ['a NUL in a column', { name: 'a\0b' }],
    ['half a surrogate pair in a column', { name: 'a\ud800b' }],
  ])('refuses %s', async (_, change) => {
    const [site] = samples.sites;
    if (!site) throw new Error('no sample');
    await expect(opened.store.sites.insert({ ...site, id: 'site-z', ...change })).rejects.toMatchObject({
      code: 'unstorable-text',
      status: 422,
    });
  });

  it.each(['a\0b', 'a\ud800b'])('refuses unstorable text inside a document', async (value) => {
    await expect(opened.store.settings.insert({ id: 'bad', version: 1, value: { value } })).rejects.toMatchObject({
      code: 'unstorable-text',
    });
  });

  it('inserts thousands of rows in a few statements, all or none', async () => {
    const rows = Array.from({ length: 2_100 }, (_, index) => ({ id: `bulk-${index}`, version: 1, value: { index } }));
    const clash = [...rows.slice(0, 2_000), { id: 'bulk-0', version: 1, value: {} }];
    await expect(opened.store.settings.insertMany(clash)).rejects.toMatchObject({ code: 'conflict' });
    expect(await opened.store.settings.count({ id: rows.map((row) => row.id) })).toBe(0);
    await opened.store.settings.insertMany(rows);
    expect(await opened.store.settings.find({ id: ['bulk-2099', 'bulk-0'] })).toEqual([rows[0], rows[2_099]]);
    await opened.store.settings.insertMany([]);
  });
});
