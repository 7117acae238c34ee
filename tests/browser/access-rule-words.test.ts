import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { violationsOf } from '../support/accessibility.js';
import { inBrowser } from '../support/browser.js';
import { openDeskWorld, type DeskWorld } from '../support/desk-world.js';
import { officerAt, type Officer } from '../support/officer-desk.js';
import { assess, openOffice, type Office } from '../support/service.js';
import { keepPicture } from '../support/pictures.js';

/** What the rules found, as a reader of another language sees it at the desk: sentence, numbers and days. */
let world: DeskWorld;
let browser: Browser;
let office: Office;
let officer: Officer;

inBrowser(openDeskWorld, (opened) => ({ world, browser } = opened));
beforeAll(async () => {
  office = await openOffice(world.service);
  world.clock.set('2026-02-08T00:00:00Z');
  await assess(world, office, { day: '2026-02-09', count: 1, seed: 100 });
  world.clock.set('2026-02-16T08:00:00Z');
  officer = await officerAt(browser, world, {
    name: 'Maria Lopez',
    roles: [{ organizationId: office.body.id, role: 'certification-officer' }],
    // Assessed the record as well: R14 speaks against this officer.
    personId: office.assessor.personId,
  });
}, 120_000);

async function openIn(page: Page, language: string): Promise<string> {
  await page.evaluate((code) => localStorage.setItem('language', code), language);
  await page.goto(`${world.origin}/desk/decide`);
  await page.locator('tbody tr a').first().click();
  await page.waitForSelector('.rules .code');
  return page.locator('main').innerText();
}

describe('what the rules found', () => {
  it.each([
    ['fr', 'Accrédité jusqu’au 31 décembre 2027.', 'Vous avez évalué ce dossier. Un autre agent doit en décider.'],
    ['si', 'දක්වා ප්‍රතීතනය ඇත.', 'ඔබ මෙම වාර්තාව තක්සේරු කළා. වෙනත් නිලධාරියෙක් එය තීරණය කළ යුතුයි.'],
    ['ar', 'معتمد حتى 31 ديسمبر 2027.', 'أنت قيّمت هذا السجل. يجب أن يقرر فيه موظف آخر.'],
  ])(
    'is said in %s, with the day in that language and nothing of the rules in English',
    async (language, day, own) => {
      const { page, errors } = officer;
      await page.goto(`${world.origin}/desk`);
      const text = await openIn(page, language);
      expect(text).toContain(day);
      expect(text).toContain(own);
      expect(await page.locator('.rules [lang=en], .decide-bar [lang=en]').allInnerTexts()).toEqual([]);
      expect(await violationsOf(page)).toEqual([]);
      await keepPicture(page, `desk/rule-words-${language}-desk`);
      await page.setViewportSize({ width: 360, height: 780 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(1);
      await keepPicture(page, `desk/rule-words-${language}-phone`);
      await page.setViewportSize({ width: 1280, height: 800 });
      expect(errors).toEqual([]);
    },
    60_000,
  );

  it('is the sentence of the service for readers of English', async () => {
    const text = await openIn(officer.page, 'en');
    expect(text).toContain('Accredited until 31 December 2027.');
  }, 60_000);
});
