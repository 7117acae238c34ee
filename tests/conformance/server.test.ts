import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  profileNames,
  startConformanceServer,
  type ConformanceServer,
  type ProfileName,
} from '../../src/conformance/index.js';
import { createFileKeyStore } from '../../src/keys/index.js';
import { systemClock, type JsonObject } from '../../src/shared/index.js';
import { closeConnections, post, startForTest, text, type Answer } from '../support/conformance-client.js';
import { DIGESTS } from '../support/related-resource-digests.js';

const V2 = 'https://www.w3.org/ns/credentials/v2';
const EXAMPLES = 'https://www.w3.org/ns/credentials/examples/v2';
const dir = mkdtempSync(join(tmpdir(), 'conformance-server-'));
let server: ConformanceServer;
let asserted = 0;

beforeAll(async () => {
  server = await startForTest(dir);
});
afterAll(async () => {
  await server.close();
  closeConnections();
  // Every endpoint was called for good and for bad: an empty run cannot be green.
  expect(asserted).toBeGreaterThanOrEqual(120);
});

function expectAnswer(answer: Answer, status: number, code?: string): void {
  asserted++;
  expect({ status: answer.status, code: answer.body.code }).toEqual({ status, code });
  if (status !== 400) return;
  expect(answer.contentType).toMatch(/^application\/problem\+json/);
  expect(answer.body).toMatchObject({ status: 400, verified: false, errors: [{ code }], problemDetails: [{ code }] });
}

const credential = (changes: JsonObject = {}): JsonObject => ({
  '@context': [V2, EXAMPLES],
  type: ['VerifiableCredential', 'ExampleDegreeCredential'],
  issuer: 'did:example:issuer',
  credentialSubject: { id: 'did:example:subject', degree: { type: 'ExampleDegree', name: 'Welding' } },
  ...changes,
});
const older: JsonObject = {
  '@context': ['https://www.w3.org/2018/credentials/v1'],
  id: 'urn:uuid:86294362-4254-4f36-854f-3952fe42555d',
  type: ['VerifiableCredential'],
  issuer: 'did:example:issuer',
  issuanceDate: '2020-03-16T22:37:26.544Z',
  credentialSubject: { id: 'did:key:z6MktKwz7Ge1Yxzr4JHavN33wiwa8y81QdcMRLXQsrH9T53b' },
};

const issue = (profile: ProfileName, body: unknown): Promise<Answer> =>
  post(server.addresses.issuers[profile].endpoint, body);
const verify = (verifiableCredential: unknown, options?: JsonObject): Promise<Answer> =>
  post(server.addresses.verify, { verifiableCredential, ...(options ? { options } : {}) });

async function issued(profile: ProfileName, document = credential()): Promise<JsonObject> {
  const answer = await issue(profile, { credential: document });
  expectAnswer(answer, 201);
  const secured = answer.body.verifiableCredential as JsonObject;
  if (profile !== 'ecdsa-sd-2023') return secured;
  const derived = await post(server.addresses.derive, {
    verifiableCredential: secured,
    options: { selectivePointers: ['/issuer', '/credentialSubject', ...(document === older ? ['/issuanceDate'] : [])] },
  });
  expectAnswer(derived, 201);
  return derived.body.verifiableCredential as JsonObject;
}

