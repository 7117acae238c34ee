import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { INSTANCE } from '../../src/staff/index.js';
import { violationsOf } from '../support/accessibility.js';
import { inBrowser } from '../support/browser.js';
import { openDeskWorld, visitDesk, type DeskWorld } from '../support/desk-world.js';
import { officerAt, sidewaysIn, type Officer } from '../support/officer-desk.js';
import { openOffice, type Office } from '../support/service.js';
import { keepPicture } from '../support/pictures.js';

/** The first person of an awarding body that has nobody: invited at the desk by the operator's two administrators. */
let world: DeskWorld;
let browser: Browser;
let office: Office;
let first: Officer;
let second: Officer;

inBrowser(openDeskWorld, (opened) => ({ world, browser } = opened));
beforeAll(async () => {
  office = await openOffice(world.service);
  const roles = [{ organizationId: INSTANCE, role: 'instance-administrator' as const }];
  first = await officerAt(browser, world, { name: 'First of the service', roles });
  second = await officerAt(browser, world, { name: 'Second of the service', roles });
}, 120_000);

const PHONE = { width: 360, height: 780 };
const APPROVE = 'Approve and get the other half';
const press = (page: Page, name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();
const people = async (page: Page): Promise<void> => {
  await page.goto(`${world.origin}/desk/accounts`);
  await page.waitForSelector('h2 >> text=Invite a person');
};
/** From the top: nothing half behind the bar there. */
async function wrongIn(page: Page): Promise<readonly string[]> {
  await page.evaluate(() => scrollTo(0, 0));
  return violationsOf(page);
}
const rowOf = (page: Page, name: string) => page.locator('tr', { hasText: name });

describe('the first registrar of a new awarding body', () => {
  it('is invited into it by one administrator of the service, approved by the other, and works for it', async () => {
    await people(first.page);
    const place = first.page.getByLabel('Organisation', { exact: true });
    // Roles of the service are not carried into an organisation.
    await first.page.getByRole('checkbox', { name: 'Operator', exact: true }).check();
    await place.selectOption(office.body.id);
    expect(await place.locator('option:checked').innerText()).toContain(office.body.legalName);
    expect(await first.page.getByRole('checkbox', { checked: true }).count()).toBe(0);
    expect(await first.page.getByRole('checkbox', { name: 'Operator', exact: true }).count()).toBe(0);
    await press(first.page, 'Make the invitation');
    expect(await wrongIn(first.page)).toEqual([]);
    await first.page.setViewportSize(PHONE);
    expect(await first.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(1);
    await keepPicture(first.page, 'desk/access-new-body-chosen-phone');
    await first.page.setViewportSize({ width: 1280, height: 800 });
    await first.page.getByLabel('Name, as colleagues know the person').fill('Rosa Lim');
    await first.page.getByLabel('Registrar').check();
    await press(first.page, 'Make the invitation');
    const link = await first.page.innerText('.half-link');
    expect(await wrongIn(first.page)).toEqual([]);
    await rowOf(first.page, 'Rosa Lim').getByRole('button', { name: APPROVE }).click();
    expect(await first.page.innerText('.problem')).toContain('R27');

    await people(second.page);
    const waiting = await rowOf(second.page, 'Rosa Lim').innerText();
    for (const said of [office.body.legalName, 'Registrar', 'Waits for a second administrator'])
      expect(waiting).toContain(said);
    expect(await wrongIn(second.page)).toEqual([]);
    expect(await sidewaysIn(second.page, 'access-new-body', 'table >> text=Rosa Lim')).toEqual([]);
    await people(second.page);
    await rowOf(second.page, 'Rosa Lim').getByRole('button', { name: APPROVE }).click();
    const key = await second.page.innerText('code.half');
    expect(await second.page.locator('.half-link').count()).toBe(0);

    const rosa = await visitDesk(browser, { viewport: PHONE, passkeys: true });
    await rosa.page.goto(link);
    await rosa.page.getByLabel('Key from the second administrator').fill(key);
    await press(rosa.page, 'Continue');
    await press(rosa.page, 'Create the passkey');
    await rosa.page.waitForSelector('h1 >> text=Your work');
    await press(rosa.page, 'Menu');
    expect(await rosa.page.innerText('.who')).toMatch(/Rosa Lim\s+Registrar/);
    expect([...first.errors, ...second.errors, ...rosa.errors]).toEqual([]);
    await rosa.context.close();
  }, 180_000);

  it('an administrator of an organisation is offered no other one', async () => {
    const roles = [{ organizationId: office.body.id, role: 'administrator' as const }];
    const own = await officerAt(browser, world, { name: 'Of the body', roles });
    await people(own.page);
    expect(await own.page.locator('#invite-organization').count()).toBe(0);
    await own.page.getByLabel('Name, as colleagues know the person').fill('Ana Cruz');
    await own.page.getByLabel('Moderator').check();
    await press(own.page, 'Make the invitation');
    await own.page.waitForSelector('.half-link');
    await people(second.page);
    expect(await rowOf(second.page, 'Ana Cruz').count()).toBe(0);
    expect([...own.errors, ...second.errors]).toEqual([]);
    await own.context.close();
  }, 120_000);

  it('is offered to whom administers both the service and a body only while working for the service', async () => {
    const roles = [
      { organizationId: office.body.id, role: 'administrator' as const },
      { organizationId: INSTANCE, role: 'instance-administrator' as const },
    ];
    const { page, errors, context } = await officerAt(browser, world, { name: 'Of both', roles });
    await people(page);
    expect(await page.locator('#invite-organization').count()).toBe(0);
    expect(await page.locator('.problem').count()).toBe(0);
    const changed = page.waitForResponse('**/api/staff/me/organization');
    await page.getByLabel('Working for').selectOption(INSTANCE);
    await changed;
    await people(page);
    expect(await page.locator('#invite-organization option').count()).toBeGreaterThan(2);
    expect(errors).toEqual([]);
    await context.close();
  }, 120_000);
});
