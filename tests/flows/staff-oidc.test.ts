import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import supertest from 'supertest';
import { oidcSettings, openOidcProvider, type TestProvider } from '../support/oidc-provider.js';
import { cookieOf, joinWith, openStaffWorld, ORIGIN, type StaffWorld, type Visitor } from '../support/staff-world.js';

let world: StaffWorld;
let provider: TestProvider;
let issuer: string;
let first: { half: string };

beforeAll(async () => {
  provider = await openOidcProvider([ORIGIN]);
  issuer = provider.issuer;
  world = await openStaffWorld(oidcSettings(issuer));
  // The provider works with the machine's time; so must whoever checks its tokens.
  first = await world.service.staff.services.links.setUp();
}, 60_000);
afterAll(async () => {
  await world.close();
  await provider.close();
});

type Agent = ReturnType<typeof supertest.agent>;

/** What a browser does at the provider: log in as `sub`, consent, come back. Returns the address of the answer. */
async function visitProvider(url: string, sub: string, browser = supertest.agent(issuer)): Promise<string> {
  let next = url.slice(issuer.length);
  for (let step = 0; step < 12; step++) {
    const page = await browser.get(next);
    if (page.status === 200) {
      const prompt = /name="prompt" value="(\w+)"/.exec(page.text)?.[1] ?? '';
      const answer = await browser.post(next).type('form').send({ prompt, login: sub, password: 'any' });
      next = String(answer.headers['location']);
    } else next = String(page.headers['location']);
    if (next.startsWith(ORIGIN)) return next.slice(ORIGIN.length);
    next = next.startsWith(issuer) ? next.slice(issuer.length) : next;
  }
  throw new Error('the provider never answered');
}

const flowCookie = (answer: supertest.Response): string => {
  const cookies = answer.headers['set-cookie'] as unknown as string[];
  return (cookies.find((cookie) => cookie.startsWith('staff-oidc=')) ?? '').split(';')[0] ?? '';
};

async function start(key?: object): Promise<{ url: string; cookie: string; raw: supertest.Response }> {
  const raw = await world.post('/api/staff/oidc/start', key === undefined ? {} : { key }).expect(200);
  return { url: (raw.body as { url: string }).url, cookie: flowCookie(raw), raw };
}

/** Signs in, with whatever becomes of the address on the way to the provider. */
async function enterWith(sub: string, change: (url: string) => string, browser?: Agent): Promise<Visitor> {
  const flow = await start();
  const answer = await comeBack(await visitProvider(change(flow.url), sub, browser), flow.cookie);
  return { accountId: '', cookie: cookieOf(answer) };
}

/** The address without the wish that the person be asked again. */
function unasked(address: string, age: string | null): string {
  const url = new URL(address);
  url.searchParams.delete('prompt');
  if (age === null) url.searchParams.delete('max_age');
  else url.searchParams.set('max_age', age);
  return url.href;
}

const firstPasskey = (visitor: Visitor) => world.post('/api/staff/passkeys/options', {}, visitor);
const codeOf = (answer: supertest.Response): string => (answer.body as { code: string }).code;

const comeBack = (path: string, cookie: string) => supertest(world.server).get(path).set('Cookie', cookie);

