import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, it } from '@jest/globals';
import { strToU8, zipSync } from 'fflate';
import type { Browser, Page } from 'playwright-core';
import type { RefusalTexts } from '../../src/web/locales/desk/refusals/refusals.js';
import { violationsOf } from '../support/accessibility.js';
import { inBrowser } from '../support/browser.js';
import { openDemoOffice } from '../support/desk-office.js';
import { face } from '../support/face.js';
import { keepPicture, wantsEveryLook } from '../support/pictures.js';
import { openDeskWorld, visitDesk, type DeskVisitor, type DeskWorld } from '../support/desk-world.js';

/**
 * Every screen as its role sees it, entered as in the demonstration: nothing that axe-core holds against WCAG 2.2 AA, no
 * sideways scrolling on a telephone, no error of the page. Its pictures go to `artefacts/desk`.
 */
let world: DeskWorld;
let browser: Browser;
inBrowser(
  () => openDeskWorld({ at: new Date(Date.UTC(2026, 0, 12, 8)).toISOString(), demoPeople: openDemoOffice }),
  (opened) => ({ world, browser } = opened),
);

const telephone = { width: 360, height: 780 };
const desktop = { width: 1280, height: 800 };
type Size = typeof telephone;
type Look = readonly [language: string, size: Size];
const everyLook: readonly Look[] = ['en', 'ar', 'si'].flatMap((language) => [
  [language, telephone] as const,
  [language, desktop] as const,
]);
/** On every push the screens take turns from left to right and from right to left, on a telephone; with `SCREENSHOTS=1` each in all looks. */
const looksOf = (nth: number): readonly Look[] =>
  wantsEveryLook ? everyLook : [nth % 2 === 0 ? ['ar', telephone] : ['en', telephone]];

interface Shown {
  readonly name: string;
  /** Who opens it, by the name on the sign-in page; null: nobody. */
  readonly as: string | null;
  readonly open: (page: Page) => Promise<unknown>;
}

const sessionPath = async (): Promise<string> => {
  const [session] = await world.service.instance.store.read.sessions.find({ state: 'in-progress' });
  return `/desk/sessions/${session?.id ?? ''}`;
};
const to = (path: string) => (page: Page) => page.goto(world.origin + path);

const list = `Surname,First name,Date of birth,Qualification
Reyes,Maria,03/04/1988,Domestic Work NC II
Santos,Ana,1990-02-31,Domestic Work NC II
Lim,Rosa,5 May 1991,DWNC2
,,7 June 1992,
Cruz,Liza,8 July 1993,Domestic Work NC II
`;

async function upload(page: Page): Promise<void> {
  await to('/desk/candidates/import')(page);
  await page.setInputFiles('#file', { name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from(list) });
  await page.waitForSelector('[role=tabpanel] table');
}

async function openSheet(page: Page): Promise<void> {
  await page.goto(world.origin + (await sessionPath()));
  await page.waitForSelector('table');
  const start = page.locator('table tbody tr button').first();
  const link = page.locator('table tbody tr a').first();
  await ((await link.count()) > 0 ? link : start).click();
  await page.waitForSelector('.cars tbody tr');
}

async function fillSheet(page: Page): Promise<void> {
  await openSheet(page);
  const cells = page.locator('.rate.satisfactory[aria-pressed=false]');
  while ((await cells.count()) > 0) await cells.first().click();
  await page.waitForSelector('.cars-acts button');
}

