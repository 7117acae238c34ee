import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import express from 'express';
import request from 'supertest';
import { readContexts, zlibGunzip } from '../../src/credentials/index.js';
import { vcApiRoutes } from '../../src/http/vc-api-routes.js';
import type { PublicKeyRecord, Signer } from '../../src/keys/index.js';
import {
  createCanonicalizationWorkers,
  createProofFormats,
  envelope,
  type CanonicalizationWorkers,
} from '../../src/proofs/index.js';
import { fixedClock, seededIds, type JsonObject } from '../../src/shared/index.js';
import {
  createChallenges,
  createUsedChallenges,
  createVcApiVerifier,
  strictProfile,
  type VcApiAnswer,
  type VcApiDeps,
  type VcApiVerifier,
} from '../../src/vc-api/index.js';
import type { StatusAnswer } from '../../src/verification/index.js';
import { buildCanonicalizationWorker } from '../support/canonicalization-worker.js';
import { text } from '../support/conformance-client.js';
import { created, crypto, documentLoader, formatNamed, freshSigner, lookupDidKey, now } from '../support/proofs.js';

const V2 = 'https://www.w3.org/ns/credentials/v2';
const LIST = 'https://issuer.example/status/1';
let workers: CanonicalizationWorkers;
let deps: VcApiDeps;
let verifier: VcApiVerifier;
let issuer: { signer: Signer; record: PublicKeyRecord };
let stranger: { signer: Signer; record: PublicKeyRecord };
const lists = new Map<string, StatusAnswer>();
const clock = fixedClock(now.toISOString());
let asserted = 0;

beforeAll(async () => {
  const contexts = readContexts();
  workers = createCanonicalizationWorkers({ contexts, limitMs: 2_000, workerUrl: await buildCanonicalizationWorker() });
  deps = {
    crypto,
    canonicalizer: workers,
    formats: createProofFormats({ crypto, documentLoader, canonicalizer: workers }),
    isKnownContext: (url) => contexts.has(url),
    lookupKey: async (method, purpose) =>
      method.includes('unreachable') ? 'unreachable' : lookupDidKey(method, purpose),
    statusList: async (url) => lists.get(url) ?? { kind: 'unavailable', reason: 'not-here' },
    gunzip: zlibGunzip,
    challenges: createChallenges({
      clock,
      ids: seededIds(7),
      domain: 'passport.example',
      key: seededIds(8).bytes(32),
      insertOnce: createUsedChallenges(3),
    }),
    now: () => clock.now(),
  };
  verifier = createVcApiVerifier(deps, strictProfile);
  issuer = await freshSigner();
  stranger = await freshSigner('P-256');
});
afterAll(async () => {
  await workers.close();
  expect(asserted).toBeGreaterThanOrEqual(50);
});

function expectAnswer(answer: VcApiAnswer, status: number, code?: string): void {
  asserted++;
  expect({ status: answer.status, code: answer.body.code }).toEqual({ status, code });
}

const credential = (changes: JsonObject = {}): JsonObject => ({
  '@context': [V2],
  type: ['VerifiableCredential'],
  issuer: issuer.record.controller,
  credentialSubject: { id: 'did:example:subject' },
  ...changes,
});
const secured = async (
  changes: JsonObject = {},
  signer = issuer.signer,
  format = 'eddsa-jcs-2022',
): Promise<JsonObject> => (await formatNamed(format).sign(credential(changes), { signer, created })) as JsonObject;
const verify = (document: unknown, options?: JsonObject): Promise<VcApiAnswer> =>
  verifier.verifyCredential(JSON.stringify({ verifiableCredential: document, ...(options ? { options } : {}) }));
const present = (document: unknown, options?: JsonObject): Promise<VcApiAnswer> =>
  verifier.verifyPresentation(JSON.stringify({ verifiablePresentation: document, ...(options ? { options } : {}) }));

