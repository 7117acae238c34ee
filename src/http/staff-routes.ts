import { Router, type Request, type Response } from 'express';
import {
  ABSOLUTE_MS,
  INSTANCE,
  mayDoAt,
  noSuch,
  notAllowed,
  roleCounts,
  staffActions,
  type SignedIn,
  type StaffAccount,
} from '../staff/index.js';
import { ServiceError } from '../shared/index.js';
import { jsonBody } from './json-body.js';
import { limitRate } from './limits.js';
import { asAssertion, asRegistration, parsedBody, staffBodies } from './staff-bodies.js';
import type { StaffRouteDeps } from './staff-door.js';
import {
  clearSessionCookie,
  sameOriginOnly,
  setFlowCookie,
  setSessionCookie,
  signedIn,
  takeFlowCookie,
} from './staff-session.js';

const body = jsonBody(64);
/** Sign-in and links: enough for a classroom behind one address, useless for guessing 128 bits. */
const signInLimit = () => limitRate({ perMinute: 60 });

/** `/api/staff`: joining, signing in and out, who am I, and the administration of accounts. */
export function staffRoutes(deps: StaffRouteDeps): Router {
  const router = Router();
  router.use('/api/staff', sameOriginOnly(deps.publicUrl));
  joining(router, deps);
  signingIn(router, deps);
  waysIn(router, deps);
  self(router, deps);
  administering(router, deps);
  return router;
}

function enter(response: Response, deps: StaffRouteDeps, entered: { account: { id: string }; token: string }): void {
  setSessionCookie(response, entered.token, deps.production);
  response.json({ accountId: entered.account.id });
}

function joining(router: Router, deps: StaffRouteDeps): void {
  const { passkeys } = deps.staff.services;
  router.post('/api/staff/join/options', signInLimit(), ...body, async (request, response) => {
    const { key, displayName } = parsedBody(staffBodies.joinOptions, request.body);
    response.json(await passkeys.beginWithLink(key, displayName));
  });
  router.post('/api/staff/join/verify', signInLimit(), ...body, async (request, response) => {
    const { ceremonyId, response: given } = parsedBody(staffBodies.register, request.body);
    enter(response, deps, await passkeys.finishRegistration(ceremonyId, asRegistration(given), null));
  });
  router.post('/api/staff/passkeys/options', signInLimit(), ...body, async (request, response) => {
    response.json(await passkeys.beginAnother(await signedIn(request, deps)));
  });
  router.post('/api/staff/passkeys/verify', signInLimit(), ...body, async (request, response) => {
    const { account } = await signedIn(request, deps);
    const { ceremonyId, response: given } = parsedBody(staffBodies.register, request.body);
    enter(response, deps, await passkeys.finishRegistration(ceremonyId, asRegistration(given), account));
  });
}

function signingIn(router: Router, deps: StaffRouteDeps): void {
  const { passkeys, oidc, sessions } = deps.staff.services;
  router.post('/api/staff/sign-in/options', signInLimit(), ...body, async (_request, response) => {
    response.json(await passkeys.beginSignIn());
  });
  router.post('/api/staff/sign-in/verify', signInLimit(), ...body, async (request, response) => {
    const { ceremonyId, response: given } = parsedBody(staffBodies.signIn, request.body);
    enter(response, deps, await passkeys.finishSignIn(ceremonyId, asAssertion(given)));
  });
  router.post('/api/staff/oidc/start', signInLimit(), ...body, async (request, response) => {
    const { key } = parsedBody(staffBodies.oidcStart, request.body);
    if (oidc === null) throw noProvider();
    const { url, binding } = await oidc.begin(key);
    setFlowCookie(response, binding, deps.production);
    response.json({ url });
  });
  router.get('/api/staff/oidc/callback', signInLimit(), async (request, response) => {
    if (oidc === null) throw noProvider();
    const binding = takeFlowCookie(request, response, deps.production);
    try {
      const { token } = await oidc.finish(new URL(request.originalUrl, deps.publicUrl), binding);
      setSessionCookie(response, token, deps.production);
      response.redirect(303, '/desk');
    } catch (error) {
      if (!(error instanceof ServiceError) || request.accepts(['json', 'html']) !== 'html') throw error;
      // A person comes back here in a browser: the desk says it in words, in their language.
      response.redirect(303, `/desk#sent-back=${error.code}`);
    }
  });
  router.post('/api/staff/step-up/options', signInLimit(), ...body, async (request, response) => {
    response.json(await passkeys.beginStepUp(await signedIn(request, deps)));
  });
  router.post('/api/staff/step-up/verify', signInLimit(), ...body, async (request, response) => {
    const entered = await signedIn(request, deps);
    const { ceremonyId, response: given } = parsedBody(staffBodies.signIn, request.body);
    const { assertedAt } = await passkeys.finishStepUp(ceremonyId, asAssertion(given), entered);
    response.json({ assertedAt });
  });
  router.post('/api/staff/sign-out', ...body, async (request, response) => {
    const { session } = await signedIn(request, deps);
    await sessions.end(session);
    clearSessionCookie(response, deps.production);
    response.json({ signedOut: true });
  });
}

/** Which ways in there are, for the sign-in screen; in the demonstration also who can be tried. */
function waysIn(router: Router, deps: StaffRouteDeps): void {
  const { services } = deps.staff;
  const demo = deps.production ? undefined : deps.staff.demo;
  router.get('/api/staff/ways', async (_request, response) => {
    response.json({ oidc: services.oidc !== null, demo: demo === undefined ? [] : await demo.list() });
  });
  if (demo === undefined) return;
  router.post('/api/staff/demo/enter', signInLimit(), ...body, async (request, response) => {
    enter(response, deps, await demo.enter(parsedBody(staffBodies.demoEntry, request.body).key));
  });
}