describe('the line it prints', () => {
  it('names nine issuers, each a did:key of its own, and the other addresses', () => {
    const { addresses } = server;
    expect(Object.keys(addresses).sort()).toEqual(
      ['base', 'derive', 'issuers', 'presentations', 'resolver', 'verify', 'verifyProofOnly'].sort(),
    );
    expect(Object.keys(addresses.issuers)).toHaveLength(9);
    expect(new Set(Object.values(addresses.issuers).map(({ id }) => id)).size).toBe(9);
    for (const { id, endpoint } of Object.values(addresses.issuers)) {
      expect(id).toMatch(/^did:key:z/);
      expect(endpoint).toMatch(/^https:\/\/127\.0\.0\.1:\d+\/issuers\/[\w-]+\/credentials\/issue$/);
    }
  });

  it('keeps its ids from run to run', async () => {
    const second = await startConformanceServer({ dir, port: 0, host: '127.0.0.1', production: false });
    await second.close();
    expect(second.addresses.issuers).toEqual(
      Object.fromEntries(
        profileNames.map((name) => [
          name,
          {
            id: server.addresses.issuers[name].id,
            endpoint: `${second.addresses.base}/issuers/${name}/credentials/issue`,
          },
        ]),
      ),
    );
  });

  it('refuses production and folders with real keys', async () => {
    const options = { dir, port: 0, host: '127.0.0.1' };
    await expect(startConformanceServer({ ...options, production: true })).rejects.toMatchObject({
      code: 'conformance-in-production',
    });
    const real = mkdtempSync(join(tmpdir(), 'conformance-real-'));
    const keys = createFileKeyStore({ dir: join(real, 'keys'), passphrase: 'a real passphrase', clock: systemClock });
    await keys.create({
      controller: 'did:web:a.example',
      role: 'issuer',
      algorithm: 'Ed25519',
      validFrom: systemClock.now(),
      validUntil: null,
    });
    await expect(startConformanceServer({ ...options, dir: real, production: false })).rejects.toMatchObject({
      code: 'conformance-production-keys',
    });
  });
});

describe('issue and verify', () => {
  it.each(profileNames)('%s signs 2.0 in its own name and the result verifies', async (profile) => {
    const secured = await issued(profile);
    const answer = await verify(secured);
    expectAnswer(answer, 200);
    expect(answer.body).toMatchObject({ verified: true, errors: [], warnings: [] });
    if (profile === 'vc-jwt') {
      expect(secured).toMatchObject({ type: 'EnvelopedVerifiableCredential', '@context': V2 });
      expect(secured.id).toMatch(/^data:application\/vc\+jwt,eyJ/);
    } else {
      expect(secured.issuer).toBe(server.addresses.issuers[profile].id);
      expect(secured.credentialSubject).toEqual(credential().credentialSubject);
    }
  });

  it.each(profileNames.filter((name) => name !== 'vc-jwt'))(
    '%s signs 1.1 with the terms of its proof injected',
    async (profile) => {
      const secured = await issued(profile, older);
      expect(secured['@context']).toContain('https://w3id.org/security/data-integrity/v2');
      expect(secured.id).toBe(older.id);
      expectAnswer(await verify(secured, { checks: ['proof'] }), 200);
    },
  );

  it('keeps the other members of an issuer object and adds no id of its own', async () => {
    const secured = await issued(
      'eddsa-jcs-2022',
      credential({ issuer: { id: 'did:example:issuer', name: 'Issuer' } }),
    );
    expect(secured.issuer).toEqual({ id: server.addresses.issuers['eddsa-jcs-2022'].id, name: 'Issuer' });
    expect(secured).not.toHaveProperty('id');
  });

  it('issues what begins in the future, but does not verify it yet', async () => {
    const secured = await issued('eddsa-rdfc-2022', credential({ validFrom: '2999-01-01T00:00:00Z' }));
    expectAnswer(await verify(secured), 400, 'not-yet-valid');
    const past = await issued('eddsa-rdfc-2022', credential({ validUntil: '2020-01-01T00:00:00Z' }));
    expectAnswer(await verify(past), 400, 'expired');
  });

  it('accepts both published digests of the base context and warns of what it cannot compare', async () => {
    const relatedResource = [
      { id: V2, digestSRI: DIGESTS.july2024.sri, digestMultibase: DIGESTS.july2024.multibase },
      { id: 'https://a.example/logo', digestSRI: DIGESTS.other.sri },
    ];
    const answer = await verify(await issued('eddsa-rdfc-2022', credential({ relatedResource })));
    expectAnswer(answer, 200);
    expect(answer.body.warnings).toMatchObject([{ code: 'related-resource-unchecked', outcome: 'failed' }]);
  });
});

