import { describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { DemoPeople } from '../../src/http/index.js';
import { INSTANCE, type StaffAccount } from '../../src/staff/index.js';
import type { Service } from '../../src/app.js';
import { violationsOf } from '../support/accessibility.js';
import { inBrowser } from '../support/browser.js';
import { openDeskWorld, visitDesk, type DeskWorld } from '../support/desk-world.js';
import { officerAt } from '../support/officer-desk.js';

/** What matters most asks again who is there, in place; and two tabs of one desk share what waits. */
let world: DeskWorld;
let browser: Browser;
let operator: StaffAccount;
const START = Date.parse('2026-01-05T08:00:00Z');
const minutes = (count: number): void => world.clock.set(new Date(START + count * 60_000).toISOString());

inBrowser(
  () => openDeskWorld({ demoPeople: oneInvented }),
  (opened) => ({ world, browser } = opened),
);

async function accountIn(service: Service, displayName: string): Promise<StaffAccount> {
  const { storage, ids, clock } = service.instance;
  return storage.store.read.staffAccounts.insert({
    ...{ id: ids.uuid(), version: 1, displayName, personId: null, state: 'active' },
    roles: [{ role: 'instance-administrator', organizationId: INSTANCE }],
    createdAt: clock.now().toISOString(),
  });
}

/** Somebody of a demonstration, who enters without a passkey. */
async function oneInvented(service: Service): Promise<DemoPeople> {
  operator = await accountIn(service, 'Invented operator');
  const { id: key, displayName } = operator;
  return {
    list: () => Promise.resolve([{ key, displayName, roles: ['instance-administrator'], organization: null }]),
    enter: () =>
      service.instance.storage.store.transaction(async (tx) => {
        const { token } = await service.staff.services.sessions.open(tx, operator, 'passkey');
        return { account: operator, token };
      }),
  };
}

const press = (page: Page, name: string): Promise<void> => page.getByRole('button', { name }).click();

async function invite(page: Page, name: string): Promise<void> {
  await page.getByLabel('Name, as colleagues know the person').fill(name);
  await page.getByLabel('Auditor').check();
  await press(page, 'Make the invitation');
}

async function people(page: Page): Promise<void> {
  await page.goto(`${world.origin}/desk/accounts`);
  await page.waitForSelector('h1 >> text=People');
}

describe('an act that matters, six minutes after the passkey was used', () => {
  it('asks for the passkey in place, does the act once, and asks no more; who would rather not keeps the form', async () => {
    minutes(0);
    const { half } = await world.service.staff.services.links.invite(operator, {
      displayName: 'Edna Aquino',
      organizationId: INSTANCE,
      roles: ['instance-administrator'],
    });
    const { page, context, errors } = await visitDesk(browser, { passkeys: true });
    await page.goto(`${world.origin}/desk#join=${half}`);
    await press(page, 'Continue');
    await press(page, 'Create the passkey');
    await page.waitForSelector('h1 >> text=Your work');
    await people(page);
    minutes(6);
    await invite(page, 'Rosa Lim');
    await page.waitForSelector('dialog >> text=Confirm that it is you');
    expect(await violationsOf(page)).toEqual([]);
    await page.locator('dialog').getByRole('button', { name: 'Cancel' }).click();
    expect(await page.innerText('.problem')).toContain('step-up');
    expect(await page.getByLabel('Name, as colleagues know the person').inputValue()).toBe('Rosa Lim');
    await press(page, 'Make the invitation');
    await press(page, 'Confirm with a passkey');
    await page.waitForSelector('code.half');
    expect(await page.locator('dialog').count()).toBe(0);
    const { staffLinks } = world.service.instance.storage.store.read;
    const made = (await staffLinks.find({ kind: 'invitation' })).filter(
      ({ displayName }) => displayName === 'Rosa Lim',
    );
    expect(made).toHaveLength(1);
    expect(errors).toEqual([]);
    await context.close();
  }, 60_000);

  it('invented people of the demonstration enter again instead, for the same organisation', async () => {
    minutes(0);
    const { page, context, errors } = await visitDesk(browser);
    await page.goto(`${world.origin}/desk`);
    await press(page, 'Invented operator');
    await page.waitForSelector('h1 >> text=Your work');
    await people(page);
    minutes(6);
    await invite(page, 'Ana Cruz');
    await press(page, 'Confirm as Invented operator');
    await page.waitForSelector('code.half');
    expect(await page.innerText('.who')).toMatch(/Invented operator\s+Operator/);
    expect(errors).toEqual([]);
    await context.close();
  }, 60_000);
});

describe('two tabs of one desk', () => {
  it('show the same list, also what an older desk left, and giving up in one tells the other', async () => {
    minutes(0);
    const roles = [{ organizationId: INSTANCE, role: 'instance-administrator' as const }];
    const { page, context, errors, accountId } = await officerAt(browser, world, { name: 'Two tabs', roles });
    await page.goto(`${world.origin}/robots.txt`);
    await page.evaluate(keepAsBefore, accountId);
    await page.goto(`${world.origin}/desk/sync`);
    await page.waitForSelector('.chip >> text=Needs you (1)');
    const other = await context.newPage();
    await other.goto(`${world.origin}/desk`);
    await other.waitForSelector('.chip >> text=Needs you (1)');
    await press(page, 'Give up');
    await other.waitForSelector('.chip >> text=Online');
    expect(errors).toEqual([]);
    await context.close();
  }, 60_000);
});

/** Runs in the page: the database as the first version of the desk made it, with one rating of a record that is no more. */
function keepAsBefore(accountId: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('desk', 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore('kept', { keyPath: 'path' });
      const recordId = '00000000-0000-4000-8000-000000000001';
      request.result.createObjectStore('waiting', { keyPath: 'id' }).add({
        ...{ id: 7, accountId, lane: recordId, path: `/api/assessment/records/${recordId}/notes` },
        ...{ body: { results: [] }, about: { kind: 'results', recordId } },
        ...{ doneAt: '2026-01-05T07:00:00.000Z', stuck: null },
      });
    };
    request.onsuccess = () => {
      request.result.close();
      resolve();
    };
    request.onerror = () => reject(new Error('not kept'));
  });
}
