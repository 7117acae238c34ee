import { afterAll, describe, expect, it } from '@jest/globals';
import {
  checkCredentialModel,
  checkPresentationModel,
  checkProofMember,
  modelProblems,
  readEnvelope,
  uncheckedResources,
  unknownContexts,
  type ModelProblemCode,
} from '../../src/verification/index.js';
import { DIGESTS } from '../support/related-resource-digests.js';

const V2 = 'https://www.w3.org/ns/credentials/v2';
const V1 = 'https://www.w3.org/2018/credentials/v1';
type Json = Record<string, unknown>;

const credential = (changes: Json = {}): Json => ({
  '@context': [V2],
  type: ['VerifiableCredential'],
  issuer: 'did:example:issuer',
  credentialSubject: { id: 'did:example:subject' },
  ...changes,
});
const older = (changes: Json = {}): Json => ({
  '@context': [V1],
  id: 'urn:uuid:86294362-4254-4f36-854f-3952fe42555d',
  type: ['VerifiableCredential'],
  issuer: 'did:example:issuer',
  issuanceDate: '2020-03-16T22:37:26.544Z',
  credentialSubject: { id: 'did:example:subject' },
  ...changes,
});
const presentation = (changes: Json = {}): Json => ({ '@context': [V2], type: ['VerifiablePresentation'], ...changes });
const without = (document: Json, member: string): Json =>
  Object.fromEntries(Object.entries(document).filter(([name]) => name !== member));

const seen = new Set<string>();
let cases = 0;
function expectCodes(found: readonly { code: string; at: string }[], ...expected: [ModelProblemCode, string][]): void {
  cases++;
  for (const { code } of found) seen.add(code);
  expect(found).toEqual(expected.map(([code, at]) => ({ code, at })));
}

describe('a sound credential is not refused', () => {
  const sound: [string, Json][] = [
    ['the smallest one', credential()],
    ['inline terms beside the base context', credential({ '@context': [V2, { Extra: 'https://example.org/#Extra' }] })],
    ['an id that is a URN', credential({ id: 'urn:uuid:6f2c1a52-7b1e-4b5e-9d3a-0c6a1f0b7a11' })],
    ['one type as a text', credential({ type: 'VerifiableCredential' })],
    [
      'a name in several languages',
      credential({
        name: [
          { '@value': 'A', '@language': 'en' },
          { '@value': 'ا', '@language': 'ar', '@direction': 'rtl' },
        ],
      }),
    ],
    [
      'an issuer object with a name',
      credential({ issuer: { id: 'https://issuer.example/1', name: 'Issuer', description: { '@value': 'x' } } }),
    ],
    ['several subjects', credential({ credentialSubject: [{ id: 'did:example:a' }, { name: 'no id' }] })],
    [
      'dates in order, with zones',
      credential({ validFrom: '2024-02-29T00:00:00+05:30', validUntil: '2024-02-29T00:00:00Z' }),
    ],
    ['a beginning in the future', credential({ validFrom: '2999-01-01T00:00:00Z' })],
    ['a typed status', credential({ credentialStatus: { type: 'BitstringStatusListEntry' } })],
    [
      'a list of statuses',
      credential({ credentialStatus: [{ id: 'https://a.example/1', type: 'X' }, { type: ['Y', 'Z'] }] }),
    ],
    ['a schema with id', credential({ credentialSchema: { id: 'https://a.example/schema', type: 'JsonSchema' } })],
    [
      'evidence, terms and refresh with types',
      credential({ evidence: [{ type: 'E' }], termsOfUse: { type: 'T' }, refreshService: { type: 'R' } }),
    ],
    [
      'a related resource with the digest of July 2024',
      credential({
        relatedResource: { id: V2, digestSRI: DIGESTS.july2024.sri, digestMultibase: DIGESTS.july2024.multibase },
      }),
    ],
    [
      'a related resource with the digest of the Recommendation',
      credential({
        relatedResource: [
          { id: V2, digestSRI: DIGESTS.recommendation.sri, digestMultibase: DIGESTS.recommendation.multibase },
        ],
      }),
    ],
    [
      'a digest as a multihash',
      credential({ relatedResource: { id: V2, digestMultibase: DIGESTS.recommendation.multihash } }),
    ],
    [
      'a related resource nobody here holds',
      credential({ relatedResource: { id: 'https://a.example/logo', digestSRI: DIGESTS.other.sri } }),
    ],
    ['the older data model', older()],
    [
      'the older data model with an end',
      older({
        expirationDate: '2030-01-01T00:00:00',
        credentialStatus: { id: 'https://a.example/1', type: 'StatusList2021Entry' },
      }),
    ],
  ];
  it.each(sound)('%s', (_name, document) => expectCodes(checkCredentialModel(document)));
});

