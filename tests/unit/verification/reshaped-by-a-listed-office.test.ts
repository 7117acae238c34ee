import { beforeAll, describe, expect, it } from '@jest/globals';
import { createDocumentLoader } from '../../../src/credentials/index.js';
import { createNodeCrypto, createProofFormats } from '../../../src/proofs/index.js';
import { isObject, type JsonObject } from '../../../src/shared/index.js';
import type { VerifyDeps } from '../../../src/verification/index.js';
import { createOffice, depsFor, trustListOf, type Office } from '../../support/issue-fixture.js';
import { reportOf } from '../../support/report-of.js';

/** A proof over the meaning (RDF) survives moving text around. What was moved must never be shown as the office's word. */
const proofFormats = createProofFormats({ crypto: createNodeCrypto(), documentLoader: createDocumentLoader() });
const rdfc = proofFormats.find(({ id }) => id === 'eddsa-rdfc-2022');

let tesda: Office;
let signed: JsonObject;
let deps: VerifyDeps;
beforeAll(async () => {
  tesda = await createOffice();
  const { proof: _proof, ...unsigned } = await tesda.award();
  const options = { signer: await tesda.signer(), created: '2026-05-20T08:00:00Z' };
  signed = JSON.parse(JSON.stringify(await rdfc?.sign(unsigned, options))) as JsonObject;
  deps = await depsFor(tesda, {}, { proofFormats });
});

const reportOn = (document: JsonObject, changes: Partial<VerifyDeps> = {}) =>
  reportOf(document, { ...deps, ...changes });

/** Does the signature alone still hold? Without that the reshaping would prove nothing. */
async function stillVerifies(document: JsonObject): Promise<boolean> {
  const { proof } = document;
  const keys = new Map(tesda.issuer.keys.map((key) => [key.id, key]));
  const outcome = await rdfc?.verify(document, isObject(proof) ? proof : null, {
    expectedPurpose: 'assertionMethod',
    lookupKey: async (id) => {
      const key = keys.get(id);
      return key ? { ...key, controller: tesda.did } : null;
    },
  });
  return outcome?.outcome === 'verified';
}

const schemaAt = (document: JsonObject, id: string, extra: JsonObject = {}): JsonObject => ({
  ...document,
  credentialSchema: { ...(document['credentialSchema'] as JsonObject), ...extra, id },
});
const schemaUrl = (): string => (signed['credentialSchema'] as { id: string }).id;

/** Ways to write the same graph without our schema address standing anywhere as one text. */
const reshapings: readonly [string, () => JsonObject][] = [
  [
    'an @base that carries the first half of the schema address',
    () => {
      const [before = '', after = ''] = schemaUrl().split('/v1/');
      const context = [...(signed['@context'] as string[]), { '@base': `${before}/v1/` }];
      return schemaAt({ ...signed, '@context': context }, after);
    },
  ],
  [
    'a compact IRI for the schema address',
    () => {
      const at = schemaUrl().length - 6;
      const prefix = { '@id': schemaUrl().slice(0, at), '@prefix': true };
      const context = [...(signed['@context'] as string[]), { cut: prefix }];
      return schemaAt({ ...signed, '@context': context }, `cut:${schemaUrl().slice(at)}`);
    },
  ],
];

describe('a document of a listed office that has none of our shapes', () => {
  it('is ours and genuine as long as nobody reshapes it', async () => {
    expect(await stillVerifies(signed)).toBe(true);
    expect(await reportOn(signed)).toMatchObject({ verdict: 'genuine-and-current', foreign: false });
  });

  it.each(reshapings)('%s: not foreign, not confirmed, nothing shown', async (_name, reshape) => {
    const reshaped = { ...reshape(), name: signed['name'] as string };
    expect(await deps.schemaGate(reshaped)).toEqual({ kind: 'foreign' });
    const report = await reportOn(reshaped);
    expect(report).toMatchObject({ verdict: 'cannot-confirm', foreign: false, claims: null });
    expect(report.checks[0]?.code).toBe('I23');
    expect(JSON.stringify(report)).not.toMatch(/SANTOS|Domestic Work/);
  });

  it('at least one of these reshapings keeps its signature, so the signature alone would not have told', async () => {
    const kept = await Promise.all(reshapings.map(([, reshape]) => stillVerifies(reshape())));
    expect(kept).toContain(true);
  });

  it('signed byte by byte in another shape: still not confirmed and not shown', async () => {
    const { credentialSchema: _gone, proof: _proof, ...other } = signed;
    const report = await reportOn(await tesda.sign(other));
    expect(report).toMatchObject({ verdict: 'cannot-confirm', foreign: false, claims: null });
    expect(report.checks[0]?.code).toBe('I23');
  });

  it('of an office that is not on the list it is shown as foreign, not confirmed', async () => {
    const { credentialSchema: _gone, proof: _proof, ...other } = signed;
    const key = tesda.issuer.keys[0];
    const report = await reportOn(await tesda.sign(other), {
      trustList: trustListOf([]),
      resolveKey: async () => (key ? { ...key, controller: tesda.did } : null),
    });
    expect(report).toMatchObject({ verdict: 'cannot-confirm', foreign: true, claims: { kind: 'foreign' } });
  });
});
