/**
 * `node scripts/restore-drill.mjs FOLDER [awards]`: docs/runbooks/restore.md on a PostgreSQL of its own, whose programs are in the
 * folder (Debian: /usr/lib/postgresql/15/bin). `pg_dump`, loss of the database, `pg_restore`, resume, fsck, the next award.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { tsImport } from 'tsx/esm/api';

const [folder = '', awards = '1000'] = process.argv.slice(2);
const missing = ['initdb', 'postgres', 'pg_dump', 'pg_restore'].filter((name) => !existsSync(join(folder, name)));
if (missing.length > 0 || !/^[1-9]\d{0,3}$/.test(awards)) {
  console.error(
    `Name the folder with PostgreSQL's programs, and how many awards (up to 9999). Missing: ${missing.join(', ')}`,
  );
  process.exit(64);
}
const { startPostgresServer } = await tsImport('../tests/support/postgres-server.ts', import.meta.url);
const server = await startPostgresServer({ programs: folder });
const { status } = spawnSync(
  process.execPath,
  ['node_modules/jest/bin/jest.js', '--maxWorkers=1', 'tests/flows/restore-postgres.test.ts'],
  { stdio: 'inherit', env: { ...process.env, AWARDS: awards, PG_BIN: folder, TEST_DATABASE_URL: server.url } },
);
await server.stop();
process.exit(status ?? 1);
