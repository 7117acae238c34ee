import { raw, Router, type Request, type RequestHandler } from 'express';
import { z } from 'zod';
import type { Asker, NewEvidence } from '../desk/index.js';
import { ServiceError } from '../shared/index.js';
import { noSuch } from '../staff/index.js';
import { limitRate } from './limits.js';
import { parsedBody } from './staff-bodies.js';
import type { StaffRouteDeps } from './staff-door.js';
import { signedIn } from './staff-session.js';

const PATH = '/api/assessment/records/:recordId/evidence-files/:fileId';
/** A photo of a good telephone, a minute of video. The store has its own limit in bytes. */
const LARGEST = '20mb';

const kinds = ['photo', 'video', 'document'] as const;
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
  const allowed: RequestHandler = async (request, _response, next) => {
    // Before the body is read: nobody else makes this service hold 20 MB.
    await evidence.allow(await asker(request, deps), idOf(request, 'recordId'));
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
      const item = await evidence.add(await asker(request, deps), newEvidence(request), body);
      response.status(201).json(item);
    },
  );
  router.get(PATH, async (request, response) => {
    const who = await asker(request, deps);
    const { headers, bytes } = await evidence.open(who, idOf(request, 'recordId'), idOf(request, 'fileId'));
    response.set(headers).end(bytes);
  });
  return router;
}

function newEvidence(request: Request): NewEvidence {
  const { units = '', ...rest } = parsedBody(facts, request.query);
  const unitCodes = units.split(',').filter((code) => code !== '');
  return { ...rest, unitCodes, recordId: idOf(request, 'recordId'), itemId: idOf(request, 'fileId') };
}

function idOf(request: Request, name: string): string {
  const value = request.params[name];
  if (typeof value === 'string' && /^[0-9a-f-]{36}$/.test(value)) return value;
  throw noSuch('assessment record');
}

async function asker(request: Request, deps: StaffRouteDeps): Promise<Asker> {
  const { account, session } = await signedIn(request, deps);
  return { account, assertedAt: session.assertedAt, organizationId: session.organizationId };
}

const empty = (): ServiceError =>
  new ServiceError('E15', {
    status: 400,
    title: 'There is no file in this request.',
    whatToDo: 'Send the bytes of one file.',
  });
