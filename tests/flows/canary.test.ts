import { inflateRawSync, gunzipSync } from 'node:zlib';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHttpDeps } from '../../src/composition/publishing.js';
import { createHttpApp } from '../../src/http/index.js';
import { changeCertificateStatus, erasePerson, exportPerson } from '../../src/issuance/index.js';
import { canary, canaryCandidate, hitsIn, openSearchable, type SearchableService } from '../support/canary.js';
import { closed } from '../support/closed-server.js';
import { assess, credentialOf, decide, inventCandidates, officers, openOffice, release } from '../support/service.js';

/** Where personal data may be: with the person, and with whoever was handed their card. Nowhere else. */
const ALLOWED = [
  'export for the person',
  'page behind the small code, with the right birth year',
  'printed card, with the right birth year',
  'report to whoever sent the card in',
  'signed credential',
].toSorted();

describe('where a candidate’s personal data gets to', () => {
  const places = new Map<string, string>();
  let test: SearchableService;
  let server: Server;
  let base = '';
  const lines: string[] = [];
  const streams = [process.stdout, process.stderr].map((stream) => ({ stream, write: stream.write.bind(stream) }));
  const see = (place: string, text: string): void => void places.set(place, `${places.get(place) ?? ''}\n${text}`);

  async function ask(place: string, path: string, body?: unknown): Promise<string> {
    const headers = { 'Content-Type': 'application/json' };
    const init =
      body === undefined
        ? {}
        : { method: 'POST', headers, body: typeof body === 'string' ? body : JSON.stringify(body) };
    const response = await fetch(`${base}${path}`, init);
    const text = Buffer.from(await response.arrayBuffer()).toString('utf8');
    see(place, `${JSON.stringify([...response.headers])} ${text}`);
    return text;
  }

  beforeAll(async () => {
    for (const { stream } of streams) {
      stream.write = (chunk: unknown) => {
        lines.push(String(chunk));
        return true;
      };
    }
    test = await openSearchable('postgresql');
    const { service } = test;
    const log = {
      info: (...facts: unknown[]) => void lines.push(JSON.stringify(facts)),
      error: (...facts: unknown[]) => void lines.push(JSON.stringify(facts)),
    };
    server = createHttpApp(
      createHttpDeps({ service, settings: test.settings, log, webDir: import.meta.dirname }),
    ).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await mission();
  }, 120_000);
  afterAll(async () => {
    for (const { stream, write } of streams) stream.write = write;
    await closed(server);
    await test.close();
  });

  /** One session with the canary among others, from registration to revocation and erasure; everything public is collected. */
  async function mission(): Promise<void> {
    const { service } = test;
    const { read } = service.instance.store;
    const office = await openOffice(service);
    const first = canaryCandidate(service);
    const candidates = [first, ...inventCandidates(service, { count: 5, seed: 77, day: '2026-02-02' })];
    const { recordIds, personIds } = await assess(test, office, { day: '2026-02-02', candidates });
    const twice = service.assessment.registerCandidate({ ...first.details, actorId: officers.administrator });
    see('error of the service', await twice.then(() => '', describeError));
    const ids = await decide(test, recordIds, '2026-02-02');
    await release(test, ids);
    const certificate = await read.certificates.find({ personId: personIds[0] ?? '' });
    const card = await credentialOf(service, certificate[0]?.id ?? '');
    see('signed credential', JSON.stringify(card));
    const [short] = await read.shortCodes.find({ credentialId: certificate[0]?.credentialId ?? '' });
    await askEverything(card, short?.code ?? '');
    const two = { actorId: officers.certification, secondActorId: officers.release };
    await changeCertificateStatus(
      { ...two, certificateId: certificate[0]?.id ?? '', event: 'revoke', reasonClass: 'assessment-fraud' },
      service.issuance,
    );
    await collectPublished();
    const person = { personId: personIds[0] ?? '', actorId: officers.administrator };
    see('export for the person', JSON.stringify(await exportPerson(person, service.instance)));
    const purgeDestroyedKeys = () => service.instance.storage.purgeDestroyedKeys();
    await erasePerson({ ...two, ...person, reason: 'holder-request' }, { ...service.instance, purgeDestroyedKeys });
    await ask('page behind the small code, after the erasure', `/api/passports/by-code/${short?.code ?? ''}`, {
      birthYear: '1961',
    });
    see('audit rows', JSON.stringify(await read.auditRows(1, 10_000)));
    see('addresses', [short?.code, ...(await read.credentials.find({})).map((row) => row.credentialId)].join(' '));
    for (const table of [
      'short_code',
      'outbox',
      'setting',
      'status_entry',
      'status_event',
      'certificate',
      'certification_decision',
      'session',
    ])
      see(`table ${table}`, JSON.stringify(await test.sql(`SELECT * FROM ${table}`)));
  }

  async function askEverything(card: object, code: string): Promise<void> {
    await ask('report to whoever sent the card in', '/api/verify', { input: card });
    const altered = { ...card, name: `Diploma of ${canary.family}`, zzpii: canary.idNumber };
    const report = JSON.parse(await ask('report about an altered card', '/api/verify', { input: altered })) as Record<
      string,
      unknown
    >;
    // What was read out of the sender's own document is theirs; the findings about it must not repeat it.
    places.set('report about an altered card', JSON.stringify({ ...report, claims: null }));
    await ask('error body', '/api/verify', `{"name":"${canary.family}`);
    await ask('error body', '/api/verify', `${canary.family} ${canary.idNumber}`);
    await ask('error body', '/api/verify', { input: canary.family });
    await ask('error body', '/credentials/verify', { verifiableCredential: canary.family });
    await ask('error body', `/${canary.family}/${canary.idNumber}?name=${canary.given}`);
    await ask('error body', `/status/${canary.family}`);
    await ask('error body', `/sites/${canary.family}`);
    await ask('error body', `/api/passports/by-code/${canary.family}`, { birthYear: canary.birthDate });
    await ask('error body', `/api/passports/by-code/${code}`, { birthYear: '1999' });
    await ask('error body', `/api/passports/by-code/${'a'.repeat(26)}`, { birthYear: '1961' });
    await ask('page behind the small code, with the right birth year', `/api/passports/by-code/${code}`, {
      birthYear: '1961',
    });
    await ask('printed card, with the right birth year', `/api/passports/by-code/${code}/print/card`, {
      birthYear: '1961',
    });
  }

  async function collectPublished(): Promise<void> {
    const { store } = test.service.instance;
    for (const list of await store.read.statusLists.find({})) {
      const text = await ask('status list', `/status/${list.id}`);
      const subject = (JSON.parse(text) as { credentialSubject?: { encodedList?: string } }).credentialSubject;
      const bits = Buffer.from((subject?.encodedList ?? '').replace(/^u/, ''), 'base64url');
      if (bits.length > 0) see('status list', gunzipSync(bits, { maxOutputLength: 2 ** 20 }).toString('latin1'));
    }
    const [, payload = ''] = (await ask('trust list', '/trust-list')).split('.');
    const trustList = Buffer.from(payload, 'base64url').toString('utf8');
    see('trust list', trustList);
    const hashes = [...new Set(trustList.match(/\b[0-9a-f]{64}\b/g) ?? [])];
    for (const hash of hashes) {
      const response = await fetch(`${base}/dict/${hash}`);
      const bytes = Buffer.from(await response.arrayBuffer());
      if (response.ok) see('dictionary', bytes.toString('utf8') + inflated(bytes));
    }
    await ask('metrics', '/metrics');
    await ask('health', '/health');
    await ask('DID document', '/issuers/tesda/did.json');
    await ask('interface description', '/api/openapi.json');
  }

  it('is exactly the allowed places', () => {
    see('log lines and terminal', lines.join('\n'));
    const found = [...places].filter(([, text]) => hitsIn(text).length > 0).map(([place]) => place);
    const picture = places.get('printed card, with the right birth year') ?? '';
    // A picture holds the name as pixels; that it came is what shows that the right birth year opened it.
    expect(picture).toMatch(/image\/png|application\/pdf|image\/svg/);
    expect([...new Set([...found, 'printed card, with the right birth year'])].toSorted()).toEqual(ALLOWED);
  });

  it('was looked for where something is', () => {
    const sizes = Object.fromEntries([...places].map(([place, text]) => [place, text.length]));
    for (const place of [
      'status list',
      'trust list',
      'dictionary',
      'metrics',
      'audit rows',
      'error body',
      'error of the service',
      'table status_event',
    ])
      expect([place, (sizes[place] ?? 0) > 150]).toEqual([place, true]);
    expect(lines.filter((line) => line.includes('"route"')).length).toBeGreaterThan(20);
    // The same eyes see the canary where it is.
    expect(hitsIn(places.get('signed credential') ?? '').length).toBeGreaterThan(0);
  });

  it('is no file of the database', async () => {
    const texts = Object.values(canary).flatMap((text) => [text, text.toLowerCase(), text.toUpperCase()]);
    expect(await test.occurrences(texts, { logs: true })).toBe(0);
  });
});

function describeError(error: unknown): string {
  const { message, stack, cause } = error as Error;
  return JSON.stringify([message, stack, String(cause), error]);
}

function inflated(bytes: Buffer): string {
  try {
    return inflateRawSync(bytes, { maxOutputLength: 2 ** 22 }).toString('utf8');
  } catch {
    return '';
  }
}
