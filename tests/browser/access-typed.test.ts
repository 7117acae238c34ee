import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { newRow } from '../../src/staff/context.js';
import { INSTANCE, type RoleGrant } from '../../src/staff/index.js';
import { violationsOf } from '../support/accessibility.js';
import { launchBrowser } from '../support/browser.js';
import { openDeskWorld, visitDesk, type DeskVisitor, type DeskWorld } from '../support/desk-world.js';
import { face } from '../support/face.js';
import { freePort } from '../support/free-port.js';
import { oidcSettings, openOidcProvider, type TestProvider } from '../support/oidc-provider.js';
import { openOffice } from '../support/service.js';
import { keepPicture } from '../support/pictures.js';

/** A form half filled when the session ends: it is there again after the sign-in of the organisation, for who typed it. */
let provider: TestProvider;
let world: DeskWorld;
let browser: Browser;

beforeAll(async () => {
  const port = await freePort('localhost');
  provider = await openOidcProvider([`http://localhost:${port}`]);
  world = await openDeskWorld({ port, environment: oidcSettings(provider.issuer), at: '2026-01-12T08:00:00Z' });
  browser = await launchBrowser();
  const { body } = await openOffice(world.service);
  // The one works for the service first, and for the office when the form is filled.
  await colleague('edna', [
    { role: 'auditor', organizationId: INSTANCE },
    { role: 'registrar', organizationId: body.id },
    { role: 'processing-officer', organizationId: body.id },
  ]);
  await colleague('rosa', [{ role: 'registrar', organizationId: body.id }]);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await world?.close();
  await provider?.close();
});

/** An account that signs in with the provider under this name; joining by clicking has a test of its own. */
async function colleague(name: string, roles: readonly RoleGrant[]): Promise<void> {
  const { storage, ids, clock } = world.service.instance;
  const createdAt = clock.now().toISOString();
  const account = { ...newRow({ ids }), displayName: name, roles, personId: null, createdAt, state: 'active' as const };
  await storage.store.transaction(async (tx) => {
    await tx.staffAccounts.insert(account);
    const identity = { accountId: account.id, issuer: provider.issuer, subject: name, createdAt };
    await tx.staffIdentities.insert({ ...newRow({ ids }), ...identity, state: 'active' });
  });
}

const press = (page: Page, name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();

async function logIn(page: Page, name: string): Promise<void> {
  await page.waitForURL(`${provider.issuer}/**`);
  await page.locator('input[name=login]').fill(name);
  await page.locator('input[name=password]').fill('any');
  await page.locator('button[type=submit]').click();
  const consent = page.locator('input[name=prompt][value=consent]');
  await consent.or(page.locator('#desk h1')).first().waitFor({ state: 'attached' });
  if ((await consent.count()) > 0) await page.locator('button[type=submit]').click();
  await page.waitForURL(`${world.origin}/**`);
}

/** The button of the organisation stands between the two others, once the ways in are known. */
async function toProvider(page: Page): Promise<void> {
  await page.locator('.stack button').nth(2).waitFor();
  await page.locator('.stack button').nth(1).click();
}

async function workForOffice(page: Page): Promise<void> {
  await page.waitForSelector('.who-name', { state: 'attached' });
  const places = page.locator('.who select');
  if ((await places.count()) === 0) return;
  if (!(await places.isVisible())) await page.locator('button.menu').click();
  const moved = page.waitForResponse('**/api/staff/me/organization');
  await places.selectOption({ label: 'TESDA' });
  await moved;
}

/** Somebody signed in with the provider, working for the office. */
async function at(name: string, path: string, options = {}): Promise<DeskVisitor> {
  const visitor = await visitDesk(browser, options);
  const { page } = visitor;
  await page.clock.install();
  await page.goto(`${world.origin}/desk`);
  await toProvider(page);
  await logIn(page, name);
  await workForOffice(page);
  await page.goto(world.origin + path);
  await page.waitForSelector('form, #kind');
  return visitor;
}

/** Left alone until the desk locks, and until the session is over. */
async function leaveAlone(page: Page): Promise<void> {
  await page.clock.fastForward('06:00');
  await page.waitForSelector('.plain-body h1');
  world.clock.set(new Date(world.clock.now().getTime() + 16 * 60_000).toISOString());
}

/** Everything this browser keeps for its screens, as text. */
const keptBy = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const opened = indexedDB.open('desk');
    await new Promise((resolve) => (opened.onsuccess = resolve));
    const rows = opened.result.transaction('kept').objectStore('kept').getAll();
    await new Promise((resolve) => (rows.onsuccess = resolve));
    opened.result.close();
    const inText = (_: string, value: unknown): unknown => (value instanceof Map ? [...value] : value);
    return JSON.stringify(rows.result, inText);
  });

const GRANT = '/desk/accreditations/new';

