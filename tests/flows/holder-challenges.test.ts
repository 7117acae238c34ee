import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { composeService, serve, type Running } from '../../src/app.js';
import type { JsonObject } from '../../src/shared/index.js';
import { formatNamed, freshSigner } from '../support/proofs.js';
import { openOffice, openTestService, type TestService } from '../support/service.js';

/** Two processes of one instance on one PostgreSQL database, as behind a load balancer. */
describe('challenges for holders', () => {
  let test: TestService;
  let processes: Running[];
  beforeAll(async () => {
    test = await openTestService('postgresql', '2026-03-02T08:00:00Z');
    await openOffice(test.service);
    const second = await composeService(test.settings, { clock: test.clock, throwawayKeys: true });
    processes = await Promise.all(
      [test.service, second].map((service) => serve(service, { ...test.settings, port: 0 })),
    );
  }, 60_000);
  afterAll(async () => {
    await processes[1]?.close();
    await processes[0]?.close();
  });

  const at = (index: number): ReturnType<typeof request> => request(`http://127.0.0.1:${processes[index]?.port ?? 0}`);
  const used = (): Promise<number> => test.service.instance.store.read.usedChallenges.count({});

  async function answer(index: number): Promise<JsonObject> {
    const given = await at(index).post('/presentations/challenge').send({});
    const { challenge, domain } = given.body as { challenge: string; domain: string };
    const { signer, record } = await freshSigner();
    const presentation = {
      '@context': ['https://www.w3.org/ns/credentials/v2'],
      type: ['VerifiablePresentation'],
      holder: record.controller,
    };
    const created = test.clock.now().toISOString();
    const options = { signer, created, proofPurpose: 'authentication', challenge, domain } as const;
    const verifiablePresentation = await formatNamed('eddsa-jcs-2022').sign(presentation, options);
    return { verifiablePresentation, options: { challenge, domain } };
  }
  const send = async (index: number, body: JsonObject): Promise<unknown> => {
    const response = await at(index).post('/presentations/verify').send(body);
    return response.status === 200 ? 200 : (response.body as JsonObject).code;
  };

  it('one process accepts what another one gave out, and each only once between them', async () => {
    const body = await answer(0);
    expect(await send(1, body)).toBe(200);
    expect(await send(0, body)).toBe('challenge-used');
    expect(await send(1, body)).toBe('challenge-used');
    const contested = await answer(1);
    const all = await Promise.all(Array.from({ length: 10 }, (_, index) => send(index % 2, contested)));
    expect(all.filter((code) => code === 200)).toHaveLength(1);
    expect(new Set(all)).toEqual(new Set([200, 'challenge-used']));
  });

  it('a restart voids nothing', async () => {
    const body = await answer(0);
    const [, old] = processes;
    await old?.close();
    const restarted = await composeService(test.settings, { clock: test.clock, throwawayKeys: true });
    processes[1] = await serve(restarted, { ...test.settings, port: 0 });
    expect(await send(1, body)).toBe(200);
  });

  it('used ones are removed when they have ended', async () => {
    expect(await used()).toBe(3);
    test.clock.set('2026-03-02T08:14:00Z');
    expect(await send(0, await answer(0))).toBe(200);
    expect(await used()).toBe(4);
    test.clock.set('2026-03-02T08:15:01Z');
    expect(await send(0, await answer(0))).toBe(200);
    expect(await used()).toBe(2);
  });
});
