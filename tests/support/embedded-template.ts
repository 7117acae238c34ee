import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { PGlite } from '@electric-sql/pglite';

const root = resolve(import.meta.dirname, '../..');

/** An empty embedded database as a dump, kept between runs: creating one takes four seconds, loading it half a second. */
export async function embeddedTemplate(): Promise<Blob> {
  const manifest = join(root, 'node_modules/@electric-sql/pglite/package.json');
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
  const folder = join(root, 'node_modules/.cache/skills-passport');
  const path = join(folder, `pglite-${version}.tar.gz`);
  if (!existsSync(path)) {
    const database = await PGlite.create();
    const dump = await database.dumpDataDir('gzip');
    await database.close();
    mkdirSync(folder, { recursive: true });
    // Renamed into place: another worker must never read half a dump.
    const unfinished = `${path}.${process.pid}`;
    writeFileSync(unfinished, new Uint8Array(await dump.arrayBuffer()));
    renameSync(unfinished, path);
  }
  return new Blob([readFileSync(path)]);
}
