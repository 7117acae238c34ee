import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements: readonly string[] = [
  `CREATE TABLE portrait (
    id varchar NOT NULL,
    taken_at varchar NOT NULL,
    stored_by varchar NOT NULL,
    stored_at varchar NOT NULL,
    on_passport jsonb,
    personal text,
    version integer NOT NULL,
    seq bigserial NOT NULL,
    seal varchar,
    CONSTRAINT portrait_pk PRIMARY KEY (id)
  )`,
  `CREATE INDEX portrait_seq_ix ON portrait (seq)`,
];

/** Photos of candidates. */
export class Portraits1795335000000 implements MigrationInterface {
  readonly name = 'Portraits1795335000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE portrait');
  }
}
