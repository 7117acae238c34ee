import type { Request, RequestHandler, Response } from 'express';
import { ServiceError } from '../shared/index.js';
import { ABSOLUTE_MS, signInAgain, type SignedIn } from '../staff/index.js';
import type { StaffRouteDeps } from './staff-door.js';

/** In production the prefix makes the browser itself insist on https, this host and the whole site (RFC 6265bis 4.1.3). */
const cookieName = (production: boolean): string => (production ? '__Host-staff' : 'staff');
const flowName = (production: boolean): string => (production ? '__Host-staff-oidc' : 'staff-oidc');
const FLOW_MS = 5 * 60_000;

export function setSessionCookie(response: Response, token: string, production: boolean): void {
  response.cookie(cookieName(production), token, {
    httpOnly: true,
    secure: production,
    sameSite: 'strict',
    path: '/',
    maxAge: ABSOLUTE_MS,
  });
}

export function clearSessionCookie(response: Response, production: boolean): void {
  response.clearCookie(cookieName(production), { httpOnly: true, secure: production, sameSite: 'strict', path: '/' });
}

/** Ties the provider's answer to this browser. Lax, because the answer arrives by a link from the provider's site. */
export function setFlowCookie(response: Response, binding: string, production: boolean): void {
  response.cookie(flowName(production), binding, {
    httpOnly: true,
    secure: production,
    sameSite: 'lax',
    path: '/',
    maxAge: FLOW_MS,
  });
}

export function takeFlowCookie(request: Request, response: Response, production: boolean): string | null {
  response.clearCookie(flowName(production), { httpOnly: true, secure: production, sameSite: 'lax', path: '/' });
  return cookieOf(request, flowName(production));
}

/** The one cookie of this name; two of them mean that somebody planted one, so none counts. */
function cookieOf(request: Request, name: string): string | null {
  const values = (request.headers.cookie ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
  const [value] = values;
  return values.length === 1 && value !== undefined && /^[A-Za-z0-9_-]{20,100}$/.test(value) ? value : null;
}

/** The account that a page works for: another tab of the same browser may have signed in somebody else since. */
const MEANT = 'Staff-Account';

/** Who is signed in, and is the one whose work this is where the page says so. @throws ServiceError D10 */
export async function signedIn(request: Request, deps: StaffRouteDeps): Promise<SignedIn> {
  const found = await deps.staff.services.sessions.recognise(cookieOf(request, cookieName(deps.production)));
  const meant = request.get(MEANT);
  if (meant !== undefined && meant !== found.account.id) throw signInAgain();
  return found;
}

/**
 * Against forged requests from other sites: whatever changes something must come from our own pages. Browsers send
 * `Origin` with every such request; one without it is refused too.
 */
export function sameOriginOnly(publicUrl: string): RequestHandler {
  const { origin } = new URL(publicUrl);
  return (request, response, next) => {
    // Answers for staff are for our own pages: no other origin may embed or keep them.
    response.set('Cache-Control', 'no-store').set('Cross-Origin-Resource-Policy', 'same-origin').vary('Cookie');
    const isReading = request.method === 'GET' || request.method === 'HEAD';
    const site = request.get('Sec-Fetch-Site');
    const isForeign = request.get('Origin') !== origin || (site !== undefined && site !== 'same-origin');
    if (isReading || !isForeign) next();
    else
      next(
        new ServiceError('foreign-origin', {
          status: 403,
          title: 'This request did not come from a page of this service.',
          whatToDo: `Open ${origin} yourself and try again there.`,
        }),
      );
  };
}
