import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readContexts } from '../../../src/credentials/index.js';
import {
  createCanonicalizationWorkers,
  createCanonicalizer,
  createProofFormats,
  verifyProofs,
  type CanonicalizationWorkers,
} from '../../../src/proofs/index.js';
import type { JsonObject } from '../../../src/shared/index.js';
import { buildCanonicalizationWorker } from '../../support/canonicalization-worker.js';
import {
  created,
  credentialBy,
  crypto,
  documentLoader,
  expected,
  formatNamed,
  freshSigner,
} from '../../support/proofs.js';

/** Every node points at every other: canonicalization has to try their permutations (threat M5). */
function clique(size: number): JsonObject {
  const nodes = Array.from({ length: size }, (_, index) => ({
    '@id': `_:n${index}`,
    'https://x.example/knows': Array.from({ length: size }, (_unused, other) => ({ '@id': `_:n${other}` })),
  }));
  return { '@graph': nodes };
}

/** Plain but large: worse than linear (threat M4). */
const large = (count: number): JsonObject => ({
  '@id': 'https://x.example/1',
  'https://x.example/has': Array.from({ length: count }, () => ({ 'https://x.example/is': 'x' })),
});

describe('canonicalization workers', () => {
  let workerUrl: URL;
  let workers: CanonicalizationWorkers;
  const open = (options = {}) => createCanonicalizationWorkers({ contexts: readContexts(), workerUrl, ...options });
  beforeAll(async () => {
    workerUrl = await buildCanonicalizationWorker();
    workers = open({ limitMs: 400 });
  });
  afterAll(async () => {
    await workers.close();
    rmSync(fileURLToPath(workerUrl));
  });
  const tooExpensive = { outcome: { outcome: 'unknown', reason: 'too-expensive' } };

  it('gives the same text as this thread', async () => {
    const document = credentialBy('did:web:awards.example');
    const here = await createCanonicalizer(documentLoader).canonicalize(document, 'SHA-256');
    expect(await workers.canonicalize(document, 'SHA-256')).toBe(here);
  });

  it('kills what takes too long, and the next task works', async () => {
    const started = performance.now();
    await expect(workers.canonicalize(large(20_000), 'SHA-256')).rejects.toMatchObject(tooExpensive);
    expect(performance.now() - started).toBeLessThan(3_000);
    expect(await workers.canonicalize(large(1), 'SHA-256')).toContain('https://x.example/is');
  });

  it('refuses a poison graph as too expensive, not as forged', async () => {
    await expect(workers.canonicalize(clique(20), 'SHA-256')).rejects.toMatchObject(tooExpensive);
  });

  it('reports refusals of the document as this thread does', async () => {
    const foreign = { '@context': ['https://unknown.example/v1'], type: 'X' };
    const vague = { ...credentialBy('did:web:awards.example'), shoeSize: 44 };
    await expect(workers.canonicalize(foreign, 'SHA-256')).rejects.toMatchObject({
      outcome: { outcome: 'unknown', reason: 'unsupported-format' },
    });
    await expect(workers.canonicalize(vague, 'SHA-256')).rejects.toMatchObject({
      outcome: { outcome: 'broken', reason: 'json-ld-refused' },
    });
  });

  it('bounds the queue', async () => {
    const small = open({ maxWaiting: 2 });
    const tasks = Array.from({ length: 5 }, () =>
      small.canonicalize(large(1), 'SHA-256').then(
        () => 'done',
        () => 'refused',
      ),
    );
    const outcomes = await Promise.all(tasks);
    await small.close();
    expect(outcomes).toEqual(['done', 'done', 'refused', 'refused', 'refused']);
  });

  it('does not restart for ever when its program is missing', async () => {
    const lost = open({ workerUrl: new URL('file:///nowhere/worker.js') });
    await expect(lost.canonicalize(large(1), 'SHA-256')).rejects.toThrow();
    await lost.close();
    await expect(lost.canonicalize(large(1), 'SHA-256')).rejects.toThrow('closed');
  });

  it('serves the proof formats: JSON-LD and selective disclosure verify in the thread', async () => {
    const formats = createProofFormats({ crypto, documentLoader, canonicalizer: workers });
    for (const [id, algorithm] of [
      ['eddsa-rdfc-2022', 'Ed25519'],
      ['ecdsa-rdfc-2019', 'P-384'],
    ] as const) {
      const { signer, record } = await freshSigner(algorithm);
      const secured = (await formatNamed(id).sign(credentialBy(record.controller), { signer, created })) as JsonObject;
      expect(await verifyProofs(secured, formats, expected)).toMatchObject({ outcome: 'verified' });
      expect(await verifyProofs({ ...secured, name: 'x' }, formats, expected)).toMatchObject({
        reason: 'signature-invalid',
      });
      const heavy = { ...secured, evidence: Array.from({ length: 30_000 }, () => ({ type: ['Evidence'] })) };
      expect(await verifyProofs(heavy, formats, expected)).toMatchObject({
        outcome: 'unknown',
        reason: 'too-expensive',
      });
    }
  });
});