describe('the issuer refuses', () => {
  const refusals: [string, string, JsonObject | null][] = [
    ['no credential', 'request-malformed', null],
    ['a context that is no list', 'context-missing', credential({ '@context': V2 })],
    ['a context it does not carry', 'context-unknown', credential({ '@context': [V2, 'https://a.example/context'] })],
    ['an undefined term', 'json-ld-refused', credential({ '@context': [V2], unknownTerm: 'x' })],
    [
      'an undefined type',
      'json-ld-refused',
      credential({ '@context': [V2], type: ['VerifiableCredential', 'NoSuchType'] }),
    ],
    [
      'a type mapped to no URL',
      'context-term',
      credential({ '@context': [V2, { T: 'https ://x' }], type: ['VerifiableCredential', 'T'] }),
    ],
    [
      'a redefined protected term',
      'json-ld-refused',
      credential({ '@context': [V2, { VerifiableCredential: 'https://a.example/VC' }] }),
    ],
    [
      'a relative type',
      'json-ld-refused',
      credential({ '@context': [V2, { '@base': null }], type: ['VerifiableCredential', 'relative/type'] }),
    ],
    [
      'an unknown member of a status',
      'json-ld-refused',
      credential({ '@context': [V2], credentialStatus: { type: 'BitstringStatusListEntry', statusEntry: 'x' } }),
    ],
    ['a missing subject', 'subject-missing', credential({ credentialSubject: [] })],
    ['a number as type', 'type-not-text', credential({ type: ['VerifiableCredential', 4] })],
    ['issuer null', 'issuer-missing', credential({ issuer: null })],
    ['issuer true', 'issuer-not-url', credential({ issuer: true })],
    ['issuer []', 'issuer-not-url', credential({ issuer: [] })],
    ['issuer not-url', 'issuer-not-url', credential({ issuer: 'not a url' })],
    [
      'a refresh service without type',
      'member-type-missing',
      credential({ refreshService: { id: 'https://a.example/r' } }),
    ],
    ['a schema without type', 'member-type-missing', credential({ credentialSchema: { id: 'https://a.example/s' } })],
    [
      'a wrong digest',
      'related-resource-digest-mismatch',
      credential({ relatedResource: { id: V2, digestMultibase: DIGESTS.other.multibase } }),
    ],
    ['a credential that is signed already', 'proof-present', credential({ proof: { type: 'DataIntegrityProof' } })],
    ['a date that is none', 'date-malformed', credential({ validFrom: 'yesterday' })],
  ];
  it.each(refusals)('%s with %s', async (_what, code, document) => {
    for (const profile of ['eddsa-rdfc-2022', 'ecdsa-jcs-2019-p384', 'vc-jwt'] as const) {
      expectAnswer(await issue(profile, document === null ? {} : { credential: document }), 400, code);
    }
  });

  it('bodies that are no JSON object, options of the wrong kind, unknown profiles', async () => {
    for (const body of ['{', '', '[]', '"x"', '{"credential":{},"credential":{}}', Buffer.from([0x7b, 0xff, 0x7d])]) {
      expectAnswer(await issue('eddsa-jcs-2022', body), 400, 'request-not-json');
    }
    expectAnswer(await issue('eddsa-jcs-2022', { credential: credential(), options: 'x' }), 400, 'options-malformed');
    expectAnswer(
      await issue('ecdsa-sd-2023', { credential: credential(), options: { mandatoryPointers: 'x' } }),
      400,
      'options-malformed',
    );
    expectAnswer(
      await issue('ecdsa-sd-2023', { credential: credential(), options: { mandatoryPointers: ['/nowhere'] } }),
      400,
      'pointer-unresolved',
    );
    for (const name of ['nope', 'constructor', '__proto__']) {
      expectAnswer(
        await post(`${server.addresses.base}/issuers/${name}/credentials/issue`, { credential: credential() }),
        404,
        'not-found',
      );
    }
  });

  it('a document that is too large or too deep', async () => {
    const wide = credential({ credentialSubject: Array.from({ length: 4_100 }, () => ({ name: 'x' })) });
    expectAnswer(await issue('eddsa-jcs-2022', { credential: wide }), 400, 'document-too-large');
    let deep: JsonObject = {};
    for (let depth = 0; depth < 40; depth++) deep = { deep };
    expectAnswer(
      await issue('eddsa-jcs-2022', { credential: credential({ credentialSubject: deep }) }),
      400,
      'request-not-json',
    );
  });
});

