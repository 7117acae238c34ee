import { Router, type Request } from 'express';
import { z } from 'zod';
import type { NewPortrait } from '../desk/index.js';
import { parsedBody } from './staff-bodies.js';
import type { StaffRouteDeps } from './staff-door.js';
import { asker, fileIn, fileUpload, idOf } from './staff-requests.js';

const PATH = '/api/assessment/candidates/:personId/photo';
/** Shown in a page of this origin and nowhere else, kept by no cache. */
const headers = {
  'Content-Type': 'image/jpeg',
  'Content-Disposition': 'attachment; filename="photo.jpg"',
  'Content-Security-Policy': "default-src 'none'; sandbox",
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'private, no-store',
};

const facts = z.strictObject({
  takenAt: z.iso.datetime({ offset: true }),
  onPassport: z.enum(['yes', 'no']),
});

/** The candidate's photo as a file: in as the bytes of the camera, out as it is kept. */
export function staffPortraitRoutes(deps: StaffRouteDeps): Router {
  const { portraits } = deps.staff;
  const router = Router();
  const upload = fileUpload(async (request) => portraits.allow(await asker(request, deps), personOf(request)));
  router.post(PATH, ...upload, async (request, response) => {
    const kept = await portraits.keep(await asker(request, deps), newPortrait(request), fileIn(request));
    response.status(201).json(kept);
  });
  router.get(PATH, async (request, response) => {
    const bytes = await portraits.open(await asker(request, deps), personOf(request));
    response.set(headers).end(Buffer.from(bytes));
  });
  return router;
}

const personOf = (request: Request): string => idOf(request, 'personId', 'person');

function newPortrait(request: Request): NewPortrait {
  const { takenAt, onPassport } = parsedBody(facts, request.query);
  return { personId: personOf(request), takenAt, onPassport: onPassport === 'yes' };
}
