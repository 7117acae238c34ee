import { Router, type RequestHandler, type Response } from 'express';
import { isObject } from '../shared/index.js';
import type { HttpDeps, PublishedFile } from './deps.js';
import { jsonBody } from './json-body.js';
import { limitGuesses, limitRate } from './limits.js';
import { birthYearOf, codeOf } from './passport-fields.js';
import { shareRoutes } from './share-routes.js';

/**
 * The worker's page behind the small printed code. The birth year is a second factor against people who merely found a
 * card; wrong and unknown give the same answer. It travels in the body, never in an address.
 */
export function passportRoutes(deps: HttpDeps): Router {
  const router = Router();
  const perCode = limitGuesses({ perHour: 10, of: (request) => String(request.params['code']) });
  const limited: RequestHandler[] = [limitRate({ perMinute: 30 }), perCode, ...jsonBody(4)];
  router.post('/api/passports/by-code/:code', ...limited, async (request, response) => {
    const opened = await deps.openPassport(codeOf(request.params['code']), birthYearOf(request.body));
    response.set('Cache-Control', 'no-store').json(opened);
  });
  router.post('/api/passports/by-code/:code/print/:layout', ...limited, async (request, response) => {
    const layout = String(request.params['layout']);
    const withPhoto = isObject(request.body) && request.body['withPhoto'] === true;
    const code = codeOf(request.params['code']);
    sendFile(response, await deps.printPassport(code, birthYearOf(request.body), { layout, withPhoto }));
  });
  // A certificate in the form that a wallet asks for. In the body, not the address: `+` means a space in a query.
  router.post('/api/passports/by-code/:code/credential', ...limited, async (request, response) => {
    const form = isObject(request.body) ? request.body['form'] : undefined;
    const code = codeOf(request.params['code']);
    sendFile(
      response,
      await deps.passportInForm(code, birthYearOf(request.body), typeof form === 'string' ? form : ''),
    );
  });
  // Wrong years count together, whatever was asked with them.
  router.use(shareRoutes(deps, limited));
  return router;
}

function sendFile(response: Response, { contentType, body }: PublishedFile): void {
  response
    .set('Cache-Control', 'no-store')
    .set('Content-Type', contentType)
    .set('Content-Disposition', 'attachment')
    .end(typeof body === 'string' ? body : Buffer.from(body));
}
