import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import QRCode from 'qrcode';
import type { JsonObject } from '../../src/shared/index.js';
import { violationsOf } from '../support/accessibility.js';
import { inBrowser } from '../support/browser.js';
import { keepPicture, wantsEveryLook } from '../support/pictures.js';
import { createPageWorld, type PageWorld } from '../support/page-world.js';

/** Every page of the verifier and the worker, in its states: accessible, without sideways scrolling, and looked at. */
let world: PageWorld;
let browser: Browser;

const code = 'abcdefghijklmnopqrstuvwx23';
const holder = `/api/passports/by-code/${code}`;

inBrowser(createPageWorld, (opened) => ({ world, browser } = opened));
beforeAll(async () => {
  await world.publish({}, { answers: await answers() });
}, 120_000);

type Answer = (body: JsonObject) => { status: number; body: unknown };

async function answers(): Promise<Readonly<Record<string, Answer>>> {
  const sp1Url = `https://passport.example.org/#${world.digitsOf(world.genuine)}`;
  const opened = {
    credential: world.genuine,
    sp1Url,
    shortUrl: '',
    qrSvg: await QRCode.toString(sp1Url, { type: 'svg', margin: 4 }),
  };
  const link = { id: '1', scope: 'one', endsAt: '2026-11-29T10:00:00Z', hasPin: true, opened: 3, state: 'open' };
  const stopped = { ...link, id: '2', scope: 'all', hasPin: false, state: 'stopped' };
  const asked = { kind: 'name', receivedAt: '2026-05-03T10:00:00Z', answerBy: '2026-05-17', answeredAt: null };
  const ok =
    (body: unknown): Answer =>
    () => ({ status: 200, body });
  const wrongPin = { code: 'W11', title: 'That PIN is not right. Tries left: 4.', whatToDo: 'Ask the worker.' };
  return {
    [holder]: ok(opened),
    [`${holder}/shares`]: ok({ secret: code, link }),
    [`${holder}/shares/list`]: ok({ links: [link, stopped] }),
    [`${holder}/requests/list`]: ok({ requests: [asked] }),
    '/api/passports/look-up': () => ({ status: 404, body: { code: 'W10', title: 'Not known.', whatToDo: 'Check.' } }),
    '/api/shares/open': ({ secret, pin }) => {
      if (secret === code) return { status: 200, body: { credentials: [world.genuine], endsAt: link.endsAt } };
      return { status: 403, body: pin === undefined ? { ...wrongPin, code: 'W15' } : wrongPin };
    },
    '/api/receipts': () => ({ status: 404, body: { code: 'receipt-not-ours', title: 'x', whatToDo: 'x' } }),
  };
}

interface Stop {
  readonly name: string;
  readonly path: () => string;
  readonly act?: (page: Page) => Promise<unknown>;
}

const fragment = (): string => `/#${world.digitsOf(world.genuine)}`;
const paste = async (page: Page, text: string): Promise<void> => {
  await page.click('.paste summary');
  await page.fill('.paste textarea', text);
  await page.click('.paste button');
};

const stops: readonly Stop[] = [
  { name: 'landing', path: () => '/', act: (page) => page.waitForSelector('.data-fresh') },
  {
    name: 'landing-problem',
    path: () => '/',
    act: async (page) => {
      await paste(page, '12345');
      await page.waitForSelector('.problem');
    },
  },
  {
    name: 'result',
    path: fragment,
    act: async (page) => {
      await page.waitForSelector('.level select');
      await page.selectOption('.level select', 'KE');
      await page.waitForSelector('.receipt-signer button');
      await page.click('.level-answer details:last-of-type summary');
    },
  },
  {
    name: 'result-receipt-refused',
    path: fragment,
    act: async (page) => {
      await page.click('.receipt-signer button');
      await page.waitForSelector('.receipt-signer [role=status] p');
    },
  },
  {
    name: 'result-altered',
    path: () => '/',
    act: async (page) => {
      await paste(page, JSON.stringify({ ...world.genuine, name: 'x' }));
      await page.waitForSelector('.verdict-altered');
    },
  },
  {
    name: 'batch',
    path: () => '/batch',
    act: async (page) => {
      await page.fill('textarea', `${world.digitsOf(world.genuine)}\n12345`);
      await page.click('.batch-paste button');
      await page.waitForSelector('.tone-problem');
    },
  },
  { name: 'receipt', path: () => '/receipt' },
  {
    name: 'number',
    path: () => '/number',
    act: async (page) => {
      await page.fill('.long-number', '26137402004521');
      await page.fill('.year', '1990');
      await page.click('main button[type=submit]');
      await page.waitForSelector('.problem');
    },
  },
  { name: 'shared', path: () => `/s#${code}`, act: (page) => page.waitForSelector('.items article') },
  {
    name: 'shared-pin',
    path: () => `/s#${'b'.repeat(26)}`,
    act: async (page) => {
      await page.fill('.pin-form input', '123456');
      await page.click('.pin-form button');
      await page.waitForSelector('.problem');
    },
  },
  { name: 'worker-locked', path: () => `/c/${code}`, act: (page) => page.waitForSelector('.year') },
  {
    name: 'worker',
    path: () => `/c/${code}`,
    act: async (page) => {
      await page.fill('.year', '1991');
      await page.click('main button[type=submit]');
      await page.waitForSelector('.links li');
      await page.check('.share-form input[type=checkbox]');
      await page.fill('.pin-field input', '402817');
      await page.click('.share-form button[type=submit]');
      await page.waitForSelector('.made');
      for (const summary of await page.locator('main .more > summary').all()) await summary.click();
    },
  },
  {
    name: 'worker-code',
    path: () => `/c/${code}`,
    act: async (page) => {
      await page.fill('.year', '1991');
      await page.click('main button[type=submit]');
      await page.click('.code-picture button');
    },
  },
  { name: 'help', path: () => '/help' },
  { name: 'lost', path: () => '/nowhere' },
  { name: 'data', path: () => '/data', act: (page) => page.waitForSelector('.offices li') },
];

