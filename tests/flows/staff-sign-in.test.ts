import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import supertest from 'supertest';
import { INSTANCE } from '../../src/staff/index.js';
import { createAuthenticator } from '../support/authenticator.js';
import {
  cookieOf,
  openStaffWorld,
  ORIGIN,
  passkeySignIn,
  type Joined,
  type StaffWorld,
} from '../support/staff-world.js';

let world: StaffWorld;
let first: Joined;
const minutes = (count: number) => count * 60_000;
const at = (offsetMs: number) => world.clock.set(new Date(Date.parse('2026-01-05T08:00:00Z') + offsetMs).toISOString());

beforeAll(async () => {
  world = await openStaffWorld();
}, 60_000);
afterAll(() => world.close());

describe('the set-up link', () => {
  it('lets one administrator in when two use it at the same moment, and nobody afterwards', async () => {
    const { links } = world.service.staff.services;
    const replaced = await links.setUp();
    const { half, link } = await links.setUp();
    expect(link).toMatchObject({ state: 'open', endsAt: '2026-01-06T08:00:00.000Z' });
    expect(JSON.stringify(link)).not.toContain(half);
    await world.post('/api/staff/join/options', { key: { first: replaced.half } }).expect(410);

    const devices = [createAuthenticator(ORIGIN), createAuthenticator(ORIGIN)];
    const begun = await Promise.all(devices.map(() => world.post('/api/staff/join/options', { key: { first: half } })));
    const answers = await Promise.all(
      devices.map((device, index) => {
        const { ceremonyId, options } = begun[index]?.body as { ceremonyId: string; options: never };
        return world.post('/api/staff/join/verify', { ceremonyId, response: device.register(options) });
      }),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 410]);
    const lost = answers.find((answer) => answer.status === 410);
    expect(lost?.body).toMatchObject({ code: 'D11' });
    const { staffAccounts, staffPasskeys } = world.service.instance.storage.store.read;
    expect(await staffAccounts.count({})).toBe(1);
    expect(await staffPasskeys.count({})).toBe(1);

    await world.post('/api/staff/join/options', { key: { first: half } }).expect(410);
    await expect(links.setUp()).rejects.toMatchObject({ code: 'set-up-done', status: 409 });
    const index = answers.findIndex((answer) => answer.status === 200);
    const won = answers[index];
    const authenticator = devices[index];
    if (!won || !authenticator) throw new Error('nobody joined');
    first = { accountId: (won.body as { accountId: string }).accountId, cookie: cookieOf(won), authenticator };
  });

  it('ends after a day', async () => {
    const other = await openStaffWorld();
    const { half } = await other.service.staff.services.links.setUp();
    other.clock.set('2026-01-06T08:00:00.000Z');
    const answer = await other.post('/api/staff/join/options', { key: { first: half } });
    expect([answer.status, (answer.body as { code: string }).code]).toEqual([410, 'D11']);
    await other.close();
  }, 30_000);
});

