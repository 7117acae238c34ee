/** `npm run fuzz [mutants] [seed]`: the seeded mutation fuzz of every proof format and of printed codes, 10,000 mutants each unless told otherwise. */
import { spawnSync } from 'node:child_process';

const [mutants = '10000', seed] = process.argv.slice(2);
const { status } = spawnSync(
  process.execPath,
  ['node_modules/jest/bin/jest.js', 'tests/attack/fuzz', '--testTimeout=3600000'],
  { stdio: 'inherit', env: { ...process.env, FUZZ: mutants, ...(seed === undefined ? {} : { FUZZ_SEED: seed }) } },
);
process.exit(status ?? 1);
