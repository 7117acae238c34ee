import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The issuers that two administrators agreed to: a list may name more later. Null where that was not kept yet. */
export class TrustImportDids1795332600000 implements MigrationInterface {
  readonly name = 'TrustImportDids1795332600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE trust_import ADD COLUMN dids jsonb');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE trust_import DROP COLUMN dids');
  }
}
