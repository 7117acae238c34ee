import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { ConformanceServer } from '../../src/conformance/index.js';
import { isObject, type JsonObject } from '../../src/shared/index.js';
import { closeConnections, post, startForTest } from '../support/conformance-client.js';

/** Every secured document among the vectors of the W3C cryptosuite specifications, over HTTP, under both profiles. */
const folder = join(import.meta.dirname, 'vectors');
const documents = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.json') && !name.startsWith('did-key'))
  .map((name): [string, unknown] => [relative('.', name), JSON.parse(readFileSync(join(folder, name), 'utf8'))])
  .filter((entry): entry is [string, JsonObject] => isObject(entry[1]) && hasProof(entry[1]));

function hasProof({ proof, type }: JsonObject): boolean {
  const proofs = [proof ?? []].flat();
  return (
    [type].flat().includes('VerifiableCredential') &&
    proofs.length > 0 &&
    proofs.every((one) => isObject(one) && typeof one.proofValue === 'string')
  );
}
let server: ConformanceServer;
beforeAll(async () => {
  server = await startForTest();
});
afterAll(async () => {
  await server.close();
  closeConnections();
});

it('the vectors are there', () => {
  expect(documents).toHaveLength(20);
  for (const end of Object.keys(exceptions)) expect(documents.filter(([name]) => name.endsWith(end))).toHaveLength(1);
});

/** What the proof-only and the strict profile say where it is not "sound, but not by its issuer". */
const exceptions: Readonly<Record<string, readonly [string | undefined, string]>> = {
  // Offered in the proof-only profile alone.
  'Ed25519Signature2020/signedEdSig.json': [undefined, 'unsupported-format'],
  // A step on the way to the chain: its previous proof is not on it.
  'proof-set-chain/proofChainTempDoc2.json': ['previous-proof', 'previous-proof'],
  // Its validUntil has passed.
  'ecdsa-sd-2023/prc/derivedRevealDocument.json': ['expired', 'unexpected-signer'],
  'ecdsa-sd-2023/prc/addSignedSDBase.json': ['proof-malformed', 'proof-malformed'],
  'ecdsa-sd-2023/employ/addSignedSDBase.json': ['proof-malformed', 'proof-malformed'],
};

it.each(documents)('%s has the standing it should have', async (name, verifiableCredential) => {
  const body = { verifiableCredential, options: { checks: ['proof'] } };
  const proofOnly = await post(server.addresses.verifyProofOnly, body);
  const strict = await post(server.addresses.verify, body);
  const known = Object.entries(exceptions).find(([end]) => name.endsWith(end))?.[1];
  expect([proofOnly.body.code, strict.body.code]).toEqual(known ?? [undefined, 'unexpected-signer']);
  expect([proofOnly.status, strict.status]).toEqual([known?.[0] === undefined ? 200 : 400, 400]);
});