describe('what breaks the data model of a credential is refused by its own code', () => {
  const broken: [string, Json, ...[ModelProblemCode, string][]][] = [
    ['no @context', without(credential(), '@context'), ['context-missing', '/@context']],
    ['@context that is no list', credential({ '@context': V2 }), ['context-missing', '/@context']],
    ['an empty @context', credential({ '@context': [] }), ['context-missing', '/@context']],
    ['another base context', credential({ '@context': ['https://a.example/c', V2] }), ['context-base', '/@context/0']],
    [
      'the base context in an object first',
      credential({ '@context': [{ x: 'https://a.example/' }, V2] }),
      ['context-base', '/@context/0'],
    ],
    ['a number as context', credential({ '@context': [V2, 4] }), ['context-item', '/@context/1']],
    ['a context that is null', credential({ '@context': [V2, null] }), ['context-item', '/@context/1']],
    [
      'a context URL with a blank',
      credential({ '@context': [V2, 'https ://not-a-url'] }),
      ['context-item', '/@context/1'],
    ],
    ['a context that is no URL', credential({ '@context': [V2, 'contexts.json'] }), ['context-item', '/@context/1']],
    [
      'a term mapped to no URL',
      credential({ '@context': [V2, { T: 'https ://x' }], type: ['VerifiableCredential', 'T'] }),
      ['context-term', '/@context/1'],
    ],
    [
      'a term mapped to no URL in long form',
      credential({ '@context': [V2, { T: { '@id': 'a b' } }] }),
      ['context-term', '/@context/1'],
    ],
    ['no type', without(credential(), 'type'), ['type-missing', '/type']],
    ['an empty type', credential({ type: [] }), ['type-missing', '/type']],
    ['a number as type', credential({ type: ['VerifiableCredential', 4] }), ['type-not-text', '/type']],
    ['a type that is null', credential({ type: null }), ['type-not-text', '/type']],
    ['a type with a blank', credential({ type: ['VerifiableCredential', 'a b'] }), ['type-not-text', '/type']],
    ['no VerifiableCredential', credential({ type: ['Other'] }), ['type-required', '/type']],
    ['id null', credential({ id: null }), ['id-not-url', '/id']],
    ['two ids', credential({ id: ['did:example:a', 'did:example:b'] }), ['id-not-url', '/id']],
    ['an id that is no URL', credential({ id: 'not-a-url' }), ['id-not-url', '/id']],
    [
      'two ids of a subject',
      credential({ credentialSubject: { id: ['did:example:a', 'did:example:b'], name: 'x' } }),
      ['id-not-url', '/credentialSubject/id'],
    ],
    [
      'the id of the second subject',
      credential({ credentialSubject: [{ id: 'did:example:a' }, { id: 'b' }] }),
      ['id-not-url', '/credentialSubject/1/id'],
    ],
    [
      'an id of a status that is no URL',
      credential({ credentialStatus: { id: 'x', type: 'Y' } }),
      ['id-not-url', '/credentialStatus/id'],
    ],
    [
      'an id of evidence that is null',
      credential({ evidence: [{ id: null, type: 'E' }] }),
      ['id-not-url', '/evidence/0/id'],
    ],
    ['a name that is a number', credential({ name: 4 }), ['text-malformed', '/name']],
    ['a name without @value', credential({ name: { '@language': 'en' } }), ['text-malformed', '/name']],
    [
      'a name with an extra key',
      credential({ name: { '@value': 'a', '@language': 'en', url: 'https://a.example/' } }),
      ['text-malformed', '/name'],
    ],
    [
      'a direction that does not exist',
      credential({ description: { '@value': 'a', '@direction': 'up' } }),
      ['text-malformed', '/description'],
    ],
    [
      'a list with one bad description',
      credential({ description: ['fine', { '@value': 1 }] }),
      ['text-malformed', '/description'],
    ],
    [
      'a bad name of the issuer',
      credential({ issuer: { id: 'did:example:i', name: { value: 'x' } } }),
      ['text-malformed', '/issuer/name'],
    ],
    ['no issuer', without(credential(), 'issuer'), ['issuer-missing', '/issuer']],
    ['issuer null', credential({ issuer: null }), ['issuer-missing', '/issuer']],
    ['issuer true', credential({ issuer: true }), ['issuer-not-url', '/issuer']],
    ['issuer 4', credential({ issuer: 4 }), ['issuer-not-url', '/issuer']],
    ['issuer []', credential({ issuer: [] }), ['issuer-not-url', '/issuer']],
    ['issuer without id', credential({ issuer: { name: 'x' } }), ['issuer-not-url', '/issuer']],
    ['issuer with a blank', credential({ issuer: 'did:example: x' }), ['issuer-not-url', '/issuer']],
    ['no subject', without(credential(), 'credentialSubject'), ['subject-missing', '/credentialSubject']],
    ['an empty list of subjects', credential({ credentialSubject: [] }), ['subject-missing', '/credentialSubject']],
    ['a subject that says nothing', credential({ credentialSubject: {} }), ['subject-empty', '/credentialSubject']],
    [
      'one of two subjects that says nothing',
      credential({ credentialSubject: [{ id: 'did:example:a' }, {}] }),
      ['subject-empty', '/credentialSubject/1'],
    ],
    [
      'a subject that is a text',
      credential({ credentialSubject: 'did:example:a' }),
      ['subject-not-object', '/credentialSubject'],
    ],
    ['a date without zone', credential({ validFrom: '2024-01-01T00:00:00' }), ['date-malformed', '/validFrom']],
    ['a day only', credential({ validUntil: '2024-01-01' }), ['date-malformed', '/validUntil']],
    ['a day that does not exist', credential({ validFrom: '2023-02-29T00:00:00Z' }), ['date-malformed', '/validFrom']],
    ['a date that is a number', credential({ validFrom: 1_700_000_000 }), ['date-malformed', '/validFrom']],
    [
      'an end before the beginning',
      credential({ validFrom: '2024-01-02T00:00:00Z', validUntil: '2024-01-01T00:00:00Z' }),
      ['date-order', '/validUntil'],
    ],
    ['an old credential without date', without(older(), 'issuanceDate'), ['date-missing', '/issuanceDate']],
    ['an old credential with a bad date', older({ issuanceDate: 'March 2020' }), ['date-malformed', '/issuanceDate']],
    [
      'a status that is a text',
      credential({ credentialStatus: 'https://a.example/1' }),
      ['member-not-object', '/credentialStatus'],
    ],
    [
      'a status without type',
      credential({ credentialStatus: { id: 'https://a.example/1' } }),
      ['member-type-missing', '/credentialStatus/type'],
    ],
    [
      'terms of use without type',
      credential({ termsOfUse: [{ type: 'A' }, { id: 'https://a.example/1' }] }),
      ['member-type-missing', '/termsOfUse/1/type'],
    ],
    [
      'a refresh service without type',
      credential({ refreshService: { id: 'https://a.example/1' } }),
      ['member-type-missing', '/refreshService/type'],
    ],
    ['evidence without type', credential({ evidence: {} }), ['member-type-missing', '/evidence/type']],
    [
      'a schema without type',
      credential({ credentialSchema: { id: 'https://a.example/1' } }),
      ['member-type-missing', '/credentialSchema/type'],
    ],
    [
      'a schema without id',
      credential({ credentialSchema: { type: 'JsonSchema' } }),
      ['member-id-missing', '/credentialSchema/id'],
    ],
    [
      'a schema whose id is no URL',
      credential({ credentialSchema: { id: 'x y', type: 'JsonSchema' } }),
      ['id-not-url', '/credentialSchema/id'],
    ],
    [
      'an old status without id',
      older({ credentialStatus: { type: 'StatusList2021Entry' } }),
      ['member-id-missing', '/credentialStatus/id'],
    ],
    [
      'a related resource that is a text',
      credential({ relatedResource: V2 }),
      ['related-resource-not-object', '/relatedResource'],
    ],
    [
      'a related resource without id',
      credential({ relatedResource: [{ digestSRI: DIGESTS.other.sri }] }),
      ['related-resource-id-missing', '/relatedResource/0'],
    ],
    [
      'a related resource whose id is no URL',
      credential({ relatedResource: { id: 'v2', digestSRI: DIGESTS.other.sri } }),
      ['id-not-url', '/relatedResource/id'],
    ],
    [
      'the same related resource twice',
      credential({
        relatedResource: [
          { id: 'https://a.example/1', digestSRI: DIGESTS.other.sri },
          { id: 'https://a.example/1', digestSRI: DIGESTS.other.sri },
        ],
      }),
      ['related-resource-repeated', '/relatedResource/1'],
    ],
    [
      'a related resource without digest',
      credential({ relatedResource: { id: V2 } }),
      ['related-resource-digest-missing', '/relatedResource'],
    ],
    [
      'a digest that is none',
      credential({ relatedResource: { id: V2, digestSRI: 'sha256-short' } }),
      ['related-resource-digest-malformed', '/relatedResource'],
    ],
    [
      'a multibase that is none',
      credential({ relatedResource: { id: V2, digestMultibase: 'x1234' } }),
      ['related-resource-digest-malformed', '/relatedResource'],
    ],
    [
      'a digest of something else',
      credential({ relatedResource: { id: V2, digestSRI: DIGESTS.other.sri } }),
      ['related-resource-digest-mismatch', '/relatedResource'],
    ],
    [
      'one right and one wrong digest',
      credential({
        relatedResource: { id: V2, digestSRI: DIGESTS.recommendation.sri, digestMultibase: DIGESTS.other.multibase },
      }),
      ['related-resource-digest-mismatch', '/relatedResource'],
    ],
  ];
  it.each(broken)('%s', (_name, document, ...expected) => expectCodes(checkCredentialModel(document), ...expected));

  it('every problem is told, not only the first', () => {
    const found = checkCredentialModel({ '@context': [V2], type: 'Other', issuer: 4, credentialSubject: {} });
    expectCodes(
      found,
      ['type-required', '/type'],
      ['issuer-not-url', '/issuer'],
      ['subject-empty', '/credentialSubject'],
    );
  });
});

