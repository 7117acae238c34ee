// 1,200 random tamperings with rows, audit rows, keys, seals and files, each of which fsck has to find (threat T5).
// Usage: npm run tamper -- [count] [seed]
import { spawnSync } from 'node:child_process';

const [count = '1200', seed = '20261122'] = process.argv.slice(2);
const jest = ['node_modules/jest/bin/jest.js', '--maxWorkers=1', 'tests/flows/tamper.test.ts'];
const env = { ...process.env, TAMPERINGS: count, SEED: seed };
const began = performance.now();
const { status } = spawnSync(process.execPath, jest, { stdio: 'inherit', env });
console.log(`${count} tamperings, seed ${seed}: ${Math.round((performance.now() - began) / 1000)} s`);
process.exit(status ?? 1);
