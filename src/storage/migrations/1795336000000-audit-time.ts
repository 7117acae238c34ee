import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The latest time in the audit trail is asked before each signature. */
export class AuditTime1795336000000 implements MigrationInterface {
  readonly name = 'AuditTime1795336000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX audit_row_at_ix ON audit_row (at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX audit_row_at_ix');
  }
}
