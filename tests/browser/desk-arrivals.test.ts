import { PDFiumLibrary } from '@hyzyla/pdfium';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { officers } from '../../src/demo/parties.js';
import type { DemoPeople } from '../../src/http/index.js';
import { violationsOf } from '../support/accessibility.js';
import { inBrowser } from '../support/browser.js';
import { openDemoOffice } from '../support/desk-office.js';
import { openDeskWorld, sendNow, visitDesk, type DeskVisitor, type DeskWorld } from '../support/desk-world.js';
import { face, shirtPixels } from '../support/face.js';
import { keepImage, keepPicture } from '../support/pictures.js';

/** A hall abroad without a network: somebody comes who is on no list, and is registered all the same, once. */
let world: DeskWorld;
let browser: Browser;
let people: DemoPeople;
inBrowser(
  () =>
    openDeskWorld({
      at: '2026-01-12T08:00:00Z',
      demoPeople: async (service) => (people = await openDemoOffice(service)),
    }),
  (opened) => ({ world, browser } = opened),
);

// Where a test failed while the network was away, the next one has it again.
afterEach(async () => {
  await world.down();
  await world.up();
});

const store = () => world.service.instance.store.read;
const press = (page: Page, name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();
const follow = (page: Page, name: string): Promise<void> => page.getByRole('link', { name, exact: true }).click();

const processing = (path: string, locale = 'en-GB'): Promise<DeskVisitor> => at(officers.processing, path, locale);

/** Somebody with a telephone, signed in. */
async function at(account: string, path: string, locale = 'en-GB'): Promise<DeskVisitor> {
  const { token } = await people.enter(account);
  const visitor = await visitDesk(browser, { viewport: { width: 360, height: 740 }, locale });
  await visitor.context.addCookies([{ name: 'staff', value: token, url: world.origin }]);
  await visitor.page.goto(world.origin + path);
  await visitor.page.waitForSelector('h1');
  return visitor;
}

async function hall(): Promise<string> {
  const [session] = await store().sessions.find({ state: 'in-progress' });
  return `/desk/sessions/${session?.id ?? ''}`;
}

async function type(page: Page, family: string, given: string): Promise<void> {
  await page.fill('#family', family);
  await page.fill('#given', given);
  for (const [index, part] of ['5', '3', '1988'].entries())
    await page.locator('fieldset:has(#born) input').nth(index).fill(part);
}

const named = async (family: string) =>
  (await store().people.find({}, { limit: 200 })).filter(({ names }) => names.some((name) => name.family === family));
/** Everything this browser keeps that was not sent, as text. */
const keptBy = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const opened = indexedDB.open('desk');
    await new Promise((resolve) => (opened.onsuccess = resolve));
    const rows = opened.result.transaction('waiting').objectStore('waiting').getAll();
    await new Promise((resolve) => (rows.onsuccess = resolve));
    opened.result.close();
    return JSON.stringify(rows.result);
  });