describe('presentations', () => {
  it.each([
    ['the smallest one', presentation()],
    ['a holder as URL', presentation({ holder: 'did:example:h' })],
    ['a holder as object', presentation({ holder: { id: 'did:example:h' } })],
    ['one credential without a list', presentation({ verifiableCredential: credential() })],
  ])('%s is not refused', (_name, document) => expectCodes(checkPresentationModel(document)));

  it.each<[string, Json, [ModelProblemCode, string]]>([
    ['another type', presentation({ type: 'VerifiableCredential' }), ['type-required', '/type']],
    ['a holder without id', presentation({ holder: { name: 'Acme' } }), ['holder-not-url', '/holder']],
    ['a holder that is a word', presentation({ holder: 'me' }), ['holder-not-url', '/holder']],
    [
      'a credential as text',
      presentation({ verifiableCredential: ['eyJ.x.y'] }),
      ['credential-not-object', '/verifiableCredential/0'],
    ],
    [
      'a credential that is null',
      presentation({ verifiableCredential: null }),
      ['credential-not-object', '/verifiableCredential/0'],
    ],
    [
      'seventeen credentials',
      presentation({ verifiableCredential: Array(17).fill(credential()) }),
      ['too-many-credentials', '/verifiableCredential'],
    ],
  ])('%s is refused', (_name, document, expected) => expectCodes(checkPresentationModel(document), expected));
});