describe('status', () => {
  const entry = (changes: JsonObject = {}): JsonObject => ({
    id: `${LIST}#7`,
    type: 'BitstringStatusListEntry',
    statusPurpose: 'revocation',
    statusListIndex: '7',
    statusListCredential: LIST,
    ...changes,
  });
  /** A list of 131,072 one-bit slots (16 KiB), with these bytes changed. */
  const encoded = (bytes: Readonly<Record<number, number>>, size = 16_384): string => {
    const bits = new Uint8Array(size);
    for (const [index, value] of Object.entries(bytes)) bits[Number(index)] = value;
    return `u${gzipSync(bits).toString('base64url')}`;
  };
  async function publish(subject: JsonObject, changes: JsonObject = {}, by = issuer): Promise<void> {
    const list = {
      '@context': [V2],
      id: LIST,
      type: ['VerifiableCredential', 'BitstringStatusListCredential'],
      issuer: by.record.controller,
      validFrom: '2026-02-28T12:00:00Z',
      credentialSubject: { id: `${LIST}#list`, type: 'BitstringStatusList', statusPurpose: 'revocation', ...subject },
      ...changes,
    };
    const format = by.signer.algorithm === 'Ed25519' ? 'eddsa-jcs-2022' : 'ecdsa-jcs-2019';
    const signed = (await formatNamed(format).sign(list, { signer: by.signer, created })) as JsonObject;
    lists.set(LIST, { kind: 'list', credential: signed, fetchedAt: created });
  }

  it('clear is told, revoked and suspended are refused whatever checks are asked for', async () => {
    await publish({ encodedList: encoded({}) });
    const clear = await verify(await secured({ credentialStatus: entry() }));
    expectAnswer(clear, 200);
    expect(clear.body.status).toEqual([{ purpose: 'revocation', value: 0 }]);
    await publish({ encodedList: encoded({ 0: 0x01 }) });
    for (const options of [
      undefined,
      {},
      { checks: [] },
      { checks: ['proof'] },
      { checks: ['proof', 'credentialStatus'] },
    ]) {
      expectAnswer(await verify(await secured({ credentialStatus: entry() }), options), 400, 'revoked');
    }
    await publish({ statusPurpose: 'suspension', encodedList: encoded({ 0: 0x01 }) });
    expectAnswer(
      await verify(await secured({ credentialStatus: entry({ statusPurpose: 'suspension' }) })),
      400,
      'suspended',
    );
  });

  it('a bit that was set counts in an old list, a bit that was not does not', async () => {
    await publish({ encodedList: encoded({ 0: 0x01 }) }, { validUntil: '2026-02-28T13:00:00Z' });
    expectAnswer(await verify(await secured({ credentialStatus: entry() })), 400, 'revoked');
    await publish({ encodedList: encoded({}) }, { validUntil: '2026-02-28T13:00:00Z' });
    const stale = await verify(await secured({ credentialStatus: entry() }));
    expectAnswer(stale, 400, 'status-list-stale');
    expect(stale.body).toMatchObject({ outcome: 'could-not-be-checked' });
  });

  it('entries of several bits are read with their messages; other purposes inform', async () => {
    const statusMessage = [0, 1, 2, 3].map((value) => ({ status: `0x${value}`, message: `state ${value}` }));
    const sized = entry({ statusPurpose: 'message', statusSize: 2, statusMessage, statusListIndex: '3' });
    await publish({ statusPurpose: 'message', encodedList: encoded({ 0: 0b00_00_00_10 }, 32_768) });
    const answer = await verify(await secured({ credentialStatus: sized }));
    expectAnswer(answer, 200);
    expect(answer.body.status).toEqual([{ purpose: 'message', value: 2, message: 'state 2' }]);
    const replaced = [0, 1].map((value) => ({ status: `0x${value}`, message: value ? 'replaced' : 'current' }));
    await publish({ statusPurpose: 'message', encodedList: encoded({ 0: 0x01 }) });
    const one = entry({ statusPurpose: 'message', statusSize: 1, statusMessage: replaced });
    expectAnswer(await verify(await secured({ credentialStatus: one })), 400, 'replaced');
  });

  it('asks for three foreign lists at most, for a presentation with all its credentials', async () => {
    await publish({ encodedList: encoded({}) });
    const asked: string[] = [];
    const counting = createVcApiVerifier(
      {
        ...deps,
        isOwnList: (url) => url === LIST,
        statusList: async (url) => {
          asked.push(url);
          return deps.statusList(url);
        },
      },
      strictProfile,
    );
    const far = (name: string): JsonObject => entry({ id: null, statusListCredential: `https://far.example/${name}` });
    const { id: _id, ...named } = entry();
    const entries = (...names: string[]): JsonObject[] => [
      named,
      ...names.map((name) => ({ ...named, statusListCredential: far(name).statusListCredential ?? null })),
    ];
    const many = await secured({ credentialStatus: entries('a', 'b', 'c', 'd', 'e') });
    const alone = await counting.verifyCredential(JSON.stringify({ verifiableCredential: many }));
    expectAnswer(alone, 400, 'status-unreachable');
    expect(alone.body).toMatchObject({ outcome: 'could-not-be-checked' });
    const foreign = (): string[] => [...new Set(asked.filter((url) => url !== LIST))];
    expect(foreign()).toEqual(['a', 'b', 'c'].map((name) => `https://far.example/${name}`));
    asked.length = 0;
    const each = await Promise.all(['a', 'b', 'c', 'd'].map((name) => secured({ credentialStatus: entries(name) })));
    const holder = await freshSigner();
    const presentation = (await formatNamed('eddsa-jcs-2022').sign(
      {
        '@context': [V2],
        type: ['VerifiablePresentation'],
        holder: holder.record.controller,
        verifiableCredential: each,
      },
      { signer: holder.signer, created, proofPurpose: 'authentication' },
    )) as JsonObject;
    const body = JSON.stringify({ verifiablePresentation: presentation });
    expectAnswer(await counting.verifyPresentation(body), 400, 'status-unreachable');
    expect(foreign()).toHaveLength(3);
    // Our own list was had each time, and the next request has its own allowance.
    expect(asked.filter((url) => url === LIST)).toHaveLength(4);
    asked.length = 0;
    await counting.verifyCredential(JSON.stringify({ verifiableCredential: many }));
    expect(foreign()).toHaveLength(3);
  });

  it('StatusList2021 of 1.1 credentials', async () => {
    const older = (set: boolean): Promise<void> =>
      publish(
        {},
        {
          '@context': [
            'https://www.w3.org/2018/credentials/v1',
            'https://w3id.org/vc/status-list/2021/v1',
            'https://w3id.org/security/data-integrity/v2',
          ],
          type: ['VerifiableCredential', 'StatusList2021Credential'],
          issuanceDate: '2026-02-28T12:00:00Z',
          credentialSubject: {
            id: `${LIST}#list`,
            type: 'StatusList2021',
            statusPurpose: 'revocation',
            encodedList: encoded(set ? { 0: 1 } : {}).slice(1),
          },
        },
      );
    const document = await secured({
      '@context': [
        'https://www.w3.org/2018/credentials/v1',
        'https://w3id.org/vc/status-list/2021/v1',
        'https://w3id.org/security/data-integrity/v2',
      ],
      issuanceDate: '2026-01-01T00:00:00Z',
      credentialStatus: entry({ type: 'StatusList2021Entry' }),
    });
    await older(false);
    expectAnswer(await verify(document), 200);
    await older(true);
    expectAnswer(await verify(document), 400, 'revoked');
  });

  it.each<[string, string, () => Promise<void>, JsonObject]>([
    [
      'an index behind the end',
      'status-index-out-of-range',
      () => publish({ encodedList: encoded({}) }),
      { statusListIndex: '131072' },
    ],
    ['a list that is too short', 'status-list-too-short', () => publish({ encodedList: encoded({}, 1_024) }), {}],
    [
      'a list for another purpose',
      'status-list-mismatch',
      () => publish({ statusPurpose: 'suspension', encodedList: encoded({}) }),
      {},
    ],
    [
      'a list served in the place of another',
      'status-list-mismatch',
      () => publish({ encodedList: encoded({}) }, { id: 'https://issuer.example/status/2' }),
      {},
    ],
    ['a list that cannot be unpacked', 'status-list-unreadable', () => publish({ encodedList: 'uAAAA' }), {}],
    [
      'a list that unpacks to too much',
      'status-list-unreadable',
      () => publish({ encodedList: encoded({}, 2_000_000) }),
      {},
    ],
    ['a list of somebody else', 'status-list-issuer', () => publish({ encodedList: encoded({}) }, {}, stranger), {}],
    [
      'a list in the issuer’s name by somebody else',
      'status-list-unverified',
      () => publish({ encodedList: encoded({}) }, { issuer: issuer.record.controller }, stranger),
      {},
    ],
    [
      'an entry of another kind',
      'status-unsupported',
      async () => undefined,
      {
        type: 'OtherStatus2030',
        statusPurpose: undefined,
        statusListIndex: undefined,
        statusListCredential: undefined,
      },
    ],
    ['an index that is none', 'status-malformed', async () => undefined, { statusListIndex: 'seven' }],
    ['a list nobody can reach', 'status-unreachable', async () => lists.clear(), {}],
  ])('%s refuses as %s', async (_what, code, arrange, changes) => {
    await arrange();
    expectAnswer(
      await verify(
        await secured({
          '@context': [V2, { OtherStatus2030: 'https://a.example/OtherStatus2030' }],
          credentialStatus: entry(changes),
        }),
      ),
      400,
      code,
    );
  });
});

