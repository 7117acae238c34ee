import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { mustKnow } from '../../src/demo/parties.js';
import { resultsFor } from '../../src/intake/index.js';
import { violationsOf } from '../support/accessibility.js';
import { inBrowser } from '../support/browser.js';
import { openDemoOffice } from '../support/desk-office.js';
import { openDeskWorld, type DeskWorld } from '../support/desk-world.js';
import { officerAt, sidewaysIn, type Officer } from '../support/officer-desk.js';

/** A moderator looks at what was drawn, by clicking, on the real service. */
let world: DeskWorld;
let browser: Browser;
let moderator: Officer;
let assessor: Officer;

inBrowser(openDeskWorld, (opened) => ({ world, browser } = opened));
beforeAll(async () => {
  await openDemoOffice(world.service);
  const assessorId = await sentToTheOffice();
  const [body] = await world.service.instance.store.read.organizations.find({ type: 'awarding-body' });
  // Whoever assesses gets no role beside it; here she moderates with another account of hers.
  await world.service.instance.storage.store.transaction(async (tx) => {
    for (const account of await tx.staffAccounts.find({ personId: assessorId }))
      await tx.staffAccounts.update({ ...account, personId: null });
  });
  const roles = [{ organizationId: body?.id ?? '', role: 'moderator' }] as const;
  moderator = await officerAt(browser, world, { name: 'Carla Bautista', roles });
  assessor = await officerAt(browser, world, { name: 'The assessor', roles, personId: assessorId });
}, 180_000);

/** The six who are in the room, assessed by somebody new; returns who that is. */
async function sentToTheOffice(): Promise<string> {
  const { assessment, instance } = world.service;
  const { read } = instance.store;
  const [session] = await read.sessions.find({ state: 'in-progress' });
  const present = await read.applications.find({ sessionId: session?.id ?? '', state: 'attended' });
  const actorId = session?.assessors[0]?.personId ?? '';
  const [first] = present;
  if (session === undefined || first === undefined) throw new Error('nobody is in the room');
  const records = await assessment.recordSession({
    ...{ actorId, sessionId: session.id },
    entries: present.map(({ id }) => ({
      applicationId: id,
      results: resultsFor(mustKnow(world.service, first)),
      acknowledgement: { kind: 'signature' },
    })),
  });
  const command = { actorId: session.representativeId ?? '', recordIds: records.map(({ id }) => id) };
  await assessment.countersignRecords(command);
  await assessment.submitRecords(command);
  return actorId;
}

const press = (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).first().click();
const held = () => world.service.instance.store.read.records.count({ state: 'under-moderation' });

/** The first record of the list that is still held. */
async function firstOfList(page: Page): Promise<void> {
  await page.goto(`${world.origin}/desk/moderation`);
  await page.locator('table a').first().click();
  await page.waitForSelector('h2 >> text="Why it was drawn"');
}

async function settled(page: Page, act: string, done: string): Promise<void> {
  await press(page, act);
  await press(page, 'Write the outcome');
  await page.waitForSelector('dialog >> text="Write a note."');
  await page.locator('dialog textarea').fill('Seen with the film.');
  await press(page, 'Write the outcome');
  await page.waitForSelector(`text="${done}"`);
}

describe('a moderator', () => {
  it('finds what is held from the work list, with the reasons, and upholds it with a note', async () => {
    const { page } = moderator;
    expect(await held()).toBe(6);
    await page.goto(`${world.origin}/desk`);
    await page.getByRole('link', { name: 'Records to moderate: 6' }).click();
    await page.waitForSelector('h1 >> text="Moderation"');
    await page.waitForSelector('tbody tr');
    expect(await page.locator('tbody tr').count()).toBe(6);
    expect(await page.innerText('tbody tr >> nth=0')).toContain('One of the first sessions of its assessor');
    expect(await violationsOf(page)).toEqual([]);
    await firstOfList(page);
    expect(await violationsOf(page)).toEqual([]);
    expect(await sidewaysIn(page, 'moderation-record', '.two-sides')).toEqual([]);
    await settled(page, 'Uphold…', 'Upheld. It waits for a decision.');
    await page.waitForSelector('text="Seen with the film."');
    expect(await held()).toBe(5);
  }, 90_000);

  it('returns one to its assessor and calls one void, which stays held', async () => {
    const { page } = moderator;
    await firstOfList(page);
    await settled(page, 'Return…', 'Returned to its assessor.');
    expect(await world.service.instance.store.read.records.count({ state: 'returned' })).toBe(1);
    await firstOfList(page);
    await settled(page, 'Call void…', 'Called void. Two approving officers go on.');
    await page.goto(`${world.origin}/desk/moderation`);
    await page.waitForSelector('text=Called void');
    expect(await held()).toBe(4);
    expect(await sidewaysIn(page, 'moderation-list', 'tbody tr')).toEqual([]);
  }, 90_000);

  it('who assessed reads why not, and is given no button', async () => {
    const { page } = assessor;
    await page.goto(`${world.origin}/desk/moderation`);
    await page.waitForSelector('text="You assessed in this session."');
    await firstOfList(page);
    await page.waitForSelector('text="You cannot moderate this record"');
    expect(await page.getByRole('button', { name: 'Uphold…' }).count()).toBe(0);
    expect([...moderator.errors, ...assessor.errors]).toEqual([]);
  }, 90_000);
});
