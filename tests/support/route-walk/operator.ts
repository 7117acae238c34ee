import { createAuthenticator, type Authenticator } from '../authenticator.js';
import type { FrameworkElsewhere } from '../framework-elsewhere.js';
import { ORIGIN } from '../staff-world.js';
import type { RouteWalk } from './walk.js';

const [first, second] = ['first@operator', 'second@operator'] as const;

/** Whom the operator recognises, and who stands above the awarding bodies. */
export async function walkRecognition({ call, agree, world }: RouteWalk, scene: FrameworkElsewhere): Promise<void> {
  const { roots } = await scene.elsewhere.trust.roots();
  const proposal = { url: `${scene.world.framework.url}/trust-list`, roots };
  const { id: importId } = await call(first, '/trust-imports', proposal);
  await call(second, '/trust-imports/:importId/consent', { importId });
  await world.service.trust.current({ fresh: true });
  scene.later();
  const { json } = await scene.accredited({ number: 'RFA-1', from: '2026-12-31' });
  await agree(first, second, '/authorities/imports', { json });

  const named = { slug: 'framework', legalName: 'Framework authority', shortName: 'FA', country: 'PH' };
  const { id: authorityId } = await world.service.authoritySetUp.addAuthority({ ...named, actorId: 'operator' });
  const dates = { validFrom: '2026-01-01', validUntil: '2030-12-31' };
  const bodyId = scene.office.body.id;
  const grant = { authorityId, bodyId, number: 'FA-1', basis: ['act 7'], ...dates };
  await agree(first, second, '/authorities/accreditations', grant);
  const [granted] = await world.service.instance.store.read.accreditations.find({ number: 'FA-1' });
  const change = { accreditationId: granted?.id ?? '', reasonClass: 'accreditation-void' };
  for (const act of ['suspend', 'reinstate', 'revoke'])
    await agree(first, second, `/authorities/accreditations/:accreditationId/${act}`, change);
  await call(first, '/trust-imports/:importId/withdraw', { importId });
}

type Key = { readonly first: string; readonly second: string };
interface Link {
  readonly linkId: string;
  readonly half: string;
}
interface Begun {
  readonly ceremonyId: string;
  readonly options: never;
}

/** Accounts, passkeys and sign-in, up to what an administrator takes away. */
export async function walkAccounts(walk: RouteWalk): Promise<void> {
  const { call, agree, office, world } = walk;
  const { accountId, device } = await joined(walk, await invited(walk, 'auditor', office.body.id));
  await signIn(walk, accountId, device);
  const places = [office.body.id, office.site.organizationId];
  const { accountId: account } = await world.enter(
    places.map((organizationId) => ({ organizationId, role: 'auditor' })),
  );
  await call({ account }, '/api/staff/me/organization', { organizationId: places[1] });
  const { linkId } = await call<Link>(first, '/api/staff/invitations', {
    ...{ displayName: 'Nobody', organizationId: office.body.id, roles: ['auditor'] },
  });
  await call(first, '/api/staff/links/:linkId/withdraw', { linkId });
  const roles = ['moderator'];
  await agree('registrar@body', 'director@body', '/accounts/:accountId/roles', { accountId, roles });
  await call(first, '/api/staff/accounts/:accountId/recovery', { accountId });
  await call(first, '/api/staff/accounts/:accountId/disable', { accountId });
}

async function invited({ call }: RouteWalk, role: string, organizationId: string): Promise<Key> {
  const wish = { displayName: 'Colleague', organizationId, roles: [role] };
  const { linkId, half } = await call<Link>(first, '/api/staff/invitations', wish);
  const approved = await call<Link>(second, '/api/staff/links/:linkId/approve', { linkId });
  return { first: half, second: approved.half };
}

async function joined({ call }: RouteWalk, key: Key): Promise<{ accountId: string; device: Authenticator }> {
  const device = createAuthenticator(ORIGIN);
  const { ceremonyId, options } = await call<Begun>(null, '/api/staff/join/options', { key, displayName: 'Colleague' });
  const response = device.register(options);
  const { accountId } = await call<{ accountId: string }>(null, '/api/staff/join/verify', { ceremonyId, response });
  return { accountId, device };
}

async function signIn({ call }: RouteWalk, accountId: string, device: Authenticator): Promise<void> {
  const begun = await call<Begun>(null, '/api/staff/sign-in/options');
  const entering = { ceremonyId: begun.ceremonyId, response: device.signIn(begun.options) };
  await call(null, '/api/staff/sign-in/verify', entering);
  const me = { account: accountId };
  const stepping = await call<Begun>(me, '/api/staff/step-up/options');
  await call(me, '/api/staff/step-up/verify', {
    ...{ ceremonyId: stepping.ceremonyId, response: device.signIn(stepping.options) },
  });
  const another = await call<Begun>(me, '/api/staff/passkeys/options');
  const response = createAuthenticator(ORIGIN).register(another.options);
  await call(me, '/api/staff/passkeys/verify', { ceremonyId: another.ceremonyId, response });
  await call(me, '/api/staff/sign-out');
}
