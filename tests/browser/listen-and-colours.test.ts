import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import QRCode from 'qrcode';
import { inBrowser } from '../support/browser.js';
import { createPageWorld, type PageWorld } from '../support/page-world.js';

let world: PageWorld;
let browser: Browser;
const code = 'abcdefghijklmnopqrstuvwx23';
inBrowser(createPageWorld, (opened) => ({ world, browser } = opened));
beforeAll(async () => {
  const sp1Url = `https://passport.example.org/#${world.digitsOf(world.genuine)}`;
  const qrSvg = await QRCode.toString(sp1Url, { type: 'svg', margin: 4 });
  const opened = { credential: world.genuine, sp1Url, shortUrl: '', qrSvg };
  await world.publish({}, { answers: { [`/api/passports/by-code/${code}`]: () => ({ status: 200, body: opened }) } });
}, 120_000);

interface Voice {
  readonly lang: string;
  readonly localService: boolean;
}

/** A worker's page on a device with these voices; the bundled browser has none of its own. */
async function withVoices(voices: readonly Voice[], language: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'en-GB' });
  context.setDefaultTimeout(8_000);
  await context.addInitScript(
    ([list, chosen]) => {
      localStorage.setItem('language', String(chosen));
      const read: string[] = [];
      Object.assign(globalThis, { read });
      class Utterance {
        voice: unknown = null;
        lang = '';
        onend: (() => void) | null = null;
        constructor(readonly text: string) {}
      }
      const synthesis = Object.assign(new EventTarget(), {
        getVoices: () => list,
        cancel: () => undefined,
        speak: (utterance: Utterance) => void read.push(`${utterance.lang}: ${utterance.text}`),
      });
      Object.defineProperty(globalThis, 'speechSynthesis', { value: synthesis, configurable: true });
      Object.defineProperty(globalThis, 'SpeechSynthesisUtterance', { value: Utterance, configurable: true });
    },
    [voices, language] as const,
  );
  const page = await context.newPage();
  await page.goto(`${world.server.origin}/c/${code}`);
  await page.fill('.year', '1991');
  await page.click('main button[type=submit]');
  await page.waitForSelector('.code-picture img');
  return page;
}

describe('the listen button', () => {
  it('reads what is on the screen in short pieces, in the voice of the language', async () => {
    const page = await withVoices([{ lang: 'en-GB', localService: true }], 'en');
    await page.click('.listen');
    expect(await page.getAttribute('.listen', 'aria-pressed')).toBe('true');
    const read = await page.evaluate(() => (globalThis as unknown as { read: string[] }).read);
    expect(read).toContain('en-GB: MARIA LOURDES SANTOS');
    expect(read).toContain('en-GB: Wash and iron clothes, linen and fabric');
    for (const piece of read) expect(piece.length).toBeLessThanOrEqual(207);
    await page.context().close();
  });

  it.each([
    ['no voice at all', [], 'en'],
    ['English only, for a Sinhala reader', [{ lang: 'en-GB', localService: true }], 'si'],
    ['a voice on a server, which would be sent the text', [{ lang: 'en-GB', localService: false }], 'en'],
  ] as const)('is not there with %s', async (_, voices, language) => {
    const page = await withVoices(voices, language);
    expect(await page.locator('.listen').count()).toBe(0);
    await page.context().close();
  });

  it('takes a Tagalog voice for Filipino', async () => {
    const page = await withVoices([{ lang: 'tl-PH', localService: true }], 'fil');
    expect(await page.locator('.listen').count()).toBe(1);
    await page.context().close();
  });
});

describe('the colours', () => {
  it('are chosen in the foot and kept for the next visit', async () => {
    const context = await browser.newContext({ locale: 'en-GB', colorScheme: 'light' });
    const page = await context.newPage();
    await page.goto(world.server.origin);
    const background = (): Promise<string> =>
      page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    expect(await background()).toBe('rgb(255, 255, 255)');
    await page.selectOption('.theme-choice select', 'dark');
    expect(await background()).toBe('rgb(16, 24, 31)');
    await page.reload();
    await page.waitForSelector('.theme-choice');
    expect(await background()).toBe('rgb(16, 24, 31)');
    await page.selectOption('.theme-choice select', 'auto');
    await page.emulateMedia({ colorScheme: 'dark' });
    // The page hears of it with the next frame.
    await page.waitForFunction(() => getComputedStyle(document.documentElement).backgroundColor === 'rgb(16, 24, 31)');
    await page.selectOption('.theme-choice select', 'light');
    expect(await background()).toBe('rgb(255, 255, 255)');
    await context.close();
  });
});

describe('the application', () => {
  it('can be installed: a manifest with icons, a worker, and every page kept for later', async () => {
    const context = await browser.newContext({ locale: 'en-GB' });
    const page = await context.newPage();
    await page.goto(world.server.origin);
    await page.evaluate(() => navigator.serviceWorker.ready);
    const session = await context.newCDPSession(page);
    const { errors } = await session.send('Page.getAppManifest');
    expect(errors).toEqual([]);
    const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
    // A private window is how tests run; nothing else may stand in the way.
    expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual([]);
    await page.waitForSelector('.data-fresh');
    await context.setOffline(true);
    for (const path of ['/batch', '/receipt', '/number', '/help', '/data']) {
      await page.goto(world.server.origin + path);
      expect([path, await page.locator('main h1').count()]).toEqual([path, 1]);
    }
    expect(await page.innerText('main')).toContain('Offices and data age');
    await context.close();
  }, 60_000);
});
