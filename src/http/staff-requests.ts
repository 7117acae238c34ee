import { raw, type Request, type RequestHandler } from 'express';
import type { Asker } from '../desk/index.js';
import { ServiceError } from '../shared/index.js';
import { noSuch } from '../staff/index.js';
import { limitRate } from './limits.js';
import type { StaffRouteDeps } from './staff-door.js';
import { signedIn } from './staff-session.js';

/** A photo of a good telephone, a minute of video. The stores have limits of their own, in bytes. */
const LARGEST = '20mb';

/** Who asks, as the desk's services know them. @throws ServiceError `D10` */
export async function asker(request: Request, deps: StaffRouteDeps): Promise<Asker> {
  const { account, session } = await signedIn(request, deps);
  return { account, assertedAt: session.assertedAt, organizationId: session.organizationId };
}

/** The id at `name` in the address. @throws ServiceError `not-found` of a `thing` for anything that is none */
export function idOf(request: Request, name: string, thing: Parameters<typeof noSuch>[0]): string {
  const value = request.params[name];
  if (typeof value === 'string' && /^[0-9a-f-]{36}$/.test(value)) return value;
  throw noSuch(thing);
}

/** Before a body of 20 MB is read it is asked whether this person may send it: nobody else makes the service hold it. */
export const fileUpload = (isAllowed: (request: Request) => Promise<unknown>): RequestHandler[] => [
  limitRate({ perMinute: 300 }),
  async (request, _response, next) => {
    await isAllowed(request);
    next();
  },
  raw({ type: () => true, limit: LARGEST }),
];

/** The bytes that came in. @throws ServiceError `E15` when there are none */
export function fileIn(request: Request): Uint8Array {
  const body: unknown = request.body;
  if (body instanceof Uint8Array && body.length > 0) return body;
  throw new ServiceError('E15', {
    status: 400,
    title: 'There is no file in this request.',
    whatToDo: 'Send the bytes of one file.',
  });
}
