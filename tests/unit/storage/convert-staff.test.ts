import { expect, it } from '@jest/globals';
import { fixedClock } from '../../../src/shared/index.js';
import { convertStaff, hasPlainStaff } from '../../../src/storage/convert-staff.js';
import { openPostgres } from '../../../src/storage/postgres/open-postgres.js';
import { StaffSeals1795329000000 } from '../../../src/storage/migrations/1795329000000-staff-seals.js';
import { deriveStorageKeys } from '../../../src/storage/personal/cell-crypto.js';
import { createKeyRing } from '../../../src/storage/personal/owner-keys.js';
import { postgresDatabase } from '../../support/database.js';
import { fillStaff } from './samples-staff.js';

/** Puts the tables of staff back to how they were before this migration. */
const before = [
  ...['staff_account', 'staff_link'].flatMap((table) => [
    `ALTER TABLE ${table} ADD COLUMN display_name varchar NOT NULL DEFAULT 'Tracerofficer'`,
    `ALTER TABLE ${table} DROP COLUMN personal`,
  ]),
  ...['staff_account', 'staff_passkey', 'staff_identity', 'staff_link', 'tenant_holding', 'two_person_proposal'].map(
    (table) => `ALTER TABLE ${table} DROP COLUMN seal`,
  ),
  `ALTER TABLE staff_session DROP COLUMN seal`,
  `ALTER TABLE staff_session DROP COLUMN asserted_at`,
  `DROP TABLE staff_ceremony`,
  `DELETE FROM seal_sum`,
];

it('accounts from before are sealed and their names encrypted, right after the migration and never later', async () => {
  const clock = fixedClock('2026-01-05T08:00:00Z');
  const database = await postgresDatabase(clock);
  const first = await database.open();
  await fillStaff(first);
  await first.close();
  const { dataSource, close } = await openPostgres(database.options.databaseUrl ?? '');
  for (const statement of before) await dataSource.query(statement);
  expect(await hasPlainStaff(dataSource)).toBe(true);
  await dataSource.query(`DELETE FROM migration WHERE name = 'StaffSeals1795329000000'`);
  await new StaffSeals1795329000000().up(dataSource.createQueryRunner());
  await dataSource.query(`INSERT INTO migration (timestamp, name) VALUES (1795329000000, 'StaffSeals1795329000000')`);
  const keys = deriveStorageKeys(database.options.secret);
  await convertStaff(dataSource, keys, createKeyRing(keys.wrapping));
  const cells: unknown = await dataSource.query(
    `SELECT personal FROM staff_account UNION SELECT personal FROM staff_link`,
  );
  expect(JSON.stringify(cells)).not.toContain('Tracer');
  expect(await hasPlainStaff(dataSource)).toBe(false);
  // Slipped in after the conversion: no later start seals it.
  await dataSource.query(
    `INSERT INTO staff_account (id, roles, state, created_at, version, personal)
      VALUES ('intruder', '[]', 'active', '2026', 1, 'plain:{"displayName":"I"}')`,
  );
  await close();
  const again = await database.open();
  expect((await again.store.read.staffAccounts.get('account-1'))?.displayName).toBe('Tracerofficer');
  expect(await again.store.read.staffSessions.find({})).toEqual([]);
  await expect(again.store.read.staffAccounts.get('intruder')).rejects.toMatchObject({ code: 'row-altered' });
  expect(await again.store.read.brokenSeals()).toEqual([
    { table: 'staff_account', rowId: 'intruder' },
    // A row without a seal adds nothing to the sum, so the sum itself still fits.
  ]);
  await again.close();
  await database.drop();
}, 60_000);
