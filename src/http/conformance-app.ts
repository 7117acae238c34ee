import { createServer } from 'node:https';
import express, { type Express } from 'express';
import { ServiceError } from '../shared/index.js';
import type { VcApiAnswer, VcApiVerifier } from '../vc-api/index.js';
import type { HttpAnswer, HttpDeps, PublishedFile } from './deps.js';
import { listenOn, type RunningServer } from './listen-on.js';
import { problemHandler, sendProblem } from './problem.js';
import { bodyText, rawBody, sendAnswer } from './vc-api-routes.js';

/** What the conformance server answers with. Generic signing exists nowhere else. */
export interface ConformanceApi extends Pick<HttpDeps, 'log' | 'newRequestId'> {
  readonly strict: VcApiVerifier;
  /** Accepts any key of any controller; only for vectors whose issuer is not the controller of the key. */
  readonly proofOnly: VcApiVerifier;
  /** Null when there is no such profile. */
  issue(profile: string, body: string): Promise<VcApiAnswer | null>;
  derive(body: string): Promise<VcApiAnswer>;
  changeStatus(body: string): VcApiAnswer;
  statusList(id: string): Promise<PublishedFile | null>;
  resolveDid(did: string, accept: string, options: Readonly<Record<string, unknown>>): Promise<HttpAnswer>;
}

export function createConformanceApp(api: ConformanceApi): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.post('/issuers/:profile/credentials/issue', rawBody, async (request, response) => {
    const { profile } = request.params;
    const answer = typeof profile === 'string' ? await api.issue(profile, bodyText(request)) : null;
    if (answer === null) throw nothingHere();
    sendAnswer(response, answer);
  });
  for (const [path, verifier] of [
    ['', api.strict],
    ['/proof-only', api.proofOnly],
  ] as const) {
    app.post(`${path}/credentials/verify`, rawBody, async (request, response) => {
      sendAnswer(response, await verifier.verifyCredential(bodyText(request)));
    });
    app.post(`${path}/presentations/verify`, rawBody, async (request, response) => {
      sendAnswer(response, await verifier.verifyPresentation(bodyText(request)));
    });
  }
  app.post('/presentations/challenge', (_request, response) => {
    response.status(201).json(api.strict.newChallenge());
  });
  app.post('/credentials/derive', rawBody, async (request, response) => {
    sendAnswer(response, await api.derive(bodyText(request)));
  });
  app.post('/credentials/status', rawBody, (request, response) =>
    sendAnswer(response, api.changeStatus(bodyText(request))),
  );
  app.get('/status/:list', async (request, response) => {
    const file = await api.statusList(request.params.list);
    if (file === null) throw nothingHere();
    response.set('Content-Type', file.contentType).set('Cache-Control', 'no-store').send(file.body);
  });
  // Without a DID the resolver answers too: that the identifier is missing is its error to tell.
  app.get(['/1.0/identifiers/', '/1.0/identifiers/*did'], async (request, response) => {
    const path = (request.originalUrl.split('?')[0] ?? '').slice('/1.0/identifiers/'.length);
    const answer = await api.resolveDid(decoded(path), request.get('accept') ?? '', request.query);
    response.status(answer.status).set('Content-Type', answer.contentType).end(answer.body);
  });
  app.use((_request, response) => {
    sendProblem(response, {
      status: 404,
      code: 'not-found',
      title: 'There is nothing at this address.',
      whatToDo: 'The addresses are in the line this server printed when it started.',
    });
  });
  app.use(problemHandler(api));
  return app;
}

function nothingHere(): ServiceError {
  return new ServiceError('not-found', {
    status: 404,
    title: 'There is nothing at this address.',
    whatToDo: 'The addresses are in the line this server printed when it started.',
  });
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

export interface TlsIdentity {
  /** PEM. */
  readonly key: string;
  readonly cert: string;
}

/** Listens with TLS. ServiceError `port-taken` or `cannot-listen` as for the plain server. */
export function listenSecurely(
  app: Express,
  port: number,
  host: string,
  identity: TlsIdentity,
): Promise<RunningServer> {
  const server = createServer({ ...identity, requestTimeout: 30_000, headersTimeout: 10_000 }, app);
  server.maxConnections = 500;
  return listenOn(server, port, host);
}
