/**
 * `npm test`: builds what the tests start, then runs every suite with Jest. Arguments are passed on to Jest. The last line
 * is the totals: `N passed, N failed, N skipped`. Works under the Node that runs it.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const run = (args) => spawnSync(process.execPath, args, { stdio: 'inherit' });

const built = run(['scripts/build.mjs', '--if-stale']);
if (built.status !== 0) process.exit(built.status ?? 1);

const folder = mkdtempSync(join(tmpdir(), 'skills-passport-totals-'));
const results = join(folder, 'results.json');
const tested = run([
  'node_modules/jest/bin/jest.js',
  // First, so that a path is not taken for the value of a list option.
  ...process.argv.slice(2),
  '--json',
  `--outputFile=${results}`,
  '--reporters=default',
]);
let totals = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numRuntimeErrorTestSuites: 1 };
try {
  totals = JSON.parse(readFileSync(results, 'utf8'));
} catch {
  console.error('Jest ended without results.');
}
rmSync(folder, { recursive: true, force: true });
const failed = totals.numFailedTests + totals.numRuntimeErrorTestSuites;
console.log(`${totals.numPassedTests} passed, ${failed} failed, ${totals.numPendingTests} skipped`);
process.exit(failed > 0 || totals.numPassedTests === 0 ? 1 : (tested.status ?? 1));
