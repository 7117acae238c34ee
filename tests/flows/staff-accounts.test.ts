import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type supertest from 'supertest';
import { INSTANCE } from '../../src/staff/index.js';
import { createAuthenticator } from '../support/authenticator.js';
import { openOffice } from '../support/service.js';
import {
  joinWith,
  openStaffWorld,
  ORIGIN,
  passkeySignIn,
  type Joined,
  type StaffWorld,
  type Visitor,
} from '../support/staff-world.js';

let world: StaffWorld;
let first: Joined;
let second: Joined;
let bodyId: string;
let centreId: string;
let assessorId: string;

beforeAll(async () => {
  world = await openStaffWorld();
  const office = await openOffice(world.service);
  bodyId = office.body.id;
  centreId = office.site.organizationId;
  assessorId = office.assessor.personId;
  const { half } = await world.service.staff.services.links.setUp();
  first = await joinWith(world, { first: half });
}, 60_000);
afterAll(() => world.close());

interface Handed {
  readonly linkId: string;
  readonly half: string;
  readonly state: string;
}
const handed = (answer: supertest.Response): Handed => answer.body as Handed;
const invite = (body: object, by = first) => world.post('/api/staff/invitations', body, by);
const approve = (linkId: string, by: Joined) => world.post(`/api/staff/links/${linkId}/approve`, {}, by);
const opens = async (key: object): Promise<number> => (await world.post('/api/staff/join/options', { key })).status;

describe('the first administrator', () => {
  it('alone can let in a second administrator and nobody else', async () => {
    const officer = await invite({ displayName: 'Officer', organizationId: bodyId, roles: ['certification-officer'] });
    expect(handed(officer).state).toBe('proposed');
    expect(await opens({ first: handed(officer).half })).toBe(410);
    const self = await approve(handed(officer).linkId, first);
    expect(self.body).toMatchObject({ status: 409, code: 'R27' });

    const colleague = await invite({
      displayName: 'Second',
      organizationId: INSTANCE,
      roles: ['instance-administrator'],
    });
    expect([colleague.status, handed(colleague).state]).toEqual([201, 'open']);
    // Only one such link at a time: a second open one would be a puppet's way in.
    const puppet = await invite({ displayName: 'Puppet', organizationId: INSTANCE, roles: ['instance-administrator'] });
    expect(handed(puppet).state).toBe('proposed');
    second = await joinWith(world, { first: handed(colleague).half });

    const third = await invite({ displayName: 'Third', organizationId: INSTANCE, roles: ['instance-administrator'] });
    expect(handed(third).state).toBe('proposed');
  });
});

