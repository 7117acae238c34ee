/** After the last test of a run: stops the server that global-setup.mjs started. */
export default async function tearDown() {
  await globalThis.testPostgresServer?.stop();
}
