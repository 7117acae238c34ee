import { Router, type RequestHandler, type Response } from 'express';
import { ServiceError, type Refusal } from '../shared/index.js';
import type { HttpDeps } from './deps.js';
import { jsonBody } from './json-body.js';
import { limitRate } from './limits.js';

/** `/api/frameworks`: reference data, claim checks and comparison. */
export function frameworkRoutes(deps: HttpDeps): Router {
  const router = Router();
  const body: RequestHandler[] = [limitRate({ perMinute: 600 }), ...jsonBody(16)];
  router.get('/api/frameworks', (_request, response) => {
    response.json(deps.frameworks.index());
  });
  router.get('/api/frameworks/ladder.svg', (request, response) => {
    const { sides, width } = request.query;
    const drawn =
      typeof sides === 'string' ? deps.frameworks.ladder(sides.split(',').slice(0, 6), Number(width) || 640) : null;
    if (drawn === null) throw noSuchThing();
    response.type('image/svg+xml').send(drawn);
  });
  router.get('/api/frameworks/level-sheet.pdf', limitRate({ perMinute: 60 }), async (request, response) => {
    const [framework, level, to] = ['framework', 'level', 'to'].map((name) => shortText(request.query[name]));
    const sheet =
      framework !== undefined && level !== undefined && to !== undefined
        ? await deps.frameworks.levelSheet({ framework, level, to })
        : null;
    if (sheet === null) throw noSuchThing();
    response.set('Content-Disposition', 'inline; filename="levels.pdf"').type('application/pdf');
    response.end(Buffer.from(sheet));
  });
  router.get('/api/frameworks/:id', (request, response) => found(response, deps.frameworks.view(request.params.id)));
  router.get('/api/frameworks/:id/levels/:level', (request, response) => {
    found(response, deps.frameworks.level(request.params.id, request.params.level));
  });
  router.post('/api/frameworks/check', ...body, (request, response) =>
    answer(response, deps.frameworks.check(request.body)),
  );
  router.post('/api/frameworks/compare', ...body, (request, response) =>
    answer(response, deps.frameworks.compare(request.body)),
  );
  router.post('/api/frameworks/compare-units', ...body, (request, response) =>
    answer(response, deps.frameworks.compareUnits(request.body)),
  );
  return router;
}

const shortText = (value: unknown): string | undefined =>
  typeof value === 'string' && value.length <= 40 ? value : undefined;

const noSuchThing = (): ServiceError =>
  new ServiceError('not-found', {
    status: 404,
    title: 'No such framework or level.',
    whatToDo: 'GET /api/frameworks lists the ids.',
  });

function found(response: Response, value: unknown): void {
  if (value === null || value === undefined) {
    throw noSuchThing();
  }
  response.json(value);
}

function answer(
  response: Response,
  result: { ok: true; value: unknown } | { ok: false; refusals: readonly Refusal[] },
): void {
  if (result.ok) {
    response.json(result.value);
    return;
  }
  throw new ServiceError('bad-claim', {
    status: 400,
    title: 'This claim cannot be read.',
    whatToDo: 'See the reasons; GET /api/docs shows the fields with examples.',
    refusals: result.refusals,
  });
}
