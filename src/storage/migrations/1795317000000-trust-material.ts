import type { MigrationInterface, QueryRunner } from 'typeorm';

const tail = `version integer NOT NULL,
    seq bigserial NOT NULL,
    seal varchar`;

/** Statements of offline root keys, and trust lists of other operators. */
const tables: readonly string[] = [
  `CREATE TABLE trust_statement (
    id varchar NOT NULL,
    kind varchar NOT NULL,
    number integer NOT NULL,
    jws text NOT NULL,
    published_at varchar NOT NULL,
    published_by varchar NOT NULL,
    ${tail},
    CONSTRAINT trust_statement_pk PRIMARY KEY (id),
    CONSTRAINT trust_statement_number_uq UNIQUE (kind, number)
  )`,
  `CREATE INDEX trust_statement_seq_ix ON trust_statement (seq)`,
  `CREATE TABLE trust_import (
    id varchar NOT NULL,
    operator varchar NOT NULL,
    url varchar,
    roots jsonb NOT NULL,
    root_serial integer NOT NULL,
    state varchar NOT NULL,
    list_version integer NOT NULL,
    jws text NOT NULL,
    fetched_at varchar NOT NULL,
    last_problem varchar,
    proposed_by varchar NOT NULL,
    proposed_at varchar NOT NULL,
    consented_by varchar,
    consented_at varchar,
    withdrawn_by varchar,
    withdrawn_at varchar,
    ${tail},
    CONSTRAINT trust_import_pk PRIMARY KEY (id)
  )`,
  `CREATE INDEX trust_import_seq_ix ON trust_import (seq)`,
];

export class TrustMaterial1795317000000 implements MigrationInterface {
  readonly name = 'TrustMaterial1795317000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of tables) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['trust_import', 'trust_statement']) await runner.query(`DROP TABLE ${table}`);
  }
}
