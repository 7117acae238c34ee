import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements: readonly string[] = [
  `CREATE TABLE used_challenge (
    id varchar NOT NULL,
    expires_at varchar NOT NULL,
    version integer NOT NULL,
    seq bigserial NOT NULL,
    CONSTRAINT used_challenge_pk PRIMARY KEY (id)
  )`,
  `CREATE INDEX used_challenge_seq_ix ON used_challenge (seq)`,
  `CREATE INDEX used_challenge_expires_ix ON used_challenge (expires_at)`,
  // They were kept here before and never removed; their five minutes are long over.
  `DELETE FROM setting WHERE id LIKE 'challenge:%'`,
];

/** Used challenges get a place from which they are removed when they have ended. */
export class UsedChallenges1795313400000 implements MigrationInterface {
  readonly name = 'UsedChallenges1795313400000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE used_challenge');
  }
}
