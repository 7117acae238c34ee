/**
 * Builds `dist/`: every TypeScript file of the service transpiled one to one by esbuild (types are checked apart), data
 * files copied beside it, and the browser application by Vite. `--if-stale` does nothing when dist/ is newer than its
 * sources; `--quiet` prints only problems.
 */
import { createHash } from 'node:crypto';
import { cp, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'dist');
const flags = new Set(process.argv.slice(2));
const say = (text) => flags.has('--quiet') || console.log(text);

async function filesBelow(folder) {
  const entries = await readdir(folder, { withFileTypes: true });
  const nested = await Promise.all(
    entries.map((entry) => (entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)])),
  );
  return nested.flat().sort();
}

const sources = [
  ...(await filesBelow(join(root, 'src'))),
  join(root, 'package-lock.json'),
  fileURLToPath(import.meta.url),
];
if (existsSync(join(root, 'vite.config.ts'))) sources.push(join(root, 'vite.config.ts'));

async function fingerprint() {
  const hash = createHash('sha256');
  for (const file of sources)
    hash
      .update(relative(root, file))
      .update('\0')
      .update(await readFile(file));
  return hash.digest('hex');
}

const stamp = join(dist, '.build');
const current = await fingerprint();
if (flags.has('--if-stale') && existsSync(stamp) && (await readFile(stamp, 'utf8')) === current) process.exit(0);

const started = performance.now();
say('Building the service ...');
await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });
const { build } = await import('esbuild');
const service = sources.filter(
  (file) => file.startsWith(join(root, 'src')) && !file.startsWith(join(root, 'src', 'web')),
);
await build({
  entryPoints: service.filter((file) => /\.tsx?$/.test(file)),
  outdir: dist,
  outbase: join(root, 'src'),
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  sourcemap: true,
  logLevel: 'warning',
});
for (const file of service.filter((path) => !/\.(tsx?|md)$/.test(path))) {
  await cp(file, join(dist, relative(join(root, 'src'), file)));
}
if (existsSync(join(root, 'vite.config.ts'))) {
  say('Building the pages ...');
  const vite = await import('vite');
  await vite.build({ root: join(root, 'src', 'web'), configFile: join(root, 'vite.config.ts'), logLevel: 'warn' });
}
await writeFile(stamp, current);
say(`Built in ${((performance.now() - started) / 1000).toFixed(1)} s.`);
