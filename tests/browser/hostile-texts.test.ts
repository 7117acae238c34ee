import { expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { inBrowser } from '../support/browser.js';
import { hostileTexts } from '../support/hostile-texts.js';
import { createPageWorld, type PageWorld } from '../support/page-world.js';
import { awardFacts } from '../unit/credentials/samples.js';

let world: PageWorld;
let browser: Browser;
inBrowser(createPageWorld, (opened) => ({ world, browser } = opened));

/** Texts of one certificate, in every field of it that a page shows. */
const PER_CERTIFICATE = 20;
const CERTIFICATES = 12;

it('a genuine certificate full of hostile texts is shown as text and runs nothing', async () => {
  const context = await browser.newContext({ locale: 'en-GB' });
  const page = await context.newPage();
  context.setDefaultTimeout(15_000);
  const asked: string[] = [];
  const dialogs: string[] = [];
  context.on('request', (request) => asked.push(request.url()));
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  const base = awardFacts();
  // Control characters are refused by the schema before anything is shown.
  const shownTexts = hostileTexts.filter((text) => !/\p{Cc}/u.test(text));
  let shown = 0;
  for (let index = 0; index < CERTIFICATES; index++) {
    const from = (index * 43) % (shownTexts.length - PER_CERTIFICATE);
    const texts = shownTexts.slice(from, from + PER_CERTIFICATE).map((text) => text.slice(0, 180));
    const [name = '', other = '', title = '', place = '', ...units] = texts;
    const credential = await world.office.award('national-certificate', {
      title,
      holder: {
        ...base.holder,
        names: [
          { text: name, script: 'Latn' },
          { text: other, script: 'Sinh' },
        ],
      },
      place: { ...base.place, name: place },
      units: base.units.map((unit, at) => ({ ...unit, title: units[at] ?? unit.title })),
    });
    await page.goto(world.server.origin);
    await page.click('.paste summary');
    await page.fill('textarea', JSON.stringify(credential));
    await page.click('.paste button');
    await page.waitForSelector('h1.verdict-title');
    const text = await page.innerText('main');
    if (text.includes(name.trim().slice(0, 20))) shown++;
    expect(await page.evaluate(() => (globalThis as { __ran?: number }).__ran)).toBeUndefined();
    const foreign = await page.evaluate(
      () =>
        document.querySelectorAll(
          'main script, main iframe, main object, main base, main form[action], main [onerror], main [onload], main a[href^="javascript"]',
        ).length,
    );
    expect(foreign).toBe(0);
  }
  // Names are really on the page, as text; others are refused by the schema or cut by the layout.
  expect(shown).toBeGreaterThanOrEqual(4);
  expect(dialogs).toEqual([]);
  expect(asked.filter((url) => !url.startsWith(`${world.server.origin}/`))).toEqual([]);
  await context.close();
}, 120_000);
