/**
 * How long a phone's browser takes from the text of a code to the verdict with its six answers: the verification core in a
 * real Chromium, a certificate of ours (eddsa-jcs-2022, packed as SP1 with a dictionary), three signed status lists judged
 * anew each time, WebCrypto, no network. Wall-clock time; the first run, which loads the words, is told apart from the
 * median of the next 50. CPU_SLOWDOWN (4 = a middling phone, 1 = this machine) slows the processor. `--json` prints one
 * JSON object. Fails when the median is above 100 ms. Uses $CHROME_PATH, else the Chromium of the development packages.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import chromium from '@sparticuz/chromium';
import { build } from 'esbuild';
import { chromium as playwright } from 'playwright-core';

const root = new URL('../', import.meta.url);
const load = (path) => import(new URL(`dist/${path}`, root));
const { buildAward } = await load('credentials/index.js');
const { bitsOf, buildStatusListCredential } = await load('credentials/status/index.js');
const { createMemoryKeyStore } = await load('keys/index.js');
const { buildDictionary, packSp1 } = await load('passport/index.js');
const { createEddsaJcs2022, createNodeCrypto } = await load('proofs/index.js');

const runs = 50;
const mostMs = 100;
const slowdown = Number(process.env.CPU_SLOWDOWN ?? 4);

/** Everything the page is given, made here with real keys. */
async function createWorld() {
  const now = '2026-11-22T12:00:00Z';
  const did = 'did:web:passport.example.org:issuers:tesda';
  const format = createEddsaJcs2022(createNodeCrypto());
  const store = createMemoryKeyStore();
  const keys = [];
  for (const role of ['issuer', 'status']) {
    const window = { algorithm: 'Ed25519', validFrom: new Date('2026-01-01T00:00:00Z'), validUntil: null };
    keys.push({ ...(await store.create({ controller: did, role, ...window, fragment: `${role}-1` })), role });
  }
  const signed = async (document, role, created) =>
    format.sign(JSON.parse(JSON.stringify(document)), {
      signer: await store.signer(did, role, new Date(now)),
      created,
    });
  const purposes = ['revocation', 'suspension', 'message'];
  const listUrl = (purpose) => `https://passport.example.org/status/tesda-${purpose}-1`;
  const lists = {};
  for (const purpose of purposes) {
    const validFrom = new Date('2026-11-22T09:00:00Z');
    const list = { id: listUrl(purpose), issuer: did, purpose, bits: bitsOf([7, 4_711]), version: 3, validFrom };
    lists[listUrl(purpose)] = await signed(buildStatusListCredential(list), 'status', '2026-11-22T09:00:00Z');
  }
  const facts = JSON.parse(
    await readFile(new URL('tests/fixtures/credentials/national-certificate.facts.json', root), 'utf8'),
  );
  const name = 'Technical Education and Skills Development Authority';
  const urls = Object.fromEntries(purposes.map((purpose) => [`${purpose}ListUrl`, listUrl(purpose)]));
  const award = buildAward({ ...facts, issuer: { did, name }, status: { ...facts.status, ...urls } });
  const certificate = await signed(award, 'issuer', '2026-05-20T08:00:00Z');
  const skeleton = await signed({ ...award, name: 'Another certificate' }, 'issuer', '2026-05-20T08:00:00Z');
  const dictionary = buildDictionary({ dictId: 1, skeletons: [skeleton] });
  const packed = packSp1(certificate, dictionary, 'passport.example.org');
  if (!packed.ok) throw new Error(packed.reason);
  const scope = { qualification: '*', place: '*', from: '2010-01-01', until: null, withdrawnAt: null, voidFrom: null };
  const office = { did, name, shortName: 'TESDA', country: 'PH', scheme: 'TESDA', contact: 'registry@tesda.example' };
  const issuers = [
    { ...office, keys, scopes: [scope], places: [], qualifications: [], statusLists: Object.keys(lists) },
  ];
  const dates = { issuedAt: '2026-11-21T00:00:00Z', nextUpdate: '2026-11-28T00:00:00Z' };
  const schema = new URL('credential-schemas/v1/national-certificate.json', root);
  return {
    now,
    code: packed.url,
    lists,
    dictionary: [...dictionary.bytes],
    schemas: { 'national-certificate': JSON.parse(await readFile(schema, 'utf8')) },
    trustList: { version: 7, operator: 'Example operator', ...dates, issuers, dictionaries: [] },
  };
}

/** Runs in the page. */
async function measure({ world, runs: count }) {
  const core = await import('/browser.js');
  const crypto = core.createBrowserCrypto();
  const deps = {
    crypto,
    proofFormats: [core.createEddsaJcs2022(crypto)],
    trustList: world.trustList,
    statusList: async (url) => ({ kind: 'list', credential: world.lists[url], fetchedAt: world.now }),
    gunzip: core.streamGunzip,
    dictionaries: async () => [Uint8Array.from(world.dictionary)],
    schemaGate: core.createSmallSchemaGate(world.schemas),
    now: new Date(world.now),
    language: 'en',
    policy: { maxStatusAgeHours: 168, clockSkewSeconds: 300, expiresSoonDays: 90 },
  };
  const times = [];
  for (let run = 0; run <= count; run++) {
    const start = performance.now();
    const { report } = await core.verify(world.code, deps);
    times.push(performance.now() - start);
    if (report?.verdict !== 'genuine-and-current') throw new Error(`verdict ${report?.verdict}`);
  }
  return times;
}

const folder = await mkdtemp(join(tmpdir(), 'core-'));
await build({
  entryPoints: [new URL('src/verification/browser.ts', root).pathname],
  outdir: folder,
  bundle: true,
  splitting: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  platform: 'browser',
});
const server = createServer(async (request, response) => {
  const name = /^\/([\w-]+\.js)$/.exec(request.url ?? '')?.[1];
  response.setHeader('content-type', name ? 'text/javascript' : 'text/html');
  response.end(name ? await readFile(join(folder, name)).catch(() => '') : '<!doctype html><title>bench</title>');
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));

const own = process.env.CHROME_PATH;
const browser = await playwright.launch({
  executablePath: own ?? (await chromium.executablePath()),
  args: ['--no-sandbox', own === undefined ? '--headless=shell' : '--headless=new', '--disable-gpu'],
  ignoreDefaultArgs: ['--headless'],
});
let times;
try {
  const page = await browser.newPage();
  await page.goto(`http://localhost:${server.address().port}/`);
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  times = await page.evaluate(measure, { world: await createWorld(), runs });
} finally {
  await browser.close();
  server.close();
  await rm(folder, { recursive: true });
}

const round = (milliseconds) => Math.round(milliseconds * 10) / 10;
const [first, ...later] = times;
const sorted = later.toSorted((a, b) => a - b);
const result = {
  bench: 'browser',
  unit: 'milliseconds from the text of a code to the report',
  runs,
  slowdown,
  first: round(first),
  median: round(sorted[Math.floor(runs / 2)]),
  p95: round(sorted[Math.floor(runs * 0.95)]),
  mostMs,
};
if (process.argv.includes('--json')) console.log(JSON.stringify(result));
else {
  console.log(`code to verdict in Chromium, processor slowed ${slowdown} times:`);
  console.log(
    `first ${result.first} ms, median of ${runs} ${result.median} ms, p95 ${result.p95} ms; at most ${mostMs} wanted`,
  );
}
if (result.median > mostMs) process.exitCode = 1;
