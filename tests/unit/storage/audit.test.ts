import { describe, expect, it } from '@jest/globals';
import type { AuditRow } from '../../../src/issuance/index.js';
import { fixedClock, GENESIS_HASH, type AuditEvent } from '../../../src/shared/index.js';
import { auditHash, verifyAuditChain } from '../../../src/storage/index.js';
import { openEmbedded } from '../../../src/storage/embedded/open-embedded.js';
import { migrate } from '../../../src/storage/migrate.js';
import { openPostgres } from '../../../src/storage/postgres/open-postgres.js';
import { describeOnEachDatabase, storageOf } from '../../support/database.js';

const event = (subjectId: string): AuditEvent => ({
  action: 'record.sign',
  actorId: 'user-1',
  subjectType: 'record',
  subjectId,
  facts: { sha256: 'ab', count: 3, ratio: 0.1, first: true, none: null, යතුර: 'அகரம்' },
});

describeOnEachDatabase('audit chain', (newDatabase) => {
  const opened = storageOf(newDatabase);

  it('begins at one and chains each row to the one before', async () => {
    await opened.store.audit.append(event('r-1'));
    await opened.storage.store.transaction(async (store) => {
      await store.audit.append(event('r-2'));
      await store.audit.append(event('r-3'));
      // Reading inside the transaction shows what was appended so far.
      expect((await store.auditRows(2, 10)).map((row) => row.subjectId)).toEqual(['r-2', 'r-3']);
      await store.audit.append(event('r-4'));
    });
    const rows = await opened.store.auditRows(1, 100);
    expect(rows.map((row) => [row.sequence, row.subjectId])).toEqual([
      [1, 'r-1'],
      [2, 'r-2'],
      [3, 'r-3'],
      [4, 'r-4'],
    ]);
    expect(rows[0]?.previousHash).toBe(GENESIS_HASH);
    expect(rows[0]).toMatchObject(event('r-1'));
    expect(verifyAuditChain(rows)).toEqual({ ok: true, rows: 4, head: rows[3]?.hash, lastSequence: 4 });
    expect(await opened.store.auditRows(3, 1)).toEqual([rows[2]]);
  });

  it('stays gapless when many transactions append at once and some roll back', async () => {
    const work = Array.from({ length: 24 }, (_, index) =>
      opened.storage.store
        .transaction(async (store) => {
          for (let step = 0; step < 3; step++) await store.audit.append(event(`c-${index}-${step}`));
          if (index % 4 === 0) throw new Error('rolled back');
        })
        .catch((error: Error) => error.message),
    );
    const results = await Promise.all(work);
    expect(results.filter((result) => result === 'rolled back')).toHaveLength(6);
    const rows = await opened.store.auditRows(1, 1_000);
    expect(rows).toHaveLength(4 + 18 * 3);
    expect(verifyAuditChain(rows)).toMatchObject({ ok: true, lastSequence: 58 });
  });

  it('writes a thousand events of one transaction in order', async () => {
    await opened.storage.store.transaction(async (store) => {
      for (let index = 0; index < 1_000; index++) await store.audit.append(event(`bulk-${index}`));
    });
    const rows = await opened.store.auditRows(59, 5_000);
    expect(rows.map((row) => row.subjectId)).toEqual(Array.from({ length: 1_000 }, (_, index) => `bulk-${index}`));
    const first = await opened.store.auditRows(58, 1);
    expect(verifyAuditChain(rows, first[0])).toMatchObject({ ok: true, rows: 1_000 });
  });

  it('refuses an event that holds more than plain facts', async () => {
    const nested = { ...event('x'), facts: { person: { name: 'x' } } } as unknown as AuditEvent;
    await expect(opened.store.audit.append(nested)).rejects.toThrow('An audit fact must be');
    const broken = { ...event('x'), facts: { ratio: Number.NaN } };
    await expect(opened.store.audit.append(broken)).rejects.toThrow('An audit fact must be');
    await expect(opened.store.audit.append(event('a\0b'))).rejects.toMatchObject({
      code: 'unstorable-text',
    });
  });
});

