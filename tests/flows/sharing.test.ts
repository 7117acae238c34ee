import { createHash } from 'node:crypto';
import { once } from 'node:events';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { createHttpDeps } from '../../src/composition/publishing.js';
import { birthYearOf } from '../../src/composition/printing.js';
import { createHttpApp } from '../../src/http/index.js';
import { changeCertificateStatus } from '../../src/issuance/index.js';
import { openStatement } from '../../src/issuers/browser.js';
import { canonicalJson, utf8, type JsonObject } from '../../src/shared/index.js';
import {
  createYearGuard,
  PIN_LOCK_MS,
  readReceipt,
  RECEIPT_TYPE,
  YEAR_GUESSES,
  YEAR_WINDOW_MS,
} from '../../src/sharing/index.js';
import { closed } from '../support/closed-server.js';
import { photoOnFile } from '../support/passports.js';
import {
  certify,
  credentialOf,
  describeServiceOnServerDatabase,
  officers,
  openOffice,
  openTestService,
  type Office,
  type TestService,
} from '../support/service.js';

const path = '/api/passports/by-code';

describeServiceOnServerDatabase('a worker shares, asks and is found', (kind) => {
  let test: TestService;
  let office: Office;
  let server: Server;
  let certificateId = '';
  let credential: JsonObject;
  let code = '';
  let birthYear = '';
  let number = '';
  const lines: string[] = [];

  beforeAll(async () => {
    test = await openTestService(kind, '2026-01-05T08:00:00Z');
    const { service } = test;
    office = await openOffice(service);
    [certificateId = ''] = await certify(test, office, { day: '2026-02-02', seed: 71 });
    credential = await credentialOf(service, certificateId);
    const { read } = service.instance.store;
    const { id } = credential;
    const credentialId = typeof id === 'string' ? id : '';
    code = (await read.shortCodes.find({ credentialId }))[0]?.code ?? '';
    number = (await read.credentials.find({ credentialId }))[0]?.number ?? '';
    birthYear = birthYearOf(credential) ?? '';
    server = await restarted();
  }, 120_000);
  afterAll(async () => {
    await closed(server);
    await test?.close();
  });

  /** The web server as after a restart: nothing is left of what it had in memory. */
  async function restarted(): Promise<Server> {
    await closed(server);
    const keep = (facts: object, message: string): void => void lines.push(JSON.stringify({ ...facts, message }));
    const app = createHttpApp(
      createHttpDeps({
        service: test.service,
        settings: { ...test.settings, trustProxy: 1 },
        log: { info: keep, error: keep },
        webDir: join(import.meta.dirname, 'no-pages'),
      }),
    );
    const listening = app.listen(0, '127.0.0.1');
    await once(listening, 'listening');
    return listening;
  }

  let caller = 0;
  /** Each call from an address of its own, so that the limit per address is tested where it is meant. */
  const post = (address: string, body: object, from = `198.51.100.${++caller % 250}`) =>
    request(server).post(address).set('X-Forwarded-For', from).send(body);
  const told = ({ status, body }: request.Response) => [status, (body as { code?: string }).code];

  interface Made {
    readonly secret: string;
    readonly link: { readonly id: string; readonly endsAt: string; readonly state: string; readonly opened: number };
  }
  async function share(options: object = {}): Promise<Made> {
    const made = await post(`${path}/${code}/shares`, { birthYear, scope: 'one', days: 7, ...options });
    expect(made.status).toBe(200);
    return made.body as Made;
  }
  const listed = async (): Promise<readonly Made['link'][]> =>
    ((await post(`${path}/${code}/shares/list`, { birthYear })).body as { links: Made['link'][] }).links;

  describe('share links', () => {
    it('show the signed credential and count openings, never who', async () => {
      const { secret, link } = await share();
      expect(secret).toMatch(/^[a-z2-7]{26}$/);
      const opened = await post('/api/shares/open', { secret });
      expect(opened.body).toEqual({ credentials: [credential], endsAt: link.endsAt });
      await post('/api/shares/open', { secret });
      expect((await listed()).find(({ id }) => id === link.id)).toEqual({
        id: link.id,
        scope: 'one',
        endsAt: link.endsAt,
        hasPin: false,
        opened: 2,
        state: 'open',
      });
    });

    it('keep the secret and the PIN nowhere', async () => {
      const { secret } = await share({ pin: '402817' });
      const rows = JSON.stringify(await test.service.instance.storage.store.read.shareLinks.find({}));
      expect(rows).not.toContain(secret);
      expect(rows).not.toContain('402817');
      expect(rows).toMatch(/"pinHash":"[0-9a-f]{64}"/);
      expect(lines.join('\n')).not.toMatch(new RegExp([secret, code, number, '402817'].join('|')));
    });

    it('stop when the worker stops them, and a link that never was is answered alike', async () => {
      const { secret, link } = await share();
      expect((await post(`${path}/${code}/shares/${link.id}/stop`, { birthYear })).body).toMatchObject({
        state: 'stopped',
      });
      const stopped = await post('/api/shares/open', { secret });
      const unknown = await post('/api/shares/open', { secret: 'a'.repeat(26) });
      expect(told(stopped)).toEqual([404, 'W13']);
      expect(unknown.body).toEqual(stopped.body);
      expect(told(await post('/api/shares/open', { secret: ['x'] }))).toEqual([404, 'W13']);
    });

    it('stop on their day', async () => {
      const { secret, link } = await share({ days: 1 });
      const before = test.clock.now();
      test.clock.set(link.endsAt);
      expect(told(await post('/api/shares/open', { secret }))).toEqual([410, 'W14']);
      expect((await listed()).find(({ id }) => id === link.id)?.state).toBe('ended');
      test.clock.set(before.toISOString());
    });

    it('with a PIN lock after five wrong ones, also when they come at once, and open again after an hour', async () => {
      const { secret } = await share({ pin: '402817' });
      expect(told(await post('/api/shares/open', { secret }))).toEqual([403, 'W15']);
      expect(told(await post('/api/shares/open', { secret, pin: '402818' }))).toEqual([403, 'W11']);
      expect((await post('/api/shares/open', { secret, pin: '402817' })).status).toBe(200);
      const guesses = Array.from({ length: 8 }, (_, index) =>
        post('/api/shares/open', { secret, pin: `00000${index}` }),
      );
      const codes = (await Promise.all(guesses)).map((response) => told(response)[1]);
      expect(codes.filter((one) => one === 'W11').length).toBeLessThanOrEqual(4);
      expect(codes.every((one) => one === 'W11' || one === 'W12' || one === 'stale')).toBe(true);
      // Locked for the right PIN too.
      expect(told(await post('/api/shares/open', { secret, pin: '402817' }))).toEqual([429, 'W12']);
      const before = test.clock.now();
      test.clock.set(new Date(before.getTime() + PIN_LOCK_MS + 1_000).toISOString());
      expect((await post('/api/shares/open', { secret, pin: '402817' })).status).toBe(200);
      test.clock.set(before.toISOString());
    });

    it('are made only by whoever knows the year, and refuse what they cannot be', async () => {
      const wrongYear = String(Number(birthYear) + 1);
      expect(told(await post(`${path}/${code}/shares`, { birthYear: wrongYear, scope: 'one', days: 7 }))).toEqual([
        404,
        'W10',
      ]);
      for (const bad of [{ scope: 'photo' }, { days: 8 }, { days: '7' }, { pin: '12345' }, { pin: 123456 }])
        expect(told(await post(`${path}/${code}/shares`, { birthYear, scope: 'one', days: 7, ...bad }))).toEqual([
          400,
          'E18',
        ]);
      const { link } = await share();
      const foreign = await post(`${path}/${'a'.repeat(26)}/shares/${link.id}/stop`, { birthYear });
      expect(told(foreign)).toEqual([404, 'W10']);
    });

    it('show the photo only where the worker chose it, and no byte of it otherwise', async () => {
      const { read } = test.service.instance.store;
      const personId = (await read.certificates.get(certificateId))?.personId ?? '';
      const openPage = async () => (await post(`${path}/${code}`, { birthYear })).body as { photo: unknown };
      const shown = async (scope: string) => {
        const { secret } = await share({ scope });
        return (await post('/api/shares/open', { secret })).text;
      };
      const refused = await post(`${path}/${code}/shares`, { birthYear, scope: 'photo', days: 7 });
      expect(told(refused)).toEqual([400, 'E18']);
      const photo = await photoOnFile(test, personId, { onPassport: false });
      expect((await openPage()).photo).toBeNull();
      await test.service.assessment.agreeToPortrait({ personId, agreed: true, actorId: officers.processing });
      expect((await openPage()).photo).toBe(photo);
      const found = await post('/api/passports/look-up', { number, birthYear });
      expect((found.body as { photo: unknown }).photo).toBe(photo);
      const { secret, link } = await share({ scope: 'photo' });
      expect((await post('/api/shares/open', { secret })).body).toEqual({
        credentials: [credential],
        endsAt: link.endsAt,
        photo,
      });
      for (const scope of ['one', 'all']) {
        const text = await shown(scope);
        expect(Object.keys(JSON.parse(text) as object)).toEqual(['credentials', 'endsAt']);
        for (const part of [photo.slice(0, 40), photo.slice(1_000, 1_040), photo.slice(-40)])
          expect(text.includes(part)).toBe(false);
      }
      // Agreed to no more: the link stays, the face goes.
      await test.service.assessment.agreeToPortrait({ personId, agreed: false, actorId: officers.processing });
      expect((await post('/api/shares/open', { secret })).body).toMatchObject({ photo: null });
      const wrong = await post(`${path}/${code}`, { birthYear: String(Number(birthYear) + 1) });
      expect(wrong.text).not.toContain(photo.slice(0, 40));
      expect(lines.join('\n')).not.toContain(photo.slice(0, 40));
    });

    it('show what was revoked meanwhile as it was signed: the reader checks it', async () => {
      const { secret } = await share({ scope: 'all' });
      const opened = await post('/api/shares/open', { secret });
      expect((opened.body as { credentials: unknown[] }).credentials).toEqual([credential]);
    });
  });

  describe('the number on the paper', () => {
    it('with the birth year opens the passport; blanks do not matter', async () => {
      const spaced = number.replace(/(....)/g, '$1 ');
      const found = await post('/api/passports/look-up', { number: spaced, birthYear });
      expect(found.body).toMatchObject({ code, credential });
    });

    it('is answered alike, and after the same time, when the year is wrong and when it does not exist', async () => {
      const wrongYear = String(Number(birthYear) + 1);
      const timed = async (asked: string): Promise<[request.Response, number]> => {
        const started = performance.now();
        return [
          await post('/api/passports/look-up', { number: asked, birthYear: wrongYear }),
          performance.now() - started,
        ];
      };
      const [wrong, wrongMs] = await timed(number);
      const [unknown, unknownMs] = await timed('26139999999999');
      expect(told(wrong)).toEqual([404, 'W10']);
      expect(unknown.body).toEqual(wrong.body);
      expect(Math.min(wrongMs, unknownMs)).toBeGreaterThanOrEqual(245);
    });

    // The limit is the web server's: once is enough for the long one.
    const blocks = 100;
    it(`gives a harvester of ${blocks * 100} numbers nothing`, async () => {
      const counts = { found: 0, unknown: 0, slowed: 0 };
      const start = BigInt(number) - BigInt(blocks * 50);
      for (let block = 0; block < blocks; block++) {
        const asked = Array.from({ length: 100 }, (_, index) => String(start + BigInt(block * 100 + index)));
        // The right year every time: only the limit stands in the way.
        const answers = await Promise.all(
          asked.map((one) => post('/api/passports/look-up', { number: one, birthYear }, '203.0.113.9')),
        );
        for (const { status } of answers) counts[status === 200 ? 'found' : status === 404 ? 'unknown' : 'slowed'] += 1;
      }
      expect(counts.found).toBe(0);
      expect(counts.slowed).toBeGreaterThanOrEqual(blocks * 100 - 20);
    }, 120_000);

    it('is locked after ten wrong years from anywhere', async () => {
      const codes: unknown[] = [];
      for (let index = 0; index < 14; index++) {
        const wrong = String(1930 + index);
        codes.push(told(await post('/api/passports/look-up', { number, birthYear: wrong }, `192.0.2.${index}`))[1]);
      }
      expect(codes.at(-1)).toBe('W12');
    }, 30_000);

    it('is locked for a week after twenty wrong years, by number and by code together, whatever is restarted', async () => {
      const [id = ''] = await certify(test, office, { day: '2026-02-03', seed: 72 });
      const other = await credentialOf(test.service, id);
      const { read } = test.service.instance.storage.store;
      const credentialId = (await read.credentials.find({ subjectId: id }))[0]?.credentialId ?? '';
      const asked = (await read.credentials.find({ credentialId }))[0]?.number ?? '';
      const small = (await read.shortCodes.find({ credentialId }))[0]?.code ?? '';
      const year = birthYearOf(other) ?? '';
      const byNumber = async (birthYear: string, of = asked) =>
        post('/api/passports/look-up', { number: of, birthYear });
      const byCode = async (birthYear: string) => post(`${path}/${small}`, { birthYear });
      const wrong = async (times: number, ask: (birthYear: string) => Promise<request.Response>) => {
        server = await restarted();
        const given = [];
        for (let index = 0; index < times; index++) given.push(told(await ask(String(1900 + index)))[1]);
        expect(given).toEqual(given.map(() => 'W10'));
      };
      await wrong(9, byNumber);
      expect((await byNumber(year)).status).toBe(200);
      await wrong(9, byCode);
      expect((await byCode(year)).status).toBe(200);
      await wrong(2, byNumber);
      const never = '26139999999998';
      for (const times of [9, 9, 2]) await wrong(times, (birthYear) => byNumber(birthYear, never));
      // Right, wrong and never issued: one answer, after the same time.
      server = await restarted();
      const begun = performance.now();
      const locked = await byNumber(year);
      expect(performance.now() - begun).toBeGreaterThanOrEqual(245);
      expect(told(locked)).toEqual([429, 'W12']);
      for (const same of [
        await byNumber('1901'),
        await byNumber(year, never),
        await byCode(year),
        await byCode('1901'),
      ])
        expect([same.status, same.body]).toEqual([429, locked.body]);
      expect(JSON.stringify(await read.yearGuesses.find({}))).not.toContain(asked);
      const before = test.clock.now();
      test.clock.set(new Date(before.getTime() + YEAR_WINDOW_MS + 1_000).toISOString());
      server = await restarted();
      expect((await byCode(year)).status).toBe(200);
      // What has ended goes with the next wrong answer.
      expect(told(await byNumber('1901'))).toEqual([404, 'W10']);
      expect(await read.yearGuesses.find({})).toMatchObject([{ wrong: 1 }]);
      test.clock.set(before.toISOString());
    }, 60_000);

    it('counts guesses that come at once one by one', async () => {
      const { store, clock } = { store: test.service.instance.storage.store, clock: test.clock };
      const guard = createYearGuard({ store, clock });
      const guesses = Array.from({ length: 26 }, () => guard.answer({ key: 'at once', isKnown: true }, () => null));
      const answers = await Promise.allSettled(guesses);
      expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(YEAR_GUESSES);
      await expect(guard.answer({ key: 'at once', isKnown: true }, () => 'found')).rejects.toMatchObject({
        code: 'W12',
      });
    });
  });

  describe('a request to the office', () => {
    it('is received once, says when it is answered, and stands in the queue of the desk', async () => {
      const sent = await post(`${path}/${code}/requests`, { birthYear, kind: 'name' });
      expect(sent.body).toMatchObject({ kind: 'name', answeredAt: null });
      expect((sent.body as { answerBy: string }).answerBy).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      await post(`${path}/${code}/requests`, { birthYear, kind: 'name' });
      const { requests } = (await post(`${path}/${code}/requests/list`, { birthYear })).body as { requests: unknown[] };
      expect(requests).toEqual([sent.body]);
      const rows = await test.service.instance.storage.store.read.workerRequests.find({});
      expect(rows).toMatchObject([{ number, scheme: 'TESDA', state: 'received', kind: 'name' }]);
      expect(told(await post(`${path}/${code}/requests`, { birthYear, kind: 'all' }))).toEqual([400, 'E18']);
    });
  });

  describe('a signed receipt', () => {
    const sha256 = (): string => createHash('sha256').update(canonicalJson(credential)).digest('hex');
    const ask = (body: object) => post('/api/receipts', body);

    it('says what the service found, under a key of its own, and names nobody', async () => {
      const response = await ask({ credentialId: credential['id'], sha256: sha256() });
      const { receipt } = response.body as { receipt: string };
      const { keys } = (await request(server).get('/receipts/keys.json')).body as { keys: string[] };
      const { crypto } = test.service.instance;
      const opened = await openStatement(receipt, { type: RECEIPT_TYPE, rootKeys: keys, crypto });
      const content = opened.ok ? readReceipt(opened.content) : null;
      expect(content).toMatchObject({
        service: 'http://localhost:3999',
        credential: { id: credential['id'], sha256: sha256() },
        verdict: 'genuine-and-current',
      });
      expect(content?.codes).toContain('I00 pass');
      expect(JSON.stringify(content)).not.toMatch(/Santos|Cruz|1988/i);
      const trustRoots = (await test.service.trust.roots()) as unknown as { roots?: string[] } | string[];
      const roots = Array.isArray(trustRoots) ? trustRoots : (trustRoots.roots ?? []);
      expect((await openStatement(receipt, { type: RECEIPT_TYPE, rootKeys: roots, crypto })).ok).toBe(false);
      const [head = '', body = '', signature = ''] = receipt.split('.');
      const forged = Buffer.from(Buffer.from(body, 'base64url').toString().replace('current', 'CURRENT')).toString(
        'base64url',
      );
      const changed = await openStatement([head, forged, signature].join('.'), {
        type: RECEIPT_TYPE,
        rootKeys: keys,
        crypto,
      });
      expect(changed).toEqual({ ok: false, code: 'unknown-root' });
      expect(utf8(receipt).length).toBeLessThan(2_000);
    });

    it('is refused for a fingerprint that is not of this certificate, and for nonsense', async () => {
      expect(told(await ask({ credentialId: credential['id'], sha256: '0'.repeat(64) }))).toEqual([
        404,
        'receipt-not-ours',
      ]);
      expect(told(await ask({ credentialId: 'urn:uuid:none', sha256: sha256() }))).toEqual([404, 'receipt-not-ours']);
      expect(told(await ask({ credentialId: credential['id'] }))).toEqual([400, 'E18']);
    });

    it('tells the revocation of today', async () => {
      await changeCertificateStatus(
        {
          certificateId,
          event: 'revoke',
          reasonClass: 'issued-in-error',
          actorId: officers.certification,
          secondActorId: officers.release,
        },
        test.service.issuance,
      );
      const { receipt } = (await ask({ credentialId: credential['id'], sha256: sha256() })).body as { receipt: string };
      const content = JSON.parse(Buffer.from(receipt.split('.')[1] ?? '', 'base64url').toString()) as {
        verdict: string;
      };
      expect(content.verdict).toBe('revoked');
    });
  });
});