describe('keys and proofs', () => {
  it('a proof set verifies as a whole, a chain in its order', async () => {
    const first = (await formatNamed('eddsa-jcs-2022').sign(credential(), {
      signer: issuer.signer,
      created,
      proofId: 'urn:uuid:first',
    })) as JsonObject;
    const set = (await formatNamed('eddsa-rdfc-2022').sign(first, { signer: issuer.signer, created })) as JsonObject;
    expectAnswer(await verify(set), 200);
    const chain = (await formatNamed('eddsa-jcs-2022').sign(first, {
      signer: issuer.signer,
      created,
      previousProof: 'urn:uuid:first',
    })) as JsonObject;
    const answer = await verify(chain);
    expectAnswer(answer, 200);
    expect(answer.body.proofs).toEqual(['eddsa-jcs-2022', 'eddsa-jcs-2022']);
    const [, second] = chain.proof as JsonObject[];
    expectAnswer(await verify({ ...chain, proof: [second ?? {}] }), 400, 'previous-proof');
  });

  it('a second signer is not expected on a credential', async () => {
    const first = await secured();
    const second = (await formatNamed('ecdsa-jcs-2019').sign(first, {
      signer: stranger.signer,
      created,
    })) as JsonObject;
    expectAnswer(await verify(second), 400, 'unexpected-signer');
  });

  it('what could not be fetched is told as such', async () => {
    const signed = await secured();
    const proof = { ...(signed.proof as JsonObject), verificationMethod: 'did:web:unreachable.example#1' };
    const answer = await verify({ ...signed, proof });
    expectAnswer(answer, 400, 'key-unreachable');
    expect(answer.body).toMatchObject({ outcome: 'could-not-be-checked', verified: false });
    const unknown = { ...(signed.proof as JsonObject), verificationMethod: 'did:example:nobody#1' };
    expectAnswer(await verify({ ...signed, proof: unknown }), 400, 'key-unknown');
  });

  it('the W3C examples context, which defines everything, is unknown in production', async () => {
    const examples = await secured({
      '@context': [V2, 'https://www.w3.org/ns/credentials/examples/v2'],
      whatever: 'x',
    });
    const answer = await verify(examples);
    expectAnswer(answer, 400, 'context-unknown');
    expect(answer.body.detail).toBe('https://www.w3.org/ns/credentials/examples/v2');
  });

  it('a graph built to be slow is ended', async () => {
    const node = (index: number): JsonObject => ({ type: 'Profile', official: `o${index}` });
    const poison = { ...credential({ '@context': [V2, { '@vocab': 'https://a.example/#', p: { '@type': '@id' } }] }) };
    const names = Array.from({ length: 10 }, (_, index) => `_:b${index}`);
    const graph = names.map((id) => ({ id, p: names.filter((other) => other !== id) }));
    const signed = await secured({ ...poison, credentialSubject: { id: 'did:example:s', x: graph, ...node(0) } });
    const started = performance.now();
    const answer = await verify(signed);
    asserted++;
    expect(answer.status).toBe(400);
    expect(['too-expensive', 'json-ld-refused', 'unsupported-format']).toContain(answer.body.code);
    expect(performance.now() - started).toBeLessThan(6_000);
  });
});

