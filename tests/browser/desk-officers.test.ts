import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { acceptClock, createClockWatch } from '../../src/issuance/index.js';
import { createDecodeThread } from '../../src/passport/index.js';
import { violationsOf } from '../support/accessibility.js';
import { inBrowser } from '../support/browser.js';
import { openDeskWorld, type DeskWorld } from '../support/desk-world.js';
import { fileBehind, officerAt, sidewaysIn, type Officer } from '../support/officer-desk.js';
import { assess, credentialOf, newSite, openOffice, verdictOf, type Office } from '../support/service.js';
import { keepPicture } from '../support/pictures.js';

/** Decide, release, print, correct, revoke, invite and look over, by clicking, as different people on the real service. */
let world: DeskWorld;
let browser: Browser;
let office: Office;
let decider: Officer;
let releaser: Officer;
const errors = (): string[] => [decider, releaser].flatMap((officer) => [...officer.errors]);

inBrowser(openDeskWorld, (opened) => ({ world, browser } = opened));
beforeAll(async () => {
  office = await openOffice(world.service);
  const mission = await plannedMission();
  world.clock.set('2026-02-08T00:00:00Z');
  await assessed({ day: '2026-02-09', count: 4, seed: 100, missionId: mission });
  await assessed({ day: '2026-02-10', count: 3, seed: 200, hour: 3 });
  world.clock.set('2026-02-16T08:00:00Z');
  const at = (role: 'certification-officer' | 'release-officer') => [{ organizationId: office.body.id, role }];
  decider = await officerAt(browser, world, { name: 'Maria Lopez', roles: at('certification-officer') });
  releaser = await officerAt(browser, world, { name: 'Pedro Ramos', roles: at('release-officer') });
}, 180_000);

const assessed = (day: Parameters<typeof assess>[2]) => assess(world, office, day);

async function plannedMission(): Promise<string> {
  const mission = await world.service.assessment.planMission({
    ...{ actorId: 'planner', scheme: 'TESDA', title: 'Jeddah 2026', country: 'SA' },
    ...{
      hostPostId: office.site.organizationId,
      siteIds: [office.site.id],
      startsOn: '2026-02-09',
      endsOn: '2026-02-20',
    },
    ...{ qualifications: [office.qualification], assessorAccreditationIds: [], quota: 130 },
  });
  return mission.id;
}

async function open(page: Page, path: string, heading: string): Promise<void> {
  await page.goto(`${world.origin}${path}`);
  await page.waitForSelector(`h1 >> text="${heading}"`);
}

const press = (page: Page, name: string | RegExp): Promise<void> =>
  page
    .getByRole('button', { name, exact: typeof name === 'string' })
    .first()
    .click();

