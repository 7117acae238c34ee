import { readFile } from 'node:fs/promises';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import sharp from 'sharp';
import type { DemoSample, DemoSamples } from '../../../src/demo/samples.js';
import { languageNames } from '../../../src/web/locales/languages.js';
import type { DemoServer } from '../../support/demo-server.js';
import { launchBrowserFilming, stillFilm } from '../../support/film.js';
import { picturesOfPdf } from '../../support/pdf-pictures.js';
import type { RealService } from './real-service.js';

let server: DemoServer;
let samples: DemoSamples;
let browser: Browser;
let context: BrowserContext;
const asked: string[] = [];

const shortPath = (sample: DemoSample): string => new URL(sample.url).pathname;
const verdict = (page: Page): Promise<string> => page.innerText('h1.verdict-title');

async function open(path: string, where = context): Promise<Page> {
  const page = await where.newPage();
  await page.goto(server.origin + path);
  return page;
}

async function workerPage(sample: DemoSample): Promise<Page> {
  const page = await open(shortPath(sample));
  await page.fill('.year', sample.birthYear);
  await page.click('main button[type=submit]');
  await page.waitForSelector('.code-picture img');
  return page;
}

async function saved(page: Page, button: string): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button }).click(),
  ]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

/** A still film of a picture for Chromium's fake camera (YUV4MPEG2). */
async function filmOf(picture: Buffer | undefined): Promise<Buffer> {
  const [width, height] = [1280, 960];
  const luma = await sharp(picture)
    .resize(width, height, { fit: 'contain', background: '#ffffff' })
    .flatten({ background: '#ffffff' })
    .greyscale()
    .raw()
    .toBuffer();
  return stillFilm({ width, height, luma });
}

