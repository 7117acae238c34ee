import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { StaffRole } from '../../src/staff/index.js';
import { inBrowser } from '../support/browser.js';
import { openDeskWorld, sendNow, visitDesk, type DeskVisitor, type DeskWorld } from '../support/desk-world.js';
import { domesticWork, openOffice, type Office } from '../support/service.js';

/**
 * A day of assessment by clicking, on the real service: plan, approve, appoint, import with bad rows, enrol, attend, rate
 * with the network lost half-way, agree, sign, countersign and send.
 */
let world: DeskWorld;
let browser: Browser;
let office: Office;
const accounts = new Map<string, string>();
const visitors: DeskVisitor[] = [];

inBrowser(
  () => openDeskWorld({ at: '2026-01-12T08:00:00Z' }),
  (opened) => ({ world, browser } = opened),
);
beforeAll(async () => {
  office = await openOffice(world.service);
  const centre = office.site.organizationId;
  await staff('desk', centre, ['processing-officer']);
  await staff('manager', centre, ['ac-manager']);
  await staff('assessor', centre, ['assessor'], office.assessor.personId);
  await staff('representative', office.body.id, ['representative']);
  await staff('director', office.body.id, ['approving-officer']);
  await staff('certification-officer', office.body.id, ['certification-officer']);
  const { store } = world.service.instance.storage;
  await store.read.tenantHoldings.insert({
    id: world.service.instance.ids.uuid(),
    version: 1,
    organizationId: centre,
    subjectType: 'person',
    subjectId: office.assessor.personId,
    heldAt: '2026-01-12T08:00:00Z',
  });
}, 90_000);

async function staff(name: string, organizationId: string, roles: readonly StaffRole[], personId?: string) {
  const { storage, ids, clock } = world.service.instance;
  const id = ids.uuid();
  accounts.set(name, id);
  await storage.store.read.staffAccounts.insert({
    id,
    version: 1,
    displayName: `The ${name}`,
    roles: roles.map((role) => ({ role, organizationId })),
    personId: personId ?? null,
    state: 'active',
    createdAt: clock.now().toISOString(),
  });
}

/** Somebody's browser with a fresh session: days pass between the steps. */
async function at(name: string, path: string): Promise<Page> {
  const { storage } = world.service.instance;
  const account = await storage.store.read.staffAccounts.get(accounts.get(name) ?? '');
  if (account === null) throw new Error(`nobody is called ${name}`);
  const { token } = await storage.store.transaction((tx) =>
    world.service.staff.services.sessions.open(tx, account, 'passkey'),
  );
  const visitor = await visitDesk(browser);
  visitors.push(visitor);
  await visitor.context.addCookies([{ name: 'staff', value: token, url: world.origin }]);
  await visitor.page.goto(world.origin + path);
  return visitor.page;
}

const press = (page: Page, name: string | RegExp): Promise<void> => page.getByRole('button', { name }).click();
const heading = (page: Page, text: string): Promise<unknown> =>
  page.waitForSelector(`h1 >> text=${text}`, { timeout: 10_000 });

const HASH = 'ab'.repeat(32);
let sessionPath: string;