describe('somebody who comes to a hall without a network', () => {
  it('stands at once in the lists of the session, and is sent once by whichever tab, also after the page was closed', async () => {
    const { page, context, errors } = await processing(await hall());
    await page.waitForSelector('table');
    await world.down();
    await follow(page, 'New candidate for this session');
    await type(page, 'Weerasekara', 'Nimali');
    expect(await page.locator('#apply-for option:checked').innerText()).toContain('Domestic Work');
    await page.getByLabel('The candidate agreed to the notice in writing').check();
    await page.setInputFiles('#photo', { name: 'face.jpg', mimeType: 'image/jpeg', buffer: await face() });
    await page.waitForSelector('img.portrait');
    await press(page, 'Save and next candidate');
    await page.waitForSelector('text=Weerasekara, Nimali is kept on this device and waiting to be sent.');
    expect(await page.inputValue('#family')).toBe('');
    // The next one did not agree to anything yet.
    expect(await page.getByLabel('The candidate agreed to the notice in writing').isChecked()).toBe(false);
    expect(await page.evaluate(() => [scrollY, document.activeElement?.id])).toEqual([0, 'family']);
    expect(await violationsOf(page)).toEqual([]);
    await keepPicture(page, 'desk/arrival-kept', { part: true });

    await page.locator('.above a').click();
    await page.waitForSelector('.arrivals >> text=Weerasekara, Nimali');
    expect(await page.innerText('.arrivals')).toContain('Waiting to be sent');
    expect(await violationsOf(page)).toEqual([]);
    await keepPicture(page.locator('.arrivals'), 'desk/arrival-session');
    await follow(page, 'Attendance');
    await page.waitForSelector('.attendance');
    expect(await page.innerText('.arrivals')).toContain('Weerasekara, Nimali');
    expect(await named('Weerasekara')).toEqual([]);

    // The page is killed; two others take over.
    const other = await context.newPage();
    await page.close();
    await world.up();
    const third = await context.newPage();
    await Promise.all([other, third].map((tab) => tab.goto(`${world.origin}/desk/sync`)));
    await other.waitForSelector('text=Everything is with the office.');
    await third.waitForSelector('text=Everything is with the office.');
    const [person, ...more] = await named('Weerasekara');
    expect(more).toEqual([]);
    const applications = await store().applications.find({ personId: person?.id ?? '' });
    expect(applications.map(({ state, consent }) => [state, consent?.mode])).toEqual([['draft', 'written']]);
    expect(await store().portraits.count({})).toBe(1);
    expect(person?.photoHash).toMatch(/^[0-9a-f]{64}$/);
    expect(await keptBy(other)).toBe('[]');
    expect(errors).toEqual([]);
    await context.close();
  }, 90_000);

  it('is registered once although the answer of the office got lost', async () => {
    const { page, context } = await processing('/desk/candidates/new');
    await page.route('**/api/assessment/candidates', async (route) => {
      await route.fetch();
      await route.abort();
    });
    await type(page, 'Dharmasena', 'Kusum');
    await press(page, 'Save and next candidate');
    await page.waitForSelector('text=Dharmasena, Kusum is kept on this device');
    expect(await named('Dharmasena')).toHaveLength(1);
    await page.unroute('**/api/assessment/candidates');
    await follow(page, 'Candidates');
    await page.waitForSelector('.arrivals');
    await page.goto(`${world.origin}/desk/sync`);
    await sendNow(page);
    expect(await named('Dharmasena')).toHaveLength(1);
    await context.close();
  }, 60_000);
});

describe('in the language of the officer', () => {
  it.each(['si', 'ta', 'fil', 'ar', 'fr', 'pt', 'sw'])(
    '%s: what waits fits a telephone, is said in its words and can be read by everybody',
    async (language) => {
      const path = await hall();
      const { page, context, errors } = await processing(path, language);
      await page.route('**/api/assessment/candidates', (route) => route.abort());
      await page.locator(`a[href$="new?session=${path.split('/').at(-1)}"]`).click();
      await page.waitForSelector('#family');
      await type(page, 'Weerasekara', 'Nimali');
      await page.locator('form button[type=submit]').click();
      await page.waitForSelector('[role=status] .notice');
      expect(await page.innerText('[role=status] .notice')).toContain('Weerasekara, Nimali');
      expect(await violationsOf(page)).toEqual([]);
      await page.locator('.above a').click();
      await page.waitForSelector('.arrivals');
      const said = await page.innerText('.arrivals');
      expect(said).not.toMatch(/Registered here|Waiting to be sent|Once sent/);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
      expect(await page.evaluate(() => document.documentElement.lang)).toBe(language);
      expect(await violationsOf(page)).toEqual([]);
      await keepPicture(page.locator('.arrivals'), `desk/arrival-${language}`);
      expect(errors).toEqual([]);
      await context.close();
    },
    60_000,
  );
});

