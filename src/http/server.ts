import { createServer, type Server } from 'node:http';
import express, { type Express } from 'express';
import helmet from 'helmet';
import type { HttpDeps } from './deps.js';
import { frameworkRoutes } from './framework-routes.js';
import { listenOn, type RunningServer } from './listen-on.js';
import { openApiRoutes } from './openapi.js';
import { pageRoutes } from './page-routes.js';
import { passportRoutes } from './passport-routes.js';
import { problemHandler, sendProblem } from './problem.js';
import { publishedRoutes } from './published-routes.js';
import { receiptRoutes } from './receipt-routes.js';
import { staffDeskRoutes } from './staff-desk-routes.js';
import { staffEvidenceRoutes } from './staff-evidence-routes.js';
import { staffPortraitRoutes } from './staff-portrait-routes.js';
import { staffRoutes } from './staff-routes.js';
import { vcApiRoutes } from './vc-api-routes.js';
import { verifyRoutes } from './verify-routes.js';

/** No inline script or style, nothing from elsewhere; WebAssembly only for the code reader (zxing). */
const CONTENT_SECURITY_POLICY = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", 'blob:', 'data:'],
    mediaSrc: ["'self'", 'blob:'],
    connectSrc: ["'self'"],
    fontSrc: ["'self'"],
    manifestSrc: ["'self'"],
    workerSrc: ["'self'"],
    frameAncestors: ["'none'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
  },
};

export function createHttpApp(deps: HttpDeps): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', deps.trustProxy);
  app.set('query parser', 'simple');
  app.use(
    helmet({
      contentSecurityPolicy: CONTENT_SECURITY_POLICY,
      referrerPolicy: { policy: 'no-referrer' },
      strictTransportSecurity: deps.production ? { maxAge: 31_536_000, includeSubDomains: true } : false,
      crossOriginResourcePolicy: { policy: 'cross-origin' },
    }),
  );
  app.use((request, response, next) => {
    response.set('Permissions-Policy', 'camera=(self), geolocation=(), microphone=()');
    const started = deps.now().getTime();
    // The route pattern is logged, never the address: a path may hold a worker's code.
    response.on('finish', () => {
      const route = (request.route as { path?: unknown } | undefined)?.path;
      deps.log.info(
        {
          method: request.method,
          route: typeof route === 'string' ? route : '-',
          status: response.statusCode,
          ms: deps.now().getTime() - started,
        },
        'request',
      );
    });
    next();
  });
  app.get('/health', async (_request, response) => {
    const healthy = await deps.health();
    response.status(healthy ? 200 : 503).json({ status: healthy ? 'ok' : 'unavailable' });
  });
  app.get('/ready', async (_request, response) => {
    const ready = await deps.health();
    response.status(ready ? 200 : 503).json({ ready, warnings: ready ? await deps.warnings() : [databaseGone] });
  });
  app.get('/metrics', async (_request, response) => {
    const { contentType, body } = await deps.metrics();
    response.set('Content-Type', contentType).end(body);
  });
  app.use(
    verifyRoutes(deps),
    vcApiRoutes(deps),
    publishedRoutes(deps),
    passportRoutes(deps),
    receiptRoutes(deps),
    frameworkRoutes(deps),
    openApiRoutes(deps),
  );
  const { staff } = deps;
  if (staff)
    app.use(
      staffRoutes({ ...deps, staff }),
      staffDeskRoutes({ ...deps, staff }),
      staffEvidenceRoutes({ ...deps, staff }),
      staffPortraitRoutes({ ...deps, staff }),
    );
  const { demoSamples } = deps;
  if (demoSamples) {
    app.get('/api/demo', async (_request, response) => {
      response.json(await demoSamples());
    });
  }
  app.use(pageRoutes(deps));
  app.use((_request, response) => {
    sendProblem(response, {
      status: 404,
      code: 'not-found',
      title: 'There is nothing at this address.',
      whatToDo: 'Start at / or see /api/docs.',
    });
  });
  app.use(problemHandler(deps));
  return app;
}

const databaseGone =
  'The database does not answer. Look whether it runs and can be reached at DATABASE_URL; the service goes on by itself once it does.';

/** Listens; a taken port gives ServiceError `port-taken` that says what to do. */
export function listen(app: Express, port: number, host: string): Promise<RunningServer> {
  const server: Server = createServer(
    { requestTimeout: 30_000, headersTimeout: 10_000, keepAliveTimeout: 5_000, maxHeaderSize: 16_384 },
    app,
  );
  server.maxConnections = 2_000;
  return listenOn(server, port, host);
}
