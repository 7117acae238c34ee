import type { MigrationInterface, QueryRunner } from 'typeorm';
import { assessmentTables } from './initial/assessment-tables.js';
import { auditTable } from './initial/audit-table.js';
import { awardTables } from './initial/award-tables.js';
import { issuanceTables } from './initial/issuance-tables.js';
import { partyTables } from './initial/party-tables.js';

/** The first schema. Released migrations are never edited: a change is a new migration. */
export class Initial1763769600000 implements MigrationInterface {
  readonly name = 'Initial1763769600000';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [...partyTables, ...assessmentTables, ...awardTables, ...issuanceTables, ...auditTable];
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error(
      'The first schema is not taken back: that would delete every certificate. Restore a backup instead.',
    );
  }
}
