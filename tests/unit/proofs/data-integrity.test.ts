import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { createSignCryptosuite, createVerifyCryptosuite } from '@digitalbazaar/eddsa-jcs-2022-cryptosuite';
import { cryptosuite as rdfc } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import { issue, verifyCredential } from '@digitalbazaar/vc';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Signer } from '../../../src/keys/index.js';
import { createDidKeyLoader } from '../../support/did-key-loader.js';
import { created, credentialBy, expected, formatNamed, freshSigner, now } from '../../support/proofs.js';
import type { JsonObject } from '../../../src/shared/index.js';

const stock = {
  'eddsa-jcs-2022': { sign: createSignCryptosuite(), verify: createVerifyCryptosuite() },
  'eddsa-rdfc-2022': { sign: rdfc, verify: rdfc },
};
const suites = ['eddsa-jcs-2022', 'eddsa-rdfc-2022'] as const;
const loader = createDidKeyLoader();

describe.each(suites)('%s', (suite) => {
  const format = formatNamed(suite);
  let signer: Signer;
  let document: JsonObject;
  let secured: JsonObject;
  beforeAll(async () => {
    const fresh = await freshSigner();
    signer = fresh.signer;
    document = credentialBy(fresh.record.controller);
    secured = (await format.sign(document, { signer, created })) as JsonObject;
  });
  const proofOf = (of: JsonObject): JsonObject => of.proof as JsonObject;
  const verifyWith = (change: JsonObject, options = expected) =>
    format.verify(secured, { ...proofOf(secured), ...change }, options);

  it('signs without changing its input and verifies', async () => {
    expect(document.proof).toBeUndefined();
    expect(proofOf(secured)).toMatchObject({ created, verificationMethod: signer.id, proofPurpose: 'assertionMethod' });
    expect(format.canVerify(secured)).toBe(true);
    expect(format.canVerify(document)).toBe(false);
    expect(await format.verify(secured, proofOf(secured), expected)).toEqual({
      outcome: 'verified',
      verificationMethod: signer.id,
      controller: signer.id.split('#')[0],
      created,
    });
  });

  it('is deterministic: a resumed signature is the same signature', async () => {
    expect(await format.sign(document, { signer, created })).toEqual(secured);
  });

  it('is verified by the unmodified library', async () => {
    const proof = new DataIntegrityProof({ cryptosuite: stock[suite].verify });
    const result = await verifyCredential({ credential: secured, suite: proof, documentLoader: loader, now });
    expect(result.verified).toBe(true);
    const changed = { ...secured, name: 'National Certificate III' };
    const refused = await verifyCredential({ credential: changed, suite: proof, documentLoader: loader, now });
    expect(refused.verified).toBe(false);
  });

  it('verifies what the unmodified library issued', async () => {
    const proof = new DataIntegrityProof({
      cryptosuite: stock[suite].sign,
      signer: { ...signer, sign: ({ data }) => signer.sign(data) },
      date: created,
    });
    const issued = (await issue({
      credential: structuredClone(document),
      suite: proof,
      documentLoader: loader,
      now,
    })) as JsonObject;
    expect(await format.verify(issued, proofOf(issued), expected)).toMatchObject({ outcome: 'verified' });
  });

  it.each<[string, JsonObject, string]>([
    ['an unknown member', { note: 'x' }, 'proof-malformed'],
    ['an own __proto__ member', JSON.parse('{"__proto__":{"type":"x"}}') as JsonObject, 'proof-malformed'],
    ['another type', { type: 'Ed25519Signature2020' }, 'proof-malformed'],
    ['another suite', { cryptosuite: 'eddsa-2022' }, 'proof-malformed'],
    ['a date without zone', { created: '2026-03-01T00:00:00' }, 'proof-malformed'],
    ['a day that does not exist', { created: '2026-13-01T00:00:00Z' }, 'proof-malformed'],
    ['a proof value without header', { proofValue: 'abc' }, 'proof-malformed'],
    ['a base64url proof value', { proofValue: `u${'A'.repeat(86)}` }, 'proof-malformed'],
    ['63 bytes', { proofValue: `z${'1'.repeat(63)}` }, 'proof-malformed'],
    ['65 bytes', { proofValue: `z${'1'.repeat(65)}` }, 'proof-malformed'],
    ['a huge proof value', { proofValue: `z${'2'.repeat(60_000)}` }, 'proof-malformed'],
    ['64 zero bytes', { proofValue: `z${'1'.repeat(64)}` }, 'signature-invalid'],
    ['a changed date', { created: '2026-03-02T00:00:00Z' }, 'signature-invalid'],
    ['an added id', { id: 'urn:uuid:1' }, 'signature-invalid'],
    ['an added challenge', { challenge: 'c' }, 'signature-invalid'],
    ['another purpose', { proofPurpose: 'authentication' }, 'purpose-mismatch'],
    ['an unknown previous proof', { previousProof: 'urn:uuid:1' }, 'previous-proof'],
    ['a context that was not signed', { '@context': ['https://www.w3.org/ns/credentials/v2'] }, 'proof-context'],
    ['an expired proof', { expires: '2026-02-28T23:59:59Z' }, 'proof-expired'],
  ])('refuses a proof with %s', async (_what, change, reason) => {
    expect(await verifyWith(change)).toEqual({ outcome: 'broken', reason });
  });

  it('refuses a proof value missing', async () => {
    const { proofValue: _value, ...proof } = proofOf(secured);
    expect(await format.verify(secured, proof, expected)).toEqual({ outcome: 'broken', reason: 'proof-malformed' });
  });

  it('holds the challenge and the domain against what was asked for', async () => {
    const answer = await format.sign(document, { signer, created, challenge: 'c1', domain: 'd.example' });
    const check = (challenge: string, domain: string) =>
      format.verify(answer, proofOf(answer as JsonObject), { ...expected, challenge, domain });
    expect(await check('c1', 'd.example')).toMatchObject({ outcome: 'verified' });
    expect(await check('c2', 'd.example')).toEqual({ outcome: 'broken', reason: 'challenge-mismatch' });
    expect(await check('c1', 'e.example')).toEqual({ outcome: 'broken', reason: 'domain-mismatch' });
  });

  it('does not judge an expiring proof without a clock', async () => {
    const { now: _now, ...timeless } = expected;
    expect(await verifyWith({ expires: '2030-01-01T00:00:00Z' }, timeless)).toEqual({
      outcome: 'unknown',
      reason: 'unsupported-format',
    });
  });

  it('tells unreachable, unknown and unfit keys apart', async () => {
    const { record } = await freshSigner('P-256');
    const withKey = (key: Awaited<ReturnType<typeof expected.lookupKey>>) =>
      verifyWith({}, { ...expected, lookupKey: async () => key });
    expect(await withKey('unreachable')).toEqual({ outcome: 'unknown', reason: 'key-unreachable' });
    expect(await withKey(null)).toEqual({ outcome: 'unknown', reason: 'key-unknown' });
    expect(await withKey(record)).toEqual({ outcome: 'broken', reason: 'key-mismatch' });
    expect(await withKey({ ...record, publicKeyMultibase: 'zzzz' })).toEqual({
      outcome: 'broken',
      reason: 'key-mismatch',
    });
    const other = await freshSigner();
    expect(await withKey(other.record)).toEqual({ outcome: 'broken', reason: 'signature-invalid' });
  });

  it('refuses to sign with a key of another kind or a date that is none', async () => {
    const { signer: p256 } = await freshSigner('P-256');
    await expect(format.sign(document, { signer: p256, created })).rejects.toThrow();
    await expect(format.sign({ ...document, proof: proofOf(secured) }, { signer, created: 'now' })).rejects.toThrow(
      TypeError,
    );
  });

  it('adds to a proof set and links a proof chain', async () => {
    const first = (await format.sign(document, { signer, created, proofId: 'urn:uuid:1' })) as JsonObject;
    const second = (await format.sign(first, { signer, created, previousProof: 'urn:uuid:1' })) as JsonObject;
    const [, link] = second.proof as JsonObject[];
    expect(await format.verify(second, link ?? null, expected)).toMatchObject({ outcome: 'verified' });
    const alone = {
      ...second,
      proof: [{ ...(second.proof as JsonObject[])[0], created: '2026-03-01T00:00:01Z' }, link],
    };
    expect(await format.verify(alone as JsonObject, link ?? null, expected)).toEqual({
      outcome: 'broken',
      reason: 'signature-invalid',
    });
    await expect(format.sign(first, { signer, created, previousProof: 'urn:uuid:2' })).rejects.toThrow(TypeError);
  });
});

