import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type supertest from 'supertest';
import { composeService, type Service } from '../../src/app.js';
import { deskRoutes } from '../../src/desk/index.js';
import { INSTANCE, needsStepUp, type StaffRole } from '../../src/staff/index.js';
import { createAuthenticator } from '../support/authenticator.js';
import { approve, openOffice, openTestService, type Office } from '../support/service.js';
import {
  joinWith,
  openStaffWorld,
  ORIGIN,
  type Joined,
  type StaffWorld,
  type Visitor,
} from '../support/staff-world.js';

const START = Date.parse('2026-03-02T08:00:00Z');
let world: StaffWorld;
let office: Office;
let first: Joined;
let second: Joined;
let waiting = '';
let mistaken = '';
const minutes = (count: number): void => world.clock.set(new Date(START + count * 60_000).toISOString());
const codeOf = (answer: supertest.Response): string => (answer.body as { code?: string }).code ?? '';

beforeAll(async () => {
  world = await openStaffWorld();
  office = await openOffice(world.service);
  [waiting = ''] = await approve(world, office, { day: '2026-02-02' });
  [mistaken = ''] = await approve(world, office, { day: '2026-02-09', seed: 9_000 });
  minutes(0);
  const { links } = world.service.staff.services;
  first = await joinWith(world, { first: (await links.setUp()).half });
  const account = await accountOf(first.accountId);
  const invitation = { displayName: 'Second', organizationId: INSTANCE, roles: ['instance-administrator' as const] };
  second = await joinWith(world, { first: (await links.invite(account, invitation)).half });
}, 60_000);
afterAll(() => world.close());

async function accountOf(id: string) {
  const account = await world.service.instance.storage.store.read.staffAccounts.get(id);
  if (!account) throw new Error('no account');
  return account;
}

async function stepUp(as: Joined, by: Joined = as): Promise<supertest.Response> {
  const begun = await world.post('/api/staff/step-up/options', {}, as).expect(200);
  const { ceremonyId, options } = begun.body as { ceremonyId: string; options: never };
  return world.post('/api/staff/step-up/verify', { ceremonyId, response: by.authenticator.signIn(options) }, as);
}

describe('what a screen left open cannot do', () => {
  const invitation = { displayName: 'Third', roles: ['instance-administrator'] };

  it('inviting, recovering and adding a passkey need a passkey used in the last five minutes', async () => {
    minutes(5);
    await world.post('/api/staff/invitations', invitation, first).expect(201);
    minutes(6);
    for (const path of ['/api/staff/invitations', `/api/staff/accounts/${second.accountId}/recovery`]) {
      const refused = await world.post(path, path.endsWith('invitations') ? invitation : {}, first);
      expect([path, refused.status, codeOf(refused)]).toEqual([path, 403, 'step-up']);
    }
    const another = await world.post('/api/staff/passkeys/options', {}, first);
    expect([another.status, codeOf(another)]).toEqual([403, 'step-up']);
    await world.get('/api/staff/accounts', first).expect(200);
  });

  it('somebody else’s passkey, a used one and one of another session do not count', async () => {
    expect((await stepUp(first, second)).status).toBe(401);
    const begun = await world.post('/api/staff/step-up/options', {}, first).expect(200);
    const { ceremonyId, options } = begun.body as { ceremonyId: string; options: never };
    const body = { ceremonyId, response: first.authenticator.signIn(options) };
    expect((await world.post('/api/staff/step-up/verify', body, second)).status).toBe(401);
    expect((await world.post('/api/staff/step-up/verify', body, first)).status).toBe(401);
    const stranger = { ...first, authenticator: createAuthenticator(ORIGIN) };
    expect((await stepUp(first, stranger)).status).toBe(401);
    const still = await world.post('/api/staff/invitations', invitation, first);
    expect(codeOf(still)).toBe('step-up');
  });

  it('using the passkey again opens it for five minutes, in this session only', async () => {
    const done = await stepUp(first);
    expect(done.body).toEqual({ assertedAt: new Date(START + 360_000).toISOString() });
    await world.post('/api/staff/invitations', invitation, first).expect(201);
    const other = await world.post('/api/staff/invitations', invitation, second);
    expect(codeOf(other)).toBe('step-up');
  });

  it('releasing and revoking neither, and an OpenID session never without a passkey', async () => {
    const releaser = await world.enter([{ organizationId: office.body.id, role: 'release-officer' }]);
    const body = { certificateIds: [waiting] };
    const { sessions } = world.service.staff.services;
    const { store } = world.service.instance.storage;
    const account = await accountOf(releaser.accountId);
    const { token } = await store.transaction((tx) => sessions.open(tx, account, 'oidc'));
    const oidc: Visitor = { accountId: account.id, cookie: `staff=${token}` };
    for (const path of ['/certificates/release', `/certificates/${waiting}/revoke`]) {
      const input = path.endsWith('revoke') ? { reasonClass: 'issued-in-error' } : body;
      const refused = await world.post(`/api/assessment${path}`, input, oidc);
      expect([path, refused.status, codeOf(refused)]).toEqual([path, 403, 'step-up']);
    }
    const none = '00000000-0000-4000-8000-000000000000';
    const many = { event: 'revoke', siteId: office.site.id, reasonClass: 'assessment-fraud', token: '0'.repeat(64) };
    for (const [path, input] of [
      ['/status-batches', { ...many, count: 1 }],
      [`/passports/${none}/report-lost`, {}],
      [`/passports/${none}/close`, { reasonClass: 'issued-in-error' }],
      [`/experience/${none}/withdraw`, { reasonClass: 'issued-in-error', reason: 'Not their work.' }],
    ] as const) {
      const refused = await world.post(`/api/assessment${path}`, input, oidc);
      expect([path, refused.status, codeOf(refused)]).toEqual([path, 403, 'step-up']);
    }
    // Looking at what would be touched changes nothing.
    const preview = `/api/assessment/status-batches/preview/revoke?siteId=${office.site.id}`;
    await world.get(preview, oidc).expect(200);
    await world.get('/api/assessment/status-batches', oidc).expect(200);
    expect((await world.service.instance.store.read.certificates.get(waiting))?.state).toBe('approved');
    const released = await world.post('/api/assessment/certificates/release', body, releaser).expect(200);
    expect(released.body).toMatchObject([{ ok: true }]);
  });
});

