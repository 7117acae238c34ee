import { beforeAll, expect, it } from '@jest/globals';
import type { StatusEntryRow } from '../../../src/issuance/index.js';
import type { Filter, Repository } from '../../../src/shared/index.js';
import { describeOnEachDatabase, storageOf } from '../../support/database.js';

const entry = (index: number): StatusEntryRow => ({
  id: `entry-${index}`,
  version: 1,
  listSlug: index % 2 === 0 ? 'even' : 'odd',
  index,
  credentialId: `urn:uuid:${index}`,
  revoked: index % 3 === 0,
  suspended: false,
  replacedBy: index % 4 === 0 ? `urn:uuid:${index + 1}` : null,
  changedAt: null,
  reasonClass: null,
});
/** What a caller may send when a filter is taken from a URL without looking. */
const hostile = (filter: unknown): Filter<StatusEntryRow> => filter as Filter<StatusEntryRow>;

describeOnEachDatabase('queries', (newDatabase) => {
  const opened = storageOf(newDatabase);
  let entries: Repository<StatusEntryRow>;
  beforeAll(async () => {
    entries = opened.store.statusEntries;
    // Inserted from the back, so that order of insertion and order of index differ.
    await entries.insertMany([8, 7, 6, 5, 4, 3, 2, 1].map(entry));
  });
  const found = async (...query: Parameters<typeof entries.find>): Promise<number[]> =>
    (await entries.find(...query)).map((row) => row.index);

  it.each<[string, Filter<StatusEntryRow>, number[]]>([
    ['nothing: everything, in order of insertion', {}, [8, 7, 6, 5, 4, 3, 2, 1]],
    ['a text', { listSlug: 'odd' }, [7, 5, 3, 1]],
    ['a number', { index: 4 }, [4]],
    ['true', { revoked: true }, [6, 3]],
    ['several fields', { listSlug: 'even', revoked: true }, [6]],
    ['null', { replacedBy: null }, [7, 6, 5, 3, 2, 1]],
    ['one of several', { index: [1, 2, 99] }, [2, 1]],
    ['one of a single', { index: [3] }, [3]],
    ['one of several or null', { replacedBy: ['urn:uuid:9', null] }, [8, 7, 6, 5, 3, 2, 1]],
    ['null alone in a list', { replacedBy: [null] }, [7, 6, 5, 3, 2, 1]],
    ['one of nothing: nothing', { index: [] }, []],
  ])('filters by %s', async (_, filter, expected) => {
    expect(await found(filter)).toEqual(expected);
    expect(await entries.count(filter)).toBe(expected.length);
  });

  it('sorts and pages', async () => {
    expect(await found({}, { orderBy: 'index', limit: 3 })).toEqual([1, 2, 3]);
    expect(await found({}, { orderBy: '-index', limit: 2, offset: 1 })).toEqual([7, 6]);
    expect(await found({}, { orderBy: 'listSlug' })).toEqual([8, 6, 4, 2, 7, 5, 3, 1]);
    expect(await found({}, { limit: 0 })).toEqual([]);
    expect(await found({}, { offset: 100 })).toEqual([]);
  });

  it.each([
    ['an unknown field', { nosuch: 1 }],
    ['an internal column', { seq: '1' }],
    ['SQL as a field', { 'id" = "id" --': 'x' }],
    ['a prototype key', JSON.parse('{"__proto__x":1,"constructor":"x"}') as unknown],
    ['an operator object', { id: { $ne: '' } }],
    ['an object in a list', { id: ['entry-1', {}] }],
    ['undefined', { id: undefined }],
    ['a wrong type', { index: '4' }],
    ['a fraction', { index: 1.5 }],
  ])('refuses %s as a filter', async (_, filter) => {
    await expect(entries.find(hostile(filter))).rejects.toMatchObject({ code: 'unknown-filter', status: 400 });
    await expect(entries.count(hostile(filter))).rejects.toMatchObject({ code: 'unknown-filter' });
  });

  it('refuses to filter by a document', async () => {
    const filter = { value: { on: true } };
    await expect(opened.store.settings.find(filter)).rejects.toMatchObject({ code: 'unknown-filter' });
  });

  it.each([
    { orderBy: 'nosuch' },
    { orderBy: 'index; DROP TABLE status_entry' },
    { limit: -1 },
    { limit: 1.5 },
    { offset: -1 },
  ])('refuses %j as a page', async (page) => {
    await expect(entries.find({}, page)).rejects.toMatchObject({ code: 'unknown-filter' });
  });

  it('refuses a list of ids where one id is meant', async () => {
    await expect(entries.get(['entry-1', 'entry-2'] as unknown as string)).rejects.toMatchObject({
      code: 'unknown-filter',
    });
  });

  it.each([`' OR '1'='1`, `x'; DROP TABLE status_entry; --`, `$1`, `:filter0`, `\\'`, `%`, `{{}}`, `*`, `1e9`])(
    'treats %j as data',
    async (text) => {
      const row = { ...entry(100), id: text, credentialId: text, listSlug: text };
      await entries.insert(row);
      expect(await entries.get(text)).toEqual(row);
      expect(await entries.find({ listSlug: text })).toEqual([row]);
      expect(await entries.find({ listSlug: [text, 'none'], credentialId: text })).toEqual([row]);
      expect(await entries.update({ ...row, replacedBy: text })).toEqual({ ...row, replacedBy: text, version: 2 });
      expect(await entries.count({ index: [1, 2, 3, 4, 5, 6, 7, 8] })).toBe(8);
    },
  );

  it('refuses to cut a listing in silence', async () => {
    const rows = Array.from({ length: 10_001 }, (_, index) => ({
      ...entry(index + 1_000),
      listSlug: 'long',
      id: `l-${index}`,
    }));
    await entries.insertMany(rows);
    await expect(entries.find({ listSlug: 'long' })).rejects.toMatchObject({ code: 'too-many-rows', status: 400 });
    await expect(entries.find({}, { limit: 10_001 })).rejects.toMatchObject({ code: 'too-many-rows' });
    await expect(entries.find({ id: rows.map((row) => row.id) })).rejects.toMatchObject({ code: 'too-many-rows' });
    expect(await entries.find({ listSlug: 'long' }, { limit: 10_000 })).toHaveLength(10_000);
    expect(await found({ listSlug: 'long' }, { limit: 10_000, offset: 10_000 })).toEqual([11_000]);
    expect(await entries.count({ listSlug: 'long' })).toBe(10_001);
  });
});
