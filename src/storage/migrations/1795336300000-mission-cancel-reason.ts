import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Why a mission was cancelled; asked for since the beginning, kept from now on. */
export class MissionCancelReason1795336300000 implements MigrationInterface {
  readonly name = 'MissionCancelReason1795336300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE mission ADD COLUMN cancel_reason varchar');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE mission DROP COLUMN cancel_reason');
  }
}
