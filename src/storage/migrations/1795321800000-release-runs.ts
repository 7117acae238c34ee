import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements: readonly string[] = [
  `CREATE TABLE release_run (
    id varchar NOT NULL,
    organization_id varchar NOT NULL,
    session_id varchar,
    started_by varchar NOT NULL,
    started_at varchar NOT NULL,
    items jsonb NOT NULL,
    state varchar NOT NULL,
    held_by varchar,
    lease_until varchar,
    finished_at varchar,
    version integer NOT NULL,
    seq bigserial NOT NULL,
    CONSTRAINT release_run_pk PRIMARY KEY (id)
  )`,
  `CREATE INDEX release_run_seq_ix ON release_run (seq)`,
  `CREATE INDEX release_run_organization_ix ON release_run (organization_id)`,
  `CREATE INDEX release_run_state_ix ON release_run (state)`,
];

/** Releases of many certificates at once, with how far they have come. */
export class ReleaseRuns1795321800000 implements MigrationInterface {
  readonly name = 'ReleaseRuns1795321800000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE release_run');
  }
}