/** The same person without a passkey in this session. */
async function oidc({ accountId }: Visitor): Promise<Visitor> {
  const account = await accountOf(accountId);
  const { token } = await world.service.instance.storage.store.transaction((tx) =>
    world.service.staff.services.sessions.open(tx, account, 'oidc'),
  );
  return { accountId, cookie: `staff=${token}` };
}

it('whatever two people must agree to asks each of them for the passkey', () => {
  const actions = deskRoutes.filter(({ kind }) => kind === 'two-person').map(({ action }) => action);
  expect(actions.length).toBeGreaterThan(15);
  expect(actions.filter((action) => !needsStepUp(action))).toEqual([]);
});

describe('voiding', () => {
  it('a record and a session asks for the passkey, to propose and to confirm', async () => {
    const role = { organizationId: office.body.id, role: 'approving-officer' } as const;
    const [one, two] = [await world.enter([role]), await world.enter([role])];
    const { read } = world.service.instance.storage.store;
    const record = async () => {
      const [recordId = ''] = (await read.certificates.get(mistaken))?.recordIds ?? [];
      return read.records.get(recordId);
    };
    const held = await record();
    const reason = { reason: 'Another person sat the test.' };
    for (const path of [`/sessions/${held?.sessionId}/void`, `/records/${held?.id}/void`]) {
      const refused = await world.post(`/api/assessment${path}`, reason, await oidc(one));
      expect([path, refused.status, codeOf(refused)]).toEqual([path, 403, 'step-up']);
      const proposed = await world.post(`/api/assessment${path}`, reason, one).expect(202);
      const confirm = `/api/assessment/proposals/${(proposed.body as { id: string }).id}/confirm`;
      const alone = await world.post(confirm, {}, await oidc(two));
      expect([path, alone.status, codeOf(alone)]).toEqual([path, 403, 'step-up']);
      expect((await record())?.state).toBe(held?.state);
      if (path.startsWith('/records')) await world.post(confirm, {}, two).expect(200);
    }
    expect((await record())?.state).toBe('voided');
  });
});

describe('granting an accreditation', () => {
  it('asks for the passkey, to propose and to confirm, and so does renewing one', async () => {
    const role = { organizationId: office.body.id, role: 'registrar' } as const;
    const [one, two] = [await world.enter([role]), await world.enter([role])];
    const { store } = world.service.instance.storage;
    const [site] = await store.read.accreditations.find({ subjectId: office.site.id });
    const grant = {
      ...{ subjectType: 'site', subjectId: office.site.id, role: 'assessment-centre', number: 'AC-2' },
      ...{ qualifications: [office.qualification], validFrom: '2026-03-02', validUntil: '2027-03-01' },
      basis: ['Visit of 1 March 2026.'],
    };
    for (const path of ['/accreditations', `/accreditations/${site?.id}/renew`]) {
      const refused = await world.post(`/api/assessment${path}`, grant, await oidc(one));
      expect([path, refused.status, codeOf(refused)]).toEqual([path, 403, 'step-up']);
    }
    const proposed = await world.post('/api/assessment/accreditations', grant, one).expect(202);
    const confirm = `/api/assessment/proposals/${(proposed.body as { id: string }).id}/confirm`;
    const refused = await world.post(confirm, {}, await oidc(two));
    expect([refused.status, codeOf(refused)]).toEqual([403, 'step-up']);
    expect(await store.read.accreditations.count({ subjectId: office.site.id })).toBe(1);
    await world.post(confirm, {}, two).expect(200);
    expect(await store.read.accreditations.count({ subjectId: office.site.id })).toBe(2);
  });
});

