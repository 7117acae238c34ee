import { beforeAll, describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { DemoSample, DemoSamples, SampleName } from '../../../src/demo/samples.js';
import type { DemoServer } from '../../support/demo-server.js';
import { picturesOfPdf } from '../../support/pdf-pictures.js';
import type { RealService } from './real-service.js';

let server: DemoServer;
let samples: DemoSamples;
let browser: Browser;

interface Visitor {
  readonly context: BrowserContext;
  /** Addresses of other sites that were asked for. */
  readonly elsewhere: readonly string[];
  /** Breaches of the content security policy, errors of the page and of its console. */
  readonly errors: readonly string[];
  readonly open: (path: string) => Promise<Page>;
}

async function visitor(viewport = { width: 360, height: 740 }): Promise<Visitor> {
  const context = await browser.newContext({ viewport, locale: 'en-GB' });
  context.setDefaultTimeout(15_000);
  const elsewhere: string[] = [];
  const errors: string[] = [];
  context.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol.startsWith('http') && origin !== server.origin) elsewhere.push(request.url());
  });
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => {
      console.error(`policy: ${'violatedDirective' in event ? String(event.violatedDirective) : ''}`);
    });
  });
  return {
    context,
    elsewhere,
    errors,
    open: async (path) => {
      const page = await context.newPage();
      page.on('pageerror', (error) => errors.push(error.message));
      page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
      await page.goto(server.origin + path);
      return page;
    },
  };
}

const fragmentOf = (sample: DemoSample): string => `/#${sample.sp1.split('#')[1]}`;
const shortPath = (sample: DemoSample): string => new URL(sample.url).pathname;
const verdict = (page: Page): Promise<string> => page.innerText('h1.verdict-title');
const dataIsHere = (page: Page): Promise<unknown> => page.waitForSelector('.data-fresh');

async function upload(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.setInputFiles('input[type=file]', { name, mimeType: 'application/octet-stream', buffer });
}

