import { Router, type Request } from 'express';
import multer from 'multer';
import { isObject, ServiceError } from '../shared/index.js';
import type { HttpDeps, VerifyRequestOptions } from './deps.js';
import { jsonBody } from './json-body.js';
import { limitRate } from './limits.js';

const MAX_FILE_BYTES = 10 * 1024 * 1024;
const MAX_JSON_KIB = 256;
/** Room for the envelope around the document; the pipeline has tighter limits of its own. */
const JSON_LIMITS = { maxDepth: 64, maxNodes: 50_000 };

/**
 * `POST /api/verify`: `{"input": <string|object>, "language"?, "framework"?}`, the credential or text alone, or one uploaded
 * file (field `file`: photo, PDF or JSON). 200 with the report whatever the verdict; 4xx problem when it is not an input at all.
 */
export function verifyRoutes(deps: HttpDeps): Router {
  const router = Router();
  const upload = multer({
    storage: multer.memoryStorage(),
    limits: { fileSize: MAX_FILE_BYTES, files: 1, fields: 5, fieldSize: 4096, parts: 8 },
  });
  router.post(
    '/api/verify',
    limitRate({ perMinute: 600 }),
    ...jsonBody(MAX_JSON_KIB, JSON_LIMITS),
    (request, response, next) =>
      upload.single('file')(request, response, (error: unknown) => next(uploadProblem(error))),
    async (request, response) => {
      const body: unknown = request.body;
      const options = optionsOf(body, request);
      const report = request.file
        ? await deps.verifyFile(request.file.buffer, options)
        : await deps.verifyInput(inputOf(body), options);
      response.set('Cache-Control', 'no-store').json(report);
    },
  );
  return router;
}

/** A form that cannot be read is the sender's doing, whatever its parser throws; only "too large" has words of its own. */
function uploadProblem(error: unknown): unknown {
  if (error === undefined || error === null || error instanceof ServiceError) return error ?? undefined;
  if ((error as { readonly code?: unknown }).code === 'LIMIT_FILE_SIZE') return error;
  return new ServiceError('E15', {
    status: 400,
    title: 'This upload cannot be read.',
    whatToDo: 'Send one photo, PDF or JSON file in the field "file".',
    cause: error,
  });
}

/** Whoever has just the credential, or the text of a code as JSON, posts that: it needs no envelope. */
const isBare = (body: unknown): boolean =>
  typeof body === 'string' || (isObject(body) && body['input'] === undefined && body['@context'] !== undefined);

function inputOf(body: unknown): unknown {
  if (isBare(body)) return body;
  if (isObject(body) && (typeof body['input'] === 'string' || isObject(body['input']))) return body['input'];
  throw new ServiceError('E18', {
    status: 400,
    title: 'There is nothing to check in this request.',
    whatToDo:
      'Send {"input": ...} with the text of the code, the link or the credential, or upload one file in the field "file".',
  });
}

const MAX_FRAMEWORK_NAME = 100;

function optionsOf(body: unknown, request: Request): VerifyRequestOptions {
  const fields = isObject(body) && !isBare(body) ? body : {};
  const asked = typeof fields['language'] === 'string' ? fields['language'] : (request.acceptsLanguages()[0] ?? 'en');
  const language = /^[a-z]{2,3}/.exec(asked.toLowerCase())?.[0] ?? 'en';
  const framework = fields['framework'];
  // Whatever was asked for is answered, if only that we do not know it: leaving it out would look like no relation.
  return typeof framework === 'string' && framework.trim() !== ''
    ? { language, framework: framework.trim().slice(0, MAX_FRAMEWORK_NAME) }
    : { language };
}