async function fillGrant(page: Page): Promise<void> {
  await page.waitForSelector('#subject');
  await page.selectOption('#kind', 'person');
  await page.fill('#number', 'CA-2026-0007');
  await page.fill('#from', '2026-02-01');
  await page.fill('#basis', 'Interview of 5 January\nCertificate 12');
  await page.locator('input[name=qualifications]').first().check();
}

describe('a form that is half filled when the session ends', () => {
  it('is there again after the sign-in of the organisation, for the organisation for which it was filled', async () => {
    const { page, context, errors } = await at('edna', GRANT);
    await fillGrant(page);
    await leaveAlone(page);
    await press(page, 'Sign in with your organisation');
    await page.waitForURL(`${provider.issuer}/**`);
    await page.goBack();
    // Not yet signed in: nothing of it is shown.
    await page.waitForSelector('h1 >> text=Sign in');
    expect(await page.content()).not.toContain('CA-2026-0007');
    await press(page, 'Sign in with your organisation');
    await logIn(page, 'edna');
    await page.waitForSelector('main .notice >> text=What you had typed is here again.');
    expect(page.url()).toBe(world.origin + GRANT);
    expect(await page.inputValue('#kind')).toBe('person');
    expect(await page.inputValue('#number')).toBe('CA-2026-0007');
    expect(await page.inputValue('#from')).toBe('2026-02-01');
    expect(await page.inputValue('#basis')).toBe('Interview of 5 January\nCertificate 12');
    expect(await page.locator('input[name=qualifications]').first().isChecked()).toBe(true);
    expect(await page.locator('.who select option:checked').innerText()).toBe('TESDA');
    expect(await keptBy(page)).not.toContain('CA-2026-0007');
    expect(await violationsOf(page)).toEqual([]);
    await keepPicture(page, 'desk/access-typed-back');
    // Given out once: a page opened anew is empty.
    await page.reload();
    await page.waitForSelector('#number');
    expect(await page.inputValue('#number')).toBe('');
    expect(await page.locator('main .notice').count()).toBe(0);
    expect(errors).toEqual([]);
    await context.close();
  }, 120_000);

  it('goes along with the photo, on a telephone in Arabic, and is sent from there', async () => {
    const options = { viewport: { width: 360, height: 780 }, locale: 'ar' };
    const { page, context, errors } = await at('edna', '/desk/candidates/new', options);
    await page.fill('#family', 'Ramos');
    await page.fill('#given', 'Luz');
    for (const [index, part] of ['5', '3', '1988'].entries())
      await page.locator('fieldset:has(#born) input').nth(index).fill(part);
    await page.setInputFiles('#photo', { name: 'face.jpg', mimeType: 'image/jpeg', buffer: await face() });
    await page.waitForSelector('img.portrait');
    await leaveAlone(page);
    await toProvider(page);
    await logIn(page, 'edna');
    await page.waitForSelector('main .notice >> text=ما كتبته موجود هنا من جديد.');
    expect(await page.inputValue('#family')).toBe('Ramos');
    expect(await page.locator('fieldset:has(#born) input').nth(2).inputValue()).toBe('1988');
    await page.waitForSelector('img.portrait');
    expect(await violationsOf(page)).toEqual([]);
    await keepPicture(page, 'desk/access-typed-back-ar-phone');
    await page.locator('form button[type=submit]').click();
    await page.waitForSelector('.chip.safe');
    const people = await world.service.instance.store.read.people.find({}, { limit: 200 });
    const luz = people.find(({ names }) => names.some(({ family }) => family === 'Ramos'));
    expect(luz?.birthDate?.value).toBe('1988-03-05');
    expect(luz?.photoHash).toMatch(/^[0-9a-f]{64}$/);
    expect(errors).toEqual([]);
    await context.close();
  }, 120_000);

  it('is never shown to another account, not even what was copied for the screens of the first', async () => {
    const { page, context, errors } = await at('edna', GRANT);
    await fillGrant(page);
    await leaveAlone(page);
    await press(page, 'Sign in with your organisation');
    await page.waitForURL(`${provider.issuer}/**`);
    await logIn(page, 'rosa');
    await page.waitForSelector('#number');
    expect(await page.innerText('.who-name')).toBe('rosa');
    expect(await page.inputValue('#number')).toBe('');
    expect(await page.locator('main .notice').count()).toBe(0);
    expect(await keptBy(page)).not.toMatch(/CA-2026-0007|edna/);
    await press(page, 'Sign out');
    await press(page, 'Sign in with your organisation');
    await logIn(page, 'edna');
    await workForOffice(page);
    await page.goto(world.origin + GRANT);
    await page.waitForSelector('#number');
    expect(await page.inputValue('#number')).toBe('');
    expect(errors).toEqual([]);
    await context.close();
  }, 120_000);
});
