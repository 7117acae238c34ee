import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements: readonly string[] = [
  `CREATE TABLE moderation (
    id varchar NOT NULL,
    record_id varchar NOT NULL,
    session_id varchar NOT NULL,
    person_id varchar NOT NULL,
    scheme varchar NOT NULL,
    site_id varchar NOT NULL,
    reasons jsonb NOT NULL,
    opened_at varchar NOT NULL,
    moderator_id varchar,
    settled_at varchar,
    outcome varchar,
    personal text,
    version integer NOT NULL,
    seq bigserial NOT NULL,
    seal varchar,
    CONSTRAINT moderation_pk PRIMARY KEY (id)
  )`,
  `CREATE INDEX moderation_seq_ix ON moderation (seq)`,
  `CREATE INDEX moderation_record_ix ON moderation (record_id)`,
  `CREATE INDEX moderation_session_ix ON moderation (session_id)`,
  `CREATE INDEX moderation_person_ix ON moderation (person_id)`,
  `CREATE UNIQUE INDEX moderation_open_uq ON moderation (record_id) WHERE outcome IS NULL`,
];

/** Looks of moderators at assessment records. */
export class Moderation1795336200000 implements MigrationInterface {
  readonly name = 'Moderation1795336200000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE moderation');
  }
}
