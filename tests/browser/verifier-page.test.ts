import { describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import QRCode from 'qrcode';
import type { JsonObject } from '../../src/shared/index.js';
import { inBrowser } from '../support/browser.js';
import { createPageWorld, type PageWorld } from '../support/page-world.js';

/** The built page in a real browser, under the service's content security policy. */
let world: PageWorld;
let browser: Browser;
inBrowser(createPageWorld, (opened) => ({ world, browser } = opened));

interface Visit {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Every address asked for, by the page and its worker. */
  readonly asked: readonly string[];
  readonly errors: readonly string[];
}

async function visit(path = '/'): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'en-GB' });
  const asked: string[] = [];
  const errors: string[] = [];
  context.on('request', (request) => asked.push(request.url()));
  context.setDefaultTimeout(8_000);
  const page = await context.newPage();
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  await page.goto(world.server.origin + path);
  return { context, page, asked, errors };
}

const verdict = (page: Page): Promise<string | null> => page.textContent('h1.verdict-title');
const changed = (digits: string, at: number): string =>
  digits.slice(0, at) + String((Number(digits[at]) + 1) % 10) + digits.slice(at + 1);

async function paste(page: Page, input: JsonObject | string): Promise<void> {
  await page.click('.paste summary');
  await page.fill('textarea', typeof input === 'string' ? input : JSON.stringify(input));
  await page.click('.paste button');
}

describe('the verifier page', () => {
  it('pasted: genuine and current, with person, six answers and what it does not prove', async () => {
    const { context, page, asked, errors } = await visit();
    await paste(page, world.genuine);
    expect(await verdict(page)).toBe('Genuine and current');
    const text = await page.innerText('main');
    expect(text).toContain('assessed this person as competent in Domestic Work NC II');
    expect(text).toContain('MARIA LOURDES SANTOS');
    expect(text).toContain('It is not a work permit');
    expect(await page.locator('.answers li').count()).toBe(6);
    expect(asked.filter((url) => !url.startsWith(`${world.server.origin}/`))).toEqual([]);
    expect(errors).toEqual([]);
    await context.close();
  });

  it('scanned: the digits are checked and gone from the address and the history, and never reach the server', async () => {
    const digits = world.digitsOf(world.genuine);
    const { context, page } = await visit(`/#${digits}`);
    expect(await verdict(page)).toBe('Genuine and current');
    expect(page.url()).toBe(`${world.server.origin}/`);
    expect(await page.evaluate(() => history.length)).toBeLessThanOrEqual(2);
    expect(world.server.requests.filter((line) => line.includes(digits.slice(0, 20)))).toEqual([]);
    await context.close();
  });

  it('another code scanned into the open page is checked too', async () => {
    const { context, page } = await visit();
    await page.waitForSelector('.data-fresh');
    await page.evaluate((digits) => (location.hash = digits), world.digitsOf(world.genuine));
    expect(await verdict(page)).toBe('Genuine and current');
    expect(page.url()).toBe(`${world.server.origin}/`);
    await context.close();
  });

  it('one changed digit: altered or damaged, and nothing of the document is shown', async () => {
    const digits = world.digitsOf(world.genuine);
    const signatureDigit = 40;
    for (const at of [signatureDigit, digits.length - 30]) {
      const { context, page } = await visit(`/#${changed(digits, at)}`);
      await page.waitForSelector('.verdict, .problem');
      const text = await page.innerText('main');
      expect(text).toMatch(/Altered|damaged|must be updated|not complete/);
      expect(text).not.toMatch(/MARIA|SANTOS|Domestic Work|4821/);
      await context.close();
    }
  });

  it('an uploaded picture of the printed code', async () => {
    const { context, page } = await visit();
    await page.waitForSelector('.data-fresh');
    const url = `https://passport.example.org/#${world.digitsOf(world.genuine)}`;
    const png = await QRCode.toBuffer(url, { errorCorrectionLevel: 'M', scale: 6, margin: 4 });
    await page.setInputFiles('input[type=file]', { name: 'photo.png', mimeType: 'image/png', buffer: png });
    expect(await verdict(page)).toBe('Genuine and current');
    expect(await page.innerText('.notice')).toContain('passport.example.org');
    await context.close();
  });

  it('a picture without a code and a file of another kind say what to do', async () => {
    const { context, page } = await visit();
    const blank = await QRCode.toBuffer('x', { scale: 1, margin: 60, color: { dark: '#ffffffff' } });
    await page.setInputFiles('input[type=file]', { name: 'a.png', mimeType: 'image/png', buffer: blank });
    await page.waitForSelector('.problem');
    expect(await page.innerText('.problem')).toContain('E10');
    await page.setInputFiles('input[type=file]', {
      name: 'a.zip',
      mimeType: 'x/y',
      buffer: Buffer.from('PK\x03\x04\0\0'),
    });
    await page.waitForSelector('.problem >> text=E15');
    await context.close();
  });

  it('a certificate number alone is not a certificate', async () => {
    const { context, page } = await visit();
    await page.waitForSelector('.data-fresh');
    await paste(page, '26137402004521');
    await page.waitForSelector('.problem');
    expect(await page.innerText('.problem')).toContain('A number alone cannot be checked here.');
    await context.close();
  });

  it('a passport tells each item and has no verdict over all', async () => {
    const { context, page } = await visit();
    const old = await world.office.award('certificate-of-competency', { validUntil: '2026-06-01' });
    await paste(page, await world.office.passport([world.genuine, old]));
    await page.waitForSelector('.items');
    expect(await page.innerText('h1')).toBe('2 items: 1 genuine and current, 1 expired.');
    expect(await page.locator('h2.verdict-title').allInnerTexts()).toEqual([
      'Genuine and current',
      'Genuine but expired',
    ]);
    await context.close();
  });

  it("speaks the reader's language, right to left where it is written so", async () => {
    const { context, page } = await visit(`/#${world.digitsOf(world.genuine)}`);
    expect(await verdict(page)).toBe('Genuine and current');
    await page.selectOption('.language select', 'ar');
    await page.waitForSelector('h1 >> text=أصلية وسارية');
    expect(await page.getAttribute('html', 'dir')).toBe('rtl');
    await context.close();
  });
});

