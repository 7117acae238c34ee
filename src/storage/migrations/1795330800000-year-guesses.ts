import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements: readonly string[] = [
  `CREATE TABLE year_guesses (
    id varchar NOT NULL,
    wrong integer NOT NULL,
    ends_at varchar NOT NULL,
    version integer NOT NULL,
    seq bigserial NOT NULL,
    CONSTRAINT year_guesses_pk PRIMARY KEY (id)
  )`,
  `CREATE INDEX year_guesses_seq_ix ON year_guesses (seq)`,
  `CREATE INDEX year_guesses_ends_ix ON year_guesses (ends_at)`,
];

/** Wrong birth years outlive a restart. */
export class YearGuesses1795330800000 implements MigrationInterface {
  readonly name = 'YearGuesses1795330800000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE year_guesses');
  }
}
