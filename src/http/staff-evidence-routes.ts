import { Router, type Request } from 'express';
import { z } from 'zod';
import type { NewEvidence } from '../desk/index.js';
import { parsedBody } from './staff-bodies.js';
import type { StaffRouteDeps } from './staff-door.js';
import { asker, fileIn, fileUpload, idOf } from './staff-requests.js';

const PATH = '/api/assessment/records/:recordId/evidence-files/:fileId';

const kinds = ['photo', 'video', 'document', 'signature'] as const;
const facts = z.strictObject({
  kind: z.enum(kinds),
  capturedAt: z.iso.datetime({ offset: true }),
  units: z.string().max(4_000).exactOptional(),
});

/**
 * Evidence of an assessment as files. What comes in is told by its content, decoded and encoded anew and encrypted; what
 * goes out is a download in a sandbox, so that nothing in it ever runs on this origin.
 */
export function staffEvidenceRoutes(deps: StaffRouteDeps): Router {
  const { evidence } = deps.staff;
  const router = Router();
  const upload = fileUpload(async (request) => evidence.allow(await asker(request, deps), recordOf(request)));
  router.post(PATH, ...upload, async (request, response) => {
    const item = await evidence.add(await asker(request, deps), newEvidence(request), fileIn(request));
    response.status(201).json(item);
  });
  router.get(PATH, async (request, response) => {
    const { headers, bytes } = await evidence.open(await asker(request, deps), recordOf(request), fileOf(request));
    response.set(headers).end(bytes);
  });
  return router;
}

const recordOf = (request: Request): string => idOf(request, 'recordId', 'assessment record');
const fileOf = (request: Request): string => idOf(request, 'fileId', 'assessment record');

function newEvidence(request: Request): NewEvidence {
  const { units = '', ...rest } = parsedBody(facts, request.query);
  const unitCodes = units.split(',').filter((code) => code !== '');
  return { ...rest, unitCodes, recordId: recordOf(request), itemId: fileOf(request) };
}
