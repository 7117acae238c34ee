import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { createCanonicalizer, deriveDisclosure, verifyProofs } from '../../src/proofs/index.js';
import { canonicalJson, type JsonObject } from '../../src/shared/index.js';
import { documentLoader, expected, formatNamed, formats } from '../support/proofs.js';

const folder = join(import.meta.dirname, 'vectors', 'vc-di-ecdsa', 'TestVectors');
const text = (name: string): string => readFileSync(join(folder, name), 'utf8').trim();
const json = (name: string): JsonObject => JSON.parse(text(name)) as JsonObject;
const canonicalizer = createCanonicalizer(documentLoader);

const curves = [
  ['P256', 'sha256', 'SHA-256'],
  ['P384', 'sha384', 'SHA-384'],
] as const;

describe.each(curves)('ecdsa-jcs-2019 vectors, %s', (curve, hash, _name) => {
  const file = (part: string): string => `ecdsa-jcs-2019-${curve.toLowerCase()}/${part}JCSECDSA${curve}`;
  const signed = json(`${file('signed')}.json`);
  const { proof, ...document } = signed;
  const { proofValue, ...config } = proof as JsonObject;
  const digest = (data: string): string => createHash(hash).update(data).digest('hex');

  it('reproduces the canonical forms and hashes', () => {
    expect(canonicalJson(document)).toBe(text(`${file('canonDoc')}.txt`));
    expect(canonicalJson(config)).toBe(text(`${file('proofCanon')}.txt`));
    expect(digest(canonicalJson(document))).toBe(text(`${file('docHash')}.txt`));
    expect(digest(canonicalJson(config))).toBe(text(`${file('proofHash')}.txt`));
    expect(proofValue).toBe(text(`${file('sigBTC58')}.txt`));
  });

  it('verifies, and refuses one changed letter', async () => {
    expect(await verifyProofs(signed, formats, expected)).toMatchObject({ outcome: 'verified', reason: null });
    expect(await verifyProofs({ ...signed, name: 'x' }, formats, expected)).toMatchObject({
      outcome: 'broken',
      reason: 'signature-invalid',
    });
  });
});

const rdfcFolders = curves.flatMap(([curve, hash, name]) =>
  ['', '/employ'].map((part) => [`ecdsa-rdfc-2019-${curve.toLowerCase()}${part}`, curve, hash, name] as const),
);

describe.each(rdfcFolders)('%s vectors', (path, curve, hash, name) => {
  const signed = json(`${path}/signedECDSA${curve}.json`);
  const { proof, ...document } = signed;
  const digest = (data: string): string => createHash(hash).update(data).digest('hex');

  it('reproduces the canonical forms and hashes', async () => {
    const canonical = await canonicalizer.canonicalize(document, name);
    const config = await canonicalizer.canonicalize(json(`${path}/proofConfigECDSA${curve}.json`), name);
    expect(canonical.trim()).toBe(text(`${path}/canonDocECDSA${curve}.txt`));
    expect(config.trim()).toBe(text(`${path}/proofCanonECDSA${curve}.txt`));
    expect(digest(canonical)).toBe(text(`${path}/docHashECDSA${curve}.txt`));
    expect(digest(config)).toBe(text(`${path}/proofHashECDSA${curve}.txt`));
    expect((proof as JsonObject).proofValue).toBe(text(`${path}/sigBTC58ECDSA${curve}.txt`));
  });

  it('verifies, and refuses one changed letter', async () => {
    expect(await verifyProofs(signed, formats, expected)).toMatchObject({ outcome: 'verified', reason: null });
    const changed = { ...signed, validFrom: '2029-01-01T00:00:00Z' };
    expect(await verifyProofs(changed, formats, expected)).toMatchObject({
      outcome: 'broken',
      reason: 'signature-invalid',
    });
  });
});

describe.each(['employ', 'prc'])('ecdsa-sd-2023 vectors, %s', (name) => {
  const base = json(`ecdsa-sd-2023/${name}/addSignedSDBase.json`);
  const derived = json(`ecdsa-sd-2023/${name}/derivedRevealDocument.json`);
  const format = formatNamed('ecdsa-sd-2023');
  const judge = (document: JsonObject) => format.verify(document, document.proof as JsonObject, expected);

  it('verifies the derived document and refuses the base document', async () => {
    expect(await judge(derived)).toMatchObject({ outcome: 'verified' });
    expect(await judge(base)).toEqual({ outcome: 'broken', reason: 'proof-malformed' });
  });

  it('derives the same disclosure from the base document', async () => {
    const selective = JSON.parse(text(name === 'prc' ? 'prCredSelective.json' : 'employSelective.json')) as string[];
    const ours = await deriveDisclosure(base, selective, documentLoader);
    const { proof: _ours, ...shown } = ours;
    const { proof: _theirs, ...official } = derived;
    expect(shown).toEqual(official);
    expect((ours.proof as JsonObject).proofValue).toBe((derived.proof as JsonObject).proofValue);
  });

  it('refuses a changed statement, a removed statement and a damaged proof value', async () => {
    const proof = derived.proof as JsonObject;
    const value = proof.proofValue as string;
    const changed = { ...derived, validUntil: '2035-12-16T23:59:59Z' };
    const { validUntil: _removed, ...removed } = derived;
    for (const document of [changed, removed]) {
      expect(await judge(document)).toEqual({ outcome: 'broken', reason: 'signature-invalid' });
    }
    const damaged = { ...derived, proof: { ...proof, proofValue: `${value.slice(0, 40)}${value.slice(44)}` } };
    const flipped = {
      ...derived,
      proof: { ...proof, proofValue: value.replace(/(.{60})./, (_, head: string) => `${head}_`) },
    };
    expect(await judge(damaged)).toEqual({ outcome: 'broken', reason: 'proof-malformed' });
    expect(await judge(flipped)).toEqual({ outcome: 'broken', reason: 'signature-invalid' });
  });
});
