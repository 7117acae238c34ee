import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { AuditRow, IssuanceStore } from '../../../src/issuance/index.js';
import { createProvenTrail } from '../../../src/signer/index.js';
import { auditHash } from '../../../src/storage/index.js';
import { codeOf } from '../../support/code-of.js';
import { invadedDatabase } from '../storage/intruder.js';

/** More than two pages of the reader, so that some rows lie between places it remembers. */
const ROWS = 1_203;

describe('what the signing process believes of the audit trail (PostgreSQL)', () => {
  const invaded = invadedDatabase();
  const event = (subjectId: string) => ({
    ...{ action: 'record.sign', actorId: 'assessor', subjectType: 'record', subjectId, facts: { step: 1 } },
  });
  const trail = () => createProvenTrail(invaded.store);
  const rowAt = async (sequence: number): Promise<AuditRow> => {
    const [row] = await invaded.store.auditRows(sequence, 1);
    if (row === undefined) throw new Error(`there is no row ${sequence}`);
    return row;
  };
  const last = async (): Promise<AuditRow> => rowAt((await invaded.store.auditClock(0)).headSequence);
  const write = (row: AuditRow) =>
    invaded.client.query('UPDATE audit_row SET actor_id = $1, previous_hash = $2, hash = $3 WHERE sequence = $4', [
      ...[row.actorId, row.previousHash, row.hash, row.sequence],
    ]);
  const add = ({ sequence, at, action, actorId, subjectType, subjectId, facts, previousHash, hash }: AuditRow) =>
    invaded.client.query('INSERT INTO audit_row VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)', [
      ...[sequence, at, action, actorId, subjectType, subjectId, JSON.stringify(facts), previousHash, hash],
    ]);
  const remove = (sequence: number) => invaded.client.query('DELETE FROM audit_row WHERE sequence = $1', [sequence]);
  const forged = (row: AuditRow): AuditRow => ({ ...row, hash: auditHash(row.previousHash, row) });

  beforeAll(async () => {
    await invaded.storage.store.transaction(async (tx) => {
      for (let row = 1; row <= ROWS; row++) await tx.audit.append(event(String(row)));
    });
    await invaded.client.query('SET session_replication_role = replica');
  });
  beforeEach(async () => {
    expect(await codeOf(trail().checkAll(new AbortController().signal))).toBe('nothing-thrown');
  });

  it.each([1, 499, 500, 501, 1_000, ROWS])('a row of the service stands in it: %i', async (sequence) => {
    const proven = trail();
    await proven.assertInTrail(await rowAt(sequence));
    await proven.checkAll(new AbortController().signal);
    await proven.assertInTrail(await rowAt(sequence));
  });

  it('a row that was changed does not, whether its hash was changed with it or not', async () => {
    const row = await rowAt(700);
    const changed = { ...row, actorId: 'somebody-else' };
    const knowing = trail();
    await knowing.checkAll(new AbortController().signal);
    for (const told of [changed, forged(changed)]) {
      await write(told);
      for (const proven of [trail(), knowing])
        expect(await codeOf(proven.assertInTrail(await rowAt(700)))).toBe('signer-trail-broken');
      expect(await codeOf(trail().checkAll(new AbortController().signal))).toBe('signer-trail-broken');
    }
    await write(row);
    // What was read before somebody put it right again counts no more than what stands there now.
    expect(await codeOf(knowing.assertInTrail(changed))).toBe('signer-trail-broken');
    await knowing.assertInTrail(row);
  });

  it('rows that somebody adds at the end do not, however well they are linked and however many', async () => {
    const before = await last();
    const proven = trail();
    await proven.assertWhole();
    let previous = before;
    for (let more = 1; more <= 600; more++) {
      const sequence = before.sequence + more;
      previous = forged({ ...before, sequence, subjectId: `forged ${more}`, previousHash: previous.hash });
      await add(previous);
    }
    for (const each of [proven, trail()]) {
      expect(await codeOf(each.assertWhole())).toBe('signer-trail-broken');
      expect(await codeOf(each.assertInTrail(await rowAt(before.sequence + 1)))).toBe('signer-trail-broken');
      // Nothing that failed is remembered as a place to rely on.
      expect(await codeOf(each.assertInTrail(await rowAt(before.sequence + 2)))).toBe('signer-trail-broken');
    }
    for (let more = 1; more <= 600; more++) await remove(before.sequence + more);
    await proven.assertWhole();
    await proven.assertInTrail(before);
  });

  it('a trail that was set back with its seal is whole to a newcomer, not to who saw more of it', async () => {
    const seal = await invaded.client.query<{ total: string; mac: string }>(
      "SELECT total, mac FROM seal_sum WHERE table_name = 'audit_row'",
    );
    await invaded.store.audit.append(event('later'));
    const proven = trail();
    await proven.assertWhole();
    await remove((await last()).sequence);
    await invaded.client.query("UPDATE seal_sum SET total = $1, mac = $2 WHERE table_name = 'audit_row'", [
      ...[seal.rows[0]?.total, seal.rows[0]?.mac],
    ]);
    await trail().assertWhole();
    expect(await codeOf(proven.assertWhole())).toBe('signer-trail-broken');
  });

  it('reads what came since, not the whole trail, for one signature', async () => {
    let rows = 0;
    const auditStretch: IssuanceStore['auditStretch'] = async (after, limit) => {
      const stretch = await invaded.store.auditStretch(after, limit);
      rows += stretch.ok ? stretch.rows.length : 0;
      return stretch;
    };
    const proven = createProvenTrail({ ...invaded.store, auditStretch });
    await proven.checkAll(new AbortController().signal);
    await proven.assertWhole();
    rows = 0;
    await invaded.store.audit.append(event('one more'));
    await proven.assertWhole();
    expect(rows).toBe(1);
    await proven.assertInTrail(await rowAt(498));
    expect(rows).toBe(1 + 3);
  });
});
