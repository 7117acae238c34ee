import type { MigrationInterface, QueryRunner } from 'typeorm';

const guarded = [
  'staff_account',
  'staff_passkey',
  'staff_identity',
  'staff_link',
  'staff_session',
  'tenant_holding',
  'two_person_proposal',
];

/** Marks a name that waits to be encrypted: SQL has no keys, `convert-staff.ts` does it right afterwards. */
export const PLAIN_NAME = 'plain:';

const statements: readonly string[] = [
  // Whoever is signed in signs in again; what has no seal would not be believed anyway.
  `DELETE FROM staff_session`,
  ...guarded.map((table) => `ALTER TABLE ${table} ADD COLUMN seal varchar`),
  `ALTER TABLE staff_session ADD COLUMN asserted_at varchar`,
  ...['staff_account', 'staff_link'].flatMap((table) => [
    `ALTER TABLE ${table} ADD COLUMN personal text`,
    `UPDATE ${table} SET personal = '${PLAIN_NAME}' || jsonb_build_object('displayName', display_name)::text`,
    `ALTER TABLE ${table} DROP COLUMN display_name`,
  ]),
  `CREATE TABLE staff_ceremony (
    id varchar NOT NULL,
    content text NOT NULL,
    ends_at varchar NOT NULL,
    is_used boolean NOT NULL,
    version integer NOT NULL,
    seq bigserial NOT NULL,
    seal varchar,
    CONSTRAINT staff_ceremony_pk PRIMARY KEY (id)
  )`,
  `CREATE INDEX staff_ceremony_seq_ix ON staff_ceremony (seq)`,
  `CREATE INDEX staff_ceremony_ends_ix ON staff_ceremony (ends_at)`,
];

/** Accounts and what opens doors get seals, names of staff are encrypted, sign-ins under way are stored. */
export class StaffSeals1795329000000 implements MigrationInterface {
  readonly name = 'StaffSeals1795329000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Sealed accounts are not turned back. Restore a backup instead.');
  }
}