/** What a worker and an employer do with a real service between them: paper, camera, links, numbers, receipts. */
export function workerWalk(opened: () => RealService): void {
  beforeAll(async () => {
    ({ server, samples, browser } = opened());
    context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'en-GB' });
    context.setDefaultTimeout(15_000);
    context.on('request', (request) => asked.push(`${request.url()} ${request.postData() ?? ''}`));
  });
  afterAll(() => context?.close());

  describe('the printed card', () => {
    it('held before a camera is genuine', async () => {
      const page = await workerPage(samples.genuine);
      const card = await saved(page, 'Download card');
      await page.close();
      const sides = await picturesOfPdf(card.bytes, 6);
      const filming = await launchBrowserFilming(await filmOf(sides.at(-1)));
      try {
        const where = await filming.newContext({ viewport: { width: 360, height: 740 }, locale: 'en-GB' });
        where.setDefaultTimeout(20_000);
        const verifier = await open('/', where);
        await verifier.waitForSelector('.data-fresh');
        await verifier.click('.landing .scan');
        expect(await verdict(verifier)).toBe('Genuine and current');
      } finally {
        await filming.close();
      }
    }, 90_000);
  });

  describe('what a worker saves', () => {
    it('is read again by the verifier: badges, messenger picture and the bare certificate', async () => {
      const page = await workerPage(samples.genuine);
      await page.click('.saves .more summary');
      const files = [];
      for (const button of [
        'Picture for messengers (PNG)',
        'Open Badge (PNG)',
        'Open Badge (SVG)',
        'Certificate file (JSON)',
      ])
        files.push(await saved(page, button));
      expect(files.map(({ name }) => name)).toEqual([
        'skills-passport-messenger.png',
        'skills-passport-badge.png',
        'skills-passport-badge.svg',
        'skills-passport.json',
      ]);
      expect(files[1]?.bytes.includes('openbadgecredential')).toBe(true);
      expect(files[2]?.bytes.toString()).toContain('<openbadges:credential');
      const verifier = await open('/');
      await verifier.waitForSelector('.data-fresh');
      for (const { name, bytes } of files.filter((file) => !file.name.endsWith('.svg'))) {
        await verifier.setInputFiles('input[type=file]', { name, mimeType: 'application/octet-stream', buffer: bytes });
        expect([name, await verdict(verifier)]).toEqual([name, 'Genuine and current']);
        await verifier.click('.actions .primary');
      }
      await verifier.close();
      await page.close();
    }, 90_000);
  });

  describe('a share link', () => {
    async function made(page: Page, pin: string | null): Promise<string> {
      const box = page.locator('.share-form input[type=checkbox]');
      await box.setChecked(pin !== null);
      if (pin !== null) await page.fill('.pin-field input', pin);
      await page.click('.share-form button[type=submit]');
      await page.waitForSelector('.made');
      const link = await page.inputValue('.made input');
      expect(link).toMatch(new RegExp(`^${server.origin}/s#[a-z2-7]{26}$`));
      return link.slice(server.origin.length);
    }

    it('shows the certificate with its own verdict, leaves the address at once, and stops when it is stopped', async () => {
      const page = await workerPage(samples.genuine);
      const link = await made(page, null);
      const employer = await open(link);
      expect(await employer.innerText('h2.verdict-title')).toBe('Genuine and current');
      expect(employer.url()).toBe(`${server.origin}/s`);
      expect(asked.filter((line) => line.split(' ')[0]?.includes(link.slice(3)))).toEqual([]);
      await employer.close();
      const focused = (): Promise<string | null | undefined> =>
        page.evaluate(() => document.activeElement?.textContent);
      const line = page.locator('.links li').first();
      // What stopping does is said first, to the eye and to readers; who says no is where they were.
      for (const no of ['Keep the link', null]) {
        await line.getByRole('button', { name: 'Stop this link now' }).click();
        expect(await focused()).toContain('Nobody can open it any more');
        await (no === null ? page.keyboard.press('Escape') : line.getByRole('button', { name: no }).click());
        expect(await focused()).toBe('Stop this link now');
      }
      await line.getByRole('button', { name: 'Stop this link now' }).click();
      await line.getByRole('button', { name: 'Stop the link', exact: true }).click();
      await page.waitForSelector('.links .over');
      expect(await focused()).toBe(await page.innerText('h3:has(+ .links)'));
      const later = await open(link);
      await later.waitForSelector('.problem >> text=W13');
      expect(await later.locator('.verdict').count()).toBe(0);
      await later.close();
      await page.close();
    }, 60_000);

    it('with a PIN counts the tries and locks', async () => {
      const page = await workerPage(samples.genuine);
      const link = await made(page, '402817');
      const employer = await open(link);
      await employer.waitForSelector('.pin-form');
      for (const left of [4, 3, 2, 1]) {
        await employer.fill('.pin-form input', '111111');
        await employer.click('.pin-form button');
        await employer.waitForSelector(`.problem >> text=Tries left: ${left}`);
      }
      await employer.fill('.pin-form input', '111111');
      await employer.click('.pin-form button');
      await employer.waitForSelector('.problem >> text=W12');
      await employer.close();
      await page.reload();
      await page.close();
    }, 60_000);
  });

  describe('a request to the office', () => {
    it('is received with the day of its answer, and the screen can be cleared', async () => {
      const page = await workerPage(samples.genuine);
      await page.getByText('Something is wrong? Ask us to correct it.').click();
      await page.getByLabel('My birth date').check();
      await page.getByRole('button', { name: 'Send request' }).click();
      const line = await page.innerText('.sent li');
      expect(line).toMatch(/^My birth date: Received \d+ \w+ \d{4}, answer by \d+ \w+ \d{4}\.$/);
      await page.getByText('How to renew, and when').click();
      expect(await page.innerText('main')).toContain('You can renew from');
      await page.getByRole('button', { name: 'Finish and clear this screen' }).click();
      await page.waitForSelector('.landing');
      expect(await page.innerText('body')).not.toContain('Ramos');
      expect(new URL(page.url()).pathname).toBe('/');
      await page.close();
    }, 60_000);
  });

  describe('the number on the paper', () => {
    it('opens the passport with the birth year; a wrong year is told like an unknown number', async () => {
      const worker = await workerPage(samples.genuine);
      const number = (await worker.innerText('.person')).match(/No\.\s(\d+)/)?.[1] ?? '';
      await worker.close();
      const page = await open('/number');
      await page.fill('.long-number', number);
      await page.fill('.year', '1901');
      await page.click('main button[type=submit]');
      await page.waitForSelector('.problem >> text=W10');
      await page.fill('.year', samples.genuine.birthYear);
      await page.click('main button[type=submit]');
      await page.waitForSelector('.code-picture img');
      expect(await page.innerText('.holder')).toContain('Ramos');
      expect(asked.filter((line) => line.split(' ')[0]?.includes(number))).toEqual([]);
      await page.close();
    }, 60_000);
  });

  describe('a receipt', () => {
    it('is signed by the service on request without the name leaving, and a changed one is told', async () => {
      const page = await open(`/#${samples.genuine.sp1.split('#')[1]}`);
      await page.waitForSelector('.receipt-signer button');
      const before = asked.length;
      await page.click('.receipt-signer button');
      await page.waitForSelector('.receipt-signed');
      const sent = asked.slice(before).filter((line) => line.includes('/api/receipts'));
      expect(sent).toHaveLength(1);
      expect(sent[0]).toMatch(/\{"credentialId":"urn:uuid:[0-9a-f-]{36}","sha256":"[0-9a-f]{64}"\}$/);
      const { bytes } = await saved(page, 'Save the signed receipt');
      await page.close();
      expect(bytes.toString()).not.toMatch(/Ramos/);
      const checker = await open('/receipt');
      await checker.fill('textarea', bytes.toString());
      await checker.click('main button[type=submit]');
      await checker.waitForSelector('.notice-good');
      expect(await checker.innerText('.notice-good')).toContain('the answer was: Genuine and current.');
      const { receipt } = JSON.parse(bytes.toString()) as { receipt: string };
      const [head, body = '', signature] = receipt.split('.');
      const changed = Buffer.from(Buffer.from(body, 'base64url').toString().replace('genuine-and', 'genuine-AND'));
      await checker.fill('textarea', [head, changed.toString('base64url'), signature].join('.'));
      await checker.click('main button[type=submit]');
      await checker.waitForSelector('.receipt-answer .problem');
      await checker.close();
    }, 60_000);

    it('signed, and printed with the comparison open, is one sheet of A4 in every language', async () => {
      const page = await open(`/#${samples.genuine.sp1.split('#')[1]}`);
      await page.waitForSelector('.level select');
      await page.selectOption('.level select', 'KE');
      await page.waitForSelector('.level-answer');
      const library = await PDFiumLibrary.init();
      const printed = async () =>
        library.loadDocument(await page.pdf({ preferCSSPageSize: true, printBackground: true }));
      const text = (await printed()).getPage(0).getText();
      expect(text).toContain('Verification receipt');
      expect(text).toContain('Unsigned.');
      expect(text).toContain('No official relation to KNQF is known.');
      await page.click('.receipt-signer button');
      await page.waitForSelector('.receipt-signed');
      const sheets: Record<string, number> = {};
      for (const [language] of languageNames) {
        await page.selectOption('.language select', language);
        await page.waitForSelector(`html[lang=${language}] .receipt-signed`);
        // Levels and units keep their registered names, told as English and apart from the words around them.
        expect(await page.locator('.units bdi[lang=en]').count()).toBe(await page.locator('.units li').count());
        sheets[language] = (await printed()).getPageCount();
      }
      expect(sheets).toEqual(Object.fromEntries(languageNames.map(([language]) => [language, 1])));
      library.destroy();
      await page.close();
    }, 60_000);
  });
}
