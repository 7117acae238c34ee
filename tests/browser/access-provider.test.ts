import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { violationsOf } from '../support/accessibility.js';
import { launchBrowser } from '../support/browser.js';
import { openDeskWorld, visitDesk, type DeskVisitor, type DeskWorld } from '../support/desk-world.js';
import { freePort } from '../support/free-port.js';
import { oidcSettings, openOidcProvider, type TestProvider } from '../support/oidc-provider.js';
import { keepPicture } from '../support/pictures.js';

/** Signing in with the account of one's organisation, by clicking, at the provider's own page too. */
let provider: TestProvider;
let world: DeskWorld;
let browser: Browser;

beforeAll(async () => {
  const port = await freePort('localhost');
  provider = await openOidcProvider([`http://localhost:${port}`]);
  world = await openDeskWorld({ port, environment: oidcSettings(provider.issuer) });
  browser = await launchBrowser();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await world?.close();
  await provider?.close();
});

const press = (page: Page, name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();

/** At the provider: a name, any password, and consent where it is asked for. */
async function logIn(page: Page, name: string): Promise<void> {
  await page.waitForURL(`${provider.issuer}/**`);
  await page.locator('input[name=login]').fill(name);
  await page.locator('input[name=password]').fill('any');
  await page.locator('button[type=submit]').click();
  const consent = page.locator('input[name=prompt][value=consent]');
  await consent.or(page.locator('#desk h1')).first().waitFor({ state: 'attached' });
  if ((await consent.count()) > 0) await page.locator('button[type=submit]').click();
}

async function operator(): Promise<DeskVisitor> {
  const visitor = await visitDesk(browser, { passkeys: true });
  const { half } = await world.service.staff.services.links.setUp();
  const { page } = visitor;
  await page.goto(`${world.origin}/desk#join=${half}`);
  await press(page, 'Continue');
  await press(page, 'Join with the sign-in of your organisation instead');
  await logIn(page, 'edna');
  await page.waitForSelector('h1 >> text=Your work');
  return visitor;
}

describe('the sign-in of the organisation', () => {
  it('joins, signs out, asks again who it is, and comes back to where the session ended', async () => {
    const { page, context, errors } = await operator();
    await press(page, 'Sign out');
    await press(page, 'Sign in with your organisation');
    await logIn(page, 'edna');
    await page.waitForSelector('h1 >> text=Your work');
    await page.goto(`${world.origin}/desk/accounts`);
    await page.waitForSelector('h1 >> text=People');
    world.clock.set(new Date(world.clock.now().getTime() + 16 * 60_000).toISOString());
    await page.getByLabel('Name, as colleagues know the person').fill('Rosa Lim');
    await page.getByRole('checkbox').first().check();
    await press(page, 'Make the invitation');
    await page.waitForSelector('h1 >> text=Sign in');
    expect(await page.innerText('.notice')).toContain('Sign in again. Your work is saved on this device.');
    expect(await violationsOf(page)).toEqual([]);
    await keepPicture(page, 'desk/access-idle-desk');
    await press(page, 'Sign in with your organisation');
    await logIn(page, 'edna');
    await page.waitForSelector('h1 >> text=People');
    expect(page.url()).toBe(`${world.origin}/desk/accounts`);
    // What matters most wants a passkey, which an account of the provider has not: it is made on the way.
    await page.getByLabel('Name, as colleagues know the person').fill('Rosa Lim');
    await page.getByRole('checkbox').first().check();
    await press(page, 'Make the invitation');
    await page.waitForSelector('dialog >> text=this account has none yet');
    expect(await violationsOf(page)).toEqual([]);
    await keepPicture(page, 'desk/access-first-passkey-desk', { part: true });
    // Some minutes later anybody may sit here: the account is not given away for good to a screen left open.
    world.clock.set(new Date(world.clock.now().getTime() + 6 * 60_000).toISOString());
    await press(page, 'Create the passkey');
    await page.waitForSelector('dialog >> text=A first passkey is made only right after signing in.');
    expect(await page.locator('dialog').getByRole('button', { name: 'Create the passkey' }).count()).toBe(0);
    expect(await violationsOf(page)).toEqual([]);
    await keepPicture(page, 'desk/access-passkey-too-late-desk', { part: true });
    await page.locator('dialog').getByRole('button', { name: 'Sign in with your organisation' }).click();
    await logIn(page, 'edna');
    await page.waitForSelector('h1 >> text=People');
    expect(page.url()).toBe(`${world.origin}/desk/accounts`);
    await page.getByLabel('Name, as colleagues know the person').fill('Rosa Lim');
    await page.getByRole('checkbox').first().check();
    await press(page, 'Make the invitation');
    await press(page, 'Create the passkey');
    await page.waitForSelector('.half-link');
    world.clock.set(new Date(world.clock.now().getTime() + 6 * 60_000).toISOString());
    await page.getByRole('button', { name: 'Withdraw' }).click();
    await page.waitForSelector('dialog >> text=Use your passkey again');
    await press(page, 'Confirm with a passkey');
    await page.waitForSelector('text=None is open.');
    expect(errors).toEqual([]);
    await context.close();
  }, 120_000);

  it('tells a stranger in their language that they did not get in, and lets them try another account', async () => {
    const { page, context, errors } = await visitDesk(browser, { viewport: { width: 360, height: 780 } });
    await page.goto(`${world.origin}/desk`);
    await press(page, 'Sign in with your organisation');
    await logIn(page, 'stranger');
    await page.waitForSelector('.problem');
    expect(page.url()).toBe(`${world.origin}/desk`);
    expect(await page.innerText('.problem')).toContain('This sign-in did not work.');
    for (const [language, words] of [
      ['si', 'මෙම පිවිසීම සාර්ථක නොවීය.'],
      ['ar', 'لم ينجح هذا الدخول.'],
    ] as const) {
      await page.locator('.top select').selectOption(language);
      await page.waitForSelector(`.problem >> text=${words}`);
      expect(await violationsOf(page)).toEqual([]);
      await keepPicture(page, `desk/access-stranger-${language}-phone`);
    }
    await page.locator('.top select').selectOption('en');
    await press(page, 'Sign in with your organisation');
    await logIn(page, 'edna');
    await page.waitForSelector('h1 >> text=Your work');
    expect(errors).toEqual([]);
    await context.close();
  }, 120_000);

  it('says when it does not answer, with the other ways beside it', async () => {
    await provider.close();
    world.clock.set(new Date(world.clock.now().getTime() + 2 * 60_000).toISOString());
    const { page, context, errors } = await visitDesk(browser);
    await page.goto(`${world.origin}/desk`);
    await press(page, 'Sign in with your organisation');
    await page.waitForSelector('.problem');
    expect(await page.innerText('.problem')).toContain('The sign-in service of your organisation does not answer.');
    expect(await page.getByRole('button', { name: 'Sign in with a passkey' }).isEnabled()).toBe(true);
    expect(await violationsOf(page)).toEqual([]);
    await keepPicture(page, 'desk/access-away-desk');
    expect(errors).toEqual([]);
    await context.close();
  }, 60_000);
});