describe('an invitation', () => {
  it('opens only with the halves of both administrators, once', async () => {
    const roles = ['assessor'];
    const made = await invite({
      displayName: 'Assessor',
      organizationId: centreId,
      roles,
      personId: assessorId,
    }).expect(201);
    const { linkId, half } = handed(made);
    const approved = await approve(linkId, second).expect(200);
    const other = handed(approved).half;
    for (const key of [
      { first: half },
      { first: other },
      { first: other, second: half },
      { first: half, second: half },
    ])
      expect(await opens(key)).toBe(410);
    expect((await approve(linkId, second)).status).toBe(410);
    const joined = await joinWith(world, { first: half, second: other });
    expect(await opens({ first: half, second: other })).toBe(410);
    const me = await world.get('/api/staff/me', joined).expect(200);
    expect(me.body).toMatchObject({
      displayName: 'Assessor',
      organizationId: centreId,
      organizations: [{ id: centreId, kind: 'sites', roles: ['assessor'] }],
      actions: expect.arrayContaining(['record.assess']) as unknown,
    });
    const twin = await invite({ displayName: 'Twin', organizationId: centreId, roles, personId: assessorId });
    const twinHalf = handed(await approve(handed(twin).linkId, second)).half;
    const begun = await world.post('/api/staff/join/options', { key: { first: handed(twin).half, second: twinHalf } });
    expect(begun.status).toBe(200);
    const { ceremonyId, options } = begun.body as { ceremonyId: string; options: never };
    const response = createAuthenticator(ORIGIN).register(options);
    const doubled = await world.post('/api/staff/join/verify', { ceremonyId, response });
    expect(doubled.body).toMatchObject({ status: 409, code: 'conflict' });
  });

  it.each([
    ['roles that may not meet in one person', { roles: ['assessor', 'certification-officer'] }, 'role-refused'],
    ['an auditor who also acts', { roles: ['auditor', 'moderator'] }, 'role-refused'],
    ['the operator’s role in an organisation', { roles: ['instance-administrator'] }, 'role-refused'],
    ['a desk role for the whole service', { roles: ['release-officer'], organizationId: INSTANCE }, 'role-refused'],
    ['an organisation that is not on file', { roles: ['assessor'], organizationId: 'none' }, 'not-found'],
    ['a role that does not exist', { roles: ['emperor'] }, 'input-invalid'],
  ])('is refused for %s', async (_name, body, code) => {
    const answer = await invite({ displayName: 'Nobody', organizationId: bodyId, ...body });
    expect(answer.body).toMatchObject({ code });
  });

  it('cannot give roles of an awarding body to a centre', async () => {
    const answer = await invite({ displayName: 'Nobody', organizationId: centreId, roles: ['certification-officer'] });
    expect(answer.body).toMatchObject({
      status: 409,
      code: 'role-refused',
      title: 'This role belongs to awarding bodies.',
    });
  });

  it('of one organisation is nothing to administrators of another', async () => {
    const admin = await world.enter([{ organizationId: bodyId, role: 'administrator' }]);
    const elsewhere = await world.post(
      '/api/staff/invitations',
      { displayName: 'X', organizationId: centreId, roles: ['assessor'] },
      admin,
    );
    expect(elsewhere.body).toMatchObject({ status: 403, code: 'D13' });
    const own = await invite({ displayName: 'Y', organizationId: centreId, roles: ['post-officer'] });
    const foreign = await world.post(`/api/staff/links/${handed(own).linkId}/approve`, {}, admin);
    expect(foreign.body).toMatchObject({ status: 404, code: 'not-found' });
    const listed = await world.get('/api/staff/accounts', admin).expect(200);
    expect(listed.text).not.toContain(handed(own).linkId);
    expect(listed.text).not.toContain(first.accountId);
  });
});

describe('the first people of another organisation', () => {
  interface Seen {
    readonly links: readonly { id: string; organization: string | null; displayName: string; roles: object[] }[];
  }
  const seenBy = async (visitor: Visitor): Promise<Seen['links']> =>
    ((await world.get('/api/staff/accounts', visitor).expect(200)).body as Seen).links;
  const organizations = (visitor: Visitor) => world.get('/api/assessment/organizations', visitor);

  it('are invited by one administrator of the service, seen with organisation and roles and approved by the other', async () => {
    const listed = (await organizations(first).expect(200)).body as { id: string; name: string; kind: string }[];
    const body = listed.find(({ id }) => id === bodyId);
    expect(body?.kind).toBe('scheme');
    expect(listed.find(({ id }) => id === centreId)?.kind).toBe('sites');
    const made = handed(await invite({ displayName: 'Registrar', organizationId: bodyId, roles: ['registrar'] }));
    expect((await seenBy(second)).find(({ id }) => id === made.linkId)).toMatchObject({
      organization: body?.name,
      displayName: 'Registrar',
      roles: [{ organizationId: bodyId, role: 'registrar' }],
    });
    const { half } = handed(await approve(made.linkId, second).expect(200));
    const registrar = await joinWith(world, { first: made.half, second: half });
    expect((await seenBy(second)).map(({ id }) => id)).not.toContain(made.linkId);
    expect((await organizations(registrar)).body).toMatchObject({ status: 403, code: 'D13' });
  });

  it('are listed to nobody else: not to auditors, and what a body makes itself not to the operator', async () => {
    const made = handed(await invite({ displayName: 'Moderator', organizationId: bodyId, roles: ['moderator'] }));
    const auditor = await world.enter([{ organizationId: INSTANCE, role: 'auditor' }]);
    expect((await seenBy(auditor)).map(({ id }) => id)).not.toContain(made.linkId);
    expect((await organizations(auditor)).body).toMatchObject({ status: 403, code: 'D13' });
    const centre = await world.enter([{ organizationId: centreId, role: 'administrator' }]);
    expect((await seenBy(centre)).map(({ id }) => id)).not.toContain(made.linkId);
    const own = await world.enter([{ organizationId: bodyId, role: 'administrator' }]);
    expect((await seenBy(own)).map(({ id }) => id)).toContain(made.linkId);
    const answer = await world.post('/api/staff/invitations', { displayName: 'Theirs', roles: ['moderator'] }, own);
    const theirs = handed(answer).linkId;
    expect((await seenBy(own)).map(({ id }) => id)).toContain(theirs);
    expect((await seenBy(second)).map(({ id }) => id)).not.toContain(theirs);
  });
});

