import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { furtherForm, issueAccreditations, publishStatusLists } from '../../src/issuance/index.js';
import { administer } from '../support/database.js';
import { certify, findings, openOffice, openTestService, type TestService } from '../support/service.js';

/**
 * Somebody with the database's own password changes what was issued. Each kind of change is made behind the service's
 * back, found, and undone, so that the next one starts from a clean store.
 */
describe('fsck after tampering (PostgreSQL)', () => {
  let test: TestService;
  let ids: string[];
  const sql = (statement: string): Promise<void> => administer(test.databaseUrl ?? '', statement);
  const codes = async (): Promise<string[]> =>
    [...new Set((await findings(test.service)).map(({ code }) => code))].sort();

  beforeAll(async () => {
    test = await openTestService('postgresql');
    const office = await openOffice(test.service);
    ids = await certify(test, office, { day: '2026-02-02', count: 3, seed: 41 });
    expect(ids).toHaveLength(3);
    const { issuance, instance, accreditationIssuing } = test.service;
    const [first] = await instance.store.read.intents.find({ subjectId: ids[0] ?? '' });
    for (const form of issuance.furtherForms) await furtherForm(first?.credentialId ?? '', form, issuance);
    expect((await issueAccreditations('officer', accreditationIssuing)).issued.length).toBeGreaterThan(0);
    test.clock.set(new Date(test.clock.now().getTime() + 60_000).toISOString());
    await publishStatusLists(issuance);
  }, 60_000);
  afterAll(() => test.close());

  const kept = async (table: string, work: () => Promise<void>): Promise<void> => {
    await sql(`CREATE TABLE kept AS SELECT * FROM ${table}`);
    try {
      await work();
    } finally {
      await sql(
        `SET session_replication_role = replica; DELETE FROM ${table}; INSERT INTO ${table} SELECT * FROM kept; DROP TABLE kept`,
      );
    }
    expect(await findings(test.service)).toEqual([]);
  };
  const ofFirst = (column = 'subject_id'): string => `${column} = '${ids[0] ?? ''}'`;

  it('finds nothing in an untouched store', async () => {
    expect(await findings(test.service)).toEqual([]);
  });

  it.each([
    [
      'another name in a signed credential',
      'signed_credential',
      `UPDATE signed_credential SET personal = replace(personal, substr(personal, 60, 8), 'AAAAAAAA') WHERE form = 'eddsa-jcs-2022'`,
      ['content-changed', 'content-differs-from-intent', 'row-altered', 'signature-broken'],
    ],
    [
      'the stored hash of a signed credential',
      'signed_credential',
      `UPDATE signed_credential SET sha256 = encode(sha256('other'), 'hex') WHERE form = 'eddsa-jcs-2022'`,
      ['content-changed', 'not-audited', 'row-altered'],
    ],
    [
      'the unsigned text of an intent',
      'issuance_intent',
      `UPDATE issuance_intent SET personal = replace(personal, substr(personal, 60, 8), 'AAAAAAAA')`,
      ['no-intent', 'row-altered'],
    ],
    [
      'a deleted signed credential',
      'signed_credential',
      `DELETE FROM signed_credential WHERE SUBJECT`,
      ['credential-missing', 'rows-missing-or-set-back'],
    ],
    [
      'a deleted intent',
      'issuance_intent',
      `DELETE FROM issuance_intent WHERE SUBJECT`,
      ['no-intent', 'rows-missing-or-set-back'],
    ],
    [
      'a number that was made up',
      'issuance_intent',
      `UPDATE issuance_intent SET number = '12345678901234' WHERE SUBJECT`,
      ['number-malformed', 'register-differs', 'row-altered'],
    ],
    [
      'a certificate row with another number',
      'certificate',
      `UPDATE certificate SET number = '26130000000072' WHERE ID`,
      ['register-differs', 'row-altered'],
    ],
    [
      'a revocation that the list does not know',
      'certificate',
      `UPDATE certificate SET state = 'revoked' WHERE ID`,
      ['row-altered', 'status-differs'],
    ],
    [
      'a status entry moved elsewhere',
      'status_entry',
      `UPDATE status_entry SET "index" = ("index" + 1) % 131072`,
      ['row-altered', 'status-differs'],
    ],
    [
      'a deleted status entry',
      'status_entry',
      `DELETE FROM status_entry`,
      ['rows-missing-or-set-back', 'status-entry-missing'],
    ],
    [
      'an audit row with other facts',
      'audit_row',
      `SET session_replication_role = replica; UPDATE audit_row SET actor_id = 'somebody-else' WHERE action = 'issuance.intended'`,
      ['audit-chain-broken'],
    ],
    [
      'a deleted audit row',
      'audit_row',
      `SET session_replication_role = replica; DELETE FROM audit_row WHERE action = 'issuance.signed'`,
      ['audit-chain-broken', 'not-audited'],
    ],
    [
      'an audit trail cut off at its end',
      'audit_row',
      `SET session_replication_role = replica; DELETE FROM audit_row WHERE sequence >= (SELECT min(sequence) FROM audit_row WHERE action = 'issuance.signed')`,
      ['not-audited', 'rows-missing-or-set-back'],
    ],
    [
      'the stored hash of a further form',
      'signed_credential',
      `UPDATE signed_credential SET sha256 = encode(sha256('other'), 'hex') WHERE form = 'dc+sd-jwt'`,
      ['content-changed', 'not-audited', 'row-altered'],
    ],
    [
      'the trace of a further form removed',
      'audit_row',
      `SET session_replication_role = replica; DELETE FROM audit_row WHERE action = 'issuance.form-signed'`,
      ['audit-chain-broken', 'not-audited'],
    ],
    [
      'a published accreditation with another year',
      'accreditation_credential',
      `UPDATE accreditation_credential SET json = replace(json, '"validUntil":"20', '"validUntil":"21')`,
      ['content-changed', 'row-altered', 'signature-broken'],
    ],
    [
      'the stored hash of an accreditation',
      'accreditation_credential',
      `UPDATE accreditation_credential SET sha256 = encode(sha256('other'), 'hex')`,
      ['content-changed', 'not-audited', 'row-altered'],
    ],
    [
      'an accreditation cancelled in its list alone',
      'status_entry',
      `UPDATE status_entry SET revoked = true WHERE credential_id LIKE '%/accreditations/%'`,
      ['row-altered', 'status-differs'],
    ],
    [
      'the entry of an accreditation exchanged for another',
      'status_entry',
      `UPDATE status_entry SET "index" = ("index" + 1) % 131072 WHERE credential_id LIKE '%/accreditations/%'`,
      ['row-altered', 'status-differs'],
    ],
    [
      'an accreditation revoked in the register that its list calls good',
      'accreditation',
      `UPDATE accreditation SET state = 'revoked' WHERE subject_type = 'site'`,
      ['row-altered', 'status-differs'],
    ],
  ])('finds %s', async (_what, table, statement, expected) => {
    await kept(table, async () => {
      await sql(statement.replace('SUBJECT', ofFirst()).replace('WHERE ID', `WHERE ${ofFirst('id')}`));
      expect(await codes()).toEqual(expected);
    });
  });

  it('does not let the audit trail be changed while its triggers are on', async () => {
    await expect(sql(`DELETE FROM audit_row WHERE sequence = 1`)).rejects.toThrow();
    await expect(sql(`UPDATE audit_row SET actor_id = 'x' WHERE sequence = 1`)).rejects.toThrow();
    expect(await findings(test.service)).toEqual([]);
  });
});