describe('what the office refuses comes back', () => {
  /** Registered while the network is away; the network is back when this returns. */
  async function offline(page: Page, family: string, given: string): Promise<void> {
    await page.waitForSelector('#apply-for option >> nth=1', { state: 'attached' });
    await world.down();
    await type(page, family, given);
    await page.selectOption('#apply-for', { index: 1 });
    await page.setInputFiles('#photo', { name: 'face.jpg', mimeType: 'image/jpeg', buffer: await face() });
    await page.waitForSelector('img.portrait');
    await press(page, 'Save and next candidate');
    await page.waitForSelector(`text=${family}, ${given} is kept on this device`);
    await world.up();
    await page.locator('.chip').click();
    await page.getByRole('button', { name: 'Send now' }).click();
  }

  it('somebody alike: the officer says who it is, and what was to follow goes to that person', async () => {
    const { page, context, errors } = await processing('/desk/candidates/new');
    await offline(page, 'Weerasekara', 'Nimali');
    await page.waitForSelector('.chip.stuck');
    expect(await page.innerText('main table')).toMatch(/Registration[\s\S]*Weerasekara[\s\S]*D15/);
    await keepPicture(page, 'desk/arrival-refused');
    expect(await violationsOf(page)).toEqual([]);
    await follow(page, 'Look at it and correct it');
    await page.waitForSelector('dialog >> text=already registered');
    expect(await page.inputValue('#family')).toBe('Weerasekara');
    expect(await page.locator('img.portrait').count()).toBe(1);
    await press(page, 'Same person');
    await page.waitForSelector('text=Weerasekara, Nimali is registered.');
    await page.waitForSelector('.chip.safe');
    const [person, ...more] = await named('Weerasekara');
    expect(more).toEqual([]);
    expect(await store().applications.count({ personId: person?.id ?? '' })).toBe(2);
    expect(errors).toEqual([]);
    await context.close();
  }, 60_000);

  it('somebody alike who is another person gets a file, the application and the photo', async () => {
    const { page, context } = await processing('/desk/candidates/new');
    await offline(page, 'Weerasekara', 'Nimali');
    await page.goto(`${world.origin}/desk/candidates`);
    await page.waitForSelector('.arrivals >> text=Refused by the office');
    await follow(page, 'Look at it and correct it');
    await press(page, 'Another person');
    await page.waitForSelector('text=Weerasekara, Nimali is registered.');
    await page.waitForSelector('.chip.safe');
    const both = await named('Weerasekara');
    expect(both).toHaveLength(2);
    const counts = await Promise.all(both.map(({ id }) => store().applications.count({ personId: id })));
    expect(counts.sort()).toEqual([1, 2]);
    expect(both.every(({ photoHash }) => photoHash !== null)).toBe(true);
    await context.close();
  }, 60_000);

  it('a field: everything typed is there to be corrected, and nothing is given up without being asked', async () => {
    const { page, context } = await processing('/desk/candidates/new');
    const refusal = {
      severity: 'block',
      message: 'The birth date is not a date.',
      whatToDo: 'Enter year, month and day.',
    };
    await page.route('**/api/assessment/candidates', (route) =>
      route.fulfill({
        status: 409,
        json: { code: 'input', title: 'Refused.', refusals: [{ ...refusal, code: 'input' }] },
      }),
    );
    await type(page, 'Jayasuriya', 'Anoma');
    await page.fill('#nationality', 'Lanka');
    await press(page, 'Save and next candidate');
    await page.waitForSelector('.problem >> text=Enter two letters');
    await page.fill('#nationality', 'lk');
    await page.fill('#phone', '+94 77 000 0000');
    await press(page, 'Save and next candidate');
    await page.waitForSelector('.problem >> text=The birth date is not a date.');
    await page.goto(`${world.origin}/desk/sync`);
    await press(page, 'Give up');
    await page.waitForSelector('dialog >> text=Give up this registration?');
    await press(page, 'Cancel');
    await follow(page, 'Look at it and correct it');
    await page.waitForSelector('.problem >> text=The birth date is not a date.');
    // What waits is on the device, so it is there again however the page was come to.
    await page.reload();
    await page.waitForSelector('.problem >> text=The birth date is not a date.');
    expect(await page.inputValue('#phone')).toBe('+94 77 000 0000');
    expect(await page.inputValue('#nationality')).toBe('LK');
    expect(await page.locator('fieldset:has(#born) input').nth(2).inputValue()).toBe('1988');
    await page.unroute('**/api/assessment/candidates');
    await page.locator('fieldset:has(#born) input').nth(2).fill('1989');
    await press(page, 'Save and next candidate');
    await page.waitForSelector('text=Jayasuriya, Anoma is registered.');
    const [person] = await named('Jayasuriya');
    expect([person?.birthDate?.value.slice(0, 4), person?.nationalities]).toEqual(['1989', ['LK']]);
    await context.close();
  }, 60_000);
});