describe('eddsa-rdfc-2022 and the meaning of terms', () => {
  const format = formatNamed('eddsa-rdfc-2022');

  it('does not sign a term that no context defines', async () => {
    const { signer, record } = await freshSigner();
    const document = { ...credentialBy(record.controller), shoeSize: 44 };
    await expect(format.sign(document, { signer, created })).rejects.toThrow();
  });

  it('calls an unknown context undecided and an undefined term broken', async () => {
    const { signer, record } = await freshSigner();
    const secured = (await format.sign(credentialBy(record.controller), { signer, created })) as JsonObject;
    const context = secured['@context'] as string[];
    const foreign = { ...secured, '@context': [...context, 'https://unknown.example/v1'] };
    const undefinedTerm = { ...secured, shoeSize: 44 };
    const verify = (document: JsonObject) => format.verify(document, document.proof as JsonObject, expected);
    expect(await verify(foreign)).toEqual({ outcome: 'unknown', reason: 'unsupported-format' });
    expect(await verify(undefinedTerm)).toEqual({ outcome: 'broken', reason: 'json-ld-refused' });
  });

  it('adds the proof terms to a VC 1.1 document before signing', async () => {
    const { signer, record } = await freshSigner();
    const document = {
      '@context': ['https://www.w3.org/2018/credentials/v1'],
      type: ['VerifiableCredential'],
      issuer: record.controller,
      issuanceDate: '2026-01-01T00:00:00Z',
      credentialSubject: { id: 'urn:uuid:1' },
    };
    const secured = (await format.sign(document, { signer, created })) as JsonObject;
    expect(secured['@context']).toEqual([...document['@context'], 'https://w3id.org/security/data-integrity/v2']);
    expect(await format.verify(secured, secured.proof as JsonObject, expected)).toMatchObject({ outcome: 'verified' });
  });
});
