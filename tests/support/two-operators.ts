import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createHttpDeps } from '../../src/composition/publishing.js';
import { createHttpApp } from '../../src/http/index.js';
import { createSafeFetch, type SafeFetch } from '../../src/net/index.js';
import { fixedClock } from '../../src/shared/index.js';
import { selfSigned } from './tls-certificate.js';
import { composeTestService } from './composed-service.js';
import type { TestService } from './service.js';

/** A whole instance with a web server of its own that the others reach over TLS, as they would in the world. */
export interface Operator extends TestService {
  readonly dataDir: string;
  readonly url: string;
  /** Answers everything with 503 until called with false. */
  goDark(isDark: boolean): void;
}

type Clock = ReturnType<typeof fixedClock>;

/** Operators on ports and databases of their own, who reach each other and nobody else. */
export async function openOperators<N extends string>(
  names: readonly N[],
  at: string,
): Promise<Readonly<Record<N, Operator>> & { close(): Promise<void> }> {
  const clock = fixedClock(at);
  const hosts = names.map((name) => `${name}.example`);
  const { certificate, key } = await selfSigned(hosts);
  const servers = await Promise.all(names.map(() => listening({ certificate, key })));
  const allow = servers.map(({ port }, index) => ({ host: hosts[index] ?? '', port }));
  const fetch = createSafeFetch({
    allow,
    certificateAuthorities: [certificate],
    lookup: async () => [{ address: '127.0.0.1', family: 4 }],
  });
  const opened = await Promise.all(
    allow.map(({ host, port }, index) =>
      openOperator({ url: `https://${host}:${port}`, name: names[index] ?? '', clock, fetch }, servers[index]?.server),
    ),
  );
  return {
    ...(Object.fromEntries(names.map((name, index) => [name, opened[index]])) as unknown as Record<N, Operator>),
    close: async () => {
      for (const operator of opened) await operator.close();
    },
  };
}

async function listening(tls: { certificate: string; key: string }): Promise<{ server: Server; port: number }> {
  const server = createServer({ cert: tls.certificate, key: tls.key });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, port: (server.address() as AddressInfo).port };
}

interface OperatorPlan {
  readonly url: string;
  readonly name: string;
  readonly clock: Clock;
  readonly fetch: SafeFetch;
}

async function openOperator({ url, name, clock, fetch }: OperatorPlan, server?: Server): Promise<Operator> {
  if (server === undefined) throw new Error('no server for this operator');
  const composed = await composeTestService({
    clock,
    fetch,
    environment: { OUTBOUND: 'on', PUBLIC_URL: url, OPERATOR: `Operator ${name}` },
  });
  const { service, settings, dataDir } = composed;
  const log = { info: () => undefined, error: () => undefined };
  const app = createHttpApp(createHttpDeps({ service, settings, log, webDir: dataDir }));
  let isDark = false;
  server.on('request', (request, response) => {
    if (isDark) response.writeHead(503).end();
    else app(request, response);
  });
  return {
    url,
    ...composed,
    clock,
    failAt: () => undefined,
    goDark: (dark) => {
      isDark = dark;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      await composed.close();
    },
  };
}
