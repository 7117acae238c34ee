import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import * as jcs from '@digitalbazaar/ecdsa-jcs-2019-cryptosuite';
import { cryptosuite as rdfc } from '@digitalbazaar/ecdsa-rdfc-2019-cryptosuite';
import * as sd from '@digitalbazaar/ecdsa-sd-2023-cryptosuite';
import { issue, verifyCredential } from '@digitalbazaar/vc';
import { describe, expect, it } from '@jest/globals';
import { deriveDisclosure, verifyProofs } from '../../../src/proofs/index.js';
import type { JsonObject } from '../../../src/shared/index.js';
import { createDidKeyLoader } from '../../support/did-key-loader.js';
import {
  created,
  credentialBy,
  documentLoader,
  expected,
  formatNamed,
  formats,
  freshSigner,
  now,
} from '../../support/proofs.js';

const loader = createDidKeyLoader();
const stock = {
  'ecdsa-jcs-2019': { sign: jcs.createSignCryptosuite(), verify: jcs.createVerifyCryptosuite() },
  'ecdsa-rdfc-2019': { sign: rdfc, verify: rdfc },
};
const cases = (['ecdsa-jcs-2019', 'ecdsa-rdfc-2019'] as const).flatMap((suite) =>
  (['P-256', 'P-384'] as const).map((curve) => [suite, curve] as const),
);

describe.each(cases)('%s with %s', (suite, curve) => {
  it('is verified by the unmodified library, and verifies what that issued', async () => {
    const { signer, record } = await freshSigner(curve);
    const document = credentialBy(record.controller);
    const secured = (await formatNamed(suite).sign(document, { signer, created })) as JsonObject;
    const verifier = new DataIntegrityProof({ cryptosuite: stock[suite].verify });
    const theirs = await verifyCredential({ credential: secured, suite: verifier, documentLoader: loader, now });
    expect(theirs.verified).toBe(true);
    const theirSigner = { ...signer, sign: ({ data }: { data: Uint8Array }) => signer.sign(data) };
    const proof = new DataIntegrityProof({ cryptosuite: stock[suite].sign, signer: theirSigner, date: created });
    const issued = (await issue({ credential: document, suite: proof, documentLoader: loader, now })) as JsonObject;
    expect(await verifyProofs(issued, formats, expected)).toMatchObject({ outcome: 'verified' });
    expect(await verifyProofs({ ...issued, name: 'x' }, formats, expected)).toMatchObject({
      outcome: 'broken',
      reason: 'signature-invalid',
    });
  });
});

describe('ecdsa-sd-2023', () => {
  const format = formatNamed('ecdsa-sd-2023');
  const mandatoryPointers = ['/issuer', '/validFrom', '/credentialSubject/achievement'];

  it('shows what the holder chose, to us and to the unmodified library', async () => {
    const { signer, record } = await freshSigner('P-256');
    const base = (await format.sign(credentialBy(record.controller), {
      signer,
      created,
      mandatoryPointers,
    })) as JsonObject;
    const shown = await deriveDisclosure(base, ['/name'], documentLoader);
    expect(shown).toMatchObject({ name: 'National Certificate II', validFrom: '2026-02-01T00:00:00Z' });
    expect(JSON.stringify(shown)).not.toContain('Perera');
    expect(await verifyProofs(shown, formats, expected)).toMatchObject({ outcome: 'verified', reason: null });
    const suite = new DataIntegrityProof({ cryptosuite: sd.createVerifyCryptosuite() });
    const theirs = await verifyCredential({ credential: shown, suite, documentLoader: loader, now });
    expect(theirs.verified).toBe(true);
    expect(await verifyProofs({ ...shown, name: 'National Certificate IV' }, formats, expected)).toMatchObject({
      outcome: 'broken',
      reason: 'signature-invalid',
    });
    expect(await verifyProofs({ ...shown, shoeSize: 44 }, formats, expected)).toMatchObject({
      outcome: 'broken',
      reason: 'json-ld-refused',
    });
    expect(await verifyProofs(base, formats, expected)).toMatchObject({ outcome: 'broken', reason: 'proof-malformed' });
  });

  it('refuses pointers that lead nowhere, documents without a base proof and wrong keys', async () => {
    const { signer, record } = await freshSigner('P-256');
    const document = credentialBy(record.controller);
    await expect(format.sign(document, { signer, created, mandatoryPointers: ['/nothing'] })).rejects.toThrow();
    const base = (await format.sign(document, { signer, created, mandatoryPointers })) as JsonObject;
    await expect(deriveDisclosure(base, ['/nothing'], documentLoader)).rejects.toMatchObject({
      code: 'disclosure-refused',
    });
    await expect(deriveDisclosure(document, ['/name'], documentLoader)).rejects.toMatchObject({
      code: 'disclosure-refused',
    });
    await expect(format.sign(base, { signer, created })).rejects.toThrow(TypeError);
    const { signer: ed25519 } = await freshSigner();
    await expect(format.sign(document, { signer: ed25519, created })).rejects.toThrow();
  });
});
