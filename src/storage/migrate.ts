import type { DataSource } from 'typeorm';
import { toStorageError } from './storage-errors.js';

const MIGRATION_LOCK = 7_402_330;

/**
 * Brings the schema up to date, all or nothing. Several instances may start at once on PostgreSQL: the first one
 * migrates, the others wait. Returns the number of migrations applied.
 */
export async function migrate(dataSource: DataSource, kind: 'postgresql' | 'embedded'): Promise<number> {
  try {
    if (kind === 'embedded') return (await dataSource.runMigrations({ transaction: 'all' })).length;
    return await migrateInTurn(dataSource);
  } catch (error) {
    throw toStorageError(error);
  }
}

/** The lock needs a connection of its own for the whole time, which the embedded database cannot spare. */
async function migrateInTurn(dataSource: DataSource): Promise<number> {
  const runner = dataSource.createQueryRunner();
  try {
    await runner.query('SET statement_timeout = 0');
    await runner.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    try {
      return (await dataSource.runMigrations({ transaction: 'all' })).length;
    } finally {
      await runner.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
      await runner.query('RESET statement_timeout');
    }
  } finally {
    await runner.release();
  }
}