describe('proof member and envelopes', () => {
  it('a proof is an object or a list of objects', () => {
    expectCodes(checkProofMember(credential({ proof: {} })));
    expectCodes(checkProofMember(credential()), ['proof-missing', '/proof']);
    for (const proof of [null, 'x', [], [null]])
      expectCodes(checkProofMember(credential({ proof })), ['proof-malformed', '/proof']);
  });

  const envelope = (changes: Json = {}): Json => ({
    '@context': V2,
    type: 'EnvelopedVerifiableCredential',
    id: 'data:application/vc+jwt,eyJ.x.y',
    ...changes,
  });
  it('an envelope is read', () => {
    cases++;
    expect(readEnvelope(envelope(), 'EnvelopedVerifiableCredential')).toEqual({
      ok: true,
      envelope: { mediaType: 'vc+jwt', token: 'eyJ.x.y' },
    });
    expect(readEnvelope(envelope({ '@context': [V2] }), 'EnvelopedVerifiableCredential')).toMatchObject({ ok: true });
  });

  it.each<[string, Json, ModelProblemCode, string]>([
    ['no context', envelope({ '@context': [] }), 'envelope-context', '/@context'],
    [
      'the examples context alone',
      envelope({ '@context': 'https://www.w3.org/ns/credentials/examples/v2' }),
      'envelope-context',
      '/@context',
    ],
    ['no type', without(envelope(), 'type'), 'envelope-type', '/type'],
    ['another type', envelope({ type: 'VerifiableCredential' }), 'envelope-type', '/type'],
    ['two types', envelope({ type: ['EnvelopedVerifiableCredential', 'X'] }), 'envelope-type', '/type'],
    ['the type of the other envelope', envelope({ type: 'EnvelopedVerifiablePresentation' }), 'envelope-type', '/type'],
    ['an id that is no data: URL', envelope({ id: 'eyJ.x.y' }), 'envelope-id', '/id'],
    ['an empty data: URL', envelope({ id: 'data:application/vc+jwt,' }), 'envelope-id', '/id'],
    ['another media type', envelope({ id: 'data:application/pdf,x' }), 'envelope-media-type', '/id'],
    [
      'a presentation in a credential envelope',
      envelope({ id: 'data:application/vp+jwt,x' }),
      'envelope-media-type',
      '/id',
    ],
    ['a token encoded twice', envelope({ id: 'data:application/vc+jwt;base64,ZXlK' }), 'envelope-media-type', '/id'],
  ])('an envelope with %s is refused', (_name, document, code, at) => {
    cases++;
    seen.add(code);
    expect(readEnvelope(document, 'EnvelopedVerifiableCredential')).toEqual({ ok: false, problem: { code, at } });
  });
});

describe('what is not known is named', () => {
  it('contexts at any depth', () => {
    cases++;
    const nested = credential({
      credentialSubject: { '@context': 'https://a.example/inner', x: [{ '@context': [V2, 'https://b.example/'] }] },
    });
    expect([...unknownContexts(nested, (url) => url === V2)].sort()).toEqual([
      'https://a.example/inner',
      'https://b.example/',
    ]);
  });

  it('related resources that are not held', () => {
    cases++;
    const two = credential({ relatedResource: [{ id: V2 }, { id: 'https://a.example/1' }] });
    expect(uncheckedResources(two)).toEqual(['https://a.example/1']);
  });
});

afterAll(() => {
  // A run that tested nothing must not be green.
  expect(cases).toBe(117);
  const elsewhere = ['context-unknown', 'proof-present'];
  expect(
    Object.keys(modelProblems)
      .filter((code) => !seen.has(code))
      .sort(),
  ).toEqual(elsewhere);
});
