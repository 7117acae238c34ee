import { describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { inBrowser } from '../support/browser.js';
import { violationsOf } from '../support/accessibility.js';
import { openDeskWorld, visitDesk, type DeskWorld } from '../support/desk-world.js';

/** First run, signing in and out, invitation and recovery, by clicking, with a passkey device in the browser. */
let world: DeskWorld;
let browser: Browser;
inBrowser(openDeskWorld, (opened) => ({ world, browser } = opened));

describe('the first administrator', () => {
  it('opens the set-up link, makes a passkey, signs out and in again; the link works once', async () => {
    const { half } = await world.service.staff.services.links.setUp();
    const { page, context, errors } = await visitDesk(browser, { passkeys: true });
    await page.goto(`${world.origin}/desk#set-up=${half}`);
    await page.waitForSelector('h1 >> text=Create the first administrator');
    expect(page.url()).toBe(`${world.origin}/desk`);
    await page.getByRole('button', { name: 'Continue' }).click();
    expect(await page.innerText('.problem')).toContain('Enter your name.');
    await page.getByLabel('Your name').fill('Edna Aquino');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('button', { name: 'Create the passkey' }).click();
    await page.waitForSelector('h1 >> text=Your work');
    expect(await page.innerText('.who')).toMatch(/Edna Aquino\s+Operator/);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await page.waitForSelector('h1 >> text=Your work');
    const other = await visitDesk(browser, { passkeys: true });
    await other.page.goto(`${world.origin}/desk#set-up=${half}`);
    await other.page.getByLabel('Your name').fill('Somebody else');
    await other.page.getByRole('button', { name: 'Continue' }).click();
    await other.page.getByRole('button', { name: 'Create the passkey' }).click();
    await other.page.waitForSelector('h1 >> text=This link no longer opens');
    expect(await other.page.innerText('.notice.stop')).toContain('If you made the passkey already, sign in with it.');
    expect(await violationsOf(other.page)).toEqual([]);
    await other.page.getByRole('button', { name: 'Go to sign-in' }).click();
    await other.page.waitForSelector('h1 >> text=Sign in');
    expect([...errors, ...other.errors]).toEqual([]);
    await other.context.close();
    await context.close();
  });

  it('a cancelled passkey says what to do and nothing is lost', async () => {
    const { page, context, errors } = await visitDesk(browser);
    await page.goto(`${world.origin}/desk`);
    await page.evaluate(() => {
      navigator.credentials.get = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
    });
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    expect(await page.innerText('.problem')).toContain('The passkey was not used.');
    expect(errors).toEqual([]);
    await context.close();
  });
});
