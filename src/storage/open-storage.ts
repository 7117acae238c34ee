import type { DataSource } from 'typeorm';
import type { Clock, Transactor } from '../shared/index.js';
import { openEmbedded, type OpenedDatabase } from './embedded/open-embedded.js';
import { createTransactor, type HouseStore } from './issuance-store.js';
import { migrate } from './migrate.js';
import { openPostgres } from './postgres/open-postgres.js';
import { createSessions } from './sessions.js';
import { toStorageError } from './storage-errors.js';

export type StorageKind = 'postgresql' | 'embedded';

export interface StorageOptions {
  /** `postgres://user:password@host:port/database`; without it the embedded database in `dataDir` is used. */
  readonly databaseUrl?: string;
  readonly dataDir: string;
  readonly clock: Clock;
  /** Embedded only: nothing is written to disk. For tests and throwaway demonstrations. */
  readonly inMemory?: boolean;
  /** Embedded only: a dump to start a new database from, see `EmbeddedOptions`. Ignored by an existing database. */
  readonly template?: Blob;
}

export interface StorageHealth {
  readonly kind: StorageKind;
  readonly status: 'up' | 'down';
}

export interface Storage {
  readonly store: Transactor<HouseStore>;
  readonly kind: StorageKind;
  /** Asks the database a trivial question, at most 5 seconds. Never throws. */
  health(): Promise<StorageHealth>;
  /** Call after bulk loads: without fresh statistics the planner scans whole tables. */
  refreshStatistics(): Promise<void>;
  /** Rolls back what is not committed, then closes. Afterwards every use fails with `storage-unavailable`. */
  close(): Promise<void>;
}

const HEALTH_TIMEOUT_MS = 5_000;
const STATISTICS_INTERVAL_MS = 15 * 60_000;

/**
 * Opens the database, brings its schema up to date and returns the store. Throws ServiceError `storage-unavailable` when
 * the database cannot be opened, `data-dir-in-use` when another process holds the data folder.
 */
export async function openStorage(options: StorageOptions): Promise<Storage> {
  const kind: StorageKind = options.databaseUrl === undefined ? 'embedded' : 'postgresql';
  const opened = await openDatabase(options);
  try {
    const applied = await migrate(opened.dataSource, kind);
    const storage = createStorage(kind, opened, options.clock);
    if (applied > 0) await storage.refreshStatistics();
    return storage;
  } catch (error) {
    await opened.close();
    throw error;
  }
}

function openDatabase(options: StorageOptions): Promise<OpenedDatabase> {
  if (options.databaseUrl !== undefined) return openPostgres(options.databaseUrl);
  const { dataDir, clock, inMemory = false, template = null } = options;
  return openEmbedded({ dataDir, clock, inMemory, template });
}

function createStorage(kind: StorageKind, opened: OpenedDatabase, clock: Clock): Storage {
  const { dataSource } = opened;
  const refreshStatistics = async (): Promise<void> => {
    try {
      // PostgreSQL vacuums by itself; the embedded one has no background workers.
      await dataSource.query(kind === 'embedded' ? 'VACUUM ANALYZE' : 'ANALYZE');
    } catch (error) {
      throw toStorageError(error);
    }
  };
  const timer =
    kind === 'embedded'
      ? setInterval(() => void refreshStatistics().catch(() => undefined), STATISTICS_INTERVAL_MS)
      : null;
  timer?.unref();

  let closing: Promise<void> | null = null;
  return {
    kind,
    store: createTransactor(dataSource, createSessions(dataSource), clock),
    health: async () => ({ kind, status: (await answers(dataSource)) ? 'up' : 'down' }),
    refreshStatistics,
    close: () => {
      if (timer) clearInterval(timer);
      return (closing ??= opened.close());
    },
  };
}

async function answers(dataSource: DataSource): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), HEALTH_TIMEOUT_MS);
  });
  const question = dataSource.query('SELECT 1').then(
    () => true,
    () => false,
  );
  try {
    return await Promise.race([question, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
