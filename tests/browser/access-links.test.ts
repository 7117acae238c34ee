import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { violationsOf } from '../support/accessibility.js';
import { inBrowser } from '../support/browser.js';
import { openDeskWorld, visitDesk, type DeskVisitor, type DeskWorld } from '../support/desk-world.js';
import { officerAt, type Officer } from '../support/officer-desk.js';
import { openOffice, type Office } from '../support/service.js';
import { keepPicture } from '../support/pictures.js';

/** Invitation, recovery and their ends by clicking: two administrators, and a colleague on a phone with its own passkey. */
let world: DeskWorld;
let browser: Browser;
let office: Office;
let first: Officer;
let second: Officer;

inBrowser(openDeskWorld, (opened) => ({ world, browser } = opened));
beforeAll(async () => {
  office = await openOffice(world.service);
  const roles = [{ organizationId: office.body.id, role: 'administrator' as const }];
  first = await officerAt(browser, world, { name: 'First administrator', roles });
  second = await officerAt(browser, world, { name: 'Second administrator', roles });
}, 120_000);

const PHONE = { width: 360, height: 780 };
const DESK = { width: 1280, height: 800 };
const press = (page: Page, name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();
const people = async (page: Page): Promise<void> => {
  await page.goto(`${world.origin}/desk/accounts`);
  await page.waitForSelector('h1 >> text=People');
};
const phone = (): Promise<DeskVisitor> => visitDesk(browser, { viewport: PHONE, passkeys: true });

/** The first administrator invites, the second approves: the link of the one, the key of the other. */
async function invited(name: string): Promise<{ readonly link: string; readonly key: string }> {
  await people(first.page);
  await first.page.getByLabel('Name, as colleagues know the person').fill(name);
  await first.page.getByLabel('Certification officer').check();
  await press(first.page, 'Make the invitation');
  const link = await first.page.innerText('.half-link');
  await people(second.page);
  await second.page
    .locator('tr', { hasText: name })
    .getByRole('button', { name: 'Approve and get the other half' })
    .click();
  const key = await second.page.innerText('code.half');
  expect(await second.page.locator('.half-link').count()).toBe(0);
  return { link, key };
}

async function join(
  visitor: DeskVisitor,
  { link, key }: { readonly link: string; readonly key: string },
): Promise<void> {
  await visitor.page.goto(link);
  await visitor.page.getByLabel('Key from the second administrator').fill(key);
  await press(visitor.page, 'Continue');
  await press(visitor.page, 'Create the passkey');
}

/** The page as it stands, without anything that axe finds, nothing sideways, as a picture in three languages. */
async function looksGood(page: Page, name: string): Promise<void> {
  const before = page.viewportSize() ?? PHONE;
  const choose = async (language: string): Promise<void> => {
    await page.setViewportSize(DESK);
    await page.locator('select:has(option[value="si"])').selectOption(language);
    await page.waitForFunction((code) => document.documentElement.lang === code, language);
  };
  for (const language of ['en', 'ar', 'si']) {
    await choose(language);
    expect(await violationsOf(page)).toEqual([]);
    const wrongFields = (await page.locator('.field-error').allInnerTexts()).join();
    if (language !== 'en') expect(wrongFields).not.toMatch(/[a-z]{3}/i);
    for (const [size, viewport] of Object.entries({ desk: DESK, phone: PHONE })) {
      await page.setViewportSize(viewport);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(1);
      await keepPicture(page, `desk/access-${name}-${language}-${size}`);
    }
  }
  await choose('en');
  await page.setViewportSize(before);
}

describe('the first administrator', () => {
  it('is led through name and passkey on a phone, finds a used link ended, and lets in the second one', async () => {
    const { half } = await world.service.staff.services.links.setUp();
    const edna = await phone();
    await edna.page.goto(`${world.origin}/desk#set-up=${half}`);
    await edna.page.waitForSelector('h1 >> text=Create the first administrator');
    await looksGood(edna.page, 'set-up');
    await edna.page.getByLabel('Your name').fill('Edna Aquino');
    await press(edna.page, 'Continue');
    await press(edna.page, 'Create the passkey');
    await edna.page.waitForSelector('h1 >> text=Your work');
    const late = await phone();
    await late.page.goto(`${world.origin}/desk#set-up=${half}`);
    await late.page.getByLabel('Your name').fill('Somebody else');
    await press(late.page, 'Continue');
    await press(late.page, 'Create the passkey');
    await late.page.waitForSelector('h1 >> text=This link no longer opens');
    await looksGood(late.page, 'set-up-ended');
    expect(await late.page.getByRole('button', { name: 'Enter the key again' }).count()).toBe(0);
    await people(edna.page);
    await edna.page.getByLabel('Name, as colleagues know the person').fill('Ines Alves');
    await edna.page.getByRole('checkbox').first().check();
    await press(edna.page, 'Make the invitation');
    const link = await edna.page.innerText('.half-link');
    await late.page.goto(link);
    await late.page.waitForSelector('h1 >> text=Join the desk');
    await press(late.page, 'Continue');
    await press(late.page, 'Create the passkey');
    await late.page.waitForSelector('h1 >> text=Your work');
    expect([...edna.errors, ...late.errors]).toEqual([]);
    await edna.context.close();
    await late.context.close();
  }, 120_000);
});

describe('an invited officer', () => {
  it('opens the link on a phone, adds the second key, makes a passkey and sees the first work list; once', async () => {
    const given = await invited('Rosa Lim');
    const rosa = await phone();
    await rosa.page.goto(given.link);
    await rosa.page.waitForSelector('h1 >> text=Join the desk');
    expect(rosa.page.url()).toBe(`${world.origin}/desk`);
    await looksGood(rosa.page, 'join');
    // No phone makes a capital of the first letter.
    expect(await rosa.page.locator('input[autocapitalize=none][dir=ltr]').count()).toBe(2);
    await rosa.page.getByLabel('Key from the second administrator').fill(given.key);
    await press(rosa.page, 'Continue');
    await looksGood(rosa.page, 'join-passkey');
    await press(rosa.page, 'Create the passkey');
    await rosa.page.waitForSelector('h1 >> text=Your work');
    await press(rosa.page, 'Menu');
    expect(await rosa.page.innerText('.who')).toMatch(/Rosa Lim\s+Certification officer/);
    expect(await violationsOf(rosa.page)).toEqual([]);
    await press(rosa.page, 'Sign out');
    await looksGood(rosa.page, 'sign-in');
    const other = await phone();
    await join(other, given);
    await other.page.waitForSelector('h1 >> text=This link no longer opens');
    await looksGood(other.page, 'ended');
    await press(other.page, 'Enter the key again');
    expect(await other.page.getByLabel('Key from the first administrator').inputValue()).toMatch(/^[\w-]{20,}$/);
    expect([...rosa.errors, ...other.errors]).toEqual([]);
    await rosa.context.close();
    await other.context.close();
  }, 120_000);

  it('gets nowhere with one half, after 24 hours, or when it was withdrawn', async () => {
    const half = await invited('Ana Cruz');
    const ana = await phone();
    await join(ana, { link: half.link, key: '' });
    await ana.page.waitForSelector('h1 >> text=This link no longer opens');
    await press(ana.page, 'Go to sign-in');
    await press(ana.page, 'I was given a link or a key');
    await ana.page.waitForSelector('h1 >> text=Use your key');
    expect(await ana.page.getByLabel('Key from the first administrator').inputValue()).toBe('');
    await press(ana.page, 'Continue');
    expect(await ana.page.innerText('.problem')).toContain('Enter the key you were given, letter by letter.');
    await looksGood(ana.page, 'typed-key');
    await people(second.page);
    await second.page.locator('tr', { hasText: 'Ana Cruz' }).getByRole('button', { name: 'Withdraw' }).click();
    await second.page.locator('tr', { hasText: 'Ana Cruz' }).waitFor({ state: 'detached' });
    await join(ana, half);
    await ana.page.waitForSelector('h1 >> text=This link no longer opens');
    const late = await invited('Luz Reyes');
    const now = world.clock.now().getTime();
    world.clock.set(new Date(now + 24 * 3_600_000).toISOString());
    await join(ana, late);
    await ana.page.waitForSelector('h1 >> text=This link no longer opens');
    world.clock.set(new Date(now).toISOString());
    await join(ana, late);
    await ana.page.waitForSelector('h1 >> text=Your work');
    expect(ana.errors).toEqual([]);
    await ana.context.close();
  }, 120_000);
});

describe('an officer who lost the passkey', () => {
  it('gets in with a new one that two administrators gave; the old one and its session open nothing', async () => {
    const lost = await phone();
    await join(lost, await invited('Nena Dizon'));
    await lost.page.waitForSelector('h1 >> text=Your work');
    await people(first.page);
    const row = first.page.locator('tr', { hasText: 'Nena Dizon' });
    await row.getByRole('button', { name: 'Give a new passkey' }).click();
    expect(await violationsOf(first.page)).toEqual([]);
    await first.page.locator('dialog').getByRole('button', { name: 'Give a new passkey' }).click();
    const link = await first.page.innerText('.half-link');
    expect(link).toContain('/desk#recover=');
    await looksGood(first.page, 'half');
    await first.page.getByRole('button', { name: 'Approve and get the other half' }).first().click();
    expect(await first.page.innerText('.problem')).toContain('R27');
    await people(second.page);
    await second.page
      .locator('tr', { hasText: 'Nena Dizon' })
      // Whose passkey it is, and which roles come with it, stands in the row that is approved.
      .filter({ hasText: /Certification officer[^]*Waits for a second administrator/ })
      .getByRole('button', { name: 'Approve and get the other half' })
      .click();
    const key = await second.page.innerText('code.half');
    const found = await phone();
    await found.page.goto(link);
    await found.page.waitForSelector('h1 >> text=Get back in');
    await looksGood(found.page, 'recover');
    await join(found, { link, key });
    await found.page.waitForSelector('h1 >> text=Your work');
    await press(found.page, 'Menu');
    expect(await found.page.innerText('.who')).toContain('Nena Dizon');
    await lost.page.goto(`${world.origin}/desk`);
    await press(lost.page, 'Sign in with a passkey');
    expect(await lost.page.innerText('.problem')).toContain('This sign-in did not work.');
    expect(await violationsOf(lost.page)).toEqual([]);
    await press(found.page, 'Sign out');
    await press(found.page, 'Sign in with a passkey');
    await found.page.waitForSelector('h1 >> text=Your work');
    expect([...lost.errors, ...found.errors, ...first.errors, ...second.errors]).toEqual([]);
    await lost.context.close();
    await found.context.close();
  }, 120_000);
});
