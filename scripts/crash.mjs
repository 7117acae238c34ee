/**
 * `npm run crash -- [--kills 200] [--seed 7]`: eight processes issue at once on a real PostgreSQL and are killed without
 * warning, at random moments and at each fail point. Prints what was lost, numbered twice or signed without an intent.
 */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: { kills: { type: 'string', default: '200' }, seed: { type: 'string' } },
});
if (!/^[1-9]\d{0,4}$/.test(values.kills)) {
  console.error('Say how many kills: --kills 200');
  process.exit(64);
}
const { status } = spawnSync(
  process.execPath,
  ['node_modules/jest/bin/jest.js', '--maxWorkers=1', 'tests/crash/many-clients'],
  {
    stdio: 'inherit',
    env: {
      ...process.env,
      CRASH_KILLS: values.kills,
      ...(values.seed === undefined ? {} : { CRASH_SEED: values.seed }),
    },
  },
);
process.exit(status ?? 1);