describe('the certification officer', () => {
  it('sees the queue, opens a record with evidence and rules, approves it and goes on with the next', async () => {
    const { page } = decider;
    await open(page, '/desk', 'Your work');
    await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Certification queue' }).click();
    await page.waitForSelector('table');
    expect(await page.locator('tbody tr').count()).toBe(7);
    expect(await page.innerText('main')).toMatch(/7 of 7 records/);
    expect(await page.innerText('tbody tr')).toMatch(/✓ \d+ of \d+ rules met/);
    await page.getByLabel('Mission').selectOption({ label: 'Jeddah 2026' });
    await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 4);
    await page.locator('tbody tr a').first().click();
    await page.waitForSelector('.rules');
    const text = await page.innerText('main');
    expect(text).toContain('The record is as the assessor signed it.');
    expect(text).toMatch(
      /Accreditation\s+Then: \u2068CA-tesda-1\u2069: 1 Jan 2026 – 31 Dec 2027; assessed on 9 Feb 2026 · Now: In force/,
    );
    expect(text).toMatch(/[0-9a-f]{8}…[0-9a-f]{8}/);
    expect(await violationsOf(page)).toEqual([]);
    expect(await sidewaysIn(page, 'decide-record', '.rules')).toEqual([]);
    await press(page, 'Approve');
    await page.waitForSelector('text=The award waits for release by another officer.');
  }, 60_000);

  it('returns with a note, which must not be empty, and approves the rest one after the other', async () => {
    const { page } = decider;
    await press(page, 'Next record');
    await page.waitForSelector('.decide-bar');
    await press(page, 'Return…');
    await press(page, 'Return with this note');
    expect(await page.innerText('dialog .problem')).toContain('Enter the reason.');
    await page.getByLabel('What is missing or wrong').fill('The photo page of the passport is missing.');
    await press(page, 'Return with this note');
    await page.waitForSelector('text=Returned with your note.');
    for (let left = 5; left > 0; left--) {
      await press(page, 'Next record');
      await page.waitForSelector('.decide-bar');
      await press(page, 'Approve');
      await page.waitForSelector('text=The award waits for release by another officer.');
    }
    await open(page, '/desk/decide', 'Certification queue');
    await page.waitForSelector('table');
    expect(await page.innerText('tbody')).toContain('Returned, waits for documents');
    expect(await violationsOf(page)).toEqual([]);
    expect(await sidewaysIn(page, 'decide-queue', 'table')).toEqual([]);
    expect(errors()).toEqual([]);
  }, 60_000);

  it('is told why when they assessed the record themselves', async () => {
    const both = await officerAt(browser, world, {
      name: 'Also the assessor',
      roles: [{ organizationId: office.body.id, role: 'certification-officer' }],
      personId: office.assessor.personId,
    });
    await open(both.page, '/desk/decide', 'Certification queue');
    await both.page.locator('tbody tr a').first().click();
    await both.page.waitForSelector('.decide-bar');
    expect(await both.page.innerText('.decide-bar')).toMatch(
      /You cannot approve\s+You were the assessor of this record\. Another officer must decide\. R14/,
    );
    await press(both.page, 'Approve');
    await both.page.waitForSelector('.problem');
    expect(await both.page.innerText('.problem')).toContain('R14');
    expect(await violationsOf(both.page)).toEqual([]);
    await both.context.close();
  }, 30_000);
});

