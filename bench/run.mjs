/**
 * Runs every measurement of this folder in turn, each in a process of its own, and hands its arguments (`--json`) on.
 * Ends with 1 when one of them failed; the others still run.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('.', import.meta.url));
const files = readdirSync(folder).filter((name) => name.endsWith('.mjs') && name !== 'run.mjs');
const isQuiet = process.argv.includes('--json');

for (const name of files.sort()) {
  if (!isQuiet) console.log(`\n== ${name}`);
  const { status } = spawnSync(process.execPath, [`${folder}${name}`, ...process.argv.slice(2)], { stdio: 'inherit' });
  if (status !== 0) {
    console.error(`${name} ended with ${status}`);
    process.exitCode = 1;
  }
}
