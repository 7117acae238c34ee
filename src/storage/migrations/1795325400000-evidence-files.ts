import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements: readonly string[] = [
  `CREATE TABLE evidence_file (
    id varchar NOT NULL,
    file_id varchar NOT NULL,
    person_id varchar NOT NULL,
    application_id varchar NOT NULL,
    media_type varchar NOT NULL,
    sha256 varchar NOT NULL,
    size_bytes integer NOT NULL,
    stored_by varchar NOT NULL,
    stored_at varchar NOT NULL,
    removed_at varchar,
    version integer NOT NULL,
    seq bigserial NOT NULL,
    seal varchar,
    CONSTRAINT evidence_file_pk PRIMARY KEY (id),
    CONSTRAINT evidence_file_file_uq UNIQUE (file_id)
  )`,
  `CREATE INDEX evidence_file_seq_ix ON evidence_file (seq)`,
  `CREATE INDEX evidence_file_person_ix ON evidence_file (person_id)`,
  `CREATE INDEX evidence_file_application_ix ON evidence_file (application_id)`,
];

/** Whose each evidence file is. */
export class EvidenceFiles1795325400000 implements MigrationInterface {
  readonly name = 'EvidenceFiles1795325400000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE evidence_file');
  }
}
