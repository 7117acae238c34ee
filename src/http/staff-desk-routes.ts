import { Router, type Request, type RequestHandler, type Response } from 'express';
import { DeskFile, deskRoutes, type DeskRoute } from '../desk/index.js';
import { isObject, ServiceError } from '../shared/index.js';
import { jsonBody } from './json-body.js';
import { limitRate } from './limits.js';
import type { StaffRouteDeps } from './staff-door.js';
import { asker, idOf } from './staff-requests.js';
import { sameOriginOnly } from './staff-session.js';

/** Room for the results of one large session. */
const MAX_BODY_KIB = 1_024;
/** A whole office can sit behind one address. */
const PER_MINUTE = 3_000;

/** `/api/assessment`: the desks. Every route comes from one table; here they are only mounted. */
export function staffDeskRoutes(deps: StaffRouteDeps): Router {
  const { desk } = deps.staff;
  const router = Router();
  router.use('/api/assessment', limitRate({ perMinute: PER_MINUTE }), sameOriginOnly(deps.publicUrl));
  const body = jsonBody(MAX_BODY_KIB);
  for (const route of deskRoutes) {
    const path = `/api/assessment${route.path}`;
    if (route.method === 'get') router.get(path, handler(route, deps));
    else router.post(path, ...body, handler(route, deps));
  }
  router.get('/api/assessment/proposals', async (request, response) => {
    response.json(await desk.proposals(await asker(request, deps)));
  });
  router.post('/api/assessment/proposals/:proposalId/confirm', ...body, async (request, response) => {
    const who = await asker(request, deps);
    response.json(await changing(() => desk.confirm(proposalOf(request), who)));
  });
  router.post('/api/assessment/proposals/:proposalId/withdraw', ...body, async (request, response) => {
    const who = await asker(request, deps);
    response.json(await changing(() => desk.withdraw(proposalOf(request), who)));
  });
  return router;
}

function handler(route: DeskRoute, deps: StaffRouteDeps): RequestHandler {
  const { desk } = deps.staff;
  return async (request, response) => {
    const who = await asker(request, deps);
    const given: unknown = route.method === 'get' ? request.query : (request.body ?? {});
    if (!isObject(given)) throw unreadable();
    // What the address names wins over what the body says.
    const input = { ...given, ...request.params };
    const result = await changing(() => desk.perform(route, input, who));
    if (result instanceof DeskFile) sendFile(response, result);
    else response.status(route.kind === 'two-person' ? 202 : 200).json(result);
  };
}

function sendFile(response: Response, { mediaType, name, bytes }: DeskFile): void {
  response.set('Content-Disposition', `attachment; filename="${name}"`).type(mediaType).send(Buffer.from(bytes));
}

const proposalOf = (request: Request): string => idOf(request, 'proposalId', 'proposal');

/** Somebody else was faster: the desk shows both versions (D12). */
async function changing<R>(work: () => Promise<R>): Promise<R> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ServiceError) || error.code !== 'stale') throw error;
    throw new ServiceError('D12', {
      status: 409,
      title: 'Somebody else changed this in the meantime.',
      whatToDo: 'Your text is kept. Load it again, compare both, then repeat your change.',
      cause: error,
    });
  }
}

const unreadable = (): ServiceError =>
  new ServiceError('E18', {
    status: 400,
    title: 'This request cannot be read.',
    whatToDo: 'Send one JSON object.',
  });