async function context(width: number, language: string, theme = 'auto'): Promise<BrowserContext> {
  const made = await browser.newContext({ viewport: { width, height: 800 }, locale: 'en-GB', reducedMotion: 'reduce' });
  made.setDefaultTimeout(10_000);
  await made.addInitScript(
    ([chosen, colours]) => {
      localStorage.setItem('language', chosen ?? 'en');
      localStorage.setItem('theme', colours ?? 'auto');
    },
    [language, theme],
  );
  return made;
}

async function visit(where: BrowserContext, stop: Stop): Promise<Page> {
  const page = await where.newPage();
  await page.goto(world.server.origin + stop.path());
  await page.waitForSelector('main h1');
  await stop.act?.(page);
  return page;
}

const tooWide = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** One visitor who goes from page to page, in one language and one width. */
function visitorOf(...look: Parameters<typeof context>): () => BrowserContext {
  let where: BrowserContext;
  beforeAll(async () => (where = await context(...look)));
  afterAll(() => where.close());
  return () => where;
}

describe.each([['en', 'auto'], ['ar', 'dark'], ...(wantsEveryLook ? [['ta', 'contrast'] as const] : [])] as const)(
  'in %s with colours %s',
  (language, theme) => {
    const where = visitorOf(360, language, theme);
    it.each(stops.map((stop) => [stop.name, stop] as const))('%s is accessible and whole', async (_, stop) => {
      const page = await visit(where(), stop);
      expect(await violationsOf(page, { withBestPractice: true })).toEqual([]);
      expect(await page.getAttribute('html', 'dir')).toBe(language === 'ar' ? 'rtl' : 'ltr');
      expect(await tooWide(page)).toBe(0);
      await keepPicture(page, `pages/${stop.name}-${language}-360`);
      await page.close();
    });
  },
);

const everyWidth = [
  [360, 'si'],
  [1280, 'en'],
  [1280, 'si'],
  [1280, 'ar'],
  // 1280 at 200 %.
  [640, 'ta'],
  [1920, 'en'],
] as const;

describe.each([
  // 1280 at 400 %, in the language with the longest words.
  [320, 'ta'],
  ...(wantsEveryLook ? everyWidth : []),
] as const)('%i px wide in %s', (width, language) => {
  const where = visitorOf(width, language);
  it('no page scrolls sideways', async () => {
    for (const stop of stops) {
      const page = await visit(where(), stop);
      expect([stop.name, await tooWide(page)]).toEqual([stop.name, 0]);
      await keepPicture(page, `pages/${stop.name}-${language}-${width}`);
      await page.close();
    }
  }, 60_000);
});

it('a code is dark on white under every theme', async () => {
  for (const theme of ['light', 'dark', 'contrast']) {
    const where = await context(360, 'en', theme);
    const page = await visit(where, stops.find(({ name }) => name === 'worker-code') ?? { name: '', path: () => '/' });
    const figure = page.locator('.code-picture');
    const style = await figure.evaluate((element) => {
      const { backgroundColor, colorScheme, filter } = getComputedStyle(element);
      return { backgroundColor, colorScheme, filter };
    });
    expect(style).toEqual({ backgroundColor: 'rgb(255, 255, 255)', colorScheme: 'light', filter: 'none' });
    await where.close();
  }
});