async function printed(sample: DemoSample, layout: string): Promise<Uint8Array> {
  const response = await fetch(`${server.origin}/api/passports/by-code/${shortPath(sample).slice(3)}/print/${layout}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ birthYear: sample.birthYear }),
  });
  expect(response.status).toBe(200);
  return new Uint8Array(await response.arrayBuffer());
}

/** The pages on the service itself, with certificates it issued: printed, scanned, checked without it, and in the end revoked. */
export function ownPages(opened: () => RealService): void {
  beforeAll(async () => {
    ({ server, samples, browser } = opened());
    // Others looked up passports from this address before, and it counts them: these begin anew.
    await server.stop();
    await server.start();
  }, 60_000);

  describe('certificates of the service in its own page', () => {
    const expected: Readonly<Partial<Record<SampleName, string>>> = {
      genuine: 'Genuine and current',
      returnee: 'Genuine and current',
      expired: 'Genuine but expired',
      suspended: 'Genuine but suspended',
      revoked: 'Revoked',
      replaced: 'Replaced by a newer one',
      forged: 'Altered',
      unauthorised: 'Issuer not authorised',
    };

    it('every sample opened by its printed code gets its verdict, and nothing is asked for elsewhere', async () => {
      const { context, elsewhere, errors, open } = await visitor();
      const told: Record<string, string> = {};
      for (const name of Object.keys(expected) as SampleName[]) {
        const page = await open(fragmentOf(samples[name]));
        told[name] = await verdict(page);
        expect(page.url()).toBe(`${server.origin}/`);
        await page.close();
      }
      expect(told).toEqual(expected);
      expect(elsewhere).toEqual([]);
      expect(errors).toEqual([]);
      await context.close();
    }, 60_000);

    it('a passport of several awards tells each', async () => {
      const { context, open } = await visitor();
      const page = await open('/');
      await page.click('.paste summary');
      await page.fill('textarea', JSON.stringify(samples.passport.input));
      await page.click('.paste button');
      await page.waitForSelector('.items');
      expect(await page.innerText('h1')).toBe('2 items: 2 genuine and current.');
      expect(await page.innerText('.experience')).toContain('Confirmed by');
      await context.close();
    });

    it('a passport opened by a share link shows what it holds, each with its own verdict', async () => {
      const code = shortPath(samples.passport).slice(3);
      const made = await fetch(`${server.origin}/api/passports/by-code/${code}/shares`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ birthYear: samples.passport.birthYear, scope: 'one', days: 7 }),
      });
      const { secret } = (await made.json()) as { secret: string };
      const { context, open } = await visitor();
      const page = await open(`/s#${secret}`);
      await page.waitForSelector('.items article');
      expect(await page.locator('h2.verdict-title').allInnerTexts()).toEqual(Array(3).fill('Genuine and current'));
      expect(await page.innerText('.items')).toContain('Care of an elderly person at home');
      await context.close();
    }, 60_000);

    it('one digit changed: altered or damaged, and nothing of the document is shown', async () => {
      const { context, open } = await visitor();
      const digits = fragmentOf(samples.genuine);
      for (const at of [60, digits.length - 40]) {
        const changed = digits.slice(0, at) + String((Number(digits[at]) + 1) % 10) + digits.slice(at + 1);
        const page = await open(changed);
        await page.waitForSelector('.verdict, .problem');
        const text = await page.innerText('main');
        expect(text).toMatch(/Altered|damaged|must be updated|not complete/);
        expect(text).not.toMatch(/Ramos|Domestic Work/);
        await page.close();
      }
      await context.close();
    });
  });

  describe('the printed card', () => {
    it('photographed and uploaded is genuine; so is the PDF itself', async () => {
      const { context, elsewhere, errors, open } = await visitor();
      const card = await printed(samples.genuine, 'card');
      const faces = await picturesOfPdf(card, 5);
      const page = await open('/');
      await dataIsHere(page);
      await upload(page, 'back.png', faces.at(-1) ?? Buffer.alloc(0));
      expect(await verdict(page)).toBe('Genuine and current');
      await page.click('.actions .primary');
      await upload(page, 'card.pdf', Buffer.from(card));
      expect(await verdict(page)).toBe('Genuine and current');
      expect(elsewhere).toEqual([]);
      expect(errors).toEqual([]);
      await context.close();
    }, 60_000);
  });

  describe("the worker's page", () => {
    async function opened(sample: DemoSample): Promise<{ visit: Visitor; page: Page }> {
      const visit = await visitor();
      const page = await visit.open(shortPath(sample));
      await page.fill('.year', sample.birthYear);
      await page.click('button[type=submit]');
      await page.waitForSelector('.code-picture img');
      return { visit, page };
    }

    it('shows the code and the facts; the saved A4 paper scans as genuine', async () => {
      const { visit, page } = await opened(samples.genuine);
      expect(await page.innerText('.holder')).toContain('Ramos');
      expect(await page.locator('.verdict').count()).toBe(0);
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Download A4 paper' }).click(),
      ]);
      expect(download.suggestedFilename()).toBe('skills-passport-a4.pdf');
      const paper = await readFile(await download.path());
      const verifier = await visit.open('/');
      await dataIsHere(verifier);
      await upload(verifier, 'a4.pdf', paper);
      expect(await verdict(verifier)).toBe('Genuine and current');
      expect([...visit.elsewhere, ...visit.errors]).toEqual([]);
      await visit.context.close();
    }, 60_000);

    it('lists what a passport holds, and its card can be saved', async () => {
      const { visit, page } = await opened(samples.passport);
      expect(await page.locator('.passport-items > li > div > h2').allInnerTexts()).toEqual([
        'National Certificate - Care Giver (Elder)',
        'Care of an elderly person at home',
      ]);
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Download card' }).click(),
      ]);
      expect((await readFile(await download.path())).subarray(0, 5).toString()).toBe('%PDF-');
      expect([...visit.elsewhere, ...visit.errors]).toEqual([]);
      await visit.context.close();
    }, 60_000);
  });

  describe('what the level is in my country', () => {
    it('says the same as the service, as sentence, picture and table, and remembers the country', async () => {
      const { context, errors, open } = await visitor({ width: 1280, height: 800 });
      const page = await open(fragmentOf(samples.genuine));
      await page.selectOption('.level select', 'DE');
      const said = await page.innerText('.level-sentence');
      const response = await fetch(`${server.origin}/api/frameworks/compare`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ framework: 'ph-pqf', level: '2', targetFramework: 'de-dqr' }),
      });
      const { sentence } = (await response.json()) as { sentence: string };
      expect(said).toBe(`This certificate is level 2 of 8 in the Philippine framework. ${sentence}`);
      // The country's own framework first, then the regional one.
      expect(await page.locator('.ladder svg[role=img] title').allTextContents()).toEqual([
        'Levels side by side: PQF, DQR',
        'Levels side by side: PQF, EQF',
      ]);
      await page.locator('.level-answer summary >> text=Show as table').first().click();
      expect(await page.locator('.level tr.marked').first().innerText()).toMatch(
        /2 \(this certificate\).*no official relation known/is,
      );
      expect(await page.evaluate(() => localStorage.getItem('framework'))).toBe('DE');
      const again = await open(fragmentOf(samples.genuine));
      expect(await again.innerText('.level-sentence')).toBe(said);
      expect(errors).toEqual([]);
      await context.close();
    });
  });

  describe('without the server, and after a revocation', () => {
    it('verifies from what is kept; once the list is back, the revoked one is revoked', async () => {
      const { context, open } = await visitor();
      const page = await open('/');
      await page.evaluate(() => navigator.serviceWorker.ready);
      await dataIsHere(page);
      await page.waitForFunction(async () => {
        const kept = await (await caches.open('trust-data-1')).keys();
        return (
          kept.some(({ url }) => url.endsWith('/frameworks.pack.json')) &&
          kept.some(({ url }) => url.includes('/status/'))
        );
      });
      await server.stop();

      await page.reload();
      await page.waitForSelector('.data-age >> text=Offline. Using data from');
      const offline = await open(fragmentOf(samples.genuine));
      expect(await verdict(offline)).toBe('Genuine and current');
      await offline.selectOption('.level select', 'eqf');
      expect(await offline.innerText('.level-sentence')).toContain('level 2 of 8 in the Philippine framework');

      const number = (await offline.innerText('.person')).match(/No\.\s(\d+)/)?.[1] ?? '';
      const officers = ['--by', 'officer-certification', '--with', 'officer-release'];
      const said = await server.cli('status', 'revoke', number, '--reason', 'issued-in-error', ...officers);
      expect(said).toContain(`${number} is now revoked`);
      await server.start();
      const after = await open(fragmentOf(samples.genuine));
      // On a slow machine the kept list answers first, and the fresh one a moment later.
      await after.waitForSelector('h1.verdict-title >> text=Revoked');
      await context.close();
    }, 120_000);
  });
}
