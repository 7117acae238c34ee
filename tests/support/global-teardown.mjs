import { rmSync } from 'node:fs';

/** After the last test of a run: stops the server that global-setup.mjs started and removes the shared folder. */
export default async function tearDown() {
  await globalThis.testPostgresServer?.stop();
  rmSync(process.env.TEST_RUN_DIR, { recursive: true, force: true });
}
