import { Router, type Request, type RequestHandler } from 'express';
import { isObject } from '../shared/index.js';
import type { HttpDeps } from './deps.js';
import { jsonBody } from './json-body.js';
import { limitGuesses, limitRate } from './limits.js';
import { birthYearOf, codeOf, unknownNumber } from './passport-fields.js';
import type { HolderKey } from './worker-door.js';

/**
 * What a worker does with a passport and what others may open. Everything secret travels in the body of a POST: no
 * secret, number or year is ever in an address.
 */
export function shareRoutes({ worker }: HttpDeps, limited: readonly RequestHandler[]): Router {
  const router = Router();
  router.use(['/api/passports', '/api/shares'], (_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });
  const body = jsonBody(4);
  // Few people look for more than a handful of numbers; a harvester needs thousands.
  const perNumber = limitGuesses({ perHour: 10, of: (request) => `number ${numberOf(request)}` });
  router.post('/api/passports/look-up', limitRate({ perMinute: 10 }), ...body, perNumber, async (request, response) => {
    response.json(await worker.lookUp(numberOf(request), birthYearOf(request.body)));
  });
  const path = '/api/passports/by-code/:code';
  router.post(`${path}/shares`, ...limited, async (request, response) => {
    const { scope, days, pin } = fieldsOf(request);
    response.json(await worker.makeShare(holderOf(request), { scope, days, pin }));
  });
  router.post(`${path}/shares/list`, ...limited, async (request, response) => {
    response.json({ links: await worker.listShares(holderOf(request)) });
  });
  router.post(`${path}/shares/:link/stop`, ...limited, async (request, response) => {
    response.json(await worker.stopShare(holderOf(request), String(request.params['link'])));
  });
  router.post(`${path}/requests`, ...limited, async (request, response) => {
    response.json(await worker.sendRequest(holderOf(request), fieldsOf(request)['kind']));
  });
  router.post(`${path}/requests/list`, ...limited, async (request, response) => {
    response.json({ requests: await worker.listRequests(holderOf(request)) });
  });
  router.post('/api/shares/open', limitRate({ perMinute: 30 }), ...body, async (request, response) => {
    const { secret, pin } = fieldsOf(request);
    response.json(await worker.openShare(secret, pin));
  });
  return router;
}

const fieldsOf = ({ body }: Request): Readonly<Record<string, unknown>> => (isObject(body) ? body : {});

const holderOf = (request: Request): HolderKey => ({
  code: codeOf(request.params['code']),
  birthYear: birthYearOf(request.body),
});

/** As printed, with or without blanks. Anything else is a number we do not know. */
function numberOf(request: Request): string {
  const { number } = fieldsOf(request);
  const text = typeof number === 'string' ? number.replace(/[\s-]/g, '') : '';
  if (/^[A-Za-z0-9/]{4,40}$/.test(text)) return text;
  throw unknownNumber();
}
