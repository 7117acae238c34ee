import type { Server } from 'node:http';
import supertest from 'supertest';
import type { Service } from '../../src/app.js';
import { createHttpDeps } from '../../src/composition/publishing.js';
import type { SettingName } from '../../src/config/index.js';
import { createHttpApp } from '../../src/http/index.js';
import { fixedClock } from '../../src/shared/index.js';
import type { RoleGrant, StaffAccount } from '../../src/staff/index.js';
import { createAuthenticator, type Authenticator } from './authenticator.js';
import { composeTestService, type ComposedService } from './composed-service.js';
import type { TestService } from './service.js';

export const ORIGIN = 'http://localhost:3999';

/** The whole service with its HTTP side and a clock that stands where a test puts it. */
export interface StaffWorld extends TestService {
  readonly server: Server;
  /** Lines of the request log. */
  readonly logged: string[];
  post(path: string, body?: unknown, as?: Visitor): supertest.Test;
  get(path: string, as?: Visitor): supertest.Test;
  /** An account with a session, made in the store: for tests that are not about signing in. */
  enter(grants: readonly RoleGrant[], options?: EnterOptions): Promise<Visitor>;
}

export interface EnterOptions {
  readonly personId?: string;
  readonly organizationId?: string;
}

/** Somebody's browser: its session cookie. */
export interface Visitor {
  readonly accountId: string;
  readonly cookie: string;
}

export interface WorldOptions {
  /** Addresses in front of the same service, asked in turn: for walks with more requests than one address may send. */
  readonly doors?: number;
  /** What the service is told to be called; default: `ORIGIN`. */
  readonly origin?: string;
}

export async function openStaffWorld(
  environment: Partial<Record<SettingName, string>> = {},
  at = '2026-01-05T08:00:00Z',
  options: WorldOptions = {},
): Promise<StaffWorld> {
  const clock = fixedClock(at);
  const composed = await composeTestService({ clock, environment: { PUBLIC_URL: ORIGIN, ...environment } });
  return staffWorldOf({ ...composed, clock, failAt: () => undefined }, options);
}

/** The HTTP side of a service that is composed already; it is closed with it. */
export function staffWorldOf(
  composed: TestService & Pick<ComposedService, 'dataDir'>,
  options: WorldOptions,
): StaffWorld {
  const { doors = 1, origin = ORIGIN } = options;
  const { service, settings, dataDir } = composed;
  const logged: string[] = [];
  const log = {
    info: (facts: object, message: string) => void logged.push(`${message} ${JSON.stringify(facts)}`),
    error: (facts: object, message: string) => void logged.push(`${message} ${JSON.stringify(facts)}`),
  };
  const servers = Array.from({ length: doors }, () =>
    createHttpApp(createHttpDeps({ service, settings, log, webDir: dataDir })).listen(0, '127.0.0.1'),
  );
  const [server] = servers;
  if (server === undefined) throw new Error('a world needs a door');
  let asked = 0;
  const next = (): Server => servers[asked++ % servers.length] ?? server;
  return {
    ...composed,
    server,
    logged,
    post: (path, body = {}, as) => {
      const request = supertest(next()).post(path).set('Origin', origin);
      return (as ? request.set('Cookie', as.cookie) : request).send(body as object);
    },
    get: (path, as) => {
      const request = supertest(next()).get(path);
      return as ? request.set('Cookie', as.cookie) : request;
    },
    enter: (grants, options = {}) => enter(service, grants, options),
    close: async () => {
      for (const each of servers) await new Promise((done) => each.close(done));
      await composed.close();
    },
  };
}

async function enter(service: Service, roles: readonly RoleGrant[], options: EnterOptions): Promise<Visitor> {
  const { storage, ids, clock } = service.instance;
  const { sessions } = service.staff.services;
  const account: StaffAccount = {
    id: ids.uuid(),
    version: 1,
    displayName: 'Test officer',
    roles,
    personId: options.personId ?? null,
    state: 'active',
    createdAt: clock.now().toISOString(),
  };
  const token = await storage.store.transaction(async (tx) => {
    await tx.staffAccounts.insert(account);
    return (await sessions.open(tx, account, 'passkey')).token;
  });
  const visitor = { accountId: account.id, cookie: `staff=${token}` };
  if (options.organizationId !== undefined)
    await sessions.workFor(await sessions.recognise(token), options.organizationId);
  return visitor;
}

/** The session cookie that an answer set. */
export function cookieOf(response: supertest.Response): string {
  const header: unknown = response.headers['set-cookie'];
  const cookies = Array.isArray(header) ? header.map(String) : [];
  const found = cookies.find((cookie) => cookie.startsWith('staff='));
  return found?.split(';')[0] ?? '';
}

export interface Joined extends Visitor {
  readonly authenticator: Authenticator;
}

/** Joins with a link as a browser would: options, passkey, verify. */
export async function joinWith(
  world: StaffWorld,
  key: { readonly first: string; readonly second?: string },
): Promise<Joined> {
  const begun = await world.post('/api/staff/join/options', { key, displayName: 'Somebody' }).expect(200);
  const authenticator = createAuthenticator(ORIGIN);
  const { ceremonyId, options } = begun.body as { ceremonyId: string; options: never };
  const done = await world
    .post('/api/staff/join/verify', { ceremonyId, response: authenticator.register(options) })
    .expect(200);
  const { accountId } = done.body as { accountId: string };
  return { accountId, cookie: cookieOf(done), authenticator };
}

/** Signs in with a passkey; the answer as it came. */
export async function passkeySignIn(
  world: StaffWorld,
  authenticator: Authenticator,
  mischief: Parameters<Authenticator['signIn']>[1] = {},
): Promise<supertest.Response> {
  const begun = await world.post('/api/staff/sign-in/options').expect(200);
  const { ceremonyId, options } = begun.body as { ceremonyId: string; options: never };
  return world.post('/api/staff/sign-in/verify', { ceremonyId, response: authenticator.signIn(options, mischief) });
}
