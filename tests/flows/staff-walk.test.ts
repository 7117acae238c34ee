import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type supertest from 'supertest';
import type { AccreditationFollowUp } from '../../src/assessment/index.js';
import { deskRoutes, routeName, type DeskRoute } from '../../src/desk/index.js';
import { INSTANCE, instanceRoles, mayDoAt, staffRoles, type OrganizationStanding } from '../../src/staff/index.js';
import { idFields, requestOf, sampleInput, shapeOf } from '../support/desk-requests.js';
import { approve, assess, openOffice, type Office } from '../support/service.js';
import { openStaffWorld, type StaffWorld, type Visitor } from '../support/staff-world.js';

/** What belongs to one awarding body and its centre, one of each kind. */
type Things = Readonly<Record<Kind, string>>;
type Kind =
  | 'missions'
  | 'sessions'
  | 'people'
  | 'applications'
  | 'records'
  | 'certificates'
  | 'passports'
  | 'experience'
  | 'accreditations'
  | 'sites'
  | 'organizations'
  | 'followUps'
  | 'appeals'
  | 'releaseRuns'
  | 'workerRequests';

let world: StaffWorld;
let tesda: Things;
let nvq: Things;
let tesdaBody: string;
let nvqBody: string;

beforeAll(async () => {
  world = await openStaffWorld({}, undefined, { doors: 4 });
  const first = await openOffice(world.service);
  const second = await openOffice(world.service, { scheme: 'NVQSL' });
  tesda = await thingsOf(first, '2026-02-02');
  nvq = await thingsOf(second, '2026-03-02');
  tesdaBody = first.body.id;
  nvqBody = second.body.id;
  world.clock.set('2026-04-01T08:00:00Z');
}, 60_000);
afterAll(() => world.close());

async function thingsOf(office: Office, day: string): Promise<Things> {
  const { assessment, instance } = world.service;
  const { read } = instance.store;
  const [certificates = ''] = await approve(world, office, { day });
  world.clock.set(`${day}T00:00:00Z`);
  const { recordIds, personIds, sessionId } = await assess(world, office, { day, hour: 4 });
  const [application] = await read.applications.find({ sessionId });
  const [accreditation] = await read.accreditations.find({ subjectId: office.site.id });
  const mission = await assessment.planMission({
    actorId: 'planner',
    scheme: office.body.scheme ?? '',
    title: 'Mission',
    country: 'SA',
    hostPostId: office.site.organizationId,
    siteIds: [office.site.id],
    startsOn: '2026-05-01',
    endsOn: '2026-05-02',
    qualifications: [office.qualification],
    assessorAccreditationIds: [],
    quota: 10,
  });
  const followUp: AccreditationFollowUp = {
    ...{ id: randomUUID(), version: 1, accreditationId: accreditation?.id ?? '', grantedById: office.body.id },
    ...{ targetType: 'record', targetId: recordIds[0] ?? '', state: 'open', openedAt: `${day}T00:00:00Z` },
    ...{ settledBy: null, secondActorId: null, settledAt: null, reason: null },
  };
  await read.followUps.insert(followUp);
  await read.portraits.insert({
    ...{ id: personIds[0] ?? '', version: 1, jpeg: '/9j/', sha256: '0'.repeat(64), onPassport: null },
    ...{ takenAt: `${day}T00:00:00Z`, storedBy: 'desk', storedAt: `${day}T00:00:00Z` },
  });
  const appeal = await assessment.lodgeAppeal({
    ...{ actorId: 'desk', kind: 'appeal', statement: 'I passed.', recordId: recordIds[0] ?? '' },
  });
  return {
    missions: mission.id,
    sessions: sessionId,
    people: personIds[0] ?? '',
    applications: application?.id ?? '',
    records: recordIds[0] ?? '',
    certificates,
    passports: await passportOf(office, personIds[0] ?? ''),
    experience: await experienceOf(personIds[0] ?? ''),
    accreditations: accreditation?.id ?? '',
    sites: office.site.id,
    organizations: office.site.organizationId,
    followUps: followUp.id,
    appeals: appeal.id,
    releaseRuns: await endedRun(office, sessionId),
    workerRequests: await workerRequestOf(office),
  };
}

