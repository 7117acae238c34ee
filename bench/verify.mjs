/**
 * What one verification costs, whole: our pipeline (parse, schema gate, eddsa-jcs-2022 proof, authority, three signed
 * status lists, dates, verdict, words) beside `@digitalbazaar/vc` checking only the eddsa-rdfc-2022 proof and the dates
 * of the same credential. No network on either side. Medians of CPU time over rounds in which all cases take turns, in
 * one process; a bare Ed25519 verification stands beside them. Runs on `dist/`. ROUNDS and BUDGET_MS (per case and
 * round) can be set in the environment; `--json` prints one JSON object. Fails when the ratio is below 5.
 */
import { generateKeyPairSync, sign, verify as verifySignature } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import { cryptosuite as rdfcSuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import { issue, verifyCredential } from '@digitalbazaar/vc';

const dist = new URL('../dist/', import.meta.url);
const load = (path) => import(new URL(path, dist));
const { buildAward, createDocumentLoader, bitsOf, buildStatusListCredential, zlibGunzip, createSchemaGate } = {
  ...(await load('credentials/index.js')),
  ...(await load('credentials/status/index.js')),
  ...(await load('credentials/schema/schema-gate.js')),
};
const { createMemoryKeyStore } = await load('keys/index.js');
const { createNodeCrypto, createProofFormats } = await load('proofs/index.js');
const { verify } = await load('verification/index.js');

const rounds = Number(process.env.ROUNDS ?? 9);
const budgetMs = Number(process.env.BUDGET_MS ?? 150);
const leastRatio = 5;
const now = new Date('2026-11-22T12:00:00Z');
const created = '2026-05-20T08:00:00Z';
const did = 'did:web:passport.example.org:issuers:tesda';
const listUrl = (purpose) => `https://passport.example.org/status/tesda-${purpose}-1`;

/** Ours: an office with its keys, three signed lists, a trust list, and one certificate of four units. */
const formats = createProofFormats({ crypto: createNodeCrypto(), documentLoader: createDocumentLoader() });
const jcs = formats.find(({ id }) => id === 'eddsa-jcs-2022');
const store = createMemoryKeyStore();
const window = { algorithm: 'Ed25519', validFrom: new Date('2026-01-01T00:00:00Z'), validUntil: null };
const keys = [];
for (const role of ['issuer', 'status']) {
  const { id, publicKeyMultibase, validFrom, validUntil, revokedAt } = await store.create({
    controller: did,
    role,
    ...window,
    fragment: `${role}-1`,
  });
  keys.push({ id, publicKeyMultibase, validFrom, validUntil, revokedAt, role });
}
const plain = (value) => JSON.parse(JSON.stringify(value));
const signed = async (document, role, at) =>
  plain(await jcs.sign(document, { signer: await store.signer(did, role, now), created: at }));

const purposes = ['revocation', 'suspension', 'message'];
const lists = new Map();
for (const purpose of purposes) {
  const validFrom = new Date('2026-11-22T09:00:00Z');
  const list = { id: listUrl(purpose), issuer: did, purpose, bits: bitsOf([7, 4_711]), version: 3, validFrom };
  lists.set(listUrl(purpose), await signed(buildStatusListCredential(list), 'status', '2026-11-22T09:00:00Z'));
}
const fixture = new URL('../tests/fixtures/credentials/national-certificate.facts.json', import.meta.url);
const facts = JSON.parse(readFileSync(fixture, 'utf8'));
const issuer = { did, name: 'Technical Education and Skills Development Authority' };
const status = {
  ...facts.status,
  ...Object.fromEntries(purposes.map((purpose) => [`${purpose}ListUrl`, listUrl(purpose)])),
};
const unsigned = buildAward({ ...facts, issuer, status });
const text = JSON.stringify(await signed(unsigned, 'issuer', created));

const open = { qualification: '*', place: '*', from: '2010-01-01', until: null, withdrawnAt: null, voidFrom: null };
const office = { ...issuer, shortName: 'TESDA', country: 'PH', scheme: 'TESDA', contact: 'registry@tesda.example' };
const trusted = { ...office, keys, scopes: [open], places: [], qualifications: [], statusLists: [...lists.keys()] };
const deps = {
  crypto: createNodeCrypto(),
  proofFormats: formats,
  trustList: {
    version: 7,
    operator: 'Example operator',
    issuedAt: '2026-11-21T00:00:00Z',
    nextUpdate: '2026-11-28T00:00:00Z',
    issuers: [trusted],
    dictionaries: [],
  },
  statusList: async (url) => ({ kind: 'list', credential: lists.get(url), fetchedAt: '2026-11-22T11:00:00Z' }),
  gunzip: zlibGunzip,
  dictionaries: async () => [],
  schemaGate: createSchemaGate(),
  now,
  language: 'en',
  policy: { maxStatusAgeHours: 48, clockSkewSeconds: 300, expiresSoonDays: 90 },
};
async function verifyOurs(using) {
  const result = await verify(text, using);
  if (result.report?.verdict !== 'genuine-and-current') throw new Error('our verifier refused its own credential');
}

/** Theirs: the same credential, issued and checked by the unmodified library, contexts and key at hand. */
const stock = await Ed25519Multikey.generate();
stock.controller = `did:key:${stock.publicKeyMultibase}`;
stock.id = `${stock.controller}#${stock.publicKeyMultibase}`;
const method = { '@context': 'https://w3id.org/security/multikey/v1', ...(await stock.export({ publicKey: true })) };
const controller = {
  '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
  id: stock.controller,
  assertionMethod: [stock.id],
  verificationMethod: [method],
};
const loadContext = createDocumentLoader();
const documentLoader = async (url) => {
  if (!url.startsWith('did:key:')) return loadContext(url);
  return { contextUrl: null, documentUrl: url, document: url.includes('#') ? method : controller };
};
// Status is left out of theirs: without a status checker the library refuses credentials that name one.
const withoutStatus = plain(unsigned);
delete withoutStatus.credentialStatus;
const theirText = JSON.stringify(
  await issue({
    credential: { ...withoutStatus, issuer: { ...unsigned.issuer, id: stock.controller } },
    suite: new DataIntegrityProof({ signer: stock.signer(), cryptosuite: rdfcSuite, date: created }),
    documentLoader,
    now,
  }),
);
async function verifyTheirs() {
  const suite = new DataIntegrityProof({ cryptosuite: rdfcSuite });
  const result = await verifyCredential({ credential: JSON.parse(theirText), suite, documentLoader, now });
  if (!result.verified) throw new Error('the library refused its own credential', { cause: result.error });
}

const bare = generateKeyPairSync('ed25519');
const message = Buffer.alloc(64, 7);
const bareSignature = sign(null, message, bare.privateKey);
const remembering = { ...deps, openedLists: new WeakMap() };
const cases = [
  ['signature', 'bare Ed25519 verification', () => verifySignature(null, message, bare.publicKey, bareSignature)],
  ['ours', 'whole pipeline, eddsa-jcs-2022', () => verifyOurs(remembering)],
  ['oursColdLists', 'the same, status lists judged and unpacked anew', () => verifyOurs(deps)],
  ['theirs', '@digitalbazaar/vc, eddsa-rdfc-2022, no status', verifyTheirs],
].map(([id, name, run]) => ({ id, name, run, samples: [] }));

for (let round = 0; round <= rounds; round++) {
  for (const one of cases) {
    const started = process.cpuUsage();
    const end = performance.now() + budgetMs;
    let count = 0;
    for (; performance.now() < end; count++) await one.run();
    const { user, system } = process.cpuUsage(started);
    // The first round warms the engine up.
    if (round > 0) one.samples.push((user + system) / count);
  }
}

const median = (samples) => samples.toSorted((a, b) => a - b)[Math.floor(samples.length / 2)];
const microseconds = Object.fromEntries(cases.map(({ id, samples }) => [id, Math.round(median(samples) * 10) / 10]));
const ratioOf = (id) => Math.round((microseconds.theirs / microseconds[id]) * 10) / 10;
const result = {
  bench: 'verify',
  unit: 'CPU microseconds per verification',
  rounds,
  microseconds,
  ratio: ratioOf('ours'),
  ratioColdLists: ratioOf('oursColdLists'),
  leastRatio,
};

if (process.argv.includes('--json')) console.log(JSON.stringify(result));
else {
  for (const { id, name } of cases) console.log(`${String(microseconds[id]).padStart(9)} µs  ${name}`);
  console.log(`ratio ${result.ratio} (${result.ratioColdLists} with lists judged anew); at least ${leastRatio} wanted`);
}
if (result.ratio < leastRatio) process.exitCode = 1;
