import { tsImport } from 'tsx/esm/api';

/** Before the first test of a run: one PostgreSQL server for all of them. TEST_DATABASE_URL points to another one. */
export default async function setUp() {
  if (process.env.TEST_DATABASE_URL) return;
  const { startPostgresServer } = await tsImport('./postgres-server.ts', import.meta.url);
  const server = await startPostgresServer();
  globalThis.testPostgresServer = server;
  // Workers are started afterwards and inherit the environment.
  process.env.TEST_DATABASE_URL = server.url;
}