describeOnEachDatabase('audit table', (newDatabase, kind) => {
  it('cannot be changed, not even by a statement of our own', async () => {
    const database = await newDatabase();
    const { databaseUrl = '', template = null } = database.options;
    const clock = fixedClock('2025-05-05T00:00:00Z');
    const opened =
      kind === 'embedded'
        ? await openEmbedded({ dataDir: database.options.dataDir, clock, inMemory: true, template })
        : await openPostgres(databaseUrl);
    try {
      await migrate(opened.dataSource, kind);
      await opened.dataSource.query(`INSERT INTO audit_row VALUES (1, 'a', 'b', 'c', 'd', 'e', '{}', 'f', 'g')`);
      for (const statement of [
        `UPDATE audit_row SET actor_id = 'somebody else'`,
        'DELETE FROM audit_row WHERE sequence = 1',
        'TRUNCATE audit_row',
      ]) {
        await expect(opened.dataSource.query(statement)).rejects.toMatchObject({ code: '23001' });
      }
      expect(await opened.dataSource.query('SELECT actor_id FROM audit_row')).toEqual([{ actor_id: 'c' }]);
    } finally {
      await opened.close();
      await database.drop();
    }
  });
});

describe('verifyAuditChain', () => {
  function chain(length: number): AuditRow[] {
    const rows: AuditRow[] = [];
    for (let sequence = 1; sequence <= length; sequence++) {
      const previousHash = rows.at(-1)?.hash ?? GENESIS_HASH;
      const content = { ...event(`r-${sequence}`), sequence, at: '2025-05-05T00:00:00.000Z' };
      rows.push({ ...content, previousHash, hash: auditHash(previousHash, content) });
    }
    return rows;
  }
  const changed = (rows: AuditRow[], index: number, change: Partial<AuditRow>): AuditRow[] =>
    rows.map((row, position) => (position === index ? { ...row, ...change } : row));

  it('has a hash that anybody can compute again', () => {
    const row = {
      sequence: 1,
      at: 't',
      action: 'a',
      actorId: 'b',
      subjectType: 'c',
      subjectId: 'd',
      facts: { z: 1, a: 2 },
    };
    // printf '%064d{"action":"a","actorId":"b","at":"t","facts":{"a":2,"z":1},"sequence":1,"subjectId":"d","subjectType":"c"}' 0 | sha256sum
    expect(auditHash(GENESIS_HASH, row)).toBe('2695a171da7dde5529d10c214d4a6f37bd7b995acc081c9d31edfbc0069bb4d5');
  });

  it('accepts an empty and a whole chain', () => {
    expect(verifyAuditChain([])).toEqual({ ok: true, rows: 0, head: GENESIS_HASH, lastSequence: 0 });
    expect(verifyAuditChain(chain(5))).toMatchObject({ ok: true, rows: 5 });
  });

  it('names the row where a row is missing', () => {
    expect(verifyAuditChain(chain(5).filter((row) => row.sequence !== 3))).toEqual({
      ok: false,
      sequence: 4,
      problem: 'gap',
    });
    expect(verifyAuditChain(chain(5).slice(1))).toEqual({ ok: false, sequence: 2, problem: 'gap' });
  });

  it.each<[string, Partial<AuditRow>]>([
    ['actor', { actorId: 'somebody else' }],
    ['time', { at: '2024-01-01T00:00:00.000Z' }],
    ['fact', { facts: { sha256: 'cd' } }],
    ['hash', { hash: 'f'.repeat(64) }],
  ])('names the row whose %s was changed', (_, change) => {
    expect(verifyAuditChain(changed(chain(5), 2, change))).toEqual({ ok: false, sequence: 3, problem: 'hash' });
  });

  it('notices a row that was changed together with its own hash', () => {
    const rows = chain(5);
    const third = rows[2];
    if (!third) throw new Error('no third row');
    const forged = { ...third, actorId: 'somebody else' };
    const rehashed = { ...forged, hash: auditHash(forged.previousHash, forged) };
    expect(verifyAuditChain(changed(rows, 2, rehashed))).toEqual({ ok: false, sequence: 4, problem: 'link' });
  });
});
