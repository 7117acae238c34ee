import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements: readonly string[] = [
  `CREATE TABLE share_link (
    id varchar NOT NULL,
    secret_hash varchar NOT NULL,
    credential_id varchar NOT NULL,
    scope varchar NOT NULL,
    created_at varchar NOT NULL,
    ends_at varchar NOT NULL,
    pin_salt varchar,
    pin_hash varchar,
    tries_left integer NOT NULL,
    locked_until varchar,
    opened integer NOT NULL,
    state varchar NOT NULL,
    version integer NOT NULL,
    seq bigserial NOT NULL,
    CONSTRAINT share_link_pk PRIMARY KEY (id),
    CONSTRAINT share_link_secret_hash_uq UNIQUE (secret_hash)
  )`,
  `CREATE INDEX share_link_seq_ix ON share_link (seq)`,
  `CREATE INDEX share_link_credential_ix ON share_link (credential_id)`,
  `CREATE TABLE worker_request (
    id varchar NOT NULL,
    kind varchar NOT NULL,
    credential_id varchar NOT NULL,
    number varchar NOT NULL,
    scheme varchar NOT NULL,
    site_id varchar NOT NULL,
    received_at varchar NOT NULL,
    answer_by varchar NOT NULL,
    answered_at varchar,
    answered_by varchar,
    state varchar NOT NULL,
    version integer NOT NULL,
    seq bigserial NOT NULL,
    CONSTRAINT worker_request_pk PRIMARY KEY (id)
  )`,
  `CREATE INDEX worker_request_seq_ix ON worker_request (seq)`,
  `CREATE INDEX worker_request_credential_ix ON worker_request (credential_id)`,
  `CREATE INDEX worker_request_scheme_ix ON worker_request (scheme, state)`,
];

/** Links by which workers show what they hold, and what they ask the office for. */
export class Sharing1795323600000 implements MigrationInterface {
  readonly name = 'Sharing1795323600000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE worker_request');
    await runner.query('DROP TABLE share_link');
  }
}
