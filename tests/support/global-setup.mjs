import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tsImport } from 'tsx/esm/api';

/**
 * Before the first test of a run: a folder for what all test files share, and one PostgreSQL server for all of them.
 * TEST_DATABASE_URL points to another one. Workers are started afterwards and inherit the environment.
 */
export default async function setUp() {
  process.env.TEST_RUN_DIR = mkdtempSync(join(tmpdir(), 'skills-passport-run-'));
  if (process.env.TEST_DATABASE_URL) return;
  const { startPostgresServer } = await tsImport('./postgres-server.ts', import.meta.url);
  const server = await startPostgresServer();
  globalThis.testPostgresServer = server;
  process.env.TEST_DATABASE_URL = server.url;
}
