import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { DataSource } from 'typeorm';
import { ServiceError, type Clock } from '../../shared/index.js';
import { dataSourceOptions } from '../data-source-options.js';
import { unavailable } from '../storage-errors.js';
import { lockDataDir, type DataDirLock } from './data-dir-lock.js';
import { createPgliteDriver, INT8_OID } from './pglite-driver.js';

export interface EmbeddedOptions {
  readonly dataDir: string;
  readonly clock: Clock;
  readonly inMemory: boolean;
  /** A dump of an empty database (`dumpDataDir`); starting from it saves the four seconds of `initdb`. */
  readonly template: Blob | null;
}

export interface OpenedDatabase {
  readonly dataSource: DataSource;
  close(): Promise<void>;
}

const MEMORY_LOCK: DataDirLock = { release: async () => undefined };

/**
 * Opens (or creates) the database kept in `dataDir/pgdata`, under an exclusive lock. Survives a killed process: what was
 * acknowledged is found again. Does not survive a power cut for certain: the embedded database never calls fsync.
 */
export async function openEmbedded(options: EmbeddedOptions): Promise<OpenedDatabase> {
  const lock = options.inMemory ? MEMORY_LOCK : await takeLock(options);
  try {
    const database = await openPglite(options);
    const dataSource = new DataSource({ ...dataSourceOptions, driver: createPgliteDriver(database) });
    await dataSource.initialize();
    return {
      dataSource,
      close: async () => {
        await dataSource.destroy();
        await database.close();
        await lock.release();
      },
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function takeLock({ dataDir, clock }: EmbeddedOptions): Promise<DataDirLock> {
  try {
    return await lockDataDir(dataDir, clock);
  } catch (error) {
    throw error instanceof ServiceError ? error : unavailable(error);
  }
}

async function openPglite({ dataDir, inMemory, template }: EmbeddedOptions): Promise<PGlite> {
  const parsers = { [INT8_OID]: (value: string) => value };
  const start = template ? { loadDataDir: template } : {};
  try {
    if (inMemory) return await PGlite.create({ parsers, ...start });
    const folder = join(dataDir, 'pgdata');
    if (!existsSync(folder)) await createCluster(folder, start);
    return await PGlite.create({ parsers, dataDir: folder });
  } catch (error) {
    throw unavailable(error);
  }
}

/** Made beside its place and renamed into it: a start that is killed half-way leaves nothing that looks like a database. */
async function createCluster(folder: string, start: { readonly loadDataDir?: Blob }): Promise<void> {
  const unfinished = `${folder}.new`;
  await rm(unfinished, { recursive: true, force: true });
  const database = await PGlite.create({ dataDir: unfinished, ...start });
  await database.close();
  await rename(unfinished, folder);
}