describe('a day of assessment', () => {
  it('is planned step by step, with what the rules say beside each choice', async () => {
    const page = await at('manager', '/desk/sessions');
    await page.getByRole('link', { name: 'Plan a session' }).click();
    await heading(page, 'Plan a session');
    await press(page, 'Continue');
    expect(await page.innerText('.problem')).toContain('Choose the qualification.');
    await page.getByLabel('Qualification').selectOption(`${domesticWork.qualificationId} ${domesticWork.revision}`);
    await press(page, 'Continue');
    await page.getByRole('radio').first().check();
    await page.getByLabel('Day', { exact: true }).fill('2026-02-10');
    await page.getByLabel('From').fill('01:00');
    await page.getByLabel('To', { exact: true }).fill('09:00');
    await page.getByLabel('Number of candidates').fill('5');
    await press(page, 'Continue');
    await page.getByRole('checkbox').first().check();
    expect(await page.innerText('.tile')).toContain('accredited until');
    await press(page, 'Continue');
    await press(page, 'Ask for approval');
    await page.waitForURL(/\/desk\/sessions\/[0-9a-f-]{36}$/);
    sessionPath = new URL(page.url()).pathname;
    await page.waitForSelector('text=Waits for approval');
  }, 60_000);

  it('is approved and appointed by another officer, who gives the reason that a rule asks for', async () => {
    const page = await at('director', sessionPath);
    await press(page, 'Approve the session');
    await page.waitForSelector('h2 >> text=Appoint for the day');
    await page.getByLabel('Representative').selectOption({ label: 'The representative' });
    await page.getByRole('checkbox').first().check();
    await page.getByLabel('Version of the package').fill('1');
    await press(page, 'Appoint for the day');
    expect(await page.innerText('.problem')).toContain('fingerprint');
    await page.getByLabel('Fingerprint').fill(HASH);
    await press(page, 'Appoint for the day');
    await page.waitForSelector('strong >> text=Ready');
  }, 60_000);

  it('a list with bad rows: columns first, one question for all dates, nothing kept before it is confirmed', async () => {
    const page = await at('desk', '/desk/candidates/import');
    const csv = [
      'Surname;First name;Date of birth;Qualification',
      'Reyes;Maria;03/04/1988;Domestic Work NC II',
      'Santos;Ana;1990-02-31;Domestic Work NC II',
      'Lim;Rosa;5 May 1991;DWNC2',
      ';;7 June 1992;',
      'Cruz;Liza;8 July 1993;Domestic Work NC II',
    ].join('\n');
    await page.setInputFiles('#file', { name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
    await page.waitForSelector('text=Nothing has been saved yet.');
    expect(await page.innerText('[role=tabpanel]')).toMatch(/C13[\s\S]*C12[\s\S]*C14[\s\S]*C10/);
    expect(await page.innerText('[role=tabpanel]')).toContain('Did you mean');
    expect(await world.service.instance.store.read.people.count({})).toBe(1);
    await page.getByLabel('Day first').check();
    await page.waitForSelector('text=2 ready');
    await page.getByLabel('Apply for').selectOption(`${domesticWork.qualificationId} ${domesticWork.revision}`);
    await page.getByLabel('agreed to the notice').check();
    await page.getByLabel('guide is complete').check();
    await press(page, 'Save 2 candidates');
    await page.waitForSelector('text=2 candidates are registered.');
    const people = await world.service.instance.store.read.people.find({});
    expect(people.map((person) => person.birthDate?.value).sort()).toEqual(
      expect.arrayContaining(['1988-04-03', '1993-07-08']),
    );
  }, 60_000);

  it('applications move on together and candidates are enrolled', async () => {
    const page = await at('desk', '/desk/applications?state=draft');
    await page.getByLabel('Choose all').check();
    await press(page, 'Submit');
    await page.waitForSelector('text=2 applications moved on.');
    const manager = await at('manager', '/desk/applications?state=submitted');
    await manager.getByLabel('Choose all').check();
    await press(manager, 'Accept');
    await manager.waitForSelector('text=2 applications moved on.');
    await page.getByLabel('State').selectOption('eligible');
    await page.getByLabel('Choose all').check();
    await press(page, 'No fee');
    await page.waitForSelector('text=2 applications moved on.');
    await page.getByLabel('State').selectOption('fee-cleared');
    await page.getByLabel('Choose all').check();
    await press(page, 'Enrol in this session');
    expect(await page.innerText('.problem')).toContain('Choose the session.');
    await page.getByLabel('Session').selectOption({ index: 1 });
    await press(page, 'Enrol in this session');
    await page.waitForSelector('text=2 applications moved on.');
  }, 60_000);

  it('the representative opens the package and checks who came', async () => {
    world.clock.set('2026-02-10T00:45:00Z');
    const page = await at('representative', sessionPath);
    await page.getByLabel('Fingerprint').fill(HASH);
    await press(page, 'Open the assessment package');
    await page.waitForSelector('strong >> text=Running');
    await page.getByRole('link', { name: 'Attendance' }).click();
    await page.getByRole('button', { name: 'Present, it is this person' }).first().click();
    await page.getByRole('button', { name: 'Something differs' }).click();
    await page.getByLabel('Birth date').check();
    await press(page, 'Present, papers differ');
    await page.waitForSelector('text=2 of 2 are here');
    await page.waitForSelector('.chip.safe');
    const states = (await world.service.instance.store.read.applications.find({})).map(({ state }) => state);
    expect(states).toEqual(['attended', 'attended']);
  }, 60_000);

  it('rating goes on without the network, is received in order, agreed to and signed', async () => {
    world.clock.set('2026-02-10T02:00:00Z');
    const page = await at('assessor', sessionPath);
    await page.getByRole('button', { name: 'Start the rating sheet' }).first().click();
    await heading(page, 'Rating sheet');
    const cells = page.locator('.rate.satisfactory');
    await cells.first().click();
    await page.waitForSelector('.chip.safe');
    await world.down();
    const total = await cells.count();
    for (let index = 1; index < total; index++) await cells.nth(index).click();
    await page.waitForSelector(`text=Waiting to send`);
    const box = await cells.first().boundingBox();
    expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(56);
    expect(await page.innerText('.overall')).toContain('Competent');
    await world.up();
    await page
      .getByRole('link', { name: /Waiting to send/ })
      .first()
      .click();
    await sendNow(page);
    await page.goBack();
    await page.setViewportSize({ width: 360, height: 740 });
    await press(page, 'Candidate agrees and signs');
    // The candidate reads the results from the first one on, also where they are longer than a telephone.
    await page.waitForFunction(() => document.activeElement?.matches('dialog[open] h2'));
    expect(await page.locator('dialog').evaluate((dialog) => dialog.scrollTop)).toBe(0);
    expect(await page.locator('dialog').evaluate((dialog) => dialog.scrollHeight > dialog.clientHeight)).toBe(true);
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.locator('dialog').getByRole('button', { name: 'Candidate agrees and signs' }).click();
    expect(await page.innerText('dialog .problem')).toContain('Draw the signature first');
    await page.locator('#signature').scrollIntoViewIfNeeded();
    const pad = await page.locator('#signature').boundingBox();
    if (!pad) throw new Error('no pad');
    await page.mouse.move(pad.x + 20, pad.y + 40);
    await page.mouse.down();
    for (let step = 1; step <= 12; step++) await page.mouse.move(pad.x + 20 + step * 12, pad.y + 40 + (step % 3) * 14);
    await page.mouse.up();
    await page.locator('dialog').getByRole('button', { name: 'Candidate agrees and signs' }).click();
    // The second tap of a double one signs nothing.
    await page.getByRole('button', { name: 'Sign as assessor' }).evaluate(async (button) => {
      (button as HTMLElement).click();
      while (document.querySelector('dialog[open]') === null) await new Promise(requestAnimationFrame);
      document.querySelector<HTMLElement>('dialog .primary')?.click();
    });
    const last = page.locator('dialog').getByRole('button', { name: 'Sign as assessor' });
    expect(await last.count()).toBe(1);
    await page.waitForTimeout(450);
    await last.click();
    await page.waitForSelector('text=This record is signed.');
    await page.waitForSelector('.chip.safe');
    const [record] = await world.service.instance.store.read.records.find({});
    expect(record?.state).toBe('assessor-signed');
    expect(record?.overall).toBe('competent');
    expect(record?.evidence).toHaveLength(1);
  }, 90_000);

  it('what the representative countersigned goes to the office; no page broke the policy', async () => {
    const page = await at('representative', sessionPath);
    await press(page, 'Countersign 1 record');
    await press(page, 'Send 1 record to the office');
    await page.waitForFunction(() => !document.body.innerText.includes('Send 1 record'));
    const [record] = await world.service.instance.store.read.records.find({});
    expect(['submitted', 'under-moderation']).toContain(record?.state);
    const decider = await at('certification-officer', `/desk/decide/${record?.id ?? ''}`);
    const signature = decider.getByAltText('Candidate’s signature');
    await signature.scrollIntoViewIfNeeded();
    await decider.waitForFunction(() => document.querySelector<HTMLImageElement>('.evidence-picture')?.naturalWidth);
    expect(await signature.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(100);
    const [file] = await Promise.all([
      decider.waitForEvent('download'),
      decider.getByRole('link', { name: 'Open' }).click(),
    ]);
    expect(file.suggestedFilename()).toMatch(/^evidence-.*\.(png|jpg|jpeg|webp)$/);
    expect(visitors.flatMap(({ errors }) => errors)).toEqual([]);
  }, 60_000);
});