function self(router: Router, deps: StaffRouteDeps): void {
  const { desk, services } = deps.staff;
  router.get('/api/staff/me', async (request, response) => {
    response.json(await view(await signedIn(request, deps), deps));
  });
  router.post('/api/staff/me/organization', ...body, async (request, response) => {
    const entered = await signedIn(request, deps);
    const { organizationId } = parsedBody(staffBodies.organization, request.body);
    const session = await services.sessions.workFor(entered, organizationId);
    response.json(await view({ ...entered, session }, deps));
  });

  async function view({ account, session }: SignedIn, { staff }: StaffRouteDeps): Promise<object> {
    const ids = [...new Set(account.roles.map((grant) => grant.organizationId))];
    const organizations = await Promise.all(
      ids.map(async (id) => {
        const { kind, name } = await staff.desk.organization(id);
        const roles = account.roles.filter((grant) => grant.organizationId === id).map((grant) => grant.role);
        return { id, kind, name, roles };
      }),
    );
    const { kind } = await desk.organization(session.organizationId);
    const place = { organizationId: session.organizationId, kind };
    return {
      id: account.id,
      displayName: account.displayName,
      personId: account.personId,
      hasPasskey: await services.passkeys.hasOne(account.id),
      organizationId: session.organizationId,
      organizations,
      actions: staffActions.filter((action) => mayDoAt(account, action, place)),
      endsAt: new Date(Date.parse(session.createdAt) + ABSOLUTE_MS).toISOString(),
    };
  }
}

function administering(router: Router, deps: StaffRouteDeps): void {
  const { services, desk } = deps.staff;
  /** Who asks, with a passkey used in the last minutes. */
  const by = async (request: Request) => {
    const entered = await signedIn(request, deps);
    services.sessions.requireStepUp(entered.session);
    return entered.account;
  };
  const paramOf = (request: Request, name: string): string => {
    const value = request.params[name];
    if (typeof value === 'string' && /^[A-Za-z0-9-]{1,64}$/.test(value)) return value;
    throw noSuch('account');
  };

  /** The operator's administrators see, with its name, what waits for another organisation too: one of them approves it. */
  const linksSeenBy = async (account: StaffAccount, organizationId: string): Promise<readonly object[]> => {
    const own = await services.accounts.links(organizationId);
    const approves = organizationId === INSTANCE && mayDoAt(account, 'account.approve', operatorPlace);
    const links = approves ? [...own, ...(await services.accounts.linksElsewhere())] : own;
    return Promise.all(
      links.map(async (link) => ({ ...link, organization: (await desk.organization(link.organizationId)).legalName })),
    );
  };

  router.get('/api/staff/accounts', async (request, response) => {
    const { account, session } = await signedIn(request, deps);
    const { organizationId } = session;
    const place = { organizationId, kind: (await desk.organization(organizationId)).kind };
    if (!mayDoAt(account, 'accounts.read', place)) throw notAllowed('accounts.read');
    response.json({
      accounts: await services.accounts.list(organizationId),
      links: await linksSeenBy(account, organizationId),
    });
  });
  router.post('/api/staff/invitations', signInLimit(), ...body, async (request, response) => {
    const { account, session } = await signedIn(request, deps);
    const invitation = parsedBody(staffBodies.invitation, request.body);
    const organizationId = invitation.organizationId ?? session.organizationId;
    const { kind } = await desk.organization(organizationId);
    if (!mayDoAt(account, 'account.invite', { organizationId, kind })) throw notAllowed('account.invite');
    services.sessions.requireStepUp(session);
    if (!invitation.roles.every((role) => organizationId === INSTANCE || roleCounts(role, kind))) throw notHere();
    // The operator may name any person on file; others one of the organisation they invite for.
    const reach = mayDoAt(account, 'account.invite', operatorPlace) ? INSTANCE : organizationId;
    if (invitation.personId !== undefined) await desk.coverPerson(reach, invitation.personId);
    const made = await services.links.invite(account, { ...invitation, organizationId });
    response.status(201).json(handedOver(made));
  });
  router.post('/api/staff/accounts/:accountId/recovery', signInLimit(), ...body, async (request, response) => {
    const made = await services.links.recover(await by(request), paramOf(request, 'accountId'));
    response.status(201).json(handedOver(made));
  });
  router.post('/api/staff/accounts/:accountId/disable', signInLimit(), ...body, async (request, response) => {
    response.json(await services.accounts.disable(await by(request), paramOf(request, 'accountId')));
  });
  router.post('/api/staff/links/:linkId/approve', signInLimit(), ...body, async (request, response) => {
    response.json(handedOver(await services.links.approve(await by(request), paramOf(request, 'linkId'))));
  });
  router.post('/api/staff/links/:linkId/withdraw', signInLimit(), ...body, async (request, response) => {
    const { id, state } = await services.links.withdraw(await by(request), paramOf(request, 'linkId'));
    response.json({ linkId: id, state });
  });
}

const operatorPlace = { organizationId: INSTANCE, kind: 'instance' } as const;

/** The half is shown here once and never again. */
const handedOver = ({ link, half }: { link: { id: string; state: string; endsAt: string }; half: string }): object => ({
  linkId: link.id,
  state: link.state,
  endsAt: link.endsAt,
  half,
});

const noProvider = (): ServiceError =>
  new ServiceError('no-provider', {
    status: 404,
    title: 'No sign-in service of an organisation is set up here.',
    whatToDo: 'Sign in with a passkey.',
  });

const notHere = (): ServiceError =>
  new ServiceError('role-refused', {
    status: 409,
    title: 'This role belongs to awarding bodies.',
    whatToDo: 'Choose another role or organisation.',
  });
