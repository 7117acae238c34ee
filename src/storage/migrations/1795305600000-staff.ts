import type { MigrationInterface, QueryRunner } from 'typeorm';

const tail = `version integer NOT NULL,
    seq bigserial NOT NULL`;

/** People with accounts, how they sign in, whose files are whose, and acts that wait for a second officer. */
const tables: readonly string[] = [
  `CREATE TABLE staff_account (
    id varchar NOT NULL,
    display_name varchar NOT NULL,
    roles jsonb NOT NULL,
    person_id varchar,
    state varchar NOT NULL,
    created_at varchar NOT NULL,
    ${tail},
    CONSTRAINT staff_account_pk PRIMARY KEY (id),
    CONSTRAINT staff_account_person_uq UNIQUE (person_id)
  )`,
  `CREATE INDEX staff_account_seq_ix ON staff_account (seq)`,
  `CREATE TABLE staff_passkey (
    id varchar NOT NULL,
    account_id varchar NOT NULL,
    credential_id varchar NOT NULL,
    public_key text NOT NULL,
    counter integer NOT NULL,
    transports jsonb NOT NULL,
    backed_up boolean NOT NULL,
    created_at varchar NOT NULL,
    last_used_at varchar,
    state varchar NOT NULL,
    ${tail},
    CONSTRAINT staff_passkey_pk PRIMARY KEY (id),
    CONSTRAINT staff_passkey_credential_uq UNIQUE (credential_id)
  )`,
  `CREATE INDEX staff_passkey_seq_ix ON staff_passkey (seq)`,
  `CREATE INDEX staff_passkey_account_ix ON staff_passkey (account_id)`,
  `CREATE TABLE staff_identity (
    id varchar NOT NULL,
    account_id varchar NOT NULL,
    issuer varchar NOT NULL,
    subject varchar NOT NULL,
    created_at varchar NOT NULL,
    state varchar NOT NULL,
    ${tail},
    CONSTRAINT staff_identity_pk PRIMARY KEY (id),
    CONSTRAINT staff_identity_subject_uq UNIQUE (issuer, subject)
  )`,
  `CREATE INDEX staff_identity_seq_ix ON staff_identity (seq)`,
  `CREATE INDEX staff_identity_account_ix ON staff_identity (account_id)`,
  `CREATE TABLE staff_link (
    id varchar NOT NULL,
    kind varchar NOT NULL,
    account_id varchar,
    display_name varchar NOT NULL,
    roles jsonb NOT NULL,
    person_id varchar,
    organization_id varchar NOT NULL,
    first_hash varchar NOT NULL,
    second_hash varchar,
    created_by varchar NOT NULL,
    approved_by varchar,
    created_at varchar NOT NULL,
    ends_at varchar NOT NULL,
    state varchar NOT NULL,
    ${tail},
    CONSTRAINT staff_link_pk PRIMARY KEY (id),
    CONSTRAINT staff_link_first_hash_uq UNIQUE (first_hash)
  )`,
  `CREATE INDEX staff_link_seq_ix ON staff_link (seq)`,
  `CREATE TABLE staff_session (
    id varchar NOT NULL,
    token_hash varchar NOT NULL,
    account_id varchar NOT NULL,
    organization_id varchar NOT NULL,
    method varchar NOT NULL,
    created_at varchar NOT NULL,
    last_seen_at varchar NOT NULL,
    ended_at varchar,
    ${tail},
    CONSTRAINT staff_session_pk PRIMARY KEY (id),
    CONSTRAINT staff_session_token_hash_uq UNIQUE (token_hash)
  )`,
  `CREATE INDEX staff_session_seq_ix ON staff_session (seq)`,
  `CREATE INDEX staff_session_account_ix ON staff_session (account_id)`,
  `CREATE TABLE tenant_holding (
    id varchar NOT NULL,
    organization_id varchar NOT NULL,
    subject_type varchar NOT NULL,
    subject_id varchar NOT NULL,
    held_at varchar NOT NULL,
    ${tail},
    CONSTRAINT tenant_holding_pk PRIMARY KEY (id),
    CONSTRAINT tenant_holding_subject_uq UNIQUE (organization_id, subject_type, subject_id)
  )`,
  `CREATE INDEX tenant_holding_seq_ix ON tenant_holding (seq)`,
  `CREATE TABLE two_person_proposal (
    id varchar NOT NULL,
    organization_id varchar NOT NULL,
    action varchar NOT NULL,
    input jsonb NOT NULL,
    proposed_by varchar NOT NULL,
    proposed_at varchar NOT NULL,
    ends_at varchar NOT NULL,
    confirmed_by varchar,
    state varchar NOT NULL,
    ${tail},
    CONSTRAINT two_person_proposal_pk PRIMARY KEY (id)
  )`,
  `CREATE INDEX two_person_proposal_seq_ix ON two_person_proposal (seq)`,
  `CREATE INDEX two_person_proposal_organization_ix ON two_person_proposal (organization_id, state)`,
];

export class Staff1795305600000 implements MigrationInterface {
  readonly name = 'Staff1795305600000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of tables) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('The tables of staff are not taken back: that would lock everybody out. Restore a backup instead.');
  }
}
