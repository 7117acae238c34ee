import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When the organisation's provider says that it asked who it is; sessions from before are without, as if never said. */
export class StaffProvenAt1795336400000 implements MigrationInterface {
  readonly name = 'StaffProvenAt1795336400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE staff_session ADD COLUMN proven_at varchar');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE staff_session DROP COLUMN proven_at');
  }
}