describe('the verifier refuses', () => {
  let good: JsonObject;
  beforeAll(async () => {
    good = await issued('eddsa-jcs-2022');
  });
  const withProof = (changes: JsonObject): JsonObject => ({
    ...good,
    proof: { ...(good.proof as JsonObject), ...changes },
  });
  const proofWithout = (member: string): JsonObject => {
    const { [member]: _left, ...proof } = good.proof as JsonObject;
    return { ...good, proof };
  };

  it.each<[string, string, () => unknown]>([
    ['a text', 'request-malformed', () => JSON.stringify(good)],
    ['null', 'request-malformed', () => null],
    ['proof null', 'proof-malformed', () => ({ ...good, proof: null })],
    ['no proof', 'proof-missing', () => Object.fromEntries(Object.entries(good).filter(([name]) => name !== 'proof'))],
    ['no proof type', 'unsupported-format', () => proofWithout('type')],
    ['an unknown proof type', 'unsupported-format', () => withProof({ type: 'UnknownProof' })],
    ['an unknown cryptosuite', 'unsupported-format', () => withProof({ cryptosuite: 'unknown-2099' })],
    ['no verification method', 'proof-malformed', () => proofWithout('verificationMethod')],
    ['no purpose', 'proof-malformed', () => proofWithout('proofPurpose')],
    ['another purpose', 'purpose-mismatch', () => withProof({ proofPurpose: 'authentication' })],
    ['no proof value', 'proof-malformed', () => proofWithout('proofValue')],
    ['a proof value that is null', 'proof-malformed', () => withProof({ proofValue: null })],
    [
      'a proof value without header',
      'proof-malformed',
      () => withProof({ proofValue: text((good.proof as JsonObject).proofValue).slice(1) }),
    ],
    ['a changed claim', 'signature-invalid', () => ({ ...good, credentialSubject: { id: 'did:example:other' } })],
    ['another issuer', 'unexpected-signer', () => ({ ...good, issuer: server.addresses.issuers['vc-jwt'].id })],
    ['an unknown previous proof', 'previous-proof', () => withProof({ previousProof: 'urn:uuid:none' })],
    ['five proofs', 'too-many-proofs', () => ({ ...good, proof: Array(5).fill(good.proof) })],
    [
      'a forged second proof',
      'signature-invalid',
      () => ({
        ...good,
        proof: [good.proof, { ...(good.proof as JsonObject), created: '2020-01-01T00:00:00Z' }] as JsonObject[],
      }),
    ],
  ])('%s as %s', async (_what, code, document) => {
    const answer = await verify(document());
    // A wrong issuer also breaks the signature; either way it is refused, and the signature is judged first.
    expectAnswer(answer, 400, code === 'unexpected-signer' ? 'signature-invalid' : code);
  });

  it('undefined terms under a suite that would not notice them', async () => {
    const { format, signer } = await import('../support/proofs.js').then(async ({ formatNamed, freshSigner }) => ({
      format: formatNamed('eddsa-jcs-2022'),
      signer: (await freshSigner()).signer,
    }));
    const document = {
      ...credential({ '@context': [V2], issuer: signer.id.split('#')[0] ?? '' }),
      unknownTerm: 'x',
      type: ['VerifiableCredential'],
    };
    const secured = await format.sign(document, { signer, created: '2026-01-01T00:00:00Z' });
    expectAnswer(await verify(secured), 400, 'json-ld-refused');
  });

  it('a signature in somebody else’s name, unless the proof alone is asked about', async () => {
    const { formatNamed, freshSigner } = await import('../support/proofs.js');
    const { signer } = await freshSigner();
    const secured = await formatNamed('eddsa-rdfc-2022').sign(credential({ issuer: 'https://ministry.example/' }), {
      signer,
      created: '2026-01-01T00:00:00Z',
    });
    expectAnswer(await verify(secured), 400, 'unexpected-signer');
    expectAnswer(await post(server.addresses.verifyProofOnly, { verifiableCredential: secured }), 200);
  });

  it('a challenge or domain that the proof does not carry, and options of the wrong kind', async () => {
    expectAnswer(await verify(good, { challenge: 'x' }), 400, 'challenge-mismatch');
    expectAnswer(await verify(good, { domain: 'x' }), 400, 'domain-mismatch');
    expectAnswer(await verify(good, { checks: 'proof' }), 400, 'options-malformed');
    expectAnswer(await verify(good, { domain: { a: 1 } }), 400, 'options-malformed');
    expectAnswer(await post(server.addresses.verify, '{"verifiableCredential":'), 400, 'request-not-json');
  });

  it('envelopes that are none', async () => {
    const envelope = await issued('vc-jwt');
    expectAnswer(await verify({ ...envelope, '@context': [] }), 400, 'envelope-context');
    expectAnswer(await verify({ ...envelope, '@context': EXAMPLES }), 400, 'envelope-context');
    expectAnswer(await verify({ ...envelope, id: text(envelope.id).split(',')[1] ?? '' }), 400, 'envelope-id');
    expectAnswer(await verify({ ...envelope, type: 'VerifiableCredential' }), 400, 'envelope-type');
    expectAnswer(await verify({ '@context': envelope['@context'], id: envelope.id }), 400, 'envelope-type');
    expectAnswer(
      await verify({ ...envelope, id: text(envelope.id).replace('vc+jwt', 'vc+sd-jwt') }),
      400,
      'token-header',
    );
    expectAnswer(await verify({ ...envelope, id: `${text(envelope.id).slice(0, -4)}AAAA` }), 400, 'signature-invalid');
  });
});