describe('recovery', () => {
  it('needs two administrators, ends what was there, and never oneself', async () => {
    const roles = ['processing-officer'];
    const made = handed(await invite({ displayName: 'Forgetful', organizationId: centreId, roles }));
    const lost = await joinWith(world, { first: made.half, second: handed(await approve(made.linkId, second)).half });
    const recover = (id: string, by: Joined) => world.post(`/api/staff/accounts/${id}/recovery`, {}, by);

    expect((await recover(first.accountId, first)).body).toMatchObject({ status: 409, code: 'R27' });
    expect((await recover(first.accountId, lost)).body).toMatchObject({ status: 404, code: 'not-found' });
    const begun = await recover(lost.accountId, first);
    const { linkId, half } = handed(begun);
    expect(begun.status).toBe(201);
    expect(await opens({ first: half })).toBe(410);
    expect((await approve(linkId, first)).body).toMatchObject({ code: 'R27' });
    // The one who is to be recovered is not one of the two either.
    expect((await approve(linkId, lost)).body).toMatchObject({ status: 404 });
    const other = handed(await approve(linkId, second).expect(200)).half;

    expect((await passkeySignIn(world, lost.authenticator)).status).toBe(200);
    const again = await joinWith(world, { first: half, second: other });
    expect(again.accountId).toBe(lost.accountId);
    await world.get('/api/staff/me', lost).expect(401);
    expect((await passkeySignIn(world, lost.authenticator)).body).toMatchObject({ code: 'sign-in-failed' });
    expect((await passkeySignIn(world, again.authenticator)).status).toBe(200);
    await world.get('/api/staff/me', again).expect(200);
  });

  it('of an operator cannot be done by administrators of an organisation', async () => {
    const admin = await world.enter([{ organizationId: bodyId, role: 'administrator' }]);
    const answer = await world.post(`/api/staff/accounts/${second.accountId}/recovery`, {}, admin);
    expect(answer.body).toMatchObject({ status: 404, code: 'not-found' });
    const both = await world.enter([
      { organizationId: bodyId, role: 'moderator' },
      { organizationId: centreId, role: 'moderator' },
    ]);
    const partly = await world.post(`/api/staff/accounts/${both.accountId}/recovery`, {}, admin);
    expect(partly.body).toMatchObject({ status: 403, code: 'D13' });
  });
});

describe('the audit trail', () => {
  it('has a line for every step and no secret, name or token', async () => {
    const rows = await world.service.instance.store.read.auditRows(0, 1_000);
    const actions = rows.map((row) => row.action);
    for (const action of [
      'staff-link.set-up',
      'staff-link.invitation',
      'staff-link.approve',
      'staff-link.recovery',
      'staff.join',
      'staff.add-passkey',
      'staff.sign-in',
      'staff.recover',
    ])
      expect(actions).toContain(action);
    const text = JSON.stringify(rows) + world.logged.join('\n');
    for (const secret of ['Forgetful', 'Second', first.cookie.slice(6), first.authenticator.id])
      expect(text).not.toContain(secret);
  });
});