describe('tokens', () => {
  it('vc+jwt, vc+sd-jwt and vc+cose envelopes', async () => {
    for (const [format, media] of [
      ['vc+jwt', 'vc+jwt'],
      ['vc+sd-jwt', 'vc+sd-jwt'],
      ['vc+cose', 'vc+cose'],
    ] as const) {
      const token = await formatNamed(format).sign(credential(), { signer: issuer.signer, created });
      expectAnswer(await verify(envelope(text(token), media)), 200);
      const other = media === 'vc+jwt' ? 'vc+sd-jwt' : 'vc+jwt';
      expect((await verify(envelope(text(token), other))).status).toBe(400);
    }
  });

  it('the model is judged inside an envelope too', async () => {
    const token = await formatNamed('vc+jwt').sign(credential({ credentialSubject: [] }), {
      signer: issuer.signer,
      created,
    });
    expectAnswer(await verify(envelope(text(token), 'vc+jwt')), 400, 'subject-missing');
    const undefinedTerm = await formatNamed('vc+jwt').sign(credential({ nonsense: 1 }), {
      signer: issuer.signer,
      created,
    });
    expectAnswer(await verify(envelope(text(undefinedTerm), 'vc+jwt')), 400, 'json-ld-refused');
    const strange = await formatNamed('vc+jwt').sign(credential(), { signer: stranger.signer, created });
    expectAnswer(await verify(envelope(text(strange), 'vc+jwt')), 400, 'unexpected-signer');
  });

  it('vp+jwt with its nonce and audience', async () => {
    const inner = envelope(
      text(await formatNamed('vc+jwt').sign(credential(), { signer: issuer.signer, created })),
      'vc+jwt',
    );
    const document = {
      '@context': [V2],
      type: ['VerifiablePresentation'],
      holder: stranger.record.controller,
      verifiableCredential: [inner],
    };
    const token = await formatNamed('vp+jwt').sign(document, {
      signer: stranger.signer,
      created,
      challenge: 'n-1',
      domain: 'v.example',
    });
    const wrapped = envelope(text(token), 'vp+jwt', 'EnvelopedVerifiablePresentation');
    expectAnswer(await present(wrapped, { challenge: 'n-1', domain: 'v.example' }), 200);
    expectAnswer(await present(wrapped, { challenge: 'n-2' }), 400, 'challenge-mismatch');
    expectAnswer(await present(wrapped, { domain: 'w.example' }), 400, 'domain-mismatch');
    expectAnswer(await present({ ...wrapped, type: ['VerifiablePresentation'] }), 400, 'envelope-type');
  });
});

