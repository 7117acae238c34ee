import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements: readonly string[] = [
  'ALTER TABLE release_run ADD COLUMN number integer',
  `UPDATE release_run SET number = counted.number
    FROM (SELECT id, row_number() OVER (PARTITION BY organization_id ORDER BY seq) AS number FROM release_run) counted
    WHERE counted.id = release_run.id`,
  'ALTER TABLE release_run ALTER COLUMN number SET NOT NULL',
  'ALTER TABLE release_run ADD CONSTRAINT release_run_number_uq UNIQUE (organization_id, number)',
  // The constraint has an index of its own that begins with the organisation.
  'DROP INDEX release_run_organization_ix',
];

/** Releases of an organisation are numbered, so that two which start at once meet. */
export class ReleaseRunNumbers1795336500000 implements MigrationInterface {
  readonly name = 'ReleaseRunNumbers1795336500000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX release_run_organization_ix ON release_run (organization_id)');
    await runner.query('ALTER TABLE release_run DROP COLUMN number');
  }
}
