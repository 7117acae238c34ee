import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createDocumentLoader } from '../../src/credentials/index.js';
import {
  createMemoryKeyStore,
  decodeMultikey,
  type KeyAlgorithm,
  type PublicKeyRecord,
  type Signer,
} from '../../src/keys/index.js';
import {
  createNodeCrypto,
  createProofFormats,
  type KeyLookup,
  type ProofFormat,
  type VerifyOptions,
} from '../../src/proofs/index.js';
import type { JsonObject } from '../../src/shared/index.js';

export const now = new Date('2026-03-01T00:00:00Z');
export const created = '2026-03-01T00:00:00Z';
const citizenship = join(import.meta.dirname, '..', 'conformance', 'vectors', 'contexts', 'citizenship-v4rc1.json');
export const documentLoader = createDocumentLoader({
  examples: true,
  extra: { 'https://w3id.org/citizenship/v4rc1': JSON.parse(readFileSync(citizenship, 'utf8')) as JsonObject },
});
export const crypto = createNodeCrypto();
export const formats = createProofFormats({ crypto, documentLoader });

export function formatNamed(id: string): ProofFormat {
  const format = formats.find((candidate) => candidate.id === id);
  if (!format) throw new Error(`no proof format ${id}`);
  return format;
}

/** did:key only: the key is in the name. */
export const lookupDidKey: KeyLookup = async (verificationMethod) => {
  const multibase = /^did:key:(z[^#]+)#\1$/.exec(verificationMethod)?.[1];
  if (!multibase || !decodeMultikey(multibase)) return null;
  return { id: verificationMethod, controller: `did:key:${multibase}`, publicKeyMultibase: multibase };
};

export const expected: VerifyOptions = { lookupKey: lookupDidKey, expectedPurpose: 'assertionMethod', now };

export async function freshSigner(
  algorithm: KeyAlgorithm = 'Ed25519',
): Promise<{ signer: Signer; record: PublicKeyRecord }> {
  const store = createMemoryKeyStore();
  const validFrom = new Date('2026-01-01T00:00:00Z');
  const record = await store.create({ controller: 'did:key', role: 'issuer', algorithm, validFrom, validUntil: null });
  return { record, signer: await store.signer(record.controller, 'issuer', now) };
}

/** An Open Badges credential with the shapes that matter: nested nodes, arrays, scripts, numbers, a blank node. */
export const credentialBy = (issuer: string): JsonObject => ({
  '@context': ['https://www.w3.org/ns/credentials/v2', 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'],
  id: 'urn:uuid:6f2c1a52-7b1e-4b5e-9d3a-0c6a1f0b7a11',
  type: ['VerifiableCredential', 'OpenBadgeCredential'],
  name: 'National Certificate II',
  issuer: { id: issuer, type: ['Profile'], name: 'Skills Authority' },
  validFrom: '2026-02-01T00:00:00Z',
  validUntil: '2031-02-01T00:00:00Z',
  credentialSubject: {
    id: 'urn:uuid:0d4f6a11-57e1-4b6e-9a4e-8a1f7f8f2b10',
    type: ['AchievementSubject'],
    identifier: [
      {
        type: 'IdentityObject',
        hashed: false,
        identityHash: 'Perera, සුනිල්',
        identityType: 'name',
      },
    ],
    achievement: {
      id: 'https://awards.example/qualifications/wld-nc2/2024',
      type: ['Achievement'],
      achievementType: 'Certificate',
      name: 'Shielded Metal Arc Welding',
      criteria: { narrative: 'Demonstrates "competence" in every unit.' },
      description: 'Line one\nline two',
    },
  },
});
