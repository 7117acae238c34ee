import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Server } from 'node:http';
import supertest from 'supertest';
import { createHttpDeps } from '../../src/composition/publishing.js';
import { createHttpApp, type DemoPeople } from '../../src/http/index.js';
import { closed } from '../support/closed-server.js';
import { openDemoOffice } from '../support/desk-office.js';
import { ORIGIN, openStaffWorld, type StaffWorld } from '../support/staff-world.js';

/** People whom anybody may try: in the demonstration, and nowhere else. */
let world: StaffWorld;
let people: DemoPeople;
const servers: Server[] = [];
beforeAll(async () => {
  world = await openStaffWorld({}, '2026-01-12T08:00:00Z');
  people = await openDemoOffice(world.service);
}, 60_000);
afterAll(async () => {
  await Promise.all(servers.map(closed));
  await world.close();
});

function serverWith(parts: { readonly demoPeople?: DemoPeople; readonly production: boolean }): Server {
  const { production, ...demo } = parts;
  const log = { info: () => undefined, error: () => undefined };
  const settings = { ...world.settings, production };
  const deps = createHttpDeps({ service: world.service, settings, log, webDir: world.settings.dataDir, ...demo });
  const server = createHttpApp(deps).listen(0, '127.0.0.1');
  servers.push(server);
  return server;
}

const ways = (server: Server): supertest.Test => supertest(server).get('/api/staff/ways');
const enter = (server: Server, key: string): supertest.Test =>
  supertest(server).post('/api/staff/demo/enter').set('Origin', ORIGIN).send({ key });

describe('the people of the demonstration', () => {
  it('are offered and let in with the roles they have, and nobody else is', async () => {
    const server = serverWith({ demoPeople: people, production: false });
    const offered = (await ways(server).expect(200)).body as { demo: { key: string; roles: string[] }[] };
    expect(offered.demo.map(({ roles }) => roles).flat()).toEqual(
      expect.arrayContaining(['assessor', 'certification-officer', 'release-officer', 'auditor']),
    );
    const entered = await enter(server, offered.demo[0]?.key ?? '').expect(200);
    const cookie = String(entered.headers['set-cookie']).split(';')[0] ?? '';
    const me = await supertest(server).get('/api/staff/me').set('Cookie', cookie).expect(200);
    expect(me.body).toMatchObject({ actions: expect.arrayContaining(['record.assess']) as unknown });
    const unknown = await enter(server, 'somebody-else');
    expect([unknown.status, (unknown.body as { code: string }).code]).toEqual([404, 'not-found']);
  });

  it('do not exist in production, even when they are handed over', async () => {
    const server = serverWith({ demoPeople: people, production: true });
    expect((await ways(server).expect(200)).body).toEqual({ oidc: false, demo: [] });
    const refused = await enter(server, 'officer-release');
    expect([refused.status, (refused.body as { code: string }).code]).toEqual([404, 'not-found']);
    expect(refused.headers['set-cookie']).toBeUndefined();
  });

  it('do not exist in a server that is no demonstration', async () => {
    const server = serverWith({ production: false });
    expect((await ways(server).expect(200)).body).toEqual({ oidc: false, demo: [] });
    expect((await enter(server, 'officer-release')).status).toBe(404);
  });
});
