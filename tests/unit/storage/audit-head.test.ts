import { describe, expect, it } from '@jest/globals';
import { auditHash, verifyAuditChain } from '../../../src/storage/index.js';
import { invadedDatabase } from './intruder.js';

describe('the end of the audit chain (PostgreSQL)', () => {
  const invaded = invadedDatabase();
  const { broken } = invaded;

  it('shows a chain that was written anew from some row on, or cut off at its end', async () => {
    for (const action of ['a.one', 'a.two', 'a.three'])
      await invaded.store.audit.append({
        action,
        actorId: 'x',
        subjectType: 's',
        subjectId: '1',
        facts: {},
      });
    const rows = await invaded.store.auditRows(1, 500);
    const last = rows.at(-1);
    if (last === undefined) throw new Error('the chain is empty');
    expect(await broken()).toEqual([]);
    const forged = { ...last, actorId: 'somebody-else' };
    const hash = auditHash(last.previousHash, forged);
    // A row and its hash changed together: the chain by itself is whole.
    await invaded.client.query('SET session_replication_role = replica');
    const write = (actorId: string, rowHash: string) =>
      invaded.client.query('UPDATE audit_row SET actor_id = $1, hash = $2 WHERE sequence = $3', [
        actorId,
        rowHash,
        last.sequence,
      ]);
    await write('somebody-else', hash);
    expect(verifyAuditChain(await invaded.store.auditRows(1, 500)).ok).toBe(true);
    expect(await broken()).toEqual([{ table: 'audit_row', rowId: null }]);
    await write(last.actorId, last.hash);
    expect(await broken()).toEqual([]);
    await invaded.client.query('DELETE FROM audit_row WHERE sequence = $1', [last.sequence]);
    expect(verifyAuditChain(await invaded.store.auditRows(1, 500)).ok).toBe(true);
    expect(await broken()).toEqual([{ table: 'audit_row', rowId: null }]);
    // What is written afterwards does not cover it up.
    await invaded.store.audit.append({
      action: 'a.four',
      actorId: 'x',
      subjectType: 's',
      subjectId: '1',
      facts: {},
    });
    expect(await broken()).toEqual([{ table: 'audit_row', rowId: null }]);
    await invaded.client.query('SET session_replication_role = DEFAULT');
  });
});