describe('passkeys', () => {
  it('sign in, with a cookie that scripts and other sites cannot use', async () => {
    const answer = await passkeySignIn(world, first.authenticator);
    expect(answer.status).toBe(200);
    const cookie = String((answer.headers['set-cookie'] as unknown as string[])[0]);
    expect(cookie).toMatch(/^staff=[\w-]{43}; Max-Age=43200; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Strict$/);
    const me = await world.get('/api/staff/me', { accountId: '', cookie: cookieOf(answer) }).expect(200);
    expect(me.body).toMatchObject({ id: first.accountId, organizationId: INSTANCE });
    expect((me.body as { actions: string[] }).actions).toContain('account.invite');
    expect(me.headers['cache-control']).toBe('no-store');
    const sessions = await world.service.instance.storage.store.read.staffSessions.find({});
    expect(JSON.stringify(sessions)).not.toContain(cookieOf(answer).slice('staff='.length));
  });

  it.each([
    ['another site', { origin: 'https://look-alike.example' }],
    ['another challenge', { challenge: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' }],
    ['another relying party', { rpId: 'look-alike.example' }],
    ['no user verification', { userVerified: false }],
    ['a damaged signature', { damagedSignature: true }],
  ])('refuse %s with the same words as everything else', async (_name, mischief) => {
    const answer = await passkeySignIn(world, first.authenticator, mischief);
    expect([answer.status, (answer.body as { code: string }).code]).toEqual([401, 'sign-in-failed']);
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  it('refuse a copied authenticator, an unknown one and an assertion sent again', async () => {
    expect((await passkeySignIn(world, first.authenticator)).status).toBe(200);
    const copied = await passkeySignIn(world, first.authenticator, { stuckCounter: true });
    const stranger = createAuthenticator(ORIGIN);
    const unknown = await passkeySignIn(world, stranger);
    const begun = await world.post('/api/staff/sign-in/options').expect(200);
    const { ceremonyId, options } = begun.body as { ceremonyId: string; options: never };
    const response = first.authenticator.signIn(options);
    await world.post('/api/staff/sign-in/verify', { ceremonyId, response }).expect(200);
    const again = await world.post('/api/staff/sign-in/verify', { ceremonyId, response });
    for (const answer of [copied, unknown, again])
      expect(answer.body).toMatchObject({ status: 401, code: 'sign-in-failed', title: 'This sign-in did not work.' });
  });

  it('an additional one belongs to who asked for it', async () => {
    const begun = await world.post('/api/staff/passkeys/options', {}, first).expect(200);
    const { ceremonyId, options } = begun.body as { ceremonyId: string; options: never };
    const device = createAuthenticator(ORIGIN);
    const thief = await world.enter([{ organizationId: INSTANCE, role: 'auditor' }]);
    const response = device.register(options);
    const stolen = await world.post('/api/staff/passkeys/verify', { ceremonyId, response }, thief);
    expect(stolen.body).toMatchObject({ status: 401, code: 'sign-in-failed' });
    const anew = (await world.post('/api/staff/passkeys/options', {}, first).expect(200)).body as {
      ceremonyId: string;
      options: never;
    };
    await world
      .post(
        '/api/staff/passkeys/verify',
        { ceremonyId: anew.ceremonyId, response: device.register(anew.options) },
        first,
      )
      .expect(200);
    expect((await passkeySignIn(world, device)).body).toEqual({ accountId: first.accountId });
  });
});

describe('sessions', () => {
  it('end after a quarter of an hour without a request', async () => {
    const visitor = await world.enter([{ organizationId: INSTANCE, role: 'auditor' }]);
    at(minutes(14));
    await world.get('/api/staff/me', visitor).expect(200);
    at(minutes(28));
    await world.get('/api/staff/me', visitor).expect(200);
    at(minutes(43));
    const over = await world.get('/api/staff/me', visitor);
    expect(over.body).toMatchObject({ status: 401, code: 'D10', title: 'Sign in again.' });
    at(0);
  });

  it('end after twelve hours whatever happens', async () => {
    const visitor = await world.enter([{ organizationId: INSTANCE, role: 'auditor' }]);
    for (let passed = 0; passed < 12 * 60; passed += 10) {
      at(minutes(passed));
      await world.get('/api/staff/me', visitor).expect(200);
    }
    at(minutes(12 * 60));
    await world.get('/api/staff/me', visitor).expect(401);
    at(0);
  });

  it('end with the account, with signing out, and count for nothing when planted twice', async () => {
    const visitor = await world.enter([{ organizationId: INSTANCE, role: 'auditor' }]);
    const planted = { ...visitor, cookie: `staff=${'A'.repeat(43)}; ${visitor.cookie}` };
    await world.get('/api/staff/me', planted).expect(401);
    const admin = await world.enter([{ organizationId: INSTANCE, role: 'instance-administrator' }]);
    await world.post(`/api/staff/accounts/${visitor.accountId}/disable`, {}, admin).expect(200);
    await world.get('/api/staff/me', visitor).expect(401);
    await world.post('/api/staff/sign-out', {}, admin).expect(200);
    await world.get('/api/staff/me', admin).expect(401);
  });
});

describe('forged requests', () => {
  const forged: readonly [string, Record<string, string>][] = [
    ['no origin', {}],
    ['a foreign origin', { Origin: 'https://evil.example' }],
    ['the null origin', { Origin: 'null' }],
    ['the right host with another port', { Origin: 'http://localhost:3998' }],
    ['a foreign site that forges Origin', { Origin: ORIGIN, 'Sec-Fetch-Site': 'cross-site' }],
  ];
  it.each(forged)('with %s change nothing', async (_name, headers) => {
    const visitor = await world.enter([{ organizationId: INSTANCE, role: 'auditor' }]);
    const answer = await supertest(world.server)
      .post('/api/staff/sign-out')
      .set('Cookie', visitor.cookie)
      .set(headers)
      .send({});
    expect(answer.body).toMatchObject({ status: 403, code: 'foreign-origin' });
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    await world.get('/api/staff/me', visitor).expect(200);
  });
});
