import { json, Router, type RequestHandler } from 'express';
import { isObject, ServiceError } from '../shared/index.js';
import type { HttpDeps } from './deps.js';
import { limitGuesses, limitRate } from './limits.js';

const CODE = /^[a-z2-7]{26}$/;

/**
 * The worker's page behind the small printed code. The birth year is a second factor against people who merely found a
 * card; wrong and unknown give the same answer. It travels in the body, never in an address.
 */
export function passportRoutes(deps: HttpDeps): Router {
  const router = Router();
  const perCode = limitGuesses({ perHour: 10, of: (request) => String(request.params['code']) });
  const limited: RequestHandler[] = [limitRate({ perMinute: 30 }), perCode, json({ limit: '4kb' })];
  router.post('/api/passports/by-code/:code', ...limited, async (request, response) => {
    const opened = await deps.openPassport(codeOf(request.params['code']), birthYearOf(request.body));
    response.set('Cache-Control', 'no-store').json(opened);
  });
  router.post('/api/passports/by-code/:code/print/:layout', ...limited, async (request, response) => {
    const file = await deps.printPassport(
      codeOf(request.params['code']),
      birthYearOf(request.body),
      String(request.params['layout']),
    );
    response
      .set('Cache-Control', 'no-store')
      .set('Content-Type', file.contentType)
      .set('Content-Disposition', 'attachment');
    response.end(typeof file.body === 'string' ? file.body : Buffer.from(file.body));
  });
  return router;
}

function codeOf(code: unknown): string {
  if (typeof code === 'string' && CODE.test(code)) return code;
  throw unknownCode();
}

function birthYearOf(body: unknown): string {
  const year = isObject(body) ? body['birthYear'] : undefined;
  if (typeof year === 'string' && /^\d{4}$/.test(year)) return year;
  throw new ServiceError('E18', {
    status: 400,
    title: 'The birth year is missing.',
    whatToDo: 'Type the four digits of the birth year printed on the paper.',
  });
}

/** W10 of the copy deck: the same words for a wrong year and an unknown code. */
export function unknownCode(): ServiceError {
  return new ServiceError('W10', {
    status: 404,
    title: 'We do not know this code with this birth year.',
    whatToDo: 'Check both against the paper. If both are right, this paper is not from us.',
  });
}
