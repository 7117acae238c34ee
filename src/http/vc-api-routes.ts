import { raw, Router, type Request, type RequestHandler, type Response } from 'express';
import { fromUtf8 } from '../shared/index.js';
import type { VcApiAnswer, VcApiVerifier } from '../vc-api/index.js';
import { limitRate } from './limits.js';

/** Bodies are read as bytes and parsed by our own parser, which refuses what two readers could read differently. */
export const rawBody: RequestHandler = raw({ type: () => true, limit: '256kb' });

/** The body as text; empty when there is none or it is not UTF-8, which then is no JSON. */
export function bodyText(request: Request): string {
  const body: unknown = request.body;
  if (!Buffer.isBuffer(body)) return '';
  try {
    return fromUtf8(body);
  } catch {
    return '';
  }
}

export function sendAnswer(response: Response, { status, body }: VcApiAnswer): void {
  response
    .status(status)
    .type(status === 400 ? 'application/problem+json' : 'application/json')
    .set('Cache-Control', 'no-store')
    .send(JSON.stringify(body));
}

/**
 * Verification for the world in the words of the W3C CCG VC-API: 200 with `verified: true`, or 400 with problem details
 * for everything else, a revoked credential included. `POST /presentations/challenge` gives a holder something to sign.
 */
export function vcApiRoutes({ vcApi }: { readonly vcApi: VcApiVerifier }, perMinute = 600): Router {
  const router = Router();
  const limit = limitRate({ perMinute });
  router.post('/credentials/verify', limit, rawBody, async (request, response) => {
    sendAnswer(response, await vcApi.verifyCredential(bodyText(request)));
  });
  router.post('/presentations/verify', limit, rawBody, async (request, response) => {
    sendAnswer(response, await vcApi.verifyPresentation(bodyText(request)));
  });
  router.post('/presentations/challenge', limit, (_request, response) => {
    response.status(201).set('Cache-Control', 'no-store').json(vcApi.newChallenge());
  });
  return router;
}
