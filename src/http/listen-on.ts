import { createServer, type Server } from 'node:http';
import { ServiceError } from '../shared/index.js';

export interface RunningServer {
  readonly port: number;
  close(): Promise<void>;
}

/** Starts listening; a taken port gives ServiceError `port-taken` that says what to do. Plain and TLS servers alike. */
export function listenOn(server: Server, port: number, host: string): Promise<RunningServer> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const taken = cause.code === 'EADDRINUSE';
      reject(
        new ServiceError(taken ? 'port-taken' : 'cannot-listen', {
          status: 500,
          title: taken ? `Port ${port} is already in use.` : `The service cannot listen on port ${port}.`,
          whatToDo: taken
            ? 'Stop the other program or set PORT to another number.'
            : 'Check PORT and HOST and whether this account may use them.',
          cause,
        }),
      );
    });
    server.listen(port, host, () => {
      const address = server.address();
      resolve({
        port: typeof address === 'object' && address !== null ? address.port : port,
        close: () =>
          new Promise((done) => {
            server.close(() => done());
            server.closeAllConnections();
          }),
      });
    });
  });
}

/** For what takes long before it can serve: says at once what listening would say then. @throws ServiceError `port-taken` */
export async function assertPortIsFree(port: number, host: string): Promise<void> {
  await (await listenOn(createServer(), port, host)).close();
}