const screens: readonly Shown[] = [
  { name: 'sign-in', as: null, open: to('/desk') },
  { name: 'join', as: null, open: to(`/desk#set-up=${'a'.repeat(22)}`) },
  { name: 'work-assessor', as: 'Josephine Aquino', open: to('/desk') },
  { name: 'work-processing', as: 'A. Lim', open: to('/desk') },
  { name: 'sessions', as: 'J. Cruz', open: to('/desk/sessions') },
  { name: 'plan', as: 'J. Cruz', open: to('/desk/sessions/plan') },
  { name: 'session', as: 'L. Reyes', open: async (page) => to(await sessionPath())(page) },
  { name: 'attendance', as: 'L. Reyes', open: async (page) => to(`${await sessionPath()}/attendance`)(page) },
  { name: 'candidates', as: 'A. Lim', open: to('/desk/candidates') },
  { name: 'candidate-form', as: 'A. Lim', open: to('/desk/candidates/new') },
  {
    name: 'candidate-photo',
    as: 'A. Lim',
    open: async (page) => {
      await to('/desk/candidates')(page);
      await page.locator('td a[href$="/photo"]').first().click();
      await page.setInputFiles('#photo', { name: 'face.jpg', mimeType: 'image/jpeg', buffer: await face() });
      await page.waitForSelector('img.portrait');
    },
  },
  { name: 'import-file', as: 'A. Lim', open: to('/desk/candidates/import') },
  { name: 'import-check', as: 'A. Lim', open: upload },
  { name: 'applications', as: 'A. Lim', open: to('/desk/applications?state=scheduled') },
  { name: 'cars', as: 'Josephine Aquino', open: openSheet },
  {
    name: 'cars-evidence',
    as: 'Josephine Aquino',
    open: async (page) => {
      await openSheet(page);
      await page.locator('.add-evidence').first().click();
    },
  },
  {
    name: 'cars-agree',
    as: 'Josephine Aquino',
    open: async (page) => {
      await fillSheet(page);
      await page.locator('.cars-acts button').first().click();
      await page.waitForSelector('dialog canvas');
    },
  },
  { name: 'sync', as: 'Josephine Aquino', open: to('/desk/sync') },
  { name: 'missions', as: 'M. Lopez', open: to('/desk/missions') },
  { name: 'mission-plan', as: 'M. Lopez', open: to('/desk/missions/plan') },
  { name: 'follow-ups', as: 'M. Lopez', open: to('/desk/follow-ups') },
  { name: 'passports', as: 'M. Lopez', open: to('/desk/passports') },
  { name: 'many', as: 'M. Lopez', open: to('/desk/many') },
  { name: 'appeals', as: 'E. Aquino', open: to('/desk/appeals') },
  { name: 'appeal-lodge', as: 'A. Lim', open: to('/desk/appeals/new') },
  { name: 'not-yours', as: 'S. Garcia', open: to('/desk/sessions/plan') },
];

/** The desk in a language of the visitor's choice, before anybody signed in. */
async function openDesk({ page, context }: DeskVisitor, language: string): Promise<void> {
  await context.addInitScript((code) => localStorage.setItem('language', code), language);
  await page.goto(`${world.origin}/desk`);
}

async function enter(visitor: DeskVisitor, name: string, language: string): Promise<void> {
  await openDesk(visitor, language);
  await visitor.page.locator('.demo-people button', { hasText: name }).click();
  await visitor.page.waitForSelector('.side', { state: 'attached' });
}

const visitors = new Map<string, Promise<DeskVisitor>>();
afterAll(async () => {
  for (const visitor of visitors.values()) await (await visitor).context.close();
});

/** Everybody signs in once in each look and then goes from screen to screen; nobody is signed in for the first ones. */
async function visitorFor(name: string | null, language: string, size: Size): Promise<DeskVisitor> {
  const visitor = await visitDesk(browser, { viewport: size });
  await (name === null ? openDesk(visitor, language) : enter(visitor, name, language));
  return visitor;
}

async function look(shown: Shown, language: string, size: Size): Promise<readonly string[]> {
  const key = `${shown.as ?? ''} ${language} ${size.width}`;
  const visiting = visitors.get(key) ?? visitorFor(shown.as, language, size);
  visitors.set(key, visiting);
  const { page, errors } = await visiting;
  const before = errors.length;
  await shown.open(page);
  await page.waitForSelector('h1');
  await page.waitForFunction((code) => document.documentElement.lang === code, language);
  await page.waitForFunction(() => document.querySelector('.patience') === null);
  await page.evaluate(() => document.fonts.ready);
  await keepPicture(page, `desk/${shown.name}-${language}-${size.width}`);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  const sideways = wide > 0 ? [`scrolls sideways by ${wide} px`] : [];
  const found = [...(await violationsOf(page)), ...errors.slice(before), ...sideways];
  return found.map((line) => `${shown.name} ${language} ${size.width}: ${line}`);
}

