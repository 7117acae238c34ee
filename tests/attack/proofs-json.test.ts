import { beforeAll, describe, expect, it } from '@jest/globals';
import type { KeyAlgorithm } from '../../src/keys/index.js';
import { verifyProofs } from '../../src/proofs/index.js';
import type { JsonObject } from '../../src/shared/index.js';
import { created, credentialBy, expected, formatNamed, formats, freshSigner } from '../support/proofs.js';

const suites: readonly (readonly [string, KeyAlgorithm])[] = [
  ['eddsa-jcs-2022', 'Ed25519'],
  ['ecdsa-jcs-2019', 'P-256'],
  ['eddsa-rdfc-2022', 'Ed25519'],
  ['ecdsa-rdfc-2019', 'P-384'],
];

type Reshape = (document: JsonObject) => JsonObject;
const subjectOf = (document: JsonObject): JsonObject => document.credentialSubject as JsonObject;
const withSubject = (document: JsonObject, subject: JsonObject): JsonObject => ({
  ...document,
  credentialSubject: subject,
});
const contexts = (document: JsonObject): string[] => document['@context'] as string[];

/** Same graph (or so the attacker hopes), other JSON. */
const reshapes: Readonly<Record<string, Reshape>> = {
  '@nest hides members': ({ name, ...rest }) => ({ ...rest, '@nest': { name } }),
  '@reverse is added': (document) => ({ ...document, '@reverse': {} }),
  'a null beside a value': ({ name, ...rest }) => ({ ...rest, name: [null, name ?? ''] }),
  'a member that is null': (document) => ({ ...document, description: null }),
  '@included is added': (document) => ({ ...document, '@included': [] }),
  '@graph wraps the subject': (document) => withSubject(document, { '@graph': [subjectOf(document)] }),
  '@id for id': ({ id, ...rest }) => ({ ...rest, '@id': id }),
  '@type for type': ({ type, ...rest }) => ({ ...rest, '@type': type }),
  '@set wraps a value': (document) => ({ ...document, type: { '@set': document.type } }),
  'an IRI as key': ({ name, ...rest }) => ({ ...rest, 'https://schema.org/name': name }),
  'an own __proto__ key': (document) => Object.assign(JSON.parse(`{"__proto__":{"level":5}}`) as JsonObject, document),
  'a __proto__ deeper down': (document) =>
    withSubject(document, Object.assign(JSON.parse(`{"__proto__":{"level":5}}`) as JsonObject, subjectOf(document))),
  'a member without meaning': (document) => ({ ...document, level: 5 }),
  'a keyword that is none': (document) => ({ ...document, '@foo': 'x' }),
};

/** Changes that move meaning between words by changing the dictionary. */
const dictionaries: Readonly<Record<string, Reshape>> = {
  'an inline context is appended': (document) => ({
    ...document,
    '@context': [...contexts(document), { grade: 'https://x.example/grade' }],
  }),
  'a known context is appended': (document) => ({
    ...document,
    '@context': [...contexts(document), 'https://w3id.org/security/data-integrity/v2'],
  }),
  'a context inside the subject': (document) =>
    withSubject(document, { '@context': { grade: 'https://x.example/grade' }, ...subjectOf(document) }),
};

describe.each(suites)('%s', (suite, algorithm) => {
  let secured: JsonObject;
  beforeAll(async () => {
    const { signer, record } = await freshSigner(algorithm);
    secured = (await formatNamed(suite).sign(credentialBy(record.controller), { signer, created })) as JsonObject;
  });
  const judge = async (document: JsonObject): Promise<unknown> => {
    const { outcome, reason } = await verifyProofs(document, formats, expected);
    return [outcome, reason];
  };
  const isJcs = suite.includes('jcs');

  it('accepts the document itself, in any order of keys', async () => {
    const reversed = Object.fromEntries(Object.entries(secured).reverse());
    expect(await judge(secured)).toEqual(['verified', null]);
    expect(await judge(reversed)).toEqual(['verified', null]);
  });

  it.each(Object.entries(reshapes))('refuses: %s', async (_what, reshape) => {
    expect(await judge(reshape(secured))).toEqual(['broken', isJcs ? 'signature-invalid' : 'json-ld-refused']);
  });

  it('a dictionary wrapped in another one, beside which anything could stand', async () => {
    const wrapped = { ...secured, '@context': { '@context': secured['@context'] ?? null, name: 'Another award' } };
    expect(await judge(wrapped)).toEqual(['broken', isJcs ? 'proof-context' : 'json-ld-refused']);
  });

  it.each(Object.entries(dictionaries))('another dictionary: %s', async (what, reshape) => {
    // JCS refuses; an rdfc signature does not cover the context, which is why its documents need the exact context gate.
    const inSubject = what === 'a context inside the subject';
    const jcs = ['broken', inSubject ? 'signature-invalid' : 'proof-context'];
    expect(await judge(reshape(secured))).toEqual(isJcs ? jcs : ['verified', null]);
  });

  it('refuses reordered and doubled list entries exactly when it is byte-exact', async () => {
    const types = secured.type as string[];
    const outcome = isJcs ? ['broken', 'signature-invalid'] : ['verified', null];
    expect(await judge({ ...secured, type: [...types].reverse() })).toEqual(outcome);
    expect(await judge({ ...secured, type: [...types, ...types] })).toEqual(outcome);
  });

  it('refuses a proof taken from another document', async () => {
    const other = { ...credentialBy('did:web:other.example'), proof: secured.proof };
    expect(await judge(other as JsonObject)).toEqual(['broken', 'signature-invalid']);
  });

  it('refuses a proof relabelled for another suite', async () => {
    for (const [cryptosuite] of suites.filter(([name]) => name !== suite)) {
      const relabelled = { ...secured, proof: { ...(secured.proof as JsonObject), cryptosuite } };
      expect(await judge(relabelled)).toEqual([
        'broken',
        expect.stringMatching(/key-mismatch|signature-invalid|proof-malformed/),
      ]);
    }
  });

  it('refuses a forged second proof, first or last', async () => {
    const { record } = await freshSigner(algorithm);
    const forged = { ...(secured.proof as JsonObject), verificationMethod: record.id };
    expect(await judge({ ...secured, proof: [secured.proof as JsonObject, forged] })).toEqual([
      'broken',
      'signature-invalid',
    ]);
    expect(await judge({ ...secured, proof: [forged, secured.proof as JsonObject] })).toEqual([
      'broken',
      'signature-invalid',
    ]);
  });

  it('refuses extreme depth instead of running out of stack', async () => {
    const deep = JSON.parse(`${'{"a":'.repeat(9_000)}1${'}'.repeat(9_000)}`) as JsonObject;
    expect(await judge({ ...secured, evidence: deep })).toEqual([
      'broken',
      isJcs ? 'proof-malformed' : 'json-ld-refused',
    ]);
  });

  it('does not take a purpose for another', async () => {
    const { signer, record } = await freshSigner(algorithm);
    const options = { signer, created, proofPurpose: 'authentication' } as const;
    const secret = (await formatNamed(suite).sign(credentialBy(record.controller), options)) as JsonObject;
    expect(await judge(secret)).toEqual(['broken', 'purpose-mismatch']);
  });
});
