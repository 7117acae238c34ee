import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { INSTANCE } from '../../src/staff/index.js';
import { violationsOf } from '../support/accessibility.js';
import { inBrowser } from '../support/browser.js';
import { openDeskWorld, type DeskWorld } from '../support/desk-world.js';
import { officerAt, sidewaysIn, type Officer } from '../support/officer-desk.js';
import { otherOperator } from '../support/other-operator.js';
import { openOffice, type Office } from '../support/service.js';

/** Whom this service recognises, as the administrators of the whole service see and decide it. */
let world: DeskWorld;
let browser: Browser;
let office: Office;
let administrator: Officer;
const roles = [{ organizationId: INSTANCE, role: 'instance-administrator' }] as const;

inBrowser(openDeskWorld, (opened) => ({ world, browser } = opened));
beforeAll(async () => {
  office = await openOffice(world.service);
  const { federation, trust, instance } = world.service;
  const [ours] = (await trust.current({ fresh: true })).list.issuers;
  if (ours === undefined) throw new Error('nobody issues');
  const there = await otherOperator(world.service, 'operator-a', ours);
  const source = { jws: await there.sign(['did:web:a.example']) };
  const { id } = await federation.propose({ source, roots: there.roots, actorId: 'first' });
  await federation.consent(id, 'second');
  // Fetched again since: it names one more.
  const store = instance.storage.store;
  const row = await store.read.trustImports.get(id);
  if (row === null) throw new Error('nothing was imported');
  const jws = await there.sign(['did:web:a.example', 'did:web:b.example'], { version: 2 });
  const grown = { ...row, jws, listVersion: 2, url: 'https://there.example/trust-list' };
  await store.transaction((tx) => tx.trustImports.update(grown));
  const waits = await otherOperator(world.service, 'operator-c', ours);
  const proposal = { jws: await waits.sign(['did:web:c.example']) };
  await federation.propose({ source: proposal, roots: waits.roots, actorId: 'first' });
  administrator = await officerAt(browser, world, { name: 'Ines Alves', roles });
}, 120_000);

const operator = (name: string) => administrator.page.locator('.approvals article', { hasText: name });

describe('other operators at the desk', () => {
  it('shows which awarding bodies wait for consent since the list grew', async () => {
    const { page } = administrator;
    await page.goto(`${world.origin}/desk`);
    await page.getByRole('link', { name: 'Other operators' }).click();
    await page.waitForSelector('.approvals article');
    const lines = await operator('operator-a').locator('li').allInnerTexts();
    expect(lines.map((line) => [/did:web:\S+/.exec(line)?.[0], line.includes('Waits for consent')])).toEqual([
      ['did:web:a.example', false],
      ['did:web:b.example', true],
    ]);
    expect(await operator('operator-a').innerText()).toContain('names awarding bodies that nobody here agreed to');
    expect(await violationsOf(page)).toEqual([]);
    expect(await sidewaysIn(page, 'operators', '.approvals article')).toEqual([]);
  }, 120_000);

  it('is told why a list cannot be proposed again', async () => {
    await operator('operator-a').getByRole('button', { name: 'Propose again' }).click();
    await administrator.page.waitForSelector('.problem:has-text("could not be fetched")');
    await administrator.page.locator('section').getByRole('button', { name: 'Propose an operator' }).click();
    await administrator.page.waitForSelector('text=Enter one to four root keys.');
  }, 60_000);

  it('agrees as the second administrator, and stops recognising alone', async () => {
    await operator('operator-c').getByRole('button', { name: 'Agree' }).click();
    await administrator.page.waitForSelector('.notice.good:has-text("Recognised.")');
    const states = async () =>
      (await world.service.federation.list()).map(({ operator: name, state }) => [name, state]);
    expect(await states()).toContainEqual(['operator-c', 'active']);
    await operator('operator-c').getByRole('button', { name: 'Stop recognising' }).click();
    await administrator.page.waitForSelector('.notice.good:has-text("Not recognised any more.")');
    expect(await states()).toContainEqual(['operator-c', 'withdrawn']);
    expect(administrator.errors).toEqual([]);
  }, 60_000);

  it('is not there for the auditor of one awarding body', async () => {
    const auditor = await officerAt(browser, world, {
      name: 'Audra',
      roles: [{ organizationId: office.body.id, role: 'auditor' }],
    });
    await auditor.page.goto(`${world.origin}/desk`);
    await auditor.page.waitForSelector('.side', { state: 'attached' });
    expect(await auditor.page.getByRole('link', { name: 'Other operators' }).count()).toBe(0);
    await auditor.page.goto(`${world.origin}/desk/operators`);
    await auditor.page.waitForSelector('h1');
    expect(await auditor.page.locator('.approvals').count()).toBe(0);
  }, 60_000);
});
