import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Express } from 'express';
import PDFDocument from 'pdfkit';
import sharp from 'sharp';
import request from 'supertest';
import { createHttpDeps } from '../../src/composition/publishing.js';
import { createHttpApp } from '../../src/http/index.js';
import { openApiDocument } from '../../src/http/openapi-document.js';
import { changeCertificateStatus, issueAccreditations, markReplaced } from '../../src/issuance/index.js';
import { layoutById, type RenderedPassport } from '../../src/passport/index.js';
import type { JsonObject } from '../../src/shared/index.js';
import {
  accreditSite,
  certify,
  credentialOf,
  domesticWork,
  newSite,
  officers,
  openOffice,
  openTestService,
  release,
  type TestService,
  two,
} from '../support/service.js';

const root = join(import.meta.dirname, '../..');

/** The interface as strangers meet it, over a service with one certificate of every fate. */
describe('the HTTP interface', () => {
  let test: TestService;
  let app: Express;
  const lines: string[] = [];
  const samples: Record<string, JsonObject> = {};
  let files: readonly RenderedPassport[];
  let code = '';
  let birthYear = '';
  let siteId = '';

  beforeAll(async () => {
    test = await openTestService('postgresql', '2019-01-07T08:00:00Z');
    const { service } = test;
    const office = await openOffice(service, { from: '2019-01-01' });
    siteId = office.site.id;
    const [expired = ''] = await certify(test, office, { day: '2019-02-04', seed: 11 });
    const branch = await newSite(service, 'Branch in Quezon City');
    const period = { qualifications: [domesticWork], from: '2026-01-01', until: '2027-12-31', number: 'AC-BRANCH' };
    const grant = await accreditSite(service, office.body, branch, period);
    const [genuine = '', suspended = '', revoked = '', replaced = ''] = await certify(test, office, {
      day: '2026-02-02',
      count: 4,
      seed: 12,
    });
    const [unauthorised = ''] = await certify(test, office, { day: '2026-02-03', site: branch, seed: 13 });
    const fate = { ...two, reasonClass: 'identity-fraud' as const };
    await changeCertificateStatus({ ...fate, certificateId: suspended, event: 'suspend' }, service.issuance);
    await changeCertificateStatus({ ...fate, certificateId: revoked, event: 'revoke' }, service.issuance);
    const { prepareReplacement, revokeAccreditation } = service.assessment;
    const successor = await prepareReplacement({
      actorId: officers.certification,
      certificateId: replaced,
      reason: 'lost',
    });
    await release(test, [successor.id]);
    await markReplaced(replaced, successor.id, two, service.issuance);
    await revokeAccreditation({
      ...two,
      accreditationId: grant.id,
      reasonClass: 'accreditation-void',
      retroactiveFrom: '2026-02-01',
    });
    await service.trust.current({ fresh: true });
    const fates = { genuine, expired, suspended, revoked, replaced, unauthorised };
    for (const [name, id] of Object.entries(fates)) samples[name] = await credentialOf(service, id);
    samples['altered'] = JSON.parse(
      JSON.stringify(samples['genuine']).replace('"Domestic Work NC II"', '"Domestic Work NC IV"'),
    ) as JsonObject;
    const { store, addresses } = service.instance;
    const [short] = await store.read.shortCodes.find({ credentialId: samples['genuine']?.['id'] as string });
    code = short?.code ?? '';
    birthYear = /"identityHash":"(\d{4})"/.exec(JSON.stringify(samples['genuine']))?.[1] ?? '';
    files = await service.printer.printAll(samples['genuine'] ?? {}, addresses.shortCode(code), [layoutById('card')]);
    const log = {
      info: (facts: object, message: string) => void lines.push(JSON.stringify([facts, message])),
      error: (facts: object, message: string) => void lines.push(JSON.stringify([facts, message])),
    };
    const settings = { ...test.settings, trustProxy: 1 };
    app = createHttpApp(createHttpDeps({ service, settings, log, webDir: join(root, 'dist/web') }));
  }, 120_000);
  afterAll(async () => {
    await test.service.printer.close();
    await test.close();
  });

  // Each test speaks from an address of its own, so that rate limits of one do not reach the next.
  let address = 0;
  const post = (path: string) =>
    request(app)
      .post(path)
      .set('X-Forwarded-For', `198.51.100.${++address % 250}`);
  const verify = (input: unknown) => post('/api/verify').send({ input });

  describe('POST /api/verify', () => {
    it.each([
      ['genuine', 'genuine-and-current'],
      ['expired', 'genuine-but-expired'],
      ['suspended', 'suspended'],
      ['revoked', 'revoked'],
      ['replaced', 'replaced'],
      ['unauthorised', 'issuer-not-authorised'],
      ['altered', 'altered'],
    ])('answers 200 with the verdict on a %s certificate, as JSON and as text', async (name, verdict) => {
      for (const input of [samples[name], JSON.stringify(samples[name])]) {
        const response = await verify(input);
        expect([response.status, told(response).verdict]).toEqual([200, verdict]);
        expect(response.headers['cache-control']).toBe('no-store');
      }
      if (name === 'altered') return;
      const sp1 = test.service.printer.codeText(samples[name] ?? {});
      expect((await verify(sp1)).body).toMatchObject({ verdict, input: 'sp1' });
    });

    it('never calls a printed code genuine after one of its digits changed', async () => {
      const sp1 = test.service.printer.codeText(samples['genuine'] ?? {});
      const start = sp1.indexOf('#') + 1;
      for (const at of [start, start + 5, start + 40, sp1.length - 20, sp1.length - 1]) {
        const digit = (Number(sp1[at]) + 1) % 10;
        const response = await verify(`${sp1.slice(0, at)}${digit}${sp1.slice(at + 1)}`);
        if (response.status === 200) expect(['altered', 'cannot-confirm']).toContain(told(response).verdict);
        else
          expect([response.status, told(response).code]).toEqual([422, expect.stringMatching(/^(E11|E12|E18|I21)$/)]);
      }
      const cut = await verify(sp1.slice(0, -30));
      expect([cut.status, told(cut).code]).toEqual([422, 'E18']);
    });

    it('takes the credential, or the text of its code, without the envelope; what stands in it is no option', async () => {
      const document = samples['revoked'] as object;
      const bare = await post('/api/verify').send({ ...document, language: 'fr', framework: 'qa-nqf' });
      expect([bare.status, told(bare).verdict]).toEqual([200, 'altered']);
      const same = await post('/api/verify').send(document);
      expect([same.status, told(same).verdict]).toEqual([200, 'revoked']);
      const word = await post('/api/verify').set('Content-Type', 'application/json').send('"hello"');
      expect([word.status, told(word).code]).toEqual([422, 'E12']);
    });

    it('reads the printed card as PDF and the code as picture', async () => {
      for (const id of ['card', 'png']) {
        const bytes = files.find((file) => file.id === id)?.bytes ?? new Uint8Array();
        const response = await post('/api/verify').attach('file', Buffer.from(bytes), 'anything.txt');
        expect([response.status, told(response).verdict]).toEqual([200, 'genuine-and-current']);
      }
      const json = await post('/api/verify').attach('file', Buffer.from(JSON.stringify(samples['revoked'])), 'x.json');
      expect([json.status, told(json).verdict]).toEqual([200, 'revoked']);
    });

    it('says what is wrong with a file that holds no code', async () => {
      const blank = await sharp({ create: { width: 300, height: 300, channels: 3, background: '#fff' } })
        .png()
        .toBuffer();
      const cases: [Buffer, string][] = [
        [blank, 'E10'],
        [await letter(), 'E16'],
        [randomBytes(4_000), 'E15'],
        [Buffer.from('%PDF-1.7 and then nothing of the kind'), 'E16'],
        [Buffer.alloc(0), 'E18'],
      ];
      for (const [bytes, expected] of cases) {
        const response = await post('/api/verify').attach('file', bytes, 'photo.png');
        expect(response.status).toBeGreaterThanOrEqual(400);
        expect(response.status).toBeLessThan(500);
        expect(told(response).code).toBe(expected);
        isPlainProblem(response);
      }
    });

    const marker = 'Marisol-Quetzalcoatl-0917';
    const deep = (open: string, close: string): string =>
      `{"input":${open.repeat(10_000)}"${marker}"${close.repeat(10_000)}}`;
    it.each<[string, string, string, readonly [number, string]]>([
      ['an object 10,000 deep', 'application/json', deep('{"a":', '}'), [422, 'json-too-deep']],
      ['a list 10,000 deep', 'application/json', deep('[', ']'), [422, 'json-too-deep']],
      [
        'a prototype key',
        'application/json',
        `{"input":{"__proto__":{"admin":true},"a":"${marker}"}}`,
        [422, 'json-reserved-key'],
      ],
      [
        'a duplicate key inside text',
        'application/json',
        JSON.stringify({ input: `{"id":"${marker}","id":"2"}` }),
        [422, 'json-duplicate-key'],
      ],
      [
        'a duplicate key inside a document',
        'application/json',
        `{"input":{"id":"${marker}","id":"2"}}`,
        [422, 'json-duplicate-key'],
      ],
      ['JSON cut off', 'application/json', `{"input":"${marker}`, [400, 'E18']],
      ['an empty body', 'application/json', '', [400, 'E18']],
      ['a list', 'application/json', `["${marker}"]`, [400, 'E18']],
      ['a number', 'application/json', '12', [400, 'E18']],
      ['no input', 'application/json', `{"imput":"${marker}"}`, [400, 'E18']],
      ['a list as input', 'application/json', `{"input":["${marker}"]}`, [400, 'E18']],
      ['an empty text', 'application/json', '{"input":""}', [422, 'E18']],
      ['any words', 'application/json', JSON.stringify({ input: marker }), [422, 'E12']],
      ['a form', 'application/x-www-form-urlencoded', `input=${marker}`, [400, 'E18']],
      ['plain text', 'text/plain', marker, [400, 'E18']],
      ['XML', 'application/xml', `<!DOCTYPE a [<!ENTITY b "${marker}">]><a>&b;</a>`, [400, 'E18']],
      ['a foreign character set', 'application/json; charset=iso-8859-1', '{"input":"x"}', [415, 'E15']],
      ['300 kB of text', 'application/json', JSON.stringify({ input: marker.repeat(12_000) }), [413, 'E14']],
      ['multipart without a boundary', 'multipart/form-data', marker, [400, 'E15']],
    ])('answers %s with a plain problem', async (_what, type, body, expected) => {
      const response = await post('/api/verify').set('Content-Type', type).send(body);
      expect([response.status, told(response).code]).toEqual(expected);
      isPlainProblem(response);
      expect(response.text).not.toContain(marker);
    });

    it.each([
      '/api/frameworks/check',
      '/api/receipts',
      '/api/passports/look-up',
      '/api/passports/by-code/' + 'a'.repeat(26),
      '/api/staff/join/options',
      '/api/assessment/candidates',
    ])('%s reads no JSON that two readers could read differently', async (path) => {
      const bodies: [string | Buffer, string, readonly [number, string]][] = [
        [`{"a":"${marker}","a":"2"}`, 'application/json', [422, 'json-duplicate-key']],
        [`{"constructor":"${marker}"}`, 'application/json', [422, 'json-reserved-key']],
        [`${'['.repeat(500)}${']'.repeat(500)}`, 'application/json', [422, 'json-too-deep']],
        [Buffer.from('{"a":"Peña"}', 'latin1'), 'application/json', [400, 'E18']],
        ['{"a":1}', 'application/json; charset=utf-16', [415, 'E15']],
        [`{"a":"${marker}"`, 'application/json', [400, 'E18']],
      ];
      for (const [body, type, expected] of bodies) {
        // The text of a buffer would be sent as JSON of the buffer; as a function it goes out as it is.
        const response = await post(path)
          .set('Origin', test.service.instance.addresses.publicUrl)
          .set('Content-Type', type)
          .serialize((text: unknown) => text as string)
          .send(body);
        expect([response.status, told(response).code]).toEqual(expected);
        isPlainProblem(response);
        expect(response.text).not.toContain(marker);
      }
    });

    it('bounds uploads: size, number of files and fields', async () => {
      const large = await post('/api/verify').attach('file', Buffer.alloc(11 * 1024 * 1024), 'a.png');
      expect([large.status, told(large).code]).toEqual([413, 'E14']);
      const longText = Buffer.from(`{"name":"${'x'.repeat(600 * 1024)}"}`);
      const text = await post('/api/verify').attach('file', longText, 'a.json');
      expect([text.status, told(text).code]).toEqual([413, 'E14']);
      const many = post('/api/verify');
      for (let index = 0; index < 3; index++) many.attach('file', Buffer.from('x'), 'a.png');
      const files3 = await many;
      expect(files3.status).toBe(400);
      isPlainProblem(files3);
      const fields = post('/api/verify');
      for (let index = 0; index < 40; index++) fields.field(`f${index}`, 'x');
      const fields40 = await fields;
      expect(fields40.status).toBe(400);
      isPlainProblem(fields40);
      const other = await post('/api/verify').attach('photo', Buffer.from('x'), 'a.png');
      expect([other.status, told(other).code]).toEqual([400, 'E15']);
    });
  });

  describe('the small code', () => {
    it('opens the passport with the right birth year', async () => {
      const response = await post(`/api/passports/by-code/${code}`).send({ birthYear });
      expect(response.status).toBe(200);
      expect(told(response).credential).toEqual(samples['genuine']);
      const pdf = await post(`/api/passports/by-code/${code}/print/card`).send({ birthYear });
      expect([pdf.status, pdf.headers['content-type']]).toEqual([200, 'application/pdf']);
    });

    it('answers a wrong year, an unknown code and nonsense with the very same bytes', async () => {
      const wrongYear = await post(`/api/passports/by-code/${code}`).send({ birthYear: '1901' });
      const unknown = await post(`/api/passports/by-code/${'a'.repeat(26)}`).send({ birthYear });
      const nonsense = await post('/api/passports/by-code/..%2f..%2fetc').send({ birthYear });
      expect([wrongYear.status, told(wrongYear).code]).toEqual([404, 'W10']);
      for (const other of [unknown, nonsense]) {
        expect(other.status).toBe(404);
        expect(other.text).toBe(wrongYear.text);
      }
      const relevant = (response: request.Response): string[] =>
        Object.keys(response.headers).filter((name) => !name.startsWith('ratelimit'));
      expect(relevant(unknown)).toEqual(relevant(wrongYear));
      const none = await post(`/api/passports/by-code/${code}`).send({});
      expect([none.status, told(none).code]).toEqual([400, 'E18']);
    });

    it('slows down whoever guesses', async () => {
      const codes = new Set<unknown>();
      const statuses = new Set<number>();
      for (let attempt = 0; attempt < 35; attempt++) {
        const response = await request(app)
          .post(`/api/passports/by-code/${'b'.repeat(26)}`)
          .set('X-Forwarded-For', '203.0.113.7')
          .send({ birthYear: String(1950 + attempt) });
        statuses.add(response.status);
        if (response.status === 429) codes.add(told(response).code);
      }
      expect([...statuses]).toEqual([404, 429]);
      // First the code is locked for everybody, then the address is slowed down.
      expect([...codes]).toEqual(['W12', 'E33']);
    });
  });

  describe('the published description', () => {
    it('names exactly the routes that exist', () => {
      const documented = Object.entries(openApiDocument('http://localhost').paths).flatMap(([path, item]) =>
        Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
      );
      const inside = routesOf(app).filter((route) => !NOT_INTERFACE.has(route));
      expect(inside.toSorted()).toEqual(documented.toSorted());
    });

    it('every GET route answers its example', async () => {
      const accredited = await issueAccreditations(officers.administrator, test.service.accreditationIssuing);
      const examples: Record<string, string> = {
        'accreditations/id': accredited.issued[0]?.id ?? '',
        sha256: test.service.dictionaries.all()[0]?.sha256 ?? '',
        did: encodeURIComponent(test.service.issuerDid('tesda')),
        'sites/id': siteId,
      };
      for (const [path, item] of Object.entries(openApiDocument('http://localhost').paths)) {
        const get = (item as { readonly get?: Operation }).get;
        if (get === undefined) continue;
        const found = (name: string): string =>
          examples[`${path.split('/')[1] ?? ''}/${name}`] ??
          examples[name] ??
          String(get.parameters?.find((each) => each.name === name)?.example ?? 'x');
        const query = (get.parameters ?? []).flatMap((each) =>
          each.in === 'query' ? [`${each.name}=${encodeURIComponent(String(each.example ?? ''))}`] : [],
        );
        const known = path.replace(/\{(\w+)\}/g, (_all, name: string) => found(name));
        const response = await request(app).get(`${known}?${query.join('&')}`);
        // What staff may see asks who it is; this host signs nothing in its own name and recognises no other operator.
        const expected = /^\/api\/(staff|assessment)/.test(path) ? /^(200|302|4\d\d)$/ : /^200$/;
        if (['/.well-known/did.json', '/status/elsewhere/{url}'].includes(path)) expect(response.status).toBe(404);
        else expect([path, expected.test(String(response.status))]).toEqual([path, true]);
        if (!path.includes('{')) continue;
        const unknown = await request(app).get(path.replace(/\{\w+\}/g, 'no-such-thing'));
        expect([path, String(unknown.status)]).toEqual([path, expect.stringMatching(/^4\d\d$/)]);
      }
    });
  });

  it('sends the headers that protect pages and says nothing about its software', async () => {
    for (const path of ['/health', '/api/docs', '/no-such-page', '/trust-list']) {
      const { headers } = await request(app).get(path);
      expect(headers['content-security-policy']).toContain("default-src 'none'");
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
      expect(headers['content-security-policy']).not.toContain("'unsafe-inline'");
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['referrer-policy']).toBe('no-referrer');
      expect(headers['permissions-policy']).toContain('geolocation=()');
      expect(headers).not.toHaveProperty('x-powered-by');
    }
  });

  it('serves nothing above its folders', async () => {
    for (const path of [
      '/assets/..%2f..%2fpackage.json',
      '/%2e%2e/package.json',
      '/credential-schemas/v1/..%2f..%2fpackage.json',
      '/dict/%00',
      '/status/%E0%A4%A',
    ])
      expect((await request(app).get(path)).status).toBeGreaterThanOrEqual(400);
  });

  it('says 503 when the database is gone, and no more', async () => {
    const other = await openTestService('postgresql');
    const closed = createHttpApp(
      createHttpDeps({
        service: other.service,
        settings: other.settings,
        log: { info: () => undefined, error: (facts) => void lines.push(JSON.stringify(facts)) },
        webDir: join(root, 'dist/web'),
      }),
    );
    await other.close();
    expect((await request(closed).get('/health')).status).toBe(503);
    expect((await request(closed).get('/ready')).body).toEqual({
      ready: false,
      warnings: [expect.stringContaining('The database does not answer.')],
    });
    const status = await request(closed).get('/status/tesda-1-revocation');
    expect([status.status, told(status).code]).toEqual([503, 'storage-unavailable']);
    isPlainProblem(status);
  });

  it('writes no personal data, code or number into its log', () => {
    expect(lines.length).toBeGreaterThan(50);
    const log = lines.join('\n');
    const secrets = Object.values(samples).flatMap((credential) =>
      [...JSON.stringify(credential).matchAll(/"identityHash":"([^"]{4,})"/g)].map((match) => match[1] ?? ''),
    );
    expect(secrets.length).toBeGreaterThan(10);
    for (const secret of [...secrets, code, 'Marisol', '26130000'])
      expect([secret, log.includes(`"${secret}"`) || (secret.length > 4 && log.includes(secret))]).toEqual([
        secret,
        false,
      ]);
  });
});

