import type { Server } from 'node:http';

/** Ends a server of a test with every connection to it, so that nothing keeps the process of the tests alive. */
export async function closed(server: Server | undefined): Promise<void> {
  if (server === undefined) return;
  const ended = new Promise((done) => server.close(done));
  server.closeAllConnections();
  await ended;
}
