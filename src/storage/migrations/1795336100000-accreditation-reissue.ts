import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An accreditation credential signed with a lost key stays readable beside the one that took its place. */
export class AccreditationReissue1795336100000 implements MigrationInterface {
  readonly name = 'AccreditationReissue1795336100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE accreditation_credential ADD COLUMN superseded_at varchar');
    await runner.query('ALTER TABLE accreditation_credential DROP CONSTRAINT accreditation_credential_holder_uq');
    await runner.query(
      'CREATE UNIQUE INDEX accreditation_credential_current_uq ON accreditation_credential (accreditation_id, holder) WHERE superseded_at IS NULL',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX accreditation_credential_current_uq');
    await runner.query('DELETE FROM accreditation_credential WHERE superseded_at IS NOT NULL');
    await runner.query('ALTER TABLE accreditation_credential DROP COLUMN superseded_at');
    await runner.query(
      'ALTER TABLE accreditation_credential ADD CONSTRAINT accreditation_credential_holder_uq UNIQUE (accreditation_id, holder)',
    );
  }
}