/** Routes that are pages or self-description, not interface. */
const NOT_INTERFACE = new Set([
  'GET /1.0/identifiers/',
  'GET /api/openapi.json',
  'GET /api/docs',
  'GET /api/docs.css',
  'GET /frameworks.pack.json',
  'GET /',
  'GET /c/{code}',
  'GET /help',
  'GET /data',
  'GET /batch',
  'GET /receipt',
  'GET /s',
  'GET /number',
  'GET /desk',
  'GET /desk/{path}',
]);

interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly example?: string | number }[];
}

interface Layer {
  readonly route?: { readonly path: string | string[]; readonly methods: Readonly<Record<string, boolean>> };
  readonly handle: { readonly stack?: readonly Layer[] };
}

/** Every route express knows, written as in OpenAPI. */
function routesOf(app: Express): string[] {
  const walk = (layers: readonly Layer[]): string[] =>
    layers.flatMap(({ route, handle }) => {
      if (!route) return walk(handle.stack ?? []);
      return [route.path]
        .flat()
        .flatMap((path) =>
          Object.keys(route.methods).map((method) => `${method.toUpperCase()} ${path.replace(/[:*](\w+)/g, '{$1}')}`),
        );
    });
  return walk((app as unknown as { router: { stack: readonly Layer[] } }).router.stack);
}

interface Told {
  readonly code?: string;
  readonly verdict?: string;
  readonly credential?: unknown;
}

const told = (response: request.Response): Told => response.body as Told;

function isPlainProblem(response: request.Response): void {
  expect(response.headers['content-type']).toMatch(/^application\/problem\+json/);
  expect(Object.keys(response.body as object)).toEqual(
    expect.arrayContaining(['type', 'title', 'status', 'code', 'whatToDo']),
  );
  expect(response.text).not.toMatch(/\bat \S+ \(|node_modules|Error:|\.ts:\d|\.js:\d/);
}

async function letter(): Promise<Buffer> {
  const document = new PDFDocument();
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  const done = new Promise((resolve) => document.on('end', resolve));
  document.text('Dear Sir or Madam, this is a letter about something else.');
  document.end();
  await done;
  return Buffer.concat(chunks);
}
