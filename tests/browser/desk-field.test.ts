import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { INSTANCE } from '../../src/staff/index.js';
import { violationsOf } from '../support/accessibility.js';
import { inBrowser } from '../support/browser.js';
import { openDemoOffice } from '../support/desk-office.js';
import { openDeskWorld, sendNow, visitDesk, type DeskVisitor, type DeskWorld } from '../support/desk-world.js';
import { keepPicture } from '../support/pictures.js';

/** The conditions of the field: a desk left alone, a wrong clock, sun, two tabs of one sheet, a service that fails, a lost device. */
let world: DeskWorld;
let browser: Browser;
inBrowser(
  () => openDeskWorld({ at: '2026-01-12T08:00:00Z', demoPeople: openDemoOffice }),
  (opened) => ({ world, browser } = opened),
);

async function picture(page: Page, name: string): Promise<void> {
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: width === 360 ? 780 : 800 });
    await keepPicture(page, `desk/field-${name}-${width}`, { part: true });
  }
}

const press = (page: Page, name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();

async function enter(visitor: DeskVisitor, name: string): Promise<void> {
  await visitor.page.goto(`${world.origin}/desk`);
  await visitor.page.locator('.demo-people button', { hasText: name }).click();
  await visitor.page.waitForSelector('.side', { state: 'attached' });
}

/** A colleague with a passkey of their own, on the screen of the accounts. */
async function operator(): Promise<DeskVisitor> {
  const { links } = world.service.staff.services;
  const [inviting] = (await world.service.instance.storage.store.read.staffAccounts.find({})).filter(({ roles }) =>
    roles.some(({ role }) => role === 'instance-administrator'),
  );
  if (inviting === undefined) throw new Error('nobody can invite');
  const { half } = await links.invite(inviting, {
    displayName: 'Edna Aquino',
    organizationId: INSTANCE,
    roles: ['instance-administrator'],
  });
  const visitor = await visitDesk(browser, { passkeys: true });
  const { page } = visitor;
  await page.clock.install();
  await page.goto(`${world.origin}/desk#join=${half}`);
  await press(page, 'Continue');
  await press(page, 'Create the passkey');
  await page.waitForSelector('h1 >> text=Your work');
  await page.goto(`${world.origin}/desk/accounts`);
  await page.waitForSelector('h1 >> text=People');
  return visitor;
}

const NAME = 'Name, as colleagues know the person';

describe('a desk that nobody uses', () => {
  it('asks, locks after five minutes in every tab, keeps what was typed, and opens with the passkey, also without the network', async () => {
    const { page, context, errors } = await operator();
    await page.getByLabel(NAME).fill('Rosa Lim');
    await page.clock.runFor('04:10');
    await page.waitForSelector('dialog >> text=Are you still there?');
    expect(await violationsOf(page)).toEqual([]);
    await picture(page, 'soon-locked');
    await press(page, 'Stay');
    await page.clock.runFor('04:10');
    await page.waitForSelector('dialog >> text=Are you still there?');
    await page.clock.runFor('01:00');
    await page.waitForSelector('h1 >> text=Sign in');
    expect(await page.innerText('main')).toContain('nobody used this desk for 5 minutes');
    expect(await page.getByLabel(NAME).isVisible()).toBe(false);
    expect(await violationsOf(page)).toEqual([]);
    await picture(page, 'locked');
    const other = await context.newPage();
    await other.goto(`${world.origin}/desk`);
    await other.waitForSelector('h1 >> text=Sign in');
    expect(await other.locator('.side').isVisible()).toBe(false);
    await other.close();
    await press(page, 'Sign in with a passkey');
    await page.waitForSelector('h1 >> text=People');
    expect(await page.getByLabel(NAME).inputValue()).toBe('Rosa Lim');
    await page.clock.runFor('05:10');
    await page.waitForSelector('h1 >> text=Sign in');
    await world.down();
    await press(page, 'Sign in with a passkey');
    await page.waitForSelector('h1 >> text=People');
    await world.up();
    expect(await page.getByLabel(NAME).inputValue()).toBe('Rosa Lim');
    expect(errors).toEqual([]);
    await context.close();
  }, 90_000);

  it('another person signs in to their own work, not to what was open, in whichever tab', async () => {
    const visitor = await visitDesk(browser);
    const { page, context, errors } = visitor;
    await page.clock.install();
    await enter(visitor, 'A. Lim');
    await page.goto(`${world.origin}/desk/candidates/new`);
    await page.getByLabel('Family name').fill('Weerasekara');
    const other = await context.newPage();
    await other.goto(`${world.origin}/desk`);
    await other.waitForSelector('h1 >> text=Your work');
    await page.clock.runFor('05:10');
    await page.waitForSelector('h1 >> text=Sign in');
    await other.waitForSelector('h1 >> text=Sign in');
    // Time ran on while this page asked for the ways in: it asks again.
    await other.clock.runFor('00:11');
    await other.locator('.demo-people button', { hasText: 'S. Garcia' }).click();
    await other.waitForFunction(() => document.querySelector('.who-name')?.textContent === 'S. Garcia');
    await page.clock.runFor('00:03');
    await page.waitForFunction(() => document.querySelector('.who-name')?.textContent === 'S. Garcia');
    await page.waitForSelector('h1 >> text=This screen is for another role');
    const typed = await page.evaluate(() => [...document.querySelectorAll('input')].map(({ value }) => value));
    expect(typed).not.toContain('Weerasekara');
    expect(errors).toEqual([]);
    await context.close();
  }, 60_000);
});

describe('the device', () => {
  it('says when its clock is wrong, and by how much', async () => {
    const visitor = await visitDesk(browser);
    const { page, context } = visitor;
    await page.clock.install({ time: Date.now() + 17 * 60_000 });
    await enter(visitor, 'Josephine Aquino');
    expect(await page.innerText('.clock-off')).toBe(
      'This device’s clock is 17 minutes wrong. Set it before you sign. D16',
    );
    expect(await violationsOf(page)).toEqual([]);
    await picture(page, 'clock');
    await context.close();
  }, 60_000);

  it('has colours for the sun: black on white, larger letters, larger targets, kept for the next visit', async () => {
    const visitor = await visitDesk(browser);
    const { page, context } = visitor;
    await enter(visitor, 'Josephine Aquino');
    await page.getByLabel('Colours').selectOption({ label: 'Outdoor' });
    await page.goto(`${world.origin}/desk/sync`);
    const look = await page.evaluate(() => {
      const { color, backgroundColor, fontSize } = getComputedStyle(document.documentElement);
      return { color, backgroundColor, fontSize };
    });
    expect(look).toEqual({ color: 'rgb(0, 0, 0)', backgroundColor: 'rgb(255, 255, 255)', fontSize: '18px' });
    const box = await page.locator('summary').first().boundingBox();
    expect(box?.height ?? 0).toBeGreaterThanOrEqual(56);
    await openSheet(page);
    expect(await violationsOf(page)).toEqual([]);
    await picture(page, 'outdoor');
    await context.close();
  }, 60_000);
});

async function openSheet(page: Page): Promise<void> {
  const [session] = await world.service.instance.store.read.sessions.find({ state: 'in-progress' });
  await page.goto(`${world.origin}/desk/sessions/${session?.id ?? ''}`);
  await page.waitForSelector('table');
  const start = page.locator('table tbody tr button').first();
  const link = page.locator('table tbody tr a').first();
  await ((await link.count()) > 0 ? link : start).click();
  await page.waitForSelector('.cars tbody tr');
}

const cell = (page: Page, nth: number, outcome: 'satisfactory' | 'not-satisfactory') =>
  page.locator(`.cell >> nth=${nth}`).locator(`.rate.${outcome}`);
const isOn = async (page: Page, nth: number, outcome: 'satisfactory' | 'not-satisfactory'): Promise<boolean> =>
  (await cell(page, nth, outcome).getAttribute('aria-pressed')) === 'true';

describe('one sheet in two places', () => {
  it('loses no cell, and where both said something else the assessor sees both and chooses', async () => {
    const visitor = await visitDesk(browser);
    const { page, errors } = visitor;
    await enter(visitor, 'Josephine Aquino');
    await openSheet(page);
    // Another device: no tab of this browser tells it anything.
    const second = await visitDesk(browser);
    await enter(second, 'Josephine Aquino');
    const other = second.page;
    await other.goto(page.url());
    await other.waitForSelector('.cars tbody tr');
    await cell(page, 0, 'satisfactory').click();
    await page.waitForSelector('.chip.safe');
    await cell(other, 1, 'satisfactory').click();
    await other.waitForSelector('.chip.safe');
    const recordId = page.url().split('/').at(-1) ?? '';
    const stored = async (): Promise<readonly string[]> => {
      const record = await world.service.instance.store.read.records.get(recordId);
      return (record?.results ?? []).map(({ outcome }) => outcome);
    };
    expect(await stored()).toEqual(['satisfactory', 'satisfactory']);

    // The first device still shows the second cell empty.
    await cell(page, 1, 'not-satisfactory').click();
    await page.waitForSelector('.notice >> text=also rated in another tab');
    expect(await isOn(page, 1, 'not-satisfactory')).toBe(true);
    await press(page, 'See both');
    await page.waitForSelector('dialog tbody tr');
    expect(await page.locator('dialog tbody tr').count()).toBe(1);
    expect(await page.innerText('dialog tbody tr')).toMatch(/Not Satisfactory\s+Satisfactory/);
    expect(await violationsOf(page)).toEqual([]);
    await picture(page, 'both');
    await press(page, 'Keep what is on this device');
    await page.waitForSelector('.chip.safe');
    expect(await stored()).toEqual(['satisfactory', 'not-satisfactory']);
    expect(await page.locator('.notice').count()).toBe(0);

    await cell(other, 1, 'satisfactory').click();
    await cell(other, 1, 'not-satisfactory').click();
    await cell(other, 1, 'satisfactory').click();
    await other.waitForSelector('.notice >> text=also rated in another tab');
    await press(other, 'See both');
    await other.waitForSelector('dialog tbody tr');
    await press(other, 'Keep what the office has');
    await other.waitForSelector('.chip.safe');
    expect(await isOn(other, 1, 'not-satisfactory')).toBe(true);
    expect(await stored()).toEqual(['satisfactory', 'not-satisfactory']);
    expect([...errors, ...second.errors]).toEqual([]);
    await second.context.close();
    await visitor.context.close();
  }, 90_000);

  it('a second tab follows what is tapped in the first', async () => {
    const visitor = await visitDesk(browser);
    const { page, context } = visitor;
    await enter(visitor, 'Josephine Aquino');
    await openSheet(page);
    const tab = await context.newPage();
    await tab.goto(page.url());
    await tab.waitForSelector('.cars tbody tr');
    await world.down();
    await cell(page, 4, 'satisfactory').click();
    await tab.waitForFunction(() =>
      document.querySelectorAll('.cell')[4]?.querySelector('.satisfactory[aria-pressed="true"]'),
    );
    await cell(tab, 5, 'satisfactory').click();
    await page.waitForFunction(() =>
      document.querySelectorAll('.cell')[5]?.querySelector('.satisfactory[aria-pressed="true"]'),
    );
    await world.up();
    await page.goto(`${world.origin}/desk/sync`);
    await sendNow(page);
    await context.close();
  }, 60_000);
});

describe('what waits', () => {
  it('is told from a network that is away when the service itself fails', async () => {
    const visitor = await visitDesk(browser);
    const { page, context } = visitor;
    await enter(visitor, 'Josephine Aquino');
    await openSheet(page);
    await page.route('**/api/assessment/records/*/notes', (route) =>
      route.fulfill({ status: 500, json: { code: 'E32', title: 'Our service has a problem.', reference: 'f00d-17' } }),
    );
    await cell(page, 6, 'satisfactory').click();
    await page.waitForSelector('.chip >> text=Waiting to send (1)');
    await page.locator('.chip').click();
    await page.waitForSelector('text=The service of the office has a problem.');
    expect(await page.innerText('main')).toMatch(/E32[\s\S]*f00d-17/);
    expect(await page.innerText('main')).not.toContain('Waits for the network');
    await page.unroute('**/api/assessment/records/*/notes');
    await sendNow(page);
    await context.close();
  }, 60_000);

  it('goes into an encrypted file, and from it into another browser', async () => {
    const visitor = await visitDesk(browser);
    const { page, errors } = visitor;
    await enter(visitor, 'Josephine Aquino');
    await openSheet(page);
    const sheet = page.url();
    await world.down();
    await cell(page, 8, 'not-satisfactory').click();
    await page.waitForSelector('.chip >> text=Waiting to send (1)');
    await page.locator('.chip').click();
    await press(page, 'Save the backup file');
    await page.waitForSelector('text=Enter at least 12 characters.');
    await page.getByLabel('Passphrase').fill('four words of one line');
    const [download] = await Promise.all([page.waitForEvent('download'), press(page, 'Save the backup file')]);
    expect(download.suggestedFilename()).toMatch(/^desk-backup-\d{4}-\d\d-\d\d\.spdb$/);
    const buffer = readFileSync(await download.path());
    expect(buffer.includes(sheet.split('/').at(-1) ?? '')).toBe(false);
    await page.waitForSelector('text=Things in it: 1.');
    expect(await violationsOf(page)).toEqual([]);
    await picture(page, 'backup');
    await world.up();
    // The device is lost before anything is sent.
    await visitor.context.close();

    const next = await visitDesk(browser);
    await enter(next, 'Josephine Aquino');
    await next.page.goto(`${world.origin}/desk/sync`);
    await next.page.locator('summary', { hasText: 'Read a backup file in' }).click();
    await next.page.setInputFiles('#backup-file', { name: 'desk.spdb', mimeType: '', buffer });
    await next.page.getByLabel('Passphrase').fill('four words of two lines');
    await press(next.page, 'Read the file in');
    await next.page.waitForSelector('text=This passphrase does not open this file.');
    await next.page.getByLabel('Passphrase').fill('four words of one line');
    await press(next.page, 'Read the file in');
    await next.page.waitForSelector('text=Read in: 1. Here already: 0.');
    await next.page.waitForSelector('text=Everything is with the office.');
    await next.page.goto(sheet);
    await next.page.waitForSelector('.cars tbody tr');
    expect(await isOn(next.page, 8, 'not-satisfactory')).toBe(true);
    expect([...errors, ...next.errors]).toEqual([]);
    await next.context.close();
  }, 90_000);
});