describe('roles of a colleague', () => {
  const change = (accountId: string, roles: readonly StaffRole[], as: Visitor) =>
    world.post(`/api/assessment/accounts/${accountId}/roles`, { roles }, as);
  const confirm = (proposal: supertest.Response, as: Visitor) =>
    world.post(`/api/assessment/proposals/${(proposal.body as { id: string }).id}/confirm`, {}, as);
  const administrator = () => world.enter([{ organizationId: office.body.id, role: 'administrator' }]);

  it('change when two administrators agree, and end the sessions with the old roles', async () => {
    const colleague = await world.enter([{ organizationId: office.body.id, role: 'moderator' }]);
    const [one, two] = [await administrator(), await administrator()];
    const proposed = await change(colleague.accountId, ['registrar', 'moderator'], one).expect(202);
    expect((await accountOf(colleague.accountId)).roles).toHaveLength(1);
    const alone = await confirm(proposed, one);
    expect([alone.status, codeOf(alone)]).toEqual([409, 'R27']);
    await confirm(proposed, two).expect(200);
    const after = await accountOf(colleague.accountId);
    expect(after.roles.map((grant) => grant.role)).toEqual(['registrar', 'moderator']);
    expect((await world.get('/api/staff/me', colleague)).status).toBe(401);
    const rows = await world.service.instance.store.read.auditRows(1, 10_000);
    expect(rows.filter((row) => row.action === 'staff.change-roles')).toMatchObject([
      { actorId: one.accountId, subjectId: colleague.accountId, facts: { second: two.accountId } },
    ]);
  });

  it('never one’s own, never clashing ones, never for somebody of another organisation', async () => {
    const [one, two] = [await administrator(), await administrator()];
    const own = await confirm(await change(two.accountId, ['auditor'], one), two);
    expect([own.status, codeOf(own)]).toEqual([409, 'R27']);
    const assessor = await world.enter([{ organizationId: office.body.id, role: 'assessor' }]);
    const clash = await change(assessor.accountId, ['assessor', 'release-officer'], one);
    expect([clash.status, codeOf(clash)]).toEqual([409, 'role-refused']);
    const operator = await change(assessor.accountId, ['instance-administrator'], one);
    expect([operator.status, codeOf(operator)]).toEqual([409, 'role-refused']);
    const foreign = await change(first.accountId, ['auditor'], one);
    expect([foreign.status, codeOf(foreign)]).toEqual([404, 'not-found']);
    const nobody = await change(assessor.accountId, ['auditor'], assessor);
    expect([nobody.status, codeOf(nobody)]).toEqual([403, 'D13']);
  });
});

describe('a sign-in between several processes on one PostgreSQL', () => {
  it('begins in one, ends in another, and only once', async () => {
    const test = await openTestService('postgresql');
    const settings = { ...test.settings };
    const other: Service = await composeService(settings, { clock: test.clock, throwawayKeys: true });
    try {
      const [here, there] = [test.service.staff.services, other.staff.services];
      const device = createAuthenticator(ORIGIN);
      const joining = await here.passkeys.beginWithLink({ first: (await here.links.setUp()).half }, 'First');
      await there.passkeys.finishRegistration(joining.ceremonyId, device.register(joining.options) as never, null);
      const begun = await there.passkeys.beginSignIn();
      const response = device.signIn(begun.options) as never;
      const both = await Promise.allSettled([
        here.passkeys.finishSignIn(begun.ceremonyId, response),
        there.passkeys.finishSignIn(begun.ceremonyId, response),
      ]);
      expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
      expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'sign-in-failed' } });
      // Nothing of it can be read in the table, and what has ended goes with the next beginning.
      const { staffCeremonies } = test.service.instance.storage.store.read;
      const kept = await staffCeremonies.find({});
      expect(kept).toHaveLength(2);
      expect(JSON.stringify(kept)).not.toContain(begun.options.challenge);
      test.clock.set(new Date(test.clock.now().getTime() + 301_000).toISOString());
      const late = await here.passkeys.beginSignIn();
      expect(await staffCeremonies.count({})).toBe(1);
      test.clock.set(new Date(test.clock.now().getTime() + 300_000).toISOString());
      const tooLate = there.passkeys.finishSignIn(late.ceremonyId, device.signIn(late.options) as never);
      await expect(tooLate).rejects.toMatchObject({ code: 'sign-in-failed' });
    } finally {
      await other.close();
      await test.close();
    }
  }, 60_000);
});
