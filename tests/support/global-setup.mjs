import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import chromium from '@sparticuz/chromium';
import { tsImport } from 'tsx/esm/api';

/**
 * Before the first test of a run: a folder for what all test files share, and one PostgreSQL server for all of them.
 * TEST_DATABASE_URL points to another one. Workers are started afterwards and inherit the environment.
 */
export default async function setUp() {
  process.env.TEST_RUN_DIR = mkdtempSync(join(tmpdir(), 'skills-passport-run-'));
  // Unpacked once per machine; two workers that found it half unpacked by each other would start a broken browser.
  if (!process.env.CHROME_PATH) await chromium.executablePath();
  if (process.env.TEST_DATABASE_URL) return;
  const { startPostgresServer } = await tsImport('./postgres-server.ts', import.meta.url);
  const server = await startPostgresServer();
  globalThis.testPostgresServer = server;
  process.env.TEST_DATABASE_URL = server.url;
}