describe('every screen of the desk', () => {
  for (const [nth, shown] of screens.entries())
    it(`${shown.name}: accessible, and whole on a telephone`, async () => {
      const found: string[] = [];
      for (const [language, size] of looksOf(nth)) found.push(...(await look(shown, language, size)));
      expect(found).toEqual([]);
    }, 120_000);
});

/** The smallest workbook a spreadsheet program would open: one sheet, texts and one date. */
function workbook(rows: readonly (readonly string[])[]): Buffer {
  const letter = (column: number): string => String.fromCharCode(65 + column);
  const cells = rows.map(
    (row, at) =>
      `<row r="${at + 1}">${row
        .map((text, column) => `<c r="${letter(column)}${at + 1}" t="inlineStr"><is><t>${text}</t></is></c>`)
        .join('')}</row>`,
  );
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const packaged = 'http://schemas.openxmlformats.org/package/2006';
  const parts: Readonly<Record<string, string>> = {
    '[Content_Types].xml': `<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${packaged}/relationships"><Relationship Id="r1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="List" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packaged}/relationships"><Relationship Id="r1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}"><sheetData>${cells.join('')}</sheetData></worksheet>`,
  };
  return Buffer.from(zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)]))));
}

describe('a list in a spreadsheet', () => {
  it('is read on the device, shown, and a column that is missing is asked for first', async () => {
    const visitor = await visitDesk(browser);
    const { page, context, errors } = visitor;
    await enter(visitor, 'A. Lim', 'en');
    await to('/desk/candidates/import')(page);
    const buffer = workbook([
      ['Surname', 'First name', 'When'],
      ['පෙරේරා', 'Kumari', '1987-08-14'],
    ]);
    await page.setInputFiles('#file', { name: 'list.xlsx', mimeType: 'application/octet-stream', buffer });
    await page.getByLabel('Birth date').selectOption('When');
    await page.getByRole('tab', { name: 'Ready (1)' }).click();
    expect(await page.innerText('[role=tabpanel]')).toMatch(/පෙරේරා, Kumari\s+14 Aug 1987/);
    await page.getByRole('button', { name: 'Another file' }).click();
    await page.setInputFiles('#file', {
      name: 'list.xlsx',
      mimeType: 'application/octet-stream',
      buffer: Buffer.from('PK no'),
    });
    expect(await page.innerText('.problem')).toContain('This file cannot be read as a table.');
    expect(errors).toEqual([]);
    await context.close();
  }, 60_000);
});

describe.each(['ar', 'si'])('what the service refuses, in %s', (language) => {
  it('is told in the language with its code; beneath it what the service said, where that is more', async () => {
    const { refusals } = (await import(`../../src/web/locales/desk/refusals/${language}.js`)) as {
      refusals: RefusalTexts;
    };
    const visitor = await visitDesk(browser, { viewport: telephone });
    const { page, context, errors } = visitor;
    await enter(visitor, 'L. Reyes', language);
    await to(`/desk/sessions/${randomUUID()}`)(page);
    const problem = page.locator('.problem');
    const told = problem.locator('.reason');
    await problem.locator('text=not-found').waitFor();
    expect(await told.innerText()).toBe(`${refusals['not-found']} ${refusals['not-found.do']} not-found`);
    expect(await problem.locator('.reason-said [lang=en]').innerText()).toMatch(/^There is no such session\. /);
    expect(await violationsOf(page)).toEqual([]);
    // The general words are all that there is to say: no English.
    await page.route('**/api/assessment/**', (route) => route.abort());
    await problem.locator('xpath=following-sibling::button').click();
    await problem.locator('text=E30').waitFor();
    expect(await told.innerText()).toBe(`${refusals.E30} ${refusals['E30.do']} E30`);
    expect(await problem.locator('[lang=en]').count()).toBe(0);
    expect(errors.filter((error) => !/404|ERR_FAILED/.test(error))).toEqual([]);
    await context.close();
  }, 60_000);
});
