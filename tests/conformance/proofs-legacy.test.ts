import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { createProofFormats, verifyProofs } from '../../src/proofs/index.js';
import type { JsonObject } from '../../src/shared/index.js';
import { crypto, documentLoader, expected, formats } from '../support/proofs.js';

const file = join(import.meta.dirname, 'vectors/vc-di-eddsa/TestVectors/Ed25519Signature2020/signedEdSig.json');
const signed = JSON.parse(readFileSync(file, 'utf8')) as JsonObject;

describe('Ed25519Signature2020', () => {
  it('is not accepted unless asked for', async () => {
    expect(await verifyProofs(signed, formats, expected)).toMatchObject({
      outcome: 'unknown',
      reason: 'unsupported-format',
    });
  });

  it('verifies the official vector when asked for, and refuses changes', async () => {
    const legacy = createProofFormats({ crypto, documentLoader, acceptEd25519Signature2020: true });
    const proof = signed.proof as JsonObject;
    const judge = async (document: JsonObject) => {
      const { outcome, reason } = await verifyProofs(document, legacy, expected);
      return [outcome, reason];
    };
    expect(await judge(signed)).toEqual(['verified', null]);
    expect(await judge({ ...signed, validFrom: '2024-01-01T00:00:00Z' })).toEqual(['broken', 'signature-invalid']);
    expect(await judge({ ...signed, proof: { ...proof, created: '2024-01-01T00:00:00Z' } })).toEqual([
      'broken',
      'signature-invalid',
    ]);
    expect(await judge({ ...signed, proof: { ...proof, cryptosuite: 'eddsa-rdfc-2022' } })).toEqual([
      'broken',
      'proof-malformed',
    ]);
  });

  it('is never issued', async () => {
    const legacy = createProofFormats({ crypto, documentLoader, acceptEd25519Signature2020: true }).at(-1);
    await expect(legacy?.sign({}, {} as never)).rejects.toThrow(TypeError);
  });
});