describe('the release officer', () => {
  it('is told before releasing that the clock of the service may be ahead, until two officers answer for it', async () => {
    const { instance, issuance } = world.service;
    const watch = createClockWatch({ ...instance, elapsedMs: () => 0 });
    const at = instance.clock.now();
    await watch.look();
    world.clock.set(new Date(at.getTime() + 30 * 86_400_000).toISOString());
    await watch.look();
    world.clock.set(at.toISOString());
    const { page } = releaser;
    await open(page, '/desk/release', 'Release');
    await page.waitForSelector('text=The clock of this service may be ahead');
    expect(await page.innerText('.notice.caution')).toContain('It went from 16 Feb 2026, 08:00 to 18 Mar 2026, 08:00');
    expect(await violationsOf(page)).toEqual([]);
    expect(await sidewaysIn(page, 'release-clock', '.notice.caution')).toEqual([]);
    await acceptClock({ actorId: 'operator', secondActorId: 'deputy' }, issuance);
    await open(page, '/desk/release', 'Release');
    await page.waitForSelector('text=Approved by Maria Lopez');
    expect(await page.innerText('main')).not.toContain('The clock of this service');
  }, 60_000);

  it('releases what was approved, leaves the page, and finds it finished', async () => {
    const { page } = releaser;
    await open(page, '/desk/release', 'Release');
    await page.waitForSelector('text=Approved by Maria Lopez');
    await press(page, 'Release 0 certificates');
    expect(await page.innerText('main')).toContain('Choose at least one certificate.');
    await page.getByLabel('Choose all 6', { exact: true }).first().check();
    expect(await violationsOf(page)).toEqual([]);
    expect(await sidewaysIn(page, 'release-list', '.release-group')).toEqual([]);
    await page.getByLabel('Choose all 6', { exact: true }).first().check();
    await press(page, 'Release 6 certificates');
    await page.waitForSelector('progress');
    const address = page.url();
    await open(page, '/desk', 'Your work');
    await page.goto(address);
    await page.waitForSelector('text=Finished', { timeout: 30_000 });
    expect(await page.innerText('main')).toMatch(/6 of 6 · 6 released/);
    expect(await violationsOf(page)).toEqual([]);
  }, 60_000);

  it('prints all cards, each code of which reads back, and the list to hand them over', async () => {
    const { page, context } = releaser;
    await page.waitForSelector('text=Print all cards, 1 PDF');
    expect(await page.innerText('main')).toContain('P20');
    expect(await sidewaysIn(page, 'release-run', '#print ~ .actions a')).toEqual([]);
    const pdf = await fileBehind(context, page, 'Print all cards, 1 PDF');
    const thread = createDecodeThread({ timeoutMs: 30_000, maxWaiting: 50 });
    const rendered = await thread.render(pdf, { scale: 4, maxPages: 20, maxPixels: 2e7 });
    const texts: string[] = [];
    for (const side of rendered?.pages ?? []) texts.push(...(await thread.decode(side)));
    await thread.close();
    expect(texts.length).toBe(12);
    expect(texts.filter((text) => text.startsWith(`${world.origin}/c/`)).length).toBe(6);
    expect(texts.filter((text) => /\/#\d{300,}$/.test(text)).length).toBe(6);
    await page.waitForSelector('text="Hand-over list"');
    await page.getByRole('link', { name: 'Hand-over list' }).click();
    await page.waitForSelector('h1 >> text=Hand-over list of');
    expect(await page.locator('tbody tr').count()).toBe(6);
    expect(await violationsOf(page)).toEqual([]);
    expect(await sidewaysIn(page, 'hand-over', 'tbody')).toEqual([]);
    expect(errors()).toEqual([]);
  }, 60_000);
});

describe('what was issued', () => {
  let certificateId: string;

  async function proposeOn(officer: Officer, button: string, reason: string): Promise<void> {
    const { page } = officer;
    await page.goto(`${world.origin}/desk/certificates/${certificateId}`);
    await page.waitForSelector('h1');
    await press(page, button);
    await press(page, 'Send for second approval');
    expect(await page.innerText('dialog .problem')).toContain('Choose a reason.');
    await page.getByLabel('Reason class').selectOption({ label: reason });
    await press(page, 'Send for second approval');
    await page.waitForSelector('text=Nothing changes until a second officer confirms it.');
  }

  async function confirmAs(officer: Officer): Promise<void> {
    await open(officer.page, '/desk/approvals', 'Second approval');
    await press(officer.page, 'Confirm');
    await officer.page.waitForSelector('text=The published lists are updated.');
  }

  it('is found by its number, suspended by two, lifted by two', async () => {
    const [certificate] = await world.service.instance.store.read.certificates.find({ state: 'active' });
    certificateId = certificate?.id ?? '';
    const { page } = decider;
    await open(page, '/desk/certificates', 'Certificates');
    await page.waitForSelector('table');
    expect(await violationsOf(page)).toEqual([]);
    expect(await sidewaysIn(page, 'certificates', 'table')).toEqual([]);
    await page.getByLabel('Certificate number').fill(certificate?.number ?? '');
    await press(page, 'Find');
    await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 1);
    await page.locator('tbody tr a').click();
    await page.waitForSelector(`h1 >> text=Certificate ${certificate?.number ?? ''}`);
    await proposeOn(decider, 'Suspend', 'Fraud in the assessment');
    expect(await verdictOf(world.service, certificateId)).toBe('genuine-and-current');
    await open(page, '/desk/approvals', 'Second approval');
    await page.waitForSelector('article');
    expect(await page.innerText('main')).toContain('You proposed this. Another officer must confirm it. R27');
    await press(page, 'Confirm');
    expect(await page.innerText('.problem')).toContain('R27');
    await open(releaser.page, '/desk/approvals', 'Second approval');
    await releaser.page.waitForSelector('article');
    expect(await violationsOf(releaser.page)).toEqual([]);
    expect(await sidewaysIn(releaser.page, 'approvals', 'article')).toEqual([]);
    await confirmAs(releaser);
    expect(await verdictOf(world.service, certificateId)).toBe('suspended');
    await proposeOn(releaser, 'Lift the suspension', 'Issued in error');
    await confirmAs(decider);
    expect(await verdictOf(world.service, certificateId)).toBe('genuine-and-current');
  }, 60_000);

  it('is corrected: a new certificate takes its place, and the old number still says which', async () => {
    const { page } = decider;
    await page.goto(`${world.origin}/desk/certificates/${certificateId}`);
    await press(page, 'Correct or replace');
    await page.getByLabel('Why').selectOption({ label: 'Something on it is wrong' });
    await press(page, 'Prepare the new certificate');
    await page.waitForSelector('text=It waits on the release list.');
    await open(releaser.page, '/desk/release', 'Release');
    await releaser.page.getByLabel('Choose all 1', { exact: true }).first().check();
    await press(releaser.page, 'Release 1 certificate');
    await releaser.page.waitForSelector('text=1 of 1 · 1 released', { timeout: 30_000 });
    await page.goto(`${world.origin}/desk/certificates/${certificateId}`);
    await press(page, /^Mark as replaced by/);
    await page.waitForSelector('text=Nothing changes until a second officer confirms it.');
    await confirmAs(releaser);
    expect(await verdictOf(world.service, certificateId)).toBe('replaced');
    await page.goto(`${world.origin}/desk/certificates/${certificateId}`);
    await page.waitForSelector('text=Replaced by');
    expect(await page.innerText('main')).toMatch(/Replaced by\s+\d+\s+✓ In force/);
    expect(await violationsOf(page)).toEqual([]);
    expect(await sidewaysIn(page, 'certificate', '.sheet')).toEqual([]);
    const [successor] = await world.service.instance.store.read.certificates.find({ replacesId: certificateId });
    expect(JSON.stringify(await credentialOf(world.service, successor?.id ?? ''))).toContain(successor?.number ?? '-');
  }, 60_000);

  it('can be asked to be corrected by the worker: the request waits here until it is answered', async () => {
    const { storage, ids } = world.service.instance;
    const [certificate] = await storage.store.read.certificates.find({ state: 'active' });
    await storage.store.read.workerRequests.insert({
      ...{ id: ids.uuid(), version: 1, kind: 'birth-date', credentialId: certificate?.credentialId ?? '' },
      ...{ number: certificate?.number ?? '', scheme: 'TESDA', siteId: office.site.id },
      ...{ receivedAt: '2026-02-15T08:00:00Z', answerBy: '2026-03-01', answeredAt: null, answeredBy: null },
      state: 'received',
    });
    const { page } = decider;
    await open(page, '/desk/requests', 'Requests of workers');
    await page.waitForSelector('tbody');
    expect(await page.innerText('tbody')).toMatch(/Birth date is wrong\s+1 Mar 2026/);
    expect(await violationsOf(page)).toEqual([]);
    expect(await sidewaysIn(page, 'requests', 'tbody')).toEqual([]);
    await press(page, 'Mark as answered');
    await page.waitForSelector('text=No worker has asked for anything.');
    expect(errors()).toEqual([]);
  }, 30_000);

  it('is revoked for a whole mission: preview, count typed by hand, second officer', async () => {
    const { page } = decider;
    const { certificates } = world.service.instance.store.read;
    await open(page, '/desk/many', 'Suspend or revoke many');
    await page.getByLabel('Mission').selectOption({ label: 'Jeddah 2026' });
    await page.getByLabel('What should happen').selectOption({ label: 'Revoke' });
    await page.waitForSelector('caption');
    const touched = Number(/Whom this touches: (\d+)/.exec(await page.innerText('caption'))?.[1]);
    expect(touched).toBeGreaterThan(2);
    expect(await page.locator('tbody tr').count()).toBe(touched);
    expect(await page.innerText('tbody')).not.toContain('–');
    expect(await violationsOf(page)).toEqual([]);
    await keepPicture(page, 'desk/many-en-desk');
    await page.getByLabel('Reason class').selectOption({ label: 'Assessment tools leaked' });
    await press(page, 'Send for second approval');
    await page.getByLabel(`Type ${touched}`).fill('999');
    await page.locator('dialog').getByRole('button', { name: 'Send for second approval' }).click();
    expect(await page.innerText('dialog')).toContain(`This touches ${touched}. Type that number.`);
    await page.getByLabel(`Type ${touched}`).fill(String(touched));
    await page.locator('dialog').getByRole('button', { name: 'Send for second approval' }).click();
    await page.waitForSelector('text=Nothing changes until a second officer confirms it.');
    await open(releaser.page, '/desk/approvals', 'Second approval');
    await press(releaser.page, 'Confirm');
    await releaser.page.getByLabel(`Type ${touched}`).fill(String(touched));
    await releaser.page.locator('dialog').getByRole('button', { name: 'Suspend or revoke many' }).click();
    await releaser.page.waitForSelector('text=The published lists are updated.');
    const revoked = await certificates.find({ state: 'revoked' });
    expect(revoked.length).toBe(touched);
    expect(await verdictOf(world.service, revoked[0]?.id ?? '')).toBe('revoked');
    expect(errors()).toEqual([]);
  }, 60_000);
});

describe('people', () => {
  it('are invited by two administrators with two halves, get a new passkey by two, and are closed by one', async () => {
    const roles = [{ organizationId: office.body.id, role: 'administrator' as const }];
    const first = await officerAt(browser, world, { name: 'First administrator', roles });
    const second = await officerAt(browser, world, { name: 'Second administrator', roles });
    await open(first.page, '/desk/accounts', 'People');
    await press(first.page, 'Make the invitation');
    expect(await first.page.innerText('.problem')).toMatch(/Enter the name\.\s+Choose at least one role\./);
    await first.page.getByLabel('Name, as colleagues know the person').fill('Rosa Lim');
    await first.page.getByLabel('Moderator').check();
    await press(first.page, 'Make the invitation');
    await first.page.waitForSelector('code.half');
    const one = await first.page.innerText('code.half');
    await press(first.page, 'Approve and get the other half');
    expect(await first.page.innerText('.problem')).toContain('R27');
    await open(second.page, '/desk/accounts', 'People');
    await press(second.page, 'Approve and get the other half');
    await second.page.waitForSelector('code.half');
    const two = await second.page.innerText('code.half');
    const link = await world.service.staff.services.links.look({ first: one, second: two });
    expect(link).toMatchObject({ displayName: 'Rosa Lim', state: 'open' });
    expect(await violationsOf(second.page)).toEqual([]);
    expect(await sidewaysIn(second.page, 'people', 'table')).toEqual([]);
    const row = first.page.locator('tbody tr', { hasText: 'Pedro Ramos' });
    await row.getByRole('button', { name: 'Give a new passkey' }).click();
    await first.page.locator('dialog').getByRole('button', { name: 'Give a new passkey' }).click();
    await first.page.waitForSelector('tbody >> text=Waits for a second administrator');
    await first.page.waitForFunction((old) => document.querySelector('code.half')?.textContent !== old, one);
    await row.getByRole('button', { name: 'Change roles' }).click();
    await first.page.locator('dialog').getByLabel('Moderator').check();
    await first.page.locator('dialog').getByRole('button', { name: 'Send for second approval' }).click();
    await first.page.waitForSelector('text=Nothing changes until a second officer confirms it.');
    await open(second.page, '/desk/approvals', 'Second approval');
    await second.page.waitForSelector('article');
    expect(await second.page.innerText('article')).toContain('Pedro Ramos: Release officer, Moderator');
    await press(second.page, 'Withdraw');
    await second.page.waitForSelector('text=Withdrawn. Nothing was changed.');
    await row.getByRole('button', { name: 'Close the account' }).click();
    expect(await violationsOf(first.page)).toEqual([]);
    await first.page.locator('dialog').getByRole('button', { name: 'Keep the account' }).click();
    expect([...first.errors, ...second.errors]).toEqual([]);
    await first.context.close();
    await second.context.close();
  }, 60_000);

  it('accreditations say whom they are for and what ends soon', async () => {
    await newSite(world.service, 'Centre without accreditation');
    world.clock.set('2027-11-01T08:00:00Z');
    const roles = [{ organizationId: office.body.id, role: 'registrar' as const }];
    const registrar = await officerAt(browser, world, { name: 'Registrar', roles });
    await open(registrar.page, '/desk/accreditations', 'Accreditations');
    await registrar.page.waitForSelector('table');
    expect(await registrar.page.innerText('tbody')).toContain('! Ends within 90 days: 60 days left');
    expect(await violationsOf(registrar.page)).toEqual([]);
    expect(await sidewaysIn(registrar.page, 'accreditations', 'table')).toEqual([]);
    await press(registrar.page, 'Suspend, lift, revoke');
    await registrar.page.getByLabel('Reason class').selectOption({ label: 'Issued in error' });
    await press(registrar.page, 'Send for second approval');
    await registrar.page.waitForSelector('text=Nothing changes until a second officer confirms it.');
    expect(registrar.errors).toEqual([]);
    await registrar.context.close();
    world.clock.set('2026-02-16T09:00:00Z');
  }, 60_000);
});
