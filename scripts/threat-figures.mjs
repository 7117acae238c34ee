/**
 * `node scripts/threat-figures.mjs bulk-revoke|stolen-key|issue-dates`: 10,000 awards of one assessor revoked at once for threat
 * T2, the drill of threat T3 with 1,000 forged and 5,000 honest certificates, or 10,000 releases at random moments for threat T4.
 * Each takes about half an hour; `npm test` does a few of each.
 */
import { spawnSync } from 'node:child_process';

const sizes = {
  'bulk-revoke': { AWARDS: '10000' },
  'stolen-key': { FORGED: '1000', HONEST: '5000' },
  'issue-dates': { DATES: '10000' },
};
const [name = ''] = process.argv.slice(2);
if (!Object.hasOwn(sizes, name)) {
  console.error(`Say which: ${Object.keys(sizes).join(' or ')}`);
  process.exit(64);
}
const { status } = spawnSync(
  process.execPath,
  ['node_modules/jest/bin/jest.js', '--maxWorkers=1', `tests/flows/${name}.test.ts`],
  { stdio: 'inherit', env: { ...process.env, ...sizes[name] } },
);
process.exit(status ?? 1);
