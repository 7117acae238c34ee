import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { createSignCryptosuite as ecdsaJcs } from '@digitalbazaar/ecdsa-jcs-2019-cryptosuite';
import { cryptosuite as ecdsaRdfc } from '@digitalbazaar/ecdsa-rdfc-2019-cryptosuite';
import { createSignCryptosuite as eddsaJcs } from '@digitalbazaar/eddsa-jcs-2022-cryptosuite';
import { cryptosuite as eddsaRdfc } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import { issue } from '@digitalbazaar/vc';
import { decode, encode } from 'cbor2';
import type { ConformanceServer } from '../../src/conformance/index.js';
import type { KeyAlgorithm, Signer } from '../../src/keys/index.js';
import type { JsonObject, JsonValue } from '../../src/shared/index.js';
import { closeConnections, post, startForTest, text, type Answer } from '../support/conformance-client.js';
import { createDidKeyLoader } from '../support/did-key-loader.js';
import { formatNamed, freshSigner } from '../support/proofs.js';

/**
 * What the W3C suites send, made as they make it: signed by the libraries of the suites with something wrong in the proof
 * before it is signed (so that only the rule itself can refuse it), or changed afterwards.
 */
let server: ConformanceServer;
let asked = 0;
beforeAll(async () => {
  server = await startForTest();
});
afterAll(async () => {
  await server.close();
  closeConnections();
  expect(asked).toBeGreaterThanOrEqual(330);
});

const V2 = 'https://www.w3.org/ns/credentials/v2';
const documents: Readonly<Record<string, JsonObject>> = {
  // The suites' own document of 1.1 has its terms in a context wrapped in another.
  '1.1': {
    '@context': ['https://www.w3.org/2018/credentials/v1', { '@context': { name: 'https://schema.org/name' } }],
    id: 'urn:uuid:86294362-4254-4f36-854f-3952fe42555d',
    type: ['VerifiableCredential'],
    issuanceDate: '2020-03-16T22:37:26.544Z',
    credentialSubject: { id: 'did:example:credentialSubject', name: 'Example' },
  },
  '2.0': {
    '@context': [V2],
    id: 'urn:uuid:86294362-4254-4f36-854f-3952fe42555d',
    type: ['VerifiableCredential'],
    credentialSubject: { id: 'did:example:credentialSubject', name: 'Example' },
  },
};
const cryptosuites: readonly [string, KeyAlgorithm, () => DbCryptosuite][] = [
  ['eddsa-rdfc-2022', 'Ed25519', () => eddsaRdfc],
  ['eddsa-jcs-2022', 'Ed25519', eddsaJcs],
  ['ecdsa-rdfc-2019', 'P-256', () => ecdsaRdfc],
  ['ecdsa-rdfc-2019', 'P-384', () => ecdsaRdfc],
  ['ecdsa-jcs-2019', 'P-256', ecdsaJcs],
  ['ecdsa-jcs-2019', 'P-384', ecdsaJcs],
];
const cases = cryptosuites.flatMap(([name, algorithm, cryptosuite]) =>
  Object.keys(documents).map((version) => [name, algorithm, version, cryptosuite] as const),
);

async function expectCode(answer: Promise<Answer>, code: string | undefined, what: unknown): Promise<void> {
  asked++;
  const { status, body } = await answer;
  expect([what, status, body.code]).toEqual([what, code === undefined ? 200 : 400, code]);
}
const verify = (verifiableCredential: unknown, options: JsonObject = {}): Promise<Answer> =>
  post(server.addresses.verify, { verifiableCredential, options: { checks: ['proof'], ...options } });

