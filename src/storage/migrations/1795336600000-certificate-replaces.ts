import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whoever cancels a certificate asks what took its place; without an index every certificate is read for that. */
export class CertificateReplaces1795336600000 implements MigrationInterface {
  readonly name = 'CertificateReplaces1795336600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE INDEX certificate_replaces_ix ON certificate (replaces_id) WHERE replaces_id IS NOT NULL',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX certificate_replaces_ix');
  }
}