async function passportOf(office: Office, personId: string): Promise<string> {
  const passport = await world.service.instance.store.read.passports.insert({
    ...{ id: randomUUID(), version: 1, personId, scheme: office.body.scheme ?? '', number: null },
    ...{ certificateIds: [], experienceIds: [], eligibility: null, approvedBy: null, credentialId: null },
    ...{ issuedOn: null, validUntil: null, state: 'requested' },
  });
  return passport.id;
}

async function experienceOf(personId: string): Promise<string> {
  const claim = await world.service.assessment.claimExperience({
    ...{ actorId: personId, personId, employerName: 'Private household', country: 'KW' },
    ...{ occupation: { text: 'Care at home' }, from: '2024-10-01', to: '2025-11-30' },
  });
  return claim.id;
}

async function workerRequestOf(office: Office): Promise<string> {
  const request = await world.service.instance.storage.store.read.workerRequests.insert({
    ...{ id: randomUUID(), version: 1, kind: 'name', credentialId: `urn:uuid:${randomUUID()}`, number: '1' },
    ...{ scheme: office.body.scheme ?? '', siteId: office.site.id, state: 'received' },
    ...{ receivedAt: '2026-02-02T00:00:00Z', answerBy: '2026-02-16', answeredAt: null, answeredBy: null },
  });
  return request.id;
}

/** A release that is over: nothing goes on with it in the background. */
async function endedRun(office: Office, sessionId: string): Promise<string> {
  const run = await world.service.instance.storage.store.read.releaseRuns.insert({
    ...{ id: randomUUID(), version: 1, organizationId: office.body.id, number: 1, sessionId, startedBy: 'somebody' },
    ...{ startedAt: '2026-02-02T00:00:00Z', items: [], state: 'done', heldBy: null, leaseUntil: null },
    finishedAt: '2026-02-02T00:00:01Z',
  });
  return run.id;
}

function send(route: DeskRoute, input: Readonly<Record<string, unknown>>, as: Visitor): supertest.Test {
  const { path, body } = requestOf(route, input);
  return route.method === 'get' ? world.get(path, as) : world.post(path, body, as);
}

const codeOf = (answer: supertest.Response): string => (answer.body as { code?: string }).code ?? '';

describe('the role matrix', () => {
  /** Random ids and nothing else: whoever may do it gets as far as the input, and nothing changes. */
  const emptyInput = (route: DeskRoute): Record<string, unknown> =>
    Object.fromEntries([...route.path.matchAll(/:(\w+)/g)].map((match) => [match[1] ?? '', randomUUID()]));

  async function wrongAnswers(organizationId: string, kind: OrganizationStanding): Promise<string[]> {
    const wrong: string[] = [];
    for (const role of kind === 'instance' ? instanceRoles : staffRoles) {
      const roles = [{ organizationId, role }];
      const visitor = await world.enter(roles);
      for (const route of deskRoutes) {
        const answer = await send(route, emptyInput(route), visitor);
        const expected = mayDoAt({ state: 'active', roles }, route.action, { organizationId, kind });
        const allowed = !(answer.status === 403 && codeOf(answer) === 'D13');
        if (allowed !== expected || answer.status >= 500 || answer.status === 401)
          wrong.push(`${role} ${routeName(route)}: ${answer.status} ${codeOf(answer)}`);
      }
    }
    return wrong;
  }

  it('is what every route of an awarding body does', async () => {
    expect(await wrongAnswers(tesdaBody, 'scheme')).toEqual([]);
  }, 180_000);

  it('is what every route of a centre does, where roles of awarding bodies count for nothing', async () => {
    expect(await wrongAnswers(tesda.organizations, 'sites')).toEqual([]);
  }, 180_000);

  it('is what every route does for the operator', async () => {
    expect(await wrongAnswers(INSTANCE, 'instance')).toEqual([]);
  }, 180_000);

  it('refuses everybody who is not signed in, on every route', async () => {
    const open: string[] = [];
    for (const route of deskRoutes) {
      const answer = await send(route, emptyInput(route), { accountId: '', cookie: 'staff=none' });
      if (answer.status !== 401 || codeOf(answer) !== 'D10') open.push(`${routeName(route)}: ${answer.status}`);
    }
    expect(open).toEqual([]);
  });

  it('gives a role only where it was granted', async () => {
    const visitor = await world.enter([
      { organizationId: tesdaBody, role: 'certification-officer' },
      { organizationId: nvqBody, role: 'moderator' },
    ]);
    await world.get('/api/assessment/certification-queue', visitor).expect(200);
    await world.post('/api/staff/me/organization', { organizationId: nvqBody }, visitor).expect(200);
    expect(codeOf(await world.get('/api/assessment/certification-queue', visitor))).toBe('D13');
    await world.get('/api/assessment/records', visitor).expect(200);
    const elsewhere = await world.post('/api/staff/me/organization', { organizationId: nvq.organizations }, visitor);
    expect([elsewhere.status, codeOf(elsewhere)]).toEqual([404, 'not-found']);
  });
});

