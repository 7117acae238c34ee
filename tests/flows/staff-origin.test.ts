import { afterAll, beforeAll, expect, it } from '@jest/globals';
import supertest from 'supertest';
import { createHttpDeps } from '../../src/composition/publishing.js';
import { createHttpApp } from '../../src/http/index.js';
import { INSTANCE } from '../../src/staff/index.js';
import { mountedChanges } from '../support/route-walk/mounted.js';
import { openStaffWorld, ORIGIN, type StaffWorld, type Visitor } from '../support/staff-world.js';

let world: StaffWorld;
let visitor: Visitor;
let paths: readonly string[] = [];
beforeAll(async () => {
  world = await openStaffWorld();
  visitor = await world.enter([{ organizationId: INSTANCE, role: 'instance-administrator' }]);
  const { service, settings } = world;
  const log = { info: () => undefined, error: () => undefined };
  paths = mountedChanges(createHttpApp(createHttpDeps({ service, settings, log, webDir: import.meta.dirname })));
}, 60_000);
afterAll(() => world.close());

/** All that a session opens is below these two; the rest of the server reads no cookie. */
const ofASession = (path: string): boolean => /^\/api\/(?:staff|assessment)\//.test(path);

async function answers(path: string, headers: Readonly<Record<string, string>>): Promise<string> {
  const address = path.replace(/:\w+/g, () => world.service.instance.ids.uuid());
  const answer = await supertest(world.server).post(address).set('Cookie', visitor.cookie).set(headers).send({});
  return `${answer.status} ${(answer.body as { code?: string }).code ?? ''}`;
}

it.each<[string, Readonly<Record<string, string>>]>([
  ['no origin', {}],
  ['a foreign origin', { Origin: 'https://evil.example' }],
  ['the null origin', { Origin: 'null' }],
  ['a page elsewhere that forges the origin', { Origin: ORIGIN, 'Sec-Fetch-Site': 'cross-site' }],
])('every address that changes something with a session refuses %s', async (_name, headers) => {
  const open: string[] = [];
  for (const path of paths.filter(ofASession)) {
    const answer = await answers(path, headers);
    if (answer !== '403 foreign-origin') open.push(`${path}: ${answer}`);
  }
  expect(open).toEqual([]);
});

it('positive control: from a page of our own they get further, and they are many', async () => {
  const own = paths.filter(ofASession);
  expect(own.length).toBeGreaterThan(90);
  const stopped: string[] = [];
  // Not `/api/staff`: signing out there would end the session.
  for (const path of own.filter((each) => each.startsWith('/api/assessment/')))
    if ((await answers(path, { Origin: ORIGIN })) === '403 foreign-origin') stopped.push(path);
  expect(stopped).toEqual([]);
});