describe.each(cases)('%s %s, data model %s', (_name, algorithm, version, cryptosuite) => {
  let signer: Signer;
  let good: JsonObject;
  /** `wrong`: what the suites set on the signing object of the library. */
  async function signed(wrong: object = {}): Promise<JsonObject> {
    const sign = ({ data }: { data: Uint8Array }): Promise<Uint8Array> => signer.sign(data);
    const suite = new DataIntegrityProof({ signer: { id: signer.id, algorithm, sign }, cryptosuite: cryptosuite() });
    const credential = { ...structuredClone(documents[version]), issuer: signer.id.split('#')[0] };
    return (await issue({
      credential,
      suite: Object.assign(suite, wrong),
      documentLoader: createDidKeyLoader(),
    })) as JsonObject;
  }
  beforeAll(async () => {
    ({ signer } = await freshSigner(algorithm));
    good = await signed();
  });

  it('verifies as it is, with or without the purpose by name, with odd but valid dates', async () => {
    await expectCode(verify(good), undefined, 'as it is');
    await expectCode(post(server.addresses.verify, { verifiableCredential: good }), undefined, 'no options');
    await expectCode(verify(good, { expectedProofPurpose: 'assertionMethod' }), undefined, 'purpose');
    for (const wrong of [
      { date: null },
      { date: '2025-03-01T00:00:00Z' },
      { proof: { expires: '2099-01-01T00:00:00Z' } },
    ])
      await expectCode(verify(await signed(wrong)), undefined, wrong);
  });

  it('is refused for another purpose than the client expects', async () => {
    await expectCode(verify(good, { expectedProofPurpose: 'authentication' }), 'purpose-mismatch', 'purpose');
    await expectCode(verify(good, { expectedProofPurpose: 4 }), 'options-malformed', 'kind');
  });

  it.each<[string, object]>([
    ['proof-malformed', { date: 'invalidDate' }],
    ['proof-malformed', { proof: { expires: 'invalidDate' } }],
    ['proof-expired', { proof: { expires: '2020-01-01T00:00:00Z' } }],
    ['unsupported-format', { cryptosuite: 'UnknownCryptosuite' }],
    ['key-unknown', { verificationMethod: 'did:key:invalidVm' }],
  ])('is refused as %s with a signed proof of %j', async (code, wrong) => {
    await expectCode(verify(await signed(wrong)), code, wrong);
  });

  it('is refused after any change to the proof or to what it signs', async () => {
    const proof = good.proof as JsonObject;
    const proofs: [string, JsonValue][] = [
      ...['type', 'cryptosuite'].map((left): [string, JsonValue] => ['unsupported-format', without(proof, left)]),
      ...['verificationMethod', 'proofPurpose', 'proofValue'].map((left): [string, JsonValue] => [
        'proof-malformed',
        without(proof, left),
      ]),
      ['unsupported-format', {}],
      ['proof-malformed', { ...proof, proofValue: null }],
      ['proof-malformed', { ...proof, proofValue: text(proof.proofValue).slice(1) }],
      ['proof-malformed', { ...proof, proofValue: 'a' }],
      ['signature-invalid', { ...proof, created: '2021-01-01T00:00:00Z' }],
    ];
    for (const [code, changed] of proofs) await expectCode(verify({ ...good, proof: changed }), code, changed);
    const subject = good.credentialSubject as JsonObject;
    await expectCode(verify({ ...good, credentialSubject: { ...subject, name: 'x' } }), 'signature-invalid', 'name');
    for (const added of [
      { credentialSubject: { ...subject, undefinedTerm: 'IfDroppedWillVerify' } },
      { type: ['VerifiableCredential', 'UndefinedType'] },
    ]) {
      const { status } = await verify({ ...good, ...added });
      expect([added, status]).toEqual([added, 400]);
    }
  });
});

it('a presentation is judged for authentication, also by name, and for nothing else', async () => {
  const { signer, record } = await freshSigner();
  const document = { '@context': [V2], type: ['VerifiablePresentation'], holder: record.controller };
  const options = { signer, created: '2026-01-01T00:00:00Z', proofPurpose: 'authentication' as const };
  const verifiablePresentation = await formatNamed('eddsa-rdfc-2022').sign(document, options);
  const present = (expectedProofPurpose: string): Promise<Answer> =>
    post(server.addresses.presentations, { verifiablePresentation, options: { expectedProofPurpose } });
  await expectCode(present('authentication'), undefined, 'by name');
  await expectCode(present('assertionMethod'), 'purpose-mismatch', 'another');
});

const without = (document: JsonObject, left: string): JsonObject =>
  Object.fromEntries<JsonValue | undefined>(Object.entries(document).filter(([name]) => name !== left));

describe('a context wrapped in another', () => {
  const credential = (context: JsonValue, changes: JsonObject = {}): JsonObject => ({
    '@context': [V2, context],
    type: ['VerifiableCredential'],
    issuer: 'did:example:issuer',
    credentialSubject: { id: 'did:example:subject' },
    ...changes,
  });
  const issued = async (document: JsonObject): Promise<Answer> =>
    post(server.addresses.issuers['eddsa-rdfc-2022'].endpoint, { credential: document });

  it('has its terms judged as if it stood alone', async () => {
    const type = ['VerifiableCredential', 'T'];
    const bad = await issued(credential({ '@context': { T: 'https ://not-a-url/' } }, { type }));
    expect([bad.status, bad.body.code]).toEqual([400, 'context-term']);
    const { status, body } = await issued(credential({ '@context': { T: 'https://example.org/#T' } }, { type }));
    expect(status).toBe(201);
    await expectCode(verify(body.verifiableCredential), undefined, 'wrapped once');
  });

  it.each<[string, JsonObject]>([
    ['with something beside it', { '@context': { T: 'https://example.org/#T' }, U: 'https://example.org/#U' }],
    ['twice', { '@context': { '@context': { T: 'https://example.org/#T' } } }],
    ['as a list', { '@context': [{ T: 'https://example.org/#T' }] }],
    ['as an address', { '@context': V2 }],
  ])('%s is not read', async (_what, context) => {
    const { body } = await issued(credential({ T: 'https://example.org/#T' }));
    const secured = body.verifiableCredential as JsonObject;
    await expectCode(verify({ ...secured, '@context': [V2, context] }), 'json-ld-refused', context);
  });
});