/** Every role at once: only the tenant limits this visitor. */
const everyRole = (organizationId: string): Promise<Visitor> =>
  world.enter(staffRoles.filter((role) => role !== 'instance-administrator').map((role) => ({ organizationId, role })));

function withIds(route: DeskRoute, things: Things): Record<string, unknown> {
  const input = sampleInput(route);
  for (const [kind, fields] of Object.entries(route.touches) as [Kind, readonly string[]][])
    for (const field of fields) {
      const isMany = field.endsWith('Ids');
      input[field] = isMany ? [things[kind]] : things[kind];
    }
  return input;
}

const singleTenantRoutes = deskRoutes.filter((route) => Object.keys(route.touches).length > 0);

describe('organisations', () => {
  it('name every id in a request to the check of its kind', () => {
    const handled: Readonly<Record<string, string>> = {
      'post /missions hostPostId': 'a post is named, nothing of it is shown',
      'post /sessions assessors/personId': 'named; R01 judges the accreditation on approval',
      'post /sessions assessors/accreditationId': 'named; R01 judges it on approval',
      'post /candidates id': 'a new id, or the answer given before; staff-register-once.test.ts',
      'post /candidates duplicateAnswer/personId': 'checked in the route',
      'post /applications applications/id': 'a new id, or the answer given before; staff-register-once.test.ts',
      'post /applications applications/personId': 'checked in the route',
      'post /applications applications/missionId': 'checked in the route',
      'post /applications applications/declaredTraining/providerId': 'named; nothing of it is shown',
      'post /applications applications/declaredTraining/trainerPersonIds': 'named; R03 compares it',
      'post /records/:recordId/results evidence/id': 'a new id',
      'post /records/:recordId/notes evidence/id': 'a new id',
      'post /accreditations subjectId': 'checked in the route by its kind',
      'post /authorities/accreditations authorityId': 'the operator alone, checked in the route',
      'post /authorities/accreditations bodyId': 'the operator alone, checked in the route',
      ...Object.fromEntries(
        ['suspend', 'reinstate', 'revoke'].map((act) => [
          `post /authorities/accreditations/:accreditationId/${act} accreditationId`,
          'the operator alone, checked in the route',
        ]),
      ),
      'post /trust-imports/:importId/consent importId': 'the operator alone, checked in the route',
      'post /trust-imports/:importId/withdraw importId': 'the operator alone, checked in the route',
    };
    const unchecked = deskRoutes.flatMap((route) => {
      const touched = Object.values(route.touches).flat();
      return idFields(shapeOf(route))
        .filter((field) => !touched.includes(field) && !handled[`${routeName(route)} ${field}`])
        .map((field) => `${routeName(route)} ${field}`);
    });
    expect(unchecked).toEqual([]);
    expect(singleTenantRoutes.length).toBeGreaterThan(40);
  });

  async function leaks(organizationId: string, kind: OrganizationStanding): Promise<string[]> {
    const visitor = await everyRole(organizationId);
    const roles = staffRoles.map((role) => ({ organizationId, role }));
    const may = (route: DeskRoute) => mayDoAt({ state: 'active', roles }, route.action, { organizationId, kind });
    const found: string[] = [];
    let tried = 0;
    for (const route of singleTenantRoutes.filter(may)) {
      for (const [kind, fields] of Object.entries(route.touches) as [Kind, readonly string[]][])
        for (const field of fields) {
          // Sites are public knowledge for awarding bodies: any of them may host a mission.
          if (kind === 'sites' && organizationId === tesdaBody) continue;
          const foreign = field.endsWith('Ids') ? [nvq[kind]] : nvq[kind];
          tried++;
          const answer = await send(route, { ...withIds(route, tesda), [field]: foreign }, visitor);
          if (answer.status !== 404 || codeOf(answer) !== 'not-found')
            found.push(`${routeName(route)} ${field}: ${answer.status} ${codeOf(answer)}`);
          const unknown = field.endsWith('Ids') ? [randomUUID()] : randomUUID();
          const none = await send(route, { ...withIds(route, tesda), [field]: unknown }, visitor);
          if (none.text !== answer.text) found.push(`${routeName(route)} ${field}: foreign and unknown differ`);
        }
    }
    expect(tried).toBeGreaterThan(kind === 'scheme' ? 60 : 30);
    return found;
  }

  it('never reach what is another awarding body’s, by any id of any route', async () => {
    expect(await leaks(tesdaBody, 'scheme')).toEqual([]);
  }, 180_000);

  it('never reach what is another centre’s, by any id of any route', async () => {
    expect(await leaks(tesda.organizations, 'sites')).toEqual([]);
  }, 180_000);

  it('list only what is theirs, and all kinds of it', async () => {
    // Whom the operator recognises, all organisations and the chain of all its rows are nobody else's lists.
    const operatorsOwn = ['/trust-imports', '/authorities', '/organizations', '/audit/rows'];
    const lists = deskRoutes.filter(
      ({ method, path }) => method === 'get' && !path.includes(':') && !operatorsOwn.includes(path),
    );
    for (const organizationId of [tesdaBody, tesda.organizations]) {
      const visitor = await everyRole(organizationId);
      let shown = '';
      const kind = organizationId === tesdaBody ? 'scheme' : 'sites';
      const roles = staffRoles.map((role) => ({ organizationId, role }));
      const may = lists.filter((route) => mayDoAt({ state: 'active', roles }, route.action, { organizationId, kind }));
      for (const route of may) {
        const narrowed = route.path === '/applications' ? { sessionId: tesda.sessions } : {};
        const answer = await send(route, { ...sampleInput(route), ...narrowed }, visitor);
        expect([route.path, answer.status]).toEqual([route.path, 200]);
        const foreign = Object.entries(nvq).filter(
          ([kind, id]) => kind !== 'sites' && answer.text.includes(`"id":"${id}"`),
        );
        expect([route.path, foreign]).toEqual([route.path, []]);
        shown += answer.text;
      }
      const own = [
        'sessions',
        'records',
        'certificates',
        'applications',
        'missions',
        'accreditations',
        'sites',
      ] as const;
      expect(own.filter((kind) => !shown.includes(tesda[kind]))).toEqual([]);
    }
  });

  it('cannot take over a person through a likeness, nor learn that one is on file elsewhere', async () => {
    const visitor = await everyRole(tesda.organizations);
    const other = await world.service.instance.store.read.people.get(nvq.people);
    if (!other) throw new Error('no person');
    const candidate = { names: other.names, birthDate: other.birthDate };
    const duplicateAnswer = { kind: 'same', personId: other.id };
    const taken = await world.post('/api/assessment/candidates', { ...candidate, duplicateAnswer }, visitor);
    expect([taken.status, codeOf(taken)]).toEqual([404, 'not-found']);
    const made = await world.post('/api/assessment/candidates', candidate, visitor).expect(200);
    const own = (made.body as { id: string }).id;
    expect(own).not.toBe(other.id);
    const again = await world.post('/api/assessment/candidates', candidate, visitor);
    expect(again.body).toMatchObject({ status: 409, code: 'D15', refusals: [{ at: `/people/${own}` }] });
    const list = await world.post('/api/assessment/candidates/list', { candidates: [candidate] }, visitor).expect(200);
    expect(list.body).toEqual({ registered: [], duplicates: [{ index: 0, personId: own }] });
    expect(await world.service.instance.store.read.people.get(nvq.people)).toEqual(other);
  });

  it('cannot act for persons, missions or subjects of another organisation from inside a request', async () => {
    const visitor = await everyRole(tesdaBody);
    const route = (name: string): DeskRoute => {
      const found = deskRoutes.find((entry) => routeName(entry) === name);
      if (!found) throw new Error(name);
      return found;
    };
    const [application] = sampleInput(route('post /applications'))['applications'] as object[];
    const requests: [string, object][] = [
      ['post /applications', { applications: [{ ...application, personId: nvq.people }] }],
      ['post /applications', { applications: [{ ...application, personId: tesda.people, missionId: nvq.missions }] }],
      [
        'post /accreditations',
        { ...sampleInput(route('post /accreditations')), subjectType: 'person', subjectId: nvq.people },
      ],
      [
        'post /accreditations',
        { ...sampleInput(route('post /accreditations')), subjectType: 'mission', subjectId: nvq.missions },
      ],
    ];
    for (const [name, body] of requests) {
      const answer = await send(route(name), body as Record<string, unknown>, visitor);
      expect([name, answer.status, codeOf(answer)]).toEqual([name, 404, 'not-found']);
    }
  });

  it('confirm only their own proposals, by another officer who still has the role', async () => {
    const proposer = await world.enter([{ organizationId: nvqBody, role: 'approving-officer' }]);
    const path = `/api/assessment/records/${nvq.records}/void`;
    const made = await world.post(path, { reason: 'Wrong candidate.' }, proposer).expect(202);
    const confirm = `/api/assessment/proposals/${(made.body as { id: string }).id}/confirm`;
    const self = await world.post(confirm, {}, proposer);
    expect([self.status, codeOf(self)]).toEqual([409, 'R27']);
    const foreign = await world.post(confirm, {}, await everyRole(tesdaBody));
    expect([foreign.status, codeOf(foreign)]).toEqual([404, 'not-found']);
    const wrongRole = await world.post(confirm, {}, await world.enter([{ organizationId: nvqBody, role: 'assessor' }]));
    expect([wrongRole.status, codeOf(wrongRole)]).toEqual([403, 'D13']);
    const second = await world.enter([{ organizationId: nvqBody, role: 'approving-officer' }]);
    const both = await Promise.all([world.post(confirm, {}, second), world.post(confirm, {}, second)]);
    expect(both.map((answer) => answer.status).sort()).toEqual([200, 409]);
    expect(both.map(codeOf)).toContain('proposal-outdated');
    const record = await world.service.instance.store.read.records.get(nvq.records);
    expect(record?.state).toBe('voided');
  });

  it('positive control: the same requests with their own ids get through to the rules', async () => {
    const visitor = await everyRole(tesdaBody);
    const stopped: string[] = [];
    for (const route of singleTenantRoutes) {
      // Nobody's centre: the site is the awarding body's own, as is the post that hosts the mission.
      const input = withIds(route, { ...tesda, organizations: tesdaBody });
      if ('hostPostId' in input) input['hostPostId'] = tesda.organizations;
      const answer = await send(route, input, visitor);
      const refusals = (answer.body as { refusals?: { at?: string }[] }).refusals ?? [];
      const atTheDoor = answer.status === 422 && refusals.some((refusal) => refusal.at !== undefined);
      if ([401, 403, 404].includes(answer.status) || answer.status >= 500 || atTheDoor)
        stopped.push(`${routeName(route)}: ${answer.status} ${answer.text.slice(0, 200)}`);
    }
    expect(stopped).toEqual([]);
  }, 180_000);
});
