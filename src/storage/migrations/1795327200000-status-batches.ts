import type { MigrationInterface, QueryRunner } from 'typeorm';

const tail = `version integer NOT NULL,
    seq bigserial NOT NULL`;

const statements: readonly string[] = [
  `CREATE TABLE status_batch (
    id varchar NOT NULL,
    scheme varchar NOT NULL,
    event varchar NOT NULL,
    reason_class varchar NOT NULL,
    scope jsonb NOT NULL,
    set_sha256 varchar NOT NULL,
    total integer NOT NULL,
    actor_id varchar NOT NULL,
    second_actor_id varchar NOT NULL,
    begun_at varchar NOT NULL,
    finished_at varchar,
    state varchar NOT NULL,
    ${tail},
    CONSTRAINT status_batch_pk PRIMARY KEY (id)
  )`,
  `CREATE INDEX status_batch_seq_ix ON status_batch (seq)`,
  `CREATE INDEX status_batch_state_ix ON status_batch (state)`,
  `CREATE INDEX status_batch_scheme_ix ON status_batch (scheme)`,
  `CREATE TABLE status_batch_item (
    id varchar NOT NULL,
    batch_id varchar NOT NULL,
    target_type varchar NOT NULL,
    target_id varchar NOT NULL,
    state varchar NOT NULL,
    code varchar,
    ${tail},
    CONSTRAINT status_batch_item_pk PRIMARY KEY (id),
    CONSTRAINT status_batch_item_target_uq UNIQUE (batch_id, target_id)
  )`,
  `CREATE INDEX status_batch_item_seq_ix ON status_batch_item (seq)`,
  `CREATE INDEX status_batch_item_state_ix ON status_batch_item (batch_id, state, id)`,
];

/** Changes of status of many certificates at once, with how far they have come. */
export class StatusBatches1795327200000 implements MigrationInterface {
  readonly name = 'StatusBatches1795327200000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE status_batch_item');
    await runner.query('DROP TABLE status_batch');
  }
}
