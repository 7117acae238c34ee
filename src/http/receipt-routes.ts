import { Router } from 'express';
import { isObject, ServiceError } from '../shared/index.js';
import type { HttpDeps } from './deps.js';
import { jsonBody } from './json-body.js';
import { limitRate } from './limits.js';

/** `POST /api/receipts`: `{"credentialId", "sha256"}`, nothing about a person. Nothing is stored. */
export function receiptRoutes({ receipts }: HttpDeps): Router {
  const router = Router();
  router.post('/api/receipts', limitRate({ perMinute: 30 }), ...jsonBody(2), async (request, response) => {
    const body: unknown = request.body;
    const { credentialId, sha256 } = isObject(body) ? body : {};
    const isComplete =
      typeof credentialId === 'string' &&
      credentialId.length <= 200 &&
      typeof sha256 === 'string' &&
      /^[0-9a-f]{64}$/.test(sha256);
    if (!isComplete) throw incomplete();
    response.set('Cache-Control', 'no-store').json(await receipts.issue({ credentialId, sha256 }));
  });
  router.get('/receipts/keys.json', async (_request, response) => {
    const { contentType, body, maxAgeSeconds } = await receipts.keys();
    response.set('Content-Type', contentType).set('Cache-Control', `public, max-age=${maxAgeSeconds}`);
    response.send(body);
  });
  return router;
}

const incomplete = (): ServiceError =>
  new ServiceError('E18', {
    status: 400,
    title: 'This request for a receipt is not complete.',
    whatToDo: 'Send {"credentialId": ..., "sha256": ...} with the id and the fingerprint of the credential.',
  });
