import type { DataSource } from 'typeorm';
import type { Clock, Transactor } from '../shared/index.js';
import { openEmbedded, type OpenedDatabase } from './embedded/open-embedded.js';
import { convertStaff, hasPlainStaff } from './convert-staff.js';
import { forgetBirthDates } from './forget-birth-dates.js';
import { createTransactor, type HouseStore } from './issuance-store.js';
import { migrate } from './migrate.js';
import { deriveStorageKeys, type StorageKeys } from './personal/cell-crypto.js';
import { checkInstanceKey, createKeyRing } from './personal/owner-keys.js';
import { purgeDestroyedKeys } from './personal/purge-keys.js';
import { openPostgres } from './postgres/open-postgres.js';
import { createSessions } from './sessions.js';
import { toStorageError } from './storage-errors.js';

export type StorageKind = 'postgresql' | 'embedded';

export interface StorageOptions {
  /** `postgres://user:password@host:port/database`; without it the embedded database in `dataDir` is used. */
  readonly databaseUrl?: string;
  readonly dataDir: string;
  readonly clock: Clock;
  /** 32 random bytes that belong to this database for ever: all personal data is sealed under them. */
  readonly secret: Uint8Array;
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
  /**
   * Call after an erasure is committed: rewrites the key table, so that no page keeps a destroyed key, and forgets keys in
   * memory. Backups and archived logs of the database keep theirs until they are deleted. Throws ServiceError
   * `keys-not-purged` when a transaction that may still see them outlasts a minute of attempts.
   */
  purgeDestroyedKeys(): Promise<void>;
  /** Rolls back what is not committed, then closes. Afterwards every use fails with `storage-unavailable`. */
  close(): Promise<void>;
}

const HEALTH_TIMEOUT_MS = 5_000;
const STATISTICS_INTERVAL_MS = 15 * 60_000;

/**
 * Opens the database, brings its schema up to date and returns the store. Throws ServiceError `storage-unavailable` when
 * the database cannot be opened, `data-dir-in-use` when another process holds the data folder,
 * `storage-secret-mismatch` when the secret belongs to another database.
 */
export async function openStorage(options: StorageOptions): Promise<Storage> {
  const kind: StorageKind = options.databaseUrl === undefined ? 'embedded' : 'postgresql';
  const opened = await openDatabase(options);
  try {
    const isPlain = await hasPlainStaff(opened.dataSource);
    const applied = await migrate(opened.dataSource, kind);
    const keys = deriveStorageKeys(options.secret);
    await checkInstanceKey(opened.dataSource.manager, keys.wrapping).catch((error: unknown) => {
      throw toStorageError(error);
    });
    if (isPlain) await convertStaff(opened.dataSource, keys, createKeyRing(keys.wrapping));
    const storage = createStorage(kind, opened, { clock: options.clock, keys });
    const forgotten = await forgetBirthDates(opened.dataSource, storage.store);
    if (applied > 0 || forgotten > 0) await storage.refreshStatistics();
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

interface StorageParts {
  readonly clock: Clock;
  readonly keys: StorageKeys;
}

function createStorage(kind: StorageKind, opened: OpenedDatabase, { clock, keys }: StorageParts): Storage {
  const { dataSource } = opened;
  const keyRing = createKeyRing(keys.wrapping);
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
    store: createTransactor({ dataSource, sessions: createSessions(dataSource), clock, keys, keyRing }),
    health: async () => ({ kind, status: (await answers(dataSource)) ? 'up' : 'down' }),
    refreshStatistics,
    purgeDestroyedKeys: async () => {
      keyRing.forget();
      await purgeDestroyedKeys(dataSource);
    },
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
