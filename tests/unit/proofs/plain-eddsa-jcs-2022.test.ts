import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Signer } from '../../../src/keys/index.js';
import { createBrowserCrypto, createEddsaJcs2022Verifier } from '../../../src/proofs/browser.js';
import { createEddsaJcs2022 } from '../../../src/proofs/eddsa-jcs-2022.js';
import type { VerifyOptions } from '../../../src/proofs/index.js';
import type { JsonObject, JsonValue } from '../../../src/shared/index.js';
import { created, credentialBy, expected, freshSigner, now } from '../../support/proofs.js';

const crypto = createBrowserCrypto();
const whole = createEddsaJcs2022(crypto);
const plain = createEddsaJcs2022Verifier(crypto);

describe('the verifier of plain proofs', () => {
  let signer: Signer;
  let document: JsonObject;
  let proof: JsonObject;
  beforeAll(async () => {
    const fresh = await freshSigner();
    signer = fresh.signer;
    document = (await whole.sign(credentialBy(fresh.record.controller), { signer, created })) as JsonObject;
    proof = document['proof'] as JsonObject;
  });

  /** What both say; fails when they differ. */
  async function said(change: JsonObject, options: VerifyOptions = expected, of: JsonObject = document) {
    const changed = { ...proof, ...change };
    const answer = await plain.verify({ ...of, proof: changed }, changed, options);
    expect(answer).toEqual(await whole.verify({ ...of, proof: changed }, changed, options));
    return answer;
  }

  it('verifies what the service signs, without asking for the key twice', async () => {
    let asked = 0;
    const lookupKey: VerifyOptions['lookupKey'] = (...question) => {
      asked += 1;
      return expected.lookupKey(...question);
    };
    expect(plain.canVerify(document)).toBe(true);
    expect(await plain.verify(document, proof, { ...expected, lookupKey })).toMatchObject({ outcome: 'verified' });
    expect(asked).toBe(1);
  });

  it.each<[string, JsonObject, string]>([
    ['nothing changed', {}, 'verified'],
    ['another signature', { proofValue: `z${'2'.repeat(88)}` }, 'broken'],
    ['a signature of another length', { proofValue: 'z2' }, 'broken'],
    ['a signature without a prefix', { proofValue: '2'.repeat(88) }, 'broken'],
    ['no signature', { proofValue: 5 }, 'broken'],
    ['another type', { type: 'Ed25519Signature2020' }, 'broken'],
    ['another suite', { cryptosuite: 'eddsa-rdfc-2022' }, 'broken'],
    ['an unknown member', { note: 'x' }, 'broken'],
    ['another date', { created: '2020-01-01T00:00:00Z' }, 'broken'],
    ['a date that is none', { created: '2026-02-31T00:00:00Z' }, 'broken'],
    ['a date without a zone', { created: '2026-05-20T00:00:00' }, 'broken'],
    ['no date', { created: null }, 'broken'],
    ['another purpose', { proofPurpose: 'authentication' }, 'broken'],
    ['an unknown key', { verificationMethod: 'did:key:z6Mk#z6Mk' }, 'unknown'],
    ['a key that is no text', { verificationMethod: [] }, 'broken'],
    ['another context', { '@context': ['https://www.w3.org/ns/credentials/v2', 'https://example.org/c'] }, 'broken'],
    ['a context that is no text', { '@context': 5 }, 'broken'],
    ['half a surrogate pair', { verificationMethod: '\ud800' }, 'unknown'],
    ['an end in the future', { expires: '2099-01-01T00:00:00Z' }, 'broken'],
    ['an end in the past', { expires: '2020-01-01T00:00:00Z' }, 'broken'],
    ['a challenge', { challenge: 'c', domain: 'd' }, 'broken'],
    ['a previous proof', { previousProof: 'urn:x' }, 'broken'],
  ])('says what the whole format says: %s', async (_name, change, outcome) => {
    expect(await said(change)).toMatchObject({ outcome });
  });

  it('says what the whole format says about changed documents', async () => {
    const changes: readonly (readonly [string, JsonValue])[] = [
      ['name', 'National Certificate III'],
      ['@context', 5],
      ['@context', ['https://www.w3.org/ns/credentials/v2', 'https://example.org/c']],
      ['extra', '\ud800'],
      ['extra', null],
    ];
    for (const [name, value] of changes) {
      expect(await said({}, expected, { ...document, [name]: value })).toMatchObject({ outcome: 'broken' });
      expect(await said({ '@context': 5 }, expected, { ...document, [name]: value })).toMatchObject({
        outcome: 'broken',
      });
    }
  });

  it('says what the whole format says under other expectations and with other keys', async () => {
    expect(await said({}, { ...expected, challenge: 'c' })).toEqual({
      outcome: 'broken',
      reason: 'challenge-mismatch',
    });
    expect(await said({}, { ...expected, domain: 'd' })).toEqual({ outcome: 'broken', reason: 'domain-mismatch' });
    expect(await said({}, { ...expected, expectedPurpose: 'authentication' })).toMatchObject({ outcome: 'broken' });
    const lookups: readonly [unknown, string][] = [
      [null, 'unknown'],
      ['unreachable', 'unknown'],
      [{ id: signer.id, controller: 'did:x:y', publicKeyMultibase: 'z6Mk' }, 'broken'],
      [
        { id: signer.id, controller: 'did:x:y', publicKeyMultibase: (await freshSigner()).record.publicKeyMultibase },
        'broken',
      ],
    ];
    for (const [found, outcome] of lookups) {
      const lookupKey = (async () => found) as VerifyOptions['lookupKey'];
      expect(await said({}, { ...expected, lookupKey })).toMatchObject({ outcome });
    }
  });

  it('leaves chains, ends and challenges to the whole format', async () => {
    const signing = { signer, created, challenge: 'c', domain: 'd', proofPurpose: 'authentication' } as const;
    const presented = (await whole.sign(credentialBy(signer.id.split('#')[0] ?? ''), signing)) as JsonObject;
    const options = { ...expected, expectedPurpose: 'authentication', challenge: 'c', domain: 'd', now } as const;
    const answer = await plain.verify(presented, presented['proof'] as JsonObject, options);
    expect(answer).toMatchObject({ outcome: 'verified' });
    expect(await plain.verify('a.b.c', null, expected)).toEqual({ outcome: 'broken', reason: 'proof-malformed' });
  });
});
