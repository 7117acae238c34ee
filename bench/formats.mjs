/**
 * What one issue and one verification cost in each proof format, beside the unmodified Digital Bazaar library, as CPU
 * time per operation (medians over rounds in which all cases take turns) and as a ratio to a bare Ed25519 operation in
 * the same process. Runs on `dist/`. ROUNDS and BUDGET_MS (per case and round) can be set in the environment.
 */
import { generateKeyPairSync, sign, verify } from 'node:crypto';
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import * as stockJcs from '@digitalbazaar/eddsa-jcs-2022-cryptosuite';
import { cryptosuite as stockRdfc } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import { issue, verifyCredential } from '@digitalbazaar/vc';
import { createDocumentLoader } from '../dist/credentials/contexts/index.js';
import { createMemoryKeyStore } from '../dist/keys/index.js';
import { createNodeCrypto, createProofFormats, deriveDisclosure } from '../dist/proofs/index.js';

const rounds = Number(process.env.ROUNDS ?? 7);
const budgetMs = Number(process.env.BUDGET_MS ?? 120);
const created = '2026-03-01T00:00:00Z';
const now = new Date(created);
const load = createDocumentLoader();
const formats = new Map(
  createProofFormats({ crypto: createNodeCrypto(), documentLoader: load }).map((one) => [one.id, one]),
);
const keys = createMemoryKeyStore();

function methodDocument(url) {
  const [did] = url.split('#');
  const multibase = did.slice('did:key:'.length);
  const method = {
    '@context': 'https://w3id.org/security/multikey/v1',
    id: `${did}#${multibase}`,
    type: 'Multikey',
    controller: did,
    publicKeyMultibase: multibase,
  };
  const controller = {
    '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
    id: did,
    verificationMethod: [method],
    assertionMethod: [method.id],
  };
  return { contextUrl: null, documentUrl: url, document: url.includes('#') ? method : controller };
}
const documentLoader = async (url) => (url.startsWith('did:key:') ? methodDocument(url) : load(url));
const lookupKey = async (id) => ({ id, controller: id.split('#')[0], publicKeyMultibase: id.split('#')[1] });
const options = { lookupKey, expectedPurpose: 'assertionMethod', now };

const credentialBy = (issuer, units = 12) => ({
  '@context': ['https://www.w3.org/ns/credentials/v2', 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'],
  id: 'urn:uuid:6f2c1a52-7b1e-4b5e-9d3a-0c6a1f0b7a11',
  type: ['VerifiableCredential', 'OpenBadgeCredential'],
  name: 'National Certificate II',
  issuer: { id: issuer, type: ['Profile'], name: 'Skills Authority' },
  validFrom: '2026-02-01T00:00:00Z',
  credentialSubject: {
    id: 'urn:uuid:0d4f6a11-57e1-4b6e-9a4e-8a1f7f8f2b10',
    type: ['AchievementSubject'],
    achievement: {
      id: 'https://awards.example/qualifications/wld-nc2/2024',
      type: ['Achievement'],
      name: 'Shielded Metal Arc Welding',
      criteria: { narrative: 'Competent in every unit.' },
      description: 'Welding of carbon steel plates and pipes.',
      resultDescription: Array.from({ length: units }, (_, index) => ({
        id: `urn:unit:${index}`,
        type: ['ResultDescription'],
        name: `Unit of competency ${index}`,
        resultType: 'ext:CompetencyOutcome',
      })),
    },
    result: Array.from({ length: units }, (_, index) => ({
      type: ['Result'],
      resultDescription: `urn:unit:${index}`,
      value: 'Competent',
    })),
  },
});

async function signerFor(algorithm) {
  const validFrom = new Date('2026-01-01T00:00:00Z');
  const record = await keys.create({ controller: 'did:key', role: 'issuer', algorithm, validFrom, validUntil: null });
  return { record, signer: await keys.signer(record.controller, 'issuer', now) };
}

const cases = [];
const add = (group, name, run) => cases.push({ group, name, run, samples: [] });

const raw = generateKeyPairSync('ed25519');
const message = Buffer.alloc(64, 7);
const rawSignature = sign(null, message, raw.privateKey);
add('issue', 'bare Ed25519 signature', () => sign(null, message, raw.privateKey));
add('verify', 'bare Ed25519 verification', () => verify(null, message, raw.publicKey, rawSignature));

const algorithms = { 'ecdsa-jcs-2019': 'P-256', 'ecdsa-rdfc-2019': 'P-256', 'ecdsa-sd-2023': 'P-256' };
for (const id of [
  'eddsa-jcs-2022',
  'eddsa-rdfc-2022',
  'ecdsa-jcs-2019',
  'ecdsa-rdfc-2019',
  'ecdsa-sd-2023',
  'vc+jwt',
  'dc+sd-jwt',
  'vc+cose',
]) {
  const format = formats.get(id);
  const { record, signer } = await signerFor(algorithms[id] ?? 'Ed25519');
  const document = credentialBy(record.controller);
  const signing = { signer, created, mandatoryPointers: ['/issuer'] };
  let secured = await format.sign(document, signing);
  if (id === 'ecdsa-sd-2023')
    secured = await deriveDisclosure(secured, ['/name', '/credentialSubject/achievement'], load);
  const proof = typeof secured === 'string' ? null : secured.proof;
  const check = await format.verify(secured, proof, options);
  if (check.outcome !== 'verified') throw new Error(`${id}: ${check.reason}`);
  add('issue', id, () => format.sign(document, signing));
  add('verify', id, () => format.verify(secured, proof, options));
}

const stock = await Ed25519Multikey.generate();
stock.controller = `did:key:${stock.publicKeyMultibase}`;
stock.id = `${stock.controller}#${stock.publicKeyMultibase}`;
for (const [id, signSuite, verifySuite] of [
  ['eddsa-jcs-2022', stockJcs.createSignCryptosuite(), stockJcs.createVerifyCryptosuite()],
  ['eddsa-rdfc-2022', stockRdfc, stockRdfc],
]) {
  const issueStock = () => {
    const suite = new DataIntegrityProof({ signer: stock.signer(), cryptosuite: signSuite, date: created });
    return issue({ credential: credentialBy(stock.controller), suite, documentLoader, now });
  };
  const secured = await issueStock();
  add('issue', `${id}, unmodified library`, issueStock);
  add('verify', `${id}, unmodified library`, async () => {
    const suite = new DataIntegrityProof({ cryptosuite: verifySuite });
    const result = await verifyCredential({
      credential: JSON.parse(JSON.stringify(secured)),
      suite,
      documentLoader,
      now,
    });
    if (!result.verified) throw new Error('the library refused its own credential');
  });
}

for (let round = 0; round <= rounds; round++) {
  for (const one of cases) {
    const started = process.cpuUsage();
    const end = performance.now() + budgetMs;
    let count = 0;
    for (; performance.now() < end; count++) await one.run();
    const { user, system } = process.cpuUsage(started);
    // Round 0 warms up the compiler and the caches.
    if (round > 0) one.samples.push((user + system) / count);
  }
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
for (const group of ['issue', 'verify']) {
  const rows = cases.filter((one) => one.group === group).map((one) => ({ name: one.name, us: median(one.samples) }));
  console.log(`\n| ${group} | CPU us per operation | ratio to bare Ed25519 |\n|---|---:|---:|`);
  for (const { name, us } of rows) console.log(`| ${name} | ${us.toFixed(0)} | ${(us / rows[0].us).toFixed(1)} |`);
}
process.exit(0);