describe('selective disclosure', () => {
  it('a base proof is not a credential to show', async () => {
    const base = await issue('ecdsa-sd-2023', {
      credential: credential(),
      options: { mandatoryPointers: ['/issuer'] },
    });
    expectAnswer(base, 201);
    const secured = base.body.verifiableCredential as JsonObject;
    expect(text((secured.proof as JsonObject).proofValue)).toMatch(/^u2V0A/);
    expectAnswer(await verify(secured), 400, 'proof-malformed');
    const derived = await post(server.addresses.derive, {
      verifiableCredential: secured,
      options: { selectivePointers: ['/credentialSubject/degree/name'] },
    });
    expectAnswer(derived, 201);
    const shown = derived.body.verifiableCredential as JsonObject;
    expect(text((shown.proof as JsonObject).proofValue)).toMatch(/^u2V0B/);
    expect(shown.issuer).toBe(server.addresses.issuers['ecdsa-sd-2023'].id);
    expectAnswer(await verify(shown), 200);
  });

  it('nothing is derived from what has no base proof or with a pointer that leads nowhere', async () => {
    const other = await issued('eddsa-rdfc-2022');
    expectAnswer(
      await post(server.addresses.derive, { verifiableCredential: other, options: { selectivePointers: [] } }),
      400,
      'disclosure-refused',
    );
    expectAnswer(
      await post(server.addresses.derive, {
        verifiableCredential: other,
        options: { selectivePointers: ['/nowhere'] },
      }),
      400,
      'pointer-unresolved',
    );
    expectAnswer(
      await post(server.addresses.derive, { verifiableCredential: other, options: { selectivePointers: [4] } }),
      400,
      'options-malformed',
    );
    expectAnswer(await post(server.addresses.derive, {}), 400, 'request-malformed');
  });
});
