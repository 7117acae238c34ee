import { expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { fixedClock } from '../../../src/shared/index.js';
import { openEmbedded } from '../../../src/storage/embedded/open-embedded.js';
import { migrate } from '../../../src/storage/migrate.js';
import { migrations } from '../../../src/storage/migrations/index.js';
import { openPostgres } from '../../../src/storage/postgres/open-postgres.js';
import { describeOnEachEmptyDatabase } from '../../support/database.js';

describeOnEachEmptyDatabase('schema', (newDatabase, kind) => {
  async function withDataSource(work: (dataSource: DataSource) => Promise<void>): Promise<void> {
    const database = await newDatabase();
    const { databaseUrl = '', dataDir, template = null } = database.options;
    const clock = fixedClock('2025-05-05T00:00:00Z');
    const opened =
      kind === 'embedded'
        ? await openEmbedded({ dataDir, clock, inMemory: true, template })
        : await openPostgres(databaseUrl);
    try {
      await work(opened.dataSource);
    } finally {
      await opened.close();
      await database.drop();
    }
  }

  it('is what the entities say, to the last index', async () => {
    await withDataSource(async (dataSource) => {
      expect(await migrate(dataSource, kind)).toBe(migrations.length);
      expect(await migrate(dataSource, kind)).toBe(0);
      const drift = await dataSource.driver.createSchemaBuilder().log();
      expect(drift.upQueries.map(({ query }) => query)).toEqual([]);

      // The comparison can see a difference at all.
      await dataSource.query('ALTER TABLE site DROP COLUMN address');
      await dataSource.query('DROP INDEX site_organization_ix');
      const afterwards = await dataSource.driver.createSchemaBuilder().log();
      expect(afterwards.upQueries).toHaveLength(2);
    });
  });

  it('names every constraint and index by hand, and has the partial ones', async () => {
    await withDataSource(async (dataSource) => {
      await migrate(dataSource, kind);
      const rows: { name: string; definition: string }[] = await dataSource.query(
        `SELECT indexname AS name, indexdef AS definition FROM pg_indexes WHERE schemaname = 'public' AND tablename <> 'migration'`,
      );
      expect(rows.length).toBeGreaterThan(60);
      expect(rows.filter(({ name }) => !/^[a-z_]+_(pk|uq|ix)$/.test(name))).toEqual([]);
      // TypeORM does not compare the condition of a partial index: these are checked by their text.
      const partial = rows.filter(({ definition }) => definition.includes(' WHERE ')).map(({ name }) => name);
      expect(partial.sort()).toEqual([
        'accreditation_credential_current_uq',
        'accreditation_number_role_uq',
        'application_person_session_uq',
        'assessment_record_reference_no_uq',
        'certificate_replaces_ix',
        'issuance_intent_subject_uq',
        'moderation_open_uq',
        'outbox_pending_ix',
      ]);
    });
  });
});
