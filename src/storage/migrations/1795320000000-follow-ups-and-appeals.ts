import type { MigrationInterface, QueryRunner } from 'typeorm';

const tail = `version integer NOT NULL,
    seq bigserial NOT NULL,
    seal varchar`;

const statements: readonly string[] = [
  `CREATE TABLE accreditation_follow_up (
    id varchar NOT NULL,
    accreditation_id varchar NOT NULL,
    granted_by_id varchar NOT NULL,
    target_type varchar NOT NULL,
    target_id varchar NOT NULL,
    state varchar NOT NULL,
    opened_at varchar NOT NULL,
    settled_by varchar,
    second_actor_id varchar,
    settled_at varchar,
    reason varchar,
    ${tail},
    CONSTRAINT accreditation_follow_up_pk PRIMARY KEY (id),
    CONSTRAINT accreditation_follow_up_target_uq UNIQUE (accreditation_id, target_id)
  )`,
  `CREATE INDEX accreditation_follow_up_seq_ix ON accreditation_follow_up (seq)`,
  `CREATE INDEX accreditation_follow_up_target_ix ON accreditation_follow_up (target_id)`,
  `CREATE INDEX accreditation_follow_up_body_ix ON accreditation_follow_up (granted_by_id, state)`,
  `CREATE TABLE appeal (
    id varchar NOT NULL,
    kind varchar NOT NULL,
    scheme varchar NOT NULL,
    site_id varchar NOT NULL,
    person_id varchar,
    record_id varchar,
    lodged_by varchar NOT NULL,
    lodged_at varchar NOT NULL,
    window_ends varchar NOT NULL,
    answer_due varchar NOT NULL,
    acknowledged_at varchar,
    reviewer_id varchar,
    answered_at varchar,
    escalate_until varchar,
    remedy varchar,
    remedy_record_id varchar,
    ruled_by varchar,
    state varchar NOT NULL,
    owner_id varchar NOT NULL,
    personal text,
    ${tail},
    CONSTRAINT appeal_pk PRIMARY KEY (id)
  )`,
  `CREATE INDEX appeal_seq_ix ON appeal (seq)`,
  `CREATE INDEX appeal_person_ix ON appeal (person_id)`,
  `CREATE INDEX appeal_record_ix ON appeal (record_id)`,
  `CREATE INDEX appeal_scheme_ix ON appeal (scheme, state)`,
];

/** What follows when an accreditation is void, and appeals and complaints. */
export class FollowUpsAndAppeals1795320000000 implements MigrationInterface {
  readonly name = 'FollowUpsAndAppeals1795320000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE appeal');
    await runner.query('DROP TABLE accreditation_follow_up');
  }
}