describe('sign-in with the organisation’s provider', () => {
  it('joins with a link, then signs in, with PKCE, state, nonce and a cookie of this browser', async () => {
    const joining = await start({ first: first.half });
    const query = new URL(joining.url).searchParams;
    expect(query.get('code_challenge_method')).toBe('S256');
    for (const name of ['state', 'nonce', 'code_challenge']) expect(query.get(name)).toMatch(/^[\w-]{43}$/);
    expect(String(joining.raw.headers['set-cookie'])).toMatch(/HttpOnly; SameSite=Lax/);
    const answer = await comeBack(await visitProvider(joining.url, 'officer-7'), joining.cookie);
    expect([answer.status, answer.headers['location']]).toEqual([303, '/desk']);
    const me = await world.get('/api/staff/me', { accountId: '', cookie: cookieOf(answer) }).expect(200);

    const later = await start();
    const entered = await comeBack(await visitProvider(later.url, 'officer-7'), later.cookie);
    const again = await world.get('/api/staff/me', { accountId: '', cookie: cookieOf(entered) }).expect(200);
    expect((again.body as { id: string }).id).toBe((me.body as { id: string }).id);
  });

  it('lets a first passkey be made only within five minutes of a sign-in that the provider vouches for', async () => {
    const first = await enterWith('officer-7', (url) => url);
    await firstPasskey(first).expect(200);
    const left = world.clock.now().getTime();
    world.clock.set(new Date(left + 5 * 60_000 + 1_000).toISOString());
    const late = await firstPasskey(first);
    expect([late.status, codeOf(late)]).toEqual([403, 'sign-in-old']);
    await world.get('/api/staff/me', first).expect(200);
    await firstPasskey(await enterWith('officer-7', (url) => url)).expect(200);
  });

  it('makes none for who took the question out of the address on the way to the provider', async () => {
    const agent = supertest.agent(issuer);
    await firstPasskey(await enterWith('officer-7', (url) => url, agent)).expect(200);
    // Nobody types a password from here on: the provider still knows this browser.
    const now = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 6 * 60_000);
    try {
      for (const age of [null, '86400']) {
        const visitor = await enterWith('officer-7', (url) => unasked(url, age), agent);
        await world.get('/api/staff/me', visitor).expect(200);
        const refused = await firstPasskey(visitor);
        expect([age, refused.status, codeOf(refused)]).toEqual([age, 403, 'sign-in-old']);
      }
    } finally {
      now.mockRestore();
    }
  });

  it('refuses who never joined, with the words of every other failure', async () => {
    const flow = await start();
    const answer = await comeBack(await visitProvider(flow.url, 'stranger'), flow.cookie);
    expect(answer.body).toMatchObject({ status: 401, code: 'sign-in-failed' });
    expect(cookieOf(answer)).toBe('');
    const other = await start();
    const path = await visitProvider(other.url, 'stranger');
    const inBrowser = await comeBack(path, other.cookie).set('Accept', 'text/html,*/*;q=0.8');
    expect([inBrowser.status, inBrowser.headers['location']]).toEqual([303, '/desk#sent-back=sign-in-failed']);
    expect(cookieOf(inBrowser)).toBe('');
  });

  it('refuses an answer in another browser, a second time, with another state or without a code', async () => {
    const mine = await start();
    const path = await visitProvider(mine.url, 'officer-7');
    const other = await start();
    const outcomes = [
      await comeBack(path, ''),
      await comeBack(path, other.cookie),
      await comeBack(path.replace(/state=[\w-]+/, `state=${'A'.repeat(43)}`), mine.cookie),
      await comeBack(path, mine.cookie),
    ];
    const bare = await start();
    outcomes.push(await comeBack('/api/staff/oidc/callback?error=access_denied', bare.cookie));
    for (const answer of outcomes)
      expect([answer.status, (answer.body as { code: string }).code]).toEqual([401, 'sign-in-failed']);
  });

  it('a link used with the provider is used up for passkeys too', async () => {
    const used = await world.post('/api/staff/join/options', { key: { first: first.half } });
    expect(used.body).toMatchObject({ status: 410, code: 'D11' });
    await expect(joinWith(world, { first: first.half })).rejects.toThrow();
  });

  it('says so when the provider does not answer', async () => {
    const gone = await openStaffWorld({
      OIDC_ISSUER: 'http://127.0.0.1:9',
      OIDC_CLIENT_ID: 'x',
      OIDC_CLIENT_SECRET: 'y',
    });
    const answer = await gone.post('/api/staff/oidc/start');
    expect(answer.body).toMatchObject({ status: 503, code: 'sign-in-unavailable' });
    await gone.close();
  }, 30_000);
});
