import { raw, Router, type Request, type RequestHandler } from 'express';
import { z } from 'zod';
import type { Asker, NewPortrait } from '../desk/index.js';
import { ServiceError } from '../shared/index.js';
import { noSuch } from '../staff/index.js';
import { limitRate } from './limits.js';
import { parsedBody } from './staff-bodies.js';
import type { StaffRouteDeps } from './staff-door.js';
import { signedIn } from './staff-session.js';

const PATH = '/api/assessment/candidates/:personId/photo';
/** A photo of a good telephone. */
const LARGEST = '20mb';
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
  const allowed: RequestHandler = async (request, _response, next) => {
    // Before the body is read: nobody else makes this service hold 20 MB.
    await portraits.allow(await asker(request, deps), personOf(request));
    next();
  };
  router.post(
    PATH,
    limitRate({ perMinute: 300 }),
    allowed,
    raw({ type: () => true, limit: LARGEST }),
    async (request, response) => {
      const body: unknown = request.body;
      if (!(body instanceof Uint8Array) || body.length === 0) throw empty();
      response.status(201).json(await portraits.keep(await asker(request, deps), newPortrait(request), body));
    },
  );
  router.get(PATH, async (request, response) => {
    const bytes = await portraits.open(await asker(request, deps), personOf(request));
    response.set(headers).end(Buffer.from(bytes));
  });
  return router;
}

function newPortrait(request: Request): NewPortrait {
  const { takenAt, onPassport } = parsedBody(facts, request.query);
  return { personId: personOf(request), takenAt, onPassport: onPassport === 'yes' };
}

function personOf(request: Request): string {
  const value = request.params['personId'];
  if (typeof value === 'string' && /^[0-9a-f-]{36}$/.test(value)) return value;
  throw noSuch('person');
}

async function asker(request: Request, deps: StaffRouteDeps): Promise<Asker> {
  const { account, session } = await signedIn(request, deps);
  return { account, assertedAt: session.assertedAt, organizationId: session.organizationId };
}

const empty = (): ServiceError =>
  new ServiceError('E15', {
    status: 400,
    title: 'There is no photo in this request.',
    whatToDo: 'Send the bytes of one picture.',
  });