describe('a derived ecdsa-sd-2023 proof value', () => {
  const bytes = (length: number): Uint8Array => new Uint8Array(length);
  type Components = [Uint8Array, Uint8Array, Uint8Array[], Map<number, unknown>, unknown[], ...unknown[]];
  let shown: JsonObject;
  let components: Components;
  beforeAll(async () => {
    const { id, endpoint } = server.addresses.issuers['ecdsa-sd-2023'];
    // Without an id it has a blank node, so that the map of labels is not empty.
    const credential = { ...without(documents['2.0'] ?? {}, 'id'), issuer: id };
    const base = await post(endpoint, { credential, options: { mandatoryPointers: ['/issuer'] } });
    const { body } = await post(server.addresses.derive, {
      verifiableCredential: base.body.verifiableCredential,
      options: { selectivePointers: ['/credentialSubject/name'] },
    });
    shown = body.verifiableCredential as JsonObject;
    const value = Buffer.from(text((shown.proof as JsonObject).proofValue).slice(1), 'base64url');
    components = decode<Components>(new Uint8Array(value.subarray(3)));
  });
  const withValue = (changed: unknown): JsonObject => {
    const value = Buffer.concat([Buffer.from([0xd9, 0x5d, 0x01]), encode(changed)]).toString('base64url');
    return { ...shown, proof: { ...(shown.proof as JsonObject), proofValue: `u${value}` } };
  };

  it('is read as it is', async () => {
    expect([components.length, components[3].size]).toEqual([5, 1]);
    await expectCode(verify(shown), undefined, 'as it is');
    await expectCode(verify(withValue(components)), undefined, 'encoded again');
  });

  it.each<[string, (parts: Components) => unknown]>([
    ['a base signature of 63 bytes', ([, ...rest]) => [bytes(63), ...rest]],
    ['a public key of 34 bytes', ([first, , ...rest]) => [first, bytes(34), ...rest]],
    ['a signature of 63 bytes', ([a, b, , d, e]) => [a, b, [bytes(63)], d, e]],
    ['a label that is text', ([a, b, c, d, e]) => [a, b, c, new Map([...d, [99, 'no bytes']]), e]],
    ['a label of 31 bytes', ([a, b, c, , e]) => [a, b, c, new Map([[0, bytes(31)]]), e]],
    ['an index that is text', ([a, b, c, d, e]) => [a, b, c, d, ['0', ...e.slice(1)]]],
    ['an index below zero', ([a, b, c, d, e]) => [a, b, c, d, [...e, -1]]],
    ['four components', (parts) => parts.slice(0, 4)],
    ['six components', (parts) => [...parts, 1]],
    ['no list', () => 'x'],
  ])('with %s is malformed', async (_what, change) => {
    await expectCode(verify(withValue(change(components))), 'proof-malformed', 'shape');
  });
});

describe('the VC-API suites', () => {
  const wrong: Readonly<Record<string, readonly JsonValue[]>> = {
    '@context': [4, false, null, [], 'string', {}, [4], [null], [[]], [{ foo: true }, 4, false, null]],
    type: [4, true, null, [], {}, [4], [null], [[]], [{}], [2, null, { foo: true }, false]],
    issuer: [null, true, 4, []],
    credentialSubject: [null, true, 4, [], 'did:example:1234', [null, true, 4]],
  };

  it('get 400 from the issuer and from both verifiers for members of the wrong kind', async () => {
    const { id, endpoint } = server.addresses.issuers['eddsa-jcs-2022'];
    const credential = { ...documents['2.0'], issuer: id };
    const { body } = await post(endpoint, { credential });
    const secured = body.verifiableCredential as JsonObject;
    for (const [member, values] of Object.entries(wrong)) {
      for (const changes of [
        without(credential, member),
        ...values.map((value) => ({ ...credential, [member]: value })),
      ]) {
        const { proof = null } = secured;
        const requests = [
          post(endpoint, { credential: changes, options: {} }),
          ...[server.addresses.verify, server.addresses.verifyProofOnly].map((address) =>
            post(address, { verifiableCredential: { ...changes, proof }, options: { checks: ['proof'] } }),
          ),
        ];
        for (const { status, contentType } of await Promise.all(requests)) {
          asked++;
          const what = JSON.stringify(changes);
          expect([what, status, contentType]).toEqual([
            what,
            400,
            expect.stringMatching(/^application\/problem\+json/),
          ]);
        }
      }
    }
  });
});
