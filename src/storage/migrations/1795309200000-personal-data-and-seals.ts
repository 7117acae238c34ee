import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ServiceError } from '../../shared/index.js';

const personal: Readonly<Record<string, readonly string[]>> = {
  person: [
    'names',
    'birth_date',
    'conflicting_birth_date',
    'sex',
    'nationalities',
    'photo_hash',
    'scheme_ids',
    'contacts',
    'preferred_language',
    'support_needs',
    'representative',
  ],
  application: ['declared_training', 'self_assessment', 'fee', 'portfolio', 'identity_check'],
  assessment_record: ['results'],
  experience_record: ['employer_name', 'country', 'occupation', 'tasks', 'from', 'to', 'confirmations'],
  issuance_intent: ['unsigned_json'],
  signed_credential: ['json'],
};

const sealed: readonly string[] = [
  ...Object.keys(personal),
  'accreditation',
  'certificate',
  'certification_decision',
  'organization',
  'skills_passport',
  'status_entry',
  'status_event',
];

/**
 * Personal fields move into one sealed column, and rows get their seals. Rows from before cannot be converted by SQL, which
 * has no keys: a database that holds some is refused and left as it was.
 */
export class PersonalDataAndSeals1795309200000 implements MigrationInterface {
  readonly name = 'PersonalDataAndSeals1795309200000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of sealed) {
      const rows: unknown = await runner.query(`SELECT 1 FROM "${table}" LIMIT 1`);
      if (Array.isArray(rows) && rows.length > 0) throw fromBefore();
    }
    for (const [table, columns] of Object.entries(personal)) {
      for (const column of columns) await runner.query(`ALTER TABLE "${table}" DROP COLUMN "${column}"`);
      await runner.query(`ALTER TABLE "${table}" ADD COLUMN personal text`);
    }
    for (const table of ['issuance_intent', 'signed_credential'])
      await runner.query(`ALTER TABLE "${table}" ADD COLUMN owner_id varchar NOT NULL`);
    for (const table of sealed) await runner.query(`ALTER TABLE "${table}" ADD COLUMN seal varchar`);
    await runner.query(
      `CREATE TABLE person_key (owner_id varchar NOT NULL, wrapped text, CONSTRAINT person_key_pk PRIMARY KEY (owner_id))`,
    );
    await runner.query(
      `CREATE TABLE seal_sum (table_name varchar NOT NULL, total varchar NOT NULL, mac varchar NOT NULL,
        CONSTRAINT seal_sum_pk PRIMARY KEY (table_name))`,
    );
  }

  async down(): Promise<void> {
    throw new Error('Sealed personal data is not turned back into readable columns. Restore a backup instead.');
  }
}

const fromBefore = (): ServiceError =>
  new ServiceError('data-from-before-encryption', {
    status: 500,
    title: 'This database was filled before personal data was encrypted and cannot be converted.',
    whatToDo: 'Use an empty database. A demonstration is made anew with `demo --fresh`. Nothing was changed.',
  });