describe("the worker's page behind the small code", () => {
  const code = 'abcdefghijklmnopqrstuvwx23';
  const path = `/api/passports/by-code/${code}`;

  it('asks for the birth year, then shows the large code and the facts, and no sign of approval', async () => {
    const sp1Url = `https://passport.example.org/#${world.digitsOf(world.genuine)}`;
    const qrSvg = await QRCode.toString(sp1Url, { type: 'svg', margin: 4 });
    const opened = { credential: world.genuine, sp1Url, shortUrl: '', qrSvg };
    const wrong = { title: 'We do not know this code with this birth year.', code: 'W10', whatToDo: 'Check both.' };
    const answer = (body: JsonObject) =>
      body['birthYear'] === '1991' ? { status: 200, body: opened } : { status: 404, body: wrong };
    await world.publish({}, { answers: { [path]: answer } });
    const { context, page, asked, errors } = await visit(`/c/${code}`);
    await page.fill('.year', '1992');
    await page.click('button[type=submit]');
    await page.waitForSelector('.problem >> text=W10');
    await page.fill('.year', '1991');
    await page.click('button[type=submit]');
    await page.waitForSelector('.code-picture img');
    expect(await page.innerText('.holder')).toBe('MARIA LOURDES SANTOS');
    expect(await page.locator('.verdict').count()).toBe(0);
    expect(asked.filter((url) => url.includes('1991'))).toEqual([]);
    expect(errors.filter((text) => !text.includes('404'))).toEqual([]);
    await world.publish();
    await context.close();
  });
});

describe('without the server', () => {
  it('reloads and still verifies with what it kept, then says how old that is', async () => {
    const own = await createPageWorld();
    const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'en-GB' });
    context.setDefaultTimeout(8_000);
    const page = await context.newPage();
    await page.goto(own.server.origin);
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.waitForSelector('.data-fresh');
    await page.waitForFunction(async () => (await (await caches.open('trust-data-1')).keys()).length >= 7);
    await own.server.stop();

    await page.goto(`${own.server.origin}/#${own.digitsOf(own.genuine)}`);
    await page.reload();
    await page.goto('about:blank');
    await page.goto(`${own.server.origin}/#${own.digitsOf(own.genuine)}`);
    expect(await verdict(page)).toBe('Genuine and current');
    const url = `https://passport.example.org/#${own.digitsOf(own.genuine)}`;
    const png = await QRCode.toBuffer(url, { errorCorrectionLevel: 'M', scale: 6, margin: 4 });
    await page.click('.actions .primary');
    await page.waitForSelector('.data-age >> text=Offline. Using data from');
    await page.setInputFiles('input[type=file]', { name: 'photo.png', mimeType: 'image/png', buffer: png });
    expect(await verdict(page)).toBe('Genuine and current');
    await context.close();
  }, 60_000);
});