describe('challenges', () => {
  it('live five minutes, answer for one domain, and are good once', async () => {
    const document = { '@context': [V2], type: ['VerifiablePresentation'], holder: stranger.record.controller };
    const { challenge, domain, expiresAt } = verifier.newChallenge();
    expect({ domain, expiresAt }).toEqual({ domain: 'passport.example', expiresAt: '2026-03-01T00:05:00Z' });
    const [, , random = ''] = challenge.split('.');
    expect(Buffer.from(random, 'base64url')).toHaveLength(16);
    const sign = async (given: { challenge: string; domain?: string }): Promise<JsonObject> =>
      (await formatNamed('ecdsa-jcs-2019').sign(document, {
        signer: stranger.signer,
        created,
        proofPurpose: 'authentication',
        ...given,
      })) as JsonObject;
    const good = await sign({ challenge, domain });
    // The domain of our own challenges is demanded even when the caller does not ask for it.
    expectAnswer(await present(await sign({ challenge }), { challenge }), 400, 'domain-mismatch');
    const both = await Promise.all([present(good, { challenge }), present(good, { challenge })]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 400]);
    expectAnswer(await present(good, { challenge, domain }), 400, 'challenge-used');
    const late = verifier.newChallenge();
    const lateOne = await sign(late);
    clock.set('2026-03-01T00:05:00Z');
    expectAnswer(await present(lateOne, { challenge: late.challenge }), 400, 'challenge-expired');
    clock.set(now.toISOString());
    expectAnswer(await present(lateOne, { challenge: late.challenge }), 200);
    expectAnswer(await present(lateOne, { challenge: `sp1c.${late.challenge.slice(6)}x` }), 400, 'challenge-foreign');
  });

  it('of other verifiers are compared and may be shown again', async () => {
    const document = { '@context': [V2], type: ['VerifiablePresentation'] };
    const signed = await formatNamed('eddsa-jcs-2022').sign(document, {
      signer: issuer.signer,
      created,
      proofPurpose: 'authentication',
      challenge: '123456789',
    });
    expectAnswer(await present(signed, { challenge: '123456789' }), 200);
    expectAnswer(await present(signed, { challenge: '123456789' }), 200);
    const asserting = await formatNamed('eddsa-jcs-2022').sign(document, {
      signer: issuer.signer,
      created,
      challenge: '1',
    });
    expectAnswer(await present(asserting, { challenge: '1' }), 400, 'purpose-mismatch');
  });
});

describe('over HTTP', () => {
  it('200 and 400 with problem details, never anything a client could mistake', async () => {
    const app = express().use(vcApiRoutes({ vcApi: verifier }));
    const good = await request(app)
      .post('/credentials/verify')
      .send({ verifiableCredential: await secured() });
    expect({ status: good.status, type: good.type, body: good.body as unknown }).toMatchObject({
      status: 200,
      type: 'application/json',
      body: { verified: true, errors: [] },
    });
    const bad = await request(app).post('/credentials/verify').set('content-type', 'application/json').send('{');
    expect({ status: bad.status, type: bad.type }).toEqual({ status: 400, type: 'application/problem+json' });
    expect(bad.body).toMatchObject({
      type: 'https://www.w3.org/TR/vc-data-model#PARSING_ERROR',
      code: 'request-not-json',
      status: 400,
      verified: false,
    });
    expect((await request(app).post('/presentations/verify').send({})).body).toMatchObject({
      code: 'request-malformed',
    });
    const challenge = await request(app).post('/presentations/challenge');
    expect(challenge.status).toBe(201);
    expect(challenge.body).toEqual({
      challenge: expect.stringMatching(/^sp1c\./),
      domain: 'passport.example',
      expiresAt: expect.any(String),
    });
    asserted += 4;
  });
});
