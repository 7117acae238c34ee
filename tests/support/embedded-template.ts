import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../src/storage/data-source-options.js';
import { createPgliteDriver } from '../../src/storage/embedded/pglite-driver.js';
import { migrate } from '../../src/storage/migrate.js';
import { storageFingerprint } from './storage-fingerprint.js';

const root = resolve(import.meta.dirname, '../..');

/** An embedded database without any table, as a dump kept between runs: creating one takes four seconds. */
export function emptyEmbeddedTemplate(): Promise<Blob> {
  return kept('empty', () => PGlite.create());
}

/** The same after all migrations of today's code, so that not every test file runs them. */
export function embeddedTemplate(): Promise<Blob> {
  return kept(storageFingerprint(), async () => {
    const database = await PGlite.create({ loadDataDir: await emptyEmbeddedTemplate() });
    const dataSource = new DataSource({ ...dataSourceOptions, driver: createPgliteDriver(database) });
    await dataSource.initialize();
    await migrate(dataSource, 'embedded');
    await dataSource.query('VACUUM ANALYZE');
    await dataSource.query('CHECKPOINT');
    await dataSource.destroy();
    return database;
  });
}

/**
 * Lays an embedded database without any table into a data folder: for processes whose start from nothing at all is shown by
 * others (tests/browser/real-service.test.ts).
 */
export async function layEmptyDatabase(dataDir: string): Promise<void> {
  mkdirSync(dataDir, { recursive: true });
  const loadDataDir = await emptyEmbeddedTemplate();
  await (await PGlite.create({ dataDir: join(dataDir, 'pgdata'), loadDataDir })).close();
}

async function kept(name: string, make: () => Promise<PGlite>): Promise<Blob> {
  const folder = join(root, 'node_modules/.cache/skills-passport');
  const path = join(folder, `pglite-${pgliteVersion()}-${name}.tar`);
  if (!existsSync(path)) {
    const database = await make();
    const dump = await database.dumpDataDir('none');
    await database.close();
    mkdirSync(folder, { recursive: true });
    // Renamed into place: another worker must never read half a dump.
    const unfinished = `${path}.${process.pid}`;
    writeFileSync(unfinished, new Uint8Array(await dump.arrayBuffer()));
    renameSync(unfinished, path);
    forgetOld(folder, path);
  }
  return new Blob([readFileSync(path)]);
}

/** Dumps of other code, 40 MB each; a run that began within the hour may still read its own. */
function forgetOld(folder: string, current: string): void {
  const old = Date.now() - 3_600_000;
  for (const name of readdirSync(folder).filter(
    (each) => /^pglite-.*\.tar$/.test(each) && !each.endsWith('-empty.tar'),
  )) {
    const path = join(folder, name);
    if (path !== current && statSync(path).mtimeMs < old) rmSync(path, { force: true });
  }
}

function pgliteVersion(): string {
  const manifest = join(root, 'node_modules/@electric-sql/pglite/package.json');
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version;
}