describe('the photo on file', () => {
  it('stands on the attendance list and on the rating sheet, on screen and on paper, or a box to compare with the papers', async () => {
    const path = await hall();
    const sessionId = path.split('/').at(-1) ?? '';
    const present = await store().applications.find({ sessionId, state: 'attended' });
    const names = await Promise.all(present.map(({ personId }) => nameOfPerson(personId)));
    // The last of the list: below what a telephone shows at first.
    const first = present[names.indexOf(names.toSorted().at(-1) ?? '')];
    const keep = await world.service.instance.evidence.portrait(await face());
    await world.service.assessment.keepPortrait({
      ...{ personId: first?.personId ?? '', takenAt: '2026-01-12T07:50:00Z', onPassport: false },
      ...{ jpeg: Buffer.from(keep.jpeg).toString('base64'), sha256: keep.sha256, actorId: officers.processing },
    });
    const { page, context, errors } = await processing(`${path}/attendance`);
    await page.waitForSelector('.attendance img.portrait');
    const total = await page.locator('.attend').count();
    expect(await page.locator('.attendance img.portrait').count()).toBe(1);
    expect(await page.locator('.attendance .no-portrait').count()).toBe(total - 1);
    expect(await violationsOf(page)).toEqual([]);
    const list = await page.pdf({ format: 'A4' });
    const papers = await pagesOf(list);
    for (const [index, paper] of papers.entries()) await keepImage(paper, `desk/face-attendance-paper-${index}`);
    const [sheet] = papers;
    expect(papers).toHaveLength(1);
    // 18.8 mm by 23.5 mm at two pixels to the point, a twelfth of it shirt.
    expect(await shirtPixels(sheet ?? new Uint8Array())).toBeGreaterThan(900);
    await page.locator('.attendance img.portrait').scrollIntoViewIfNeeded();
    await page.locator('.attendance img.portrait').evaluate((image) => (image as HTMLImageElement).decode());
    await keepPicture(page, 'desk/face-attendance');
    await context.close();

    const assessor = await at('assessor-jeddah', path);
    await assessor.page.getByRole('button', { name: 'Start the rating sheet' }).first().waitFor();
    const row = assessor.page.locator('tbody tr', { hasText: await nameOfPerson(first?.personId ?? '') });
    await row.getByRole('button', { name: 'Start the rating sheet' }).click();
    await assessor.page.waitForSelector('.cars-head img.portrait');
    await assessor.page.locator('.cars-head img.portrait').evaluate((image) => (image as HTMLImageElement).decode());
    expect(await violationsOf(assessor.page)).toEqual([]);
    await keepPicture(assessor.page, 'desk/face-sheet', { part: true });
    const [paper, ...more] = await pagesOf(await assessor.page.pdf({ format: 'A4' }));
    await keepImage(paper, 'desk/face-sheet-paper');
    await keepImage(more[0], 'desk/face-sheet-paper-2');
    expect(more).toHaveLength(0);
    expect(await shirtPixels(paper ?? new Uint8Array())).toBeGreaterThan(900);
    expect([...errors, ...assessor.errors]).toEqual([]);
    await assessor.context.close();
  }, 90_000);
});

const nameOfPerson = async (personId: string): Promise<string> =>
  (await store().people.get(personId))?.names[0]?.family ?? '';

async function pagesOf(pdf: Uint8Array): Promise<readonly Buffer[]> {
  const library = await PDFiumLibrary.init();
  try {
    const pictures: Buffer[] = [];
    for (const page of (await library.loadDocument(pdf)).pages()) {
      const { data, width, height } = await page.render({ scale: 2, render: 'bitmap' });
      pictures.push(
        await sharp(data, { raw: { width, height, channels: 4 } })
          .png()
          .toBuffer(),
      );
    }
    return pictures;
  } finally {
    library.destroy();
  }
}
