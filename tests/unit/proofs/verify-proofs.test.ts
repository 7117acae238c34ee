import { beforeAll, describe, expect, it } from '@jest/globals';
import { createBrowserCrypto, createEddsaJcs2022, createNodeCrypto, verifyProofs } from '../../../src/proofs/index.js';
import { decodeMultikey, type Signer } from '../../../src/keys/index.js';
import { utf8, type JsonObject } from '../../../src/shared/index.js';
import { created, credentialBy, expected, formatNamed, formats, freshSigner } from '../../support/proofs.js';

describe('verifyProofs', () => {
  const format = formatNamed('eddsa-jcs-2022');
  let controller = '';
  let signer: Signer;
  let secured: JsonObject;
  beforeAll(async () => {
    const fresh = await freshSigner();
    controller = fresh.record.controller;
    signer = fresh.signer;
    secured = (await format.sign(credentialBy(controller), { signer, created })) as JsonObject;
  });
  const judge = async (document: JsonObject | string, options = {}) => {
    const { outcome, reason } = await verifyProofs(document, formats, { ...expected, ...options });
    return [outcome, reason];
  };

  it('verifies one good proof by the expected signer and says which format it was', async () => {
    const result = await verifyProofs(secured, formats, { ...expected, expectedController: controller });
    expect(result).toMatchObject({
      outcome: 'verified',
      reason: null,
      proofs: [{ format: 'eddsa-jcs-2022', result: { outcome: 'verified', controller } }],
    });
  });

  it('refuses a good proof by somebody else', async () => {
    expect(await judge(secured, { expectedController: 'did:web:ministry.example' })).toEqual([
      'broken',
      'unexpected-signer',
    ]);
  });

  it('a forged second proof breaks the document, wherever it stands', async () => {
    const other = await freshSigner();
    const forged = { ...(secured.proof as JsonObject), verificationMethod: other.record.id };
    for (const proof of [
      [secured.proof, forged],
      [forged, secured.proof],
    ]) {
      expect(await judge({ ...secured, proof } as JsonObject)).toEqual(['broken', 'signature-invalid']);
    }
  });

  it('a genuine second proof of a stranger breaks what only the issuer was expected to sign', async () => {
    const other = await freshSigner();
    const both = (await format.sign(secured, { signer: other.signer, created })) as JsonObject;
    expect(await judge(both)).toEqual(['verified', null]);
    expect(await judge(both, { expectedController: controller })).toEqual(['broken', 'unexpected-signer']);
  });

  it('one proof that cannot be checked makes the whole unknown, one broken makes it broken', async () => {
    const alien = { ...(secured.proof as JsonObject), cryptosuite: 'bbs-2023' };
    const unreachable = { ...alien, cryptosuite: 'eddsa-jcs-2022', verificationMethod: 'did:web:gone.example#1' };
    expect(await judge({ ...secured, proof: [secured.proof, alien] } as JsonObject)).toEqual([
      'unknown',
      'unsupported-format',
    ]);
    expect(await judge({ ...secured, proof: [unreachable] })).toEqual(['unknown', 'key-unknown']);
    expect(await judge({ ...secured, name: 'x', proof: [alien, secured.proof] } as JsonObject)).toEqual([
      'broken',
      'signature-invalid',
    ]);
  });

  it('bounds the number of proofs', async () => {
    const proofs = (count: number): JsonObject => ({
      ...secured,
      proof: Array(count).fill(secured.proof) as JsonObject[],
    });
    expect(await judge(proofs(4))).toEqual(['verified', null]);
    expect(await judge(proofs(5))).toEqual(['broken', 'too-many-proofs']);
    expect(await judge(proofs(3), { maxProofs: 2 })).toEqual(['broken', 'too-many-proofs']);
    expect(await judge(proofs(5), { maxProofs: 50 })).toEqual(['broken', 'too-many-proofs']);
  });

  it.each<[string, JsonObject, string, string]>([
    ['no proof', {}, 'broken', 'no-proof'],
    ['an empty list', { proof: [] }, 'broken', 'no-proof'],
    ['null', { proof: null }, 'broken', 'proof-malformed'],
    ['a string', { proof: 'z123' }, 'broken', 'proof-malformed'],
    ['an empty object', { proof: {} }, 'unknown', 'unsupported-format'],
  ])('judges %s', async (_what, part, outcome, reason) => {
    const { proof: _proof, ...document } = secured;
    expect(await judge({ ...document, ...part })).toEqual([outcome, reason]);
  });

  it('refuses twin ids and circles in a proof chain', async () => {
    const proof = secured.proof as JsonObject;
    const twins = [
      { ...proof, id: 'urn:1' },
      { ...proof, id: 'urn:1' },
    ];
    const circle = [
      { ...proof, id: 'urn:1', previousProof: 'urn:2' },
      { ...proof, id: 'urn:2', previousProof: ['urn:1'] },
    ];
    const self = [{ ...proof, id: 'urn:1', previousProof: 'urn:1' }];
    for (const proofs of [twins, circle, self]) {
      expect(await judge({ ...secured, proof: proofs })).toEqual(['broken', 'previous-proof']);
    }
  });

  it('a token of no known format is unknown', async () => {
    expect(await judge('hello')).toEqual(['unknown', 'unsupported-format']);
  });
});

describe('crypto ports agree', () => {
  const subtleWithout = {
    ...globalThis.crypto.subtle,
    digest: globalThis.crypto.subtle.digest.bind(globalThis.crypto.subtle),
  };
  const noEd25519 = {
    ...subtleWithout,
    importKey: () => Promise.reject(new DOMException('Unrecognized name.', 'NotSupportedError')),
  } as unknown as SubtleCrypto;
  const ports = [
    ['Node', createNodeCrypto()],
    ['WebCrypto', createBrowserCrypto()],
    ['noble', createBrowserCrypto(noEd25519)],
  ] as const;

  it.each(ports)('%s verifies the same signatures', async (_name, port) => {
    const { signer, record } = await freshSigner();
    const raw = decodeMultikey(record.publicKeyMultibase)?.raw ?? new Uint8Array();
    const signature = await signer.sign(utf8('hello'));
    expect(await port.verifyEd25519(raw, utf8('hello'), signature)).toBe(true);
    expect(await port.verifyEd25519(raw, utf8('hullo'), signature)).toBe(false);
    expect(await port.verifyEd25519(raw, utf8('hello'), signature.slice(1))).toBe(false);
    expect(await port.verifyEd25519(raw.slice(1), utf8('hello'), signature)).toBe(false);
  });

  it('the browser port verifies a credential end to end', async () => {
    const { signer, record } = await freshSigner();
    const format = createEddsaJcs2022(createBrowserCrypto());
    const secured = (await format.sign(credentialBy(record.controller), { signer, created })) as JsonObject;
    expect(await format.verify(secured, secured.proof as JsonObject, expected)).toMatchObject({ outcome: 'verified' });
  });
});
