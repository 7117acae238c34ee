import { readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { createCanonicalizer, verifyProofs } from '../../src/proofs/index.js';
import { canonicalJson, isObject, type JsonObject } from '../../src/shared/index.js';
import { documentLoader, expected, formatNamed, formats } from '../support/proofs.js';

const folder = join(import.meta.dirname, 'vectors', 'vc-di-eddsa', 'TestVectors');
const text = (name: string): string => readFileSync(join(folder, name), 'utf8').trim();
const json = (name: string): JsonObject => JSON.parse(text(name)) as JsonObject;
const sha256 = (data: string): string => createHash('sha256').update(data).digest('hex');
const canonicalizer = createCanonicalizer(documentLoader);

describe('eddsa-jcs-2022 vectors', () => {
  const signed = json('eddsa-jcs-2022/signedJCS.json');
  const { proof, ...document } = signed;
  const { proofValue, ...config } = proof as JsonObject;

  it('reproduces the canonical forms and hashes', () => {
    expect(canonicalJson(document)).toBe(text('eddsa-jcs-2022/canonDocJCS.txt'));
    expect(canonicalJson(config)).toBe(text('eddsa-jcs-2022/proofCanonJCS.txt'));
    expect(sha256(canonicalJson(document))).toBe(text('eddsa-jcs-2022/docHashJCS.txt'));
    expect(sha256(canonicalJson(config))).toBe(text('eddsa-jcs-2022/proofHashJCS.txt'));
    expect(proofValue).toBe(text('eddsa-jcs-2022/sigBTC58JCS.txt'));
  });

  it('verifies the signed document and refuses it with one letter changed', async () => {
    const format = formatNamed('eddsa-jcs-2022');
    expect(await format.verify(signed, proof as JsonObject, expected)).toMatchObject({ outcome: 'verified' });
    const changed = { ...signed, name: 'Alumni credential' };
    expect(await format.verify(changed, proof as JsonObject, expected)).toEqual({
      outcome: 'broken',
      reason: 'signature-invalid',
    });
  });
});

describe.each(['eddsa-rdfc-2022', 'eddsa-rdfc-2022/employ'])('%s vectors', (path) => {
  const signed = json(`${path}/signedDataInt.json`);
  const { proof, ...document } = signed;

  it('reproduces the canonical forms and hashes', async () => {
    const canonical = await canonicalizer.canonicalize(document, 'SHA-256');
    const config = await canonicalizer.canonicalize(json(`${path}/proofConfigDataInt.json`), 'SHA-256');
    expect(canonical.trim()).toBe(text(`${path}/canonDocDataInt.txt`));
    expect(config.trim()).toBe(text(`${path}/proofCanonDataInt.txt`));
    expect(sha256(canonical)).toBe(text(`${path}/docHashDataInt.txt`));
    expect(sha256(config)).toBe(text(`${path}/proofHashDataInt.txt`));
    expect((proof as JsonObject).proofValue).toBe(text(`${path}/sigBTC58DataInt.txt`));
  });

  it('verifies the signed document and refuses it with one letter changed', async () => {
    const format = formatNamed('eddsa-rdfc-2022');
    const changed = { ...signed, id: 'urn:uuid:00000000-0000-4000-8000-000000000000' };
    expect(await format.verify(signed, proof as JsonObject, expected)).toMatchObject({ outcome: 'verified' });
    expect(await format.verify(changed, proof as JsonObject, expected)).toEqual({
      outcome: 'broken',
      reason: 'signature-invalid',
    });
  });
});

describe('proof set and proof chain vectors', () => {
  const documents = [
    ['signedProofSet1.json', 1],
    ['signedProofSet2.json', 2],
    ['signedProofChain1.json', 3],
    ['signedProofChain2.json', 4],
  ] as const;

  it.each(documents)('%s: each of %d proofs verifies', async (name, count) => {
    const signed = json(`proof-set-chain/${name}`);
    const result = await verifyProofs(signed, formats, expected);
    expect(result.proofs.map((proof) => proof.result.outcome)).toEqual(Array<string>(count).fill('verified'));
    expect(result).toMatchObject({ outcome: 'verified', reason: null });
  });

  const chain = json('proof-set-chain/signedProofChain2.json');
  const proofs = (chain.proof as JsonObject[]).filter(isObject);
  const edit = (index: number, change: JsonObject): JsonObject => ({
    ...chain,
    proof: proofs.map((proof, position) => (position === index ? { ...proof, ...change } : proof)),
  });

  it('refuses a chain whose first link is missing, renamed or forged', async () => {
    const missing = { ...chain, proof: proofs.slice(1) };
    const renamed = edit(0, { id: 'urn:uuid:00000000-0000-4000-8000-000000000000' });
    const forged = edit(0, { proofValue: proofs[1]?.proofValue });
    const reasonOf = async (document: JsonObject): Promise<unknown> => {
      const { outcome, reason } = await verifyProofs(document, formats, expected);
      return [outcome, reason];
    };
    expect(await reasonOf(missing)).toEqual(['broken', 'previous-proof']);
    expect(await reasonOf(renamed)).toEqual(['broken', 'signature-invalid']);
    expect(await reasonOf(forged)).toEqual(['broken', 'signature-invalid']);
    expect(await reasonOf(edit(3, { previousProof: 'urn:uuid:unknown' }))).toEqual(['broken', 'previous-proof']);
  });
});
