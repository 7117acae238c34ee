import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements: readonly string[] = [
  `CREATE TABLE accreditation_credential (
    id varchar NOT NULL,
    accreditation_id varchar NOT NULL,
    credential_id varchar NOT NULL,
    issuer_did varchar NOT NULL,
    holder varchar NOT NULL,
    json text NOT NULL,
    sha256 varchar NOT NULL,
    signed_at varchar NOT NULL,
    version integer NOT NULL,
    seq bigserial NOT NULL,
    seal varchar,
    CONSTRAINT accreditation_credential_pk PRIMARY KEY (id),
    CONSTRAINT accreditation_credential_holder_uq UNIQUE (accreditation_id, holder),
    CONSTRAINT accreditation_credential_credential_uq UNIQUE (credential_id)
  )`,
  `CREATE INDEX accreditation_credential_seq_ix ON accreditation_credential (seq)`,
  `CREATE INDEX accreditation_credential_holder_ix ON accreditation_credential (holder)`,
  `CREATE INDEX accreditation_credential_issuer_ix ON accreditation_credential (issuer_did)`,
];

/** Accreditations of places as signed credentials. */
export class AccreditationCredentials1795334400000 implements MigrationInterface {
  readonly name = 'AccreditationCredentials1795334400000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE accreditation_credential');
  }
}
