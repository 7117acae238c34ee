import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { releasePassport } from '../../src/issuance/index.js';
import type { StaffRole } from '../../src/staff/index.js';
import { violationsOf } from '../support/accessibility.js';
import { inBrowser } from '../support/browser.js';
import { openDeskWorld, type DeskWorld } from '../support/desk-world.js';
import { officerAt, sidewaysIn, type Officer } from '../support/officer-desk.js';
import { approvedPassport, holderOf, issuedPassport, type Holder } from '../support/passports.js';
import {
  certify,
  domesticWork,
  newAssessor,
  officers,
  openOffice,
  verdictOf,
  type Office,
} from '../support/service.js';
import { keepPicture, wantsEveryLook } from '../support/pictures.js';

/** Missions, void accreditations, appeals, passports and changes of many, by clicking, on one real service. */
let world: DeskWorld;
let browser: Browser;
let tesda: Office;
let tvec: Office;
let holder: Holder;
let passportId = '';
const staff = new Map<string, Officer>();

const read = () => world.service.instance.store.read;

inBrowser(openDeskWorld, (opened) => ({ world, browser } = opened));
beforeAll(async () => {
  tesda = await openOffice(world.service);
  tvec = await openOffice(world.service, { scheme: 'NVQSL' });
  await postAbroad();
  await certify(world, tesda, { day: '2026-02-02', count: 2, seed: 300 });
  holder = await holderOf(world, tvec, { day: '2026-02-03', seed: 310 });
  passportId = (await issuedPassport(world, holder)).id;
  await oldComplaint();
  world.clock.set('2026-04-01T08:00:00Z');
}, 180_000);

/** A post with a hall that nobody accredited, and an assessor whose accreditation ends too early. */
async function postAbroad(): Promise<void> {
  const { assessment } = world.service;
  const actorId = officers.administrator;
  const post = await assessment.registerOrganization({
    ...{ actorId, type: 'post-abroad', legalName: 'Labour office, Jeddah', country: 'SA' },
  });
  const hall = { actorId, organizationId: post.id, name: 'Consulate hall, Jeddah', address: 'Jeddah', country: 'SA' };
  await assessment.registerSite(hall);
  const period = { qualifications: [domesticWork], from: '2026-01-01', until: '2026-05-01', number: 'CA-ends-early' };
  await newAssessor(world.service, tesda.body, period);
}

/** Told in February, so that it is overdue in April. */
async function oldComplaint(): Promise<void> {
  await world.service.assessment.lodgeAppeal({
    ...{ actorId: 'desk', kind: 'complaint', scheme: 'TESDA', siteId: tesda.site.id, statement: 'Asked for money.' },
  });
}

/** One officer for each name; each in a browser of their own. */
async function officer(name: string, role: StaffRole, office: Office = tesda, personId?: string): Promise<Page> {
  const known = staff.get(name);
  if (known !== undefined) return known.page;
  const roles = [{ organizationId: office.body.id, role }];
  const made = await officerAt(browser, world, { name, roles, ...(personId === undefined ? {} : { personId }) });
  staff.set(name, made);
  return made.page;
}
const planner = () => officer('Maria Lopez', 'certification-officer');
const releaser = () => officer('Pedro Ramos', 'release-officer');
const errors = (): string[] => [...staff.values()].flatMap((each) => [...each.errors]);

async function open(page: Page, path: string, heading: string): Promise<void> {
  await page.goto(`${world.origin}${path}`);
  await page.waitForSelector(`h1 >> text="${heading}"`);
  await page.waitForFunction(() => document.querySelector('.patience') === null);
}

const press = (page: Page, name: string | RegExp): Promise<void> =>
  page
    .getByRole('button', { name, exact: typeof name === 'string' })
    .first()
    .click();
const inDialog = (page: Page, name: string): Promise<void> =>
  page.locator('dialog').getByRole('button', { name, exact: true }).click();

const telephone = { width: 360, height: 780 };
const desktop = { width: 1280, height: 800 };

/** From the top: what is scrolled behind the head has no background of its own. */
async function wrongIn(page: Page, name?: string): Promise<readonly string[]> {
  await page.evaluate(() => scrollTo(0, 0));
  if (name !== undefined) {
    await keepPicture(page, `desk/${name}-en-desk`, { part: true });
    await page.setViewportSize(telephone);
    await keepPicture(page, `desk/${name}-en-phone`, { part: true });
    await page.setViewportSize(desktop);
  }
  return violationsOf(page);
}

/** Nothing that WCAG 2.2 AA holds against it, and whole on a telephone; and its pictures. */
async function sound(page: Page, name: string, ready: string): Promise<void> {
  await page.waitForSelector(ready);
  expect(await wrongIn(page)).toEqual([]);
  await page.setViewportSize(telephone);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect([name, wide > 1]).toEqual([name, false]);
  await keepPicture(page, `desk/${name}-en-phone`);
  await page.setViewportSize(desktop);
  await keepPicture(page, `desk/${name}-en-desk`);
  if (wantsEveryLook) expect(await sidewaysIn(page, name, ready)).toEqual([]);
}

async function confirmedBy(page: Page, words: string): Promise<void> {
  await open(page, '/desk/approvals', 'Second approval');
  const article = page.locator('article', { hasText: words }).first();
  await article.waitFor();
  await article.getByRole('button', { name: 'Confirm', exact: true }).click();
  await page.waitForSelector('text=Confirmed.');
}

describe('a mission', () => {
  it('is planned step by step, with what the rules say beside each choice', async () => {
    const page = await planner();
    await open(page, '/desk/missions', 'Missions');
    expect(await page.innerText('main')).toContain('No mission is planned.');
    await page.getByRole('link', { name: 'Plan a mission' }).click();
    await press(page, 'Continue');
    expect(await page.innerText('.problem')).toMatch(/Enter the name of the mission\.\s+Choose the qualification\./);
    await page.getByLabel('Name of the mission').fill('Jeddah, May 2026');
    await page
      .getByLabel(/^Domestic Work/)
      .first()
      .check();
    await sound(page, 'mission-plan-what', '.tiles');
    if (wantsEveryLook) {
      // Pictures load the page anew: what was typed is gone.
      await page.getByLabel('Name of the mission').fill('Jeddah, May 2026');
      await page
        .getByLabel(/^Domestic Work/)
        .first()
        .check();
    }
    await press(page, 'Continue');
    await press(page, 'Continue');
    expect(await page.innerText('.problem')).toContain('Choose the post.');
    await page.getByLabel('Post that hosts it').selectOption({ label: 'Labour office, Jeddah (Saudi Arabia)' });
    await page.getByLabel('Consulate hall, Jeddah').check();
    expect(await page.getByLabel('Test centre of tesda').count()).toBe(0);
    await page.getByLabel('Day', { exact: true }).fill('2026-05-04');
    await page.getByLabel('Last day').fill('2026-05-08');
    await page.getByLabel('Number of candidates').fill('60');
    await press(page, 'Continue');
    await page.waitForSelector('.tile.refused');
    expect(await page.innerText('.tile.refused')).toMatch(/Accreditation ends 1 May 2026.*R01/s);
    expect(await page.innerText('main')).toMatch(/Consulate hall, Jeddah.*R02/s);
    expect(await page.innerText('legend')).toContain('2 needed for 12 candidates a day');
    await page.locator('.tile:not(.refused) input').first().check();
    await page.waitForSelector('text=12 candidates for one assessor; the limit is 10.');
    expect(await wrongIn(page, 'mission-plan-team')).toEqual([]);
    await press(page, 'Continue');
    await press(page, 'Save the mission');
    await page.waitForSelector('h1 >> text="Jeddah, May 2026"');
    expect(await read().missions.find({})).toMatchObject([{ state: 'planned', quota: 60, country: 'SA' }]);
  }, 90_000);

  it('goes on step by step, is refused where a rule speaks against it, and is cancelled with a reason', async () => {
    const page = await planner();
    const [mission] = await read().missions.find({});
    const [site] = await read().sites.find({ id: mission?.siteIds ?? [] });
    await world.service.assessment.planSession({
      ...{ actorId: 'centre', ...domesticWork, siteId: site?.id ?? '', missionId: mission?.id ?? '', capacity: 10 },
      ...{ startsAt: '2026-05-04T05:00:00Z', endsAt: '2026-05-04T13:00:00Z' },
      assessors: [{ personId: tesda.assessor.personId, accreditationId: tesda.assessor.accreditationId }],
    });
    await open(page, `/desk/missions/${mission?.id ?? ''}`, 'Jeddah, May 2026');
    expect(await page.innerText('main')).toMatch(/0 of 10 places\s+Draft/);
    await press(page, 'Note the workers profiled');
    await page.getByLabel('Workers profiled', { exact: true }).fill('140');
    await inDialog(page, 'Note the workers profiled');
    await page.waitForSelector('text=Done.');
    await press(page, 'Fix the team');
    await page.locator('dialog .tile').first().waitFor();
    expect(await wrongIn(page, 'mission-team')).toEqual([]);
    await inDialog(page, 'Fix the team');
    await page.waitForSelector('dialog .problem >> text=R05');
    await inDialog(page, 'Back');
    await sound(page, 'mission', '.sheet');
    await press(page, 'Cancel the mission');
    expect(await page.innerText('dialog')).toContain('1 session is still planned.');
    await inDialog(page, 'Cancel the mission');
    expect(await page.innerText('dialog .problem')).toContain('Enter the reason.');
    await page.getByLabel('Reason').fill('The hall burnt down.');
    await inDialog(page, 'Cancel the mission');
    await page.waitForSelector('.sheet >> text=Cancelled');
    expect(await page.innerText('.sheet')).toMatch(/Reason\s+The hall burnt down\./);
    expect((await read().missions.get(mission?.id ?? ''))?.state).toBe('cancelled');
    await open(page, '/desk/missions', 'Missions');
    await page.getByText('Earlier missions').first().click();
    expect(await page.innerText('details')).toContain('Jeddah, May 2026');
    await sound(page, 'missions', 'details');
    expect(errors()).toEqual([]);
  }, 90_000);
});

describe('an appeal or a complaint', () => {
  it('is received, acknowledged, taken up by somebody who had no part, and upheld; overdue ones come first', async () => {
    const [record] = await read().records.find({ scheme: 'TESDA' });
    const [person] = await read().people.find({ id: record?.personId ?? '' });
    const family = person?.names[0]?.family ?? '-';
    const registrar = await officer('Rosa Lim', 'registrar');
    await open(registrar, '/desk/appeals/new', 'Receive an appeal or complaint');
    await press(registrar, 'Receive it');
    expect(await registrar.innerText('.problem')).toMatch(/Choose the person\.\s+Write what the person says\./);
    await registrar.getByLabel('Search').fill(family);
    await registrar.getByLabel('Who is concerned').selectOption({ value: record?.personId ?? '' });
    await registrar.locator(`input[value="${record?.id ?? ''}"]`).check();
    await registrar.getByLabel('What the person says').fill('I served the food, and the film shows it.');
    expect(await wrongIn(registrar, 'appeal-form')).toEqual([]);
    await press(registrar, 'Receive it');
    await registrar.waitForSelector('text=Received. It is answered by 1 May 2026.');
    expect(await registrar.innerText('main')).toContain('Without the reason why it comes late');
    await sound(registrar, 'appeal-lodge', 'h1');
    await open(registrar, '/desk/appeals', 'Appeals and complaints');
    const rows = registrar.locator('tbody tr');
    expect(await rows.count()).toBe(2);
    expect(await rows.nth(0).innerText()).toMatch(/Complaint[\s\S]*✕ \d+ days overdue/);
    expect(await rows.nth(1).innerText()).toContain('After the window');
    await sound(registrar, 'appeals', 'table');
    await rows.nth(0).getByRole('link').click();
    await registrar.waitForSelector('h1 >> text="Complaint"');
    await press(registrar, 'Acknowledge');
    await inDialog(registrar, 'Acknowledge');
    await registrar.waitForSelector('strong >> text=Acknowledged');
    expect(errors()).toEqual([]);
  }, 90_000);

  it('stays written on the screen while the network is lost, and is received afterwards', async () => {
    const registrar = await officer('Rosa Lim', 'registrar');
    await open(registrar, '/desk/appeals/new', 'Receive an appeal or complaint');
    await registrar.getByLabel('Complaint').check();
    await registrar.getByLabel('Where').selectOption({ label: 'Test centre of tesda' });
    await registrar.getByLabel('What the person says').fill('Nobody told me about the second day.');
    await world.down();
    await press(registrar, 'Receive it');
    await registrar.waitForSelector('.problem >> text=E30');
    expect(await registrar.getByLabel('What the person says').inputValue()).toContain('the second day');
    await world.up();
    await press(registrar, 'Receive it');
    await registrar.waitForSelector('text=Received. It is answered by 1 May 2026.');
    expect(await read().appeals.count({ kind: 'complaint' })).toBe(2);
    expect(errors()).toEqual([]);
  }, 60_000);

  it('is answered by the reviewer who took it up; who had a part reads so before pressing', async () => {
    const { assessment } = world.service;
    const [record] = await read().records.find({ scheme: 'TESDA' });
    const { id: appealId } = await assessment.lodgeAppeal({
      ...{ actorId: 'desk', kind: 'appeal', recordId: record?.id ?? '' },
      ...{ statement: 'I was ill that day.', lateReason: 'At sea.' },
    });
    await assessment.acknowledgeAppeal({ appealId, actorId: 'desk' });
    const involved = await officer('The assessor', 'appeals-reviewer', tesda, tesda.assessor.personId);
    await open(involved, `/desk/appeals/${appealId}`, 'Appeal against a result');
    expect(await involved.innerText('main')).toContain('You had a part in this before.');
    await press(involved, 'Take it up');
    await inDialog(involved, 'Take it up');
    await involved.waitForSelector('dialog .problem >> text=reviewer-not-involved-before');
    const reviewer = await officer('Ana Cruz', 'appeals-reviewer');
    await open(reviewer, `/desk/appeals/${appealId}`, 'Appeal against a result');
    await press(reviewer, 'Take it up');
    await inDialog(reviewer, 'Take it up');
    await reviewer.waitForSelector('strong >> text=Under review');
    await sound(reviewer, 'appeal', '.sheet');
    await press(reviewer, 'Uphold');
    await inDialog(reviewer, 'Uphold');
    expect(await reviewer.innerText('dialog .problem')).toMatch(/Write the answer\.\s+Choose the remedy\./);
    expect(await wrongIn(reviewer, 'appeal-uphold')).toEqual([]);
    await reviewer.getByLabel('Free re-assessment by another assessor').check();
    await reviewer.getByLabel('Answer and reason').fill('The film shows it. You are assessed again, free of charge.');
    await inDialog(reviewer, 'Uphold');
    await reviewer.waitForSelector('strong >> text=Upheld');
    expect(await read().appeals.get(appealId)).toMatchObject({ state: 'upheld', remedy: 'free-reassessment' });
    expect(errors()).toEqual([]);
  }, 90_000);
});

describe('what is in somebody’s hand besides certificates', () => {
  const nvq = (name: string, role: StaffRole) => officer(name, role, tvec);

  it('a passport is found, suspended and lifted by one, and replaced by two', async () => {
    const page = await nvq('Nimal Perera', 'certification-officer');
    const { id: successorId } = await approvedPassport(world, holder);
    const successor = await read().passports.get(successorId);
    await releasePassport(successor as NonNullable<typeof successor>, officers.release, world.service.issuance);
    await open(page, '/desk/passports', 'Skills passports');
    await sound(page, 'passports', 'table');
    const old = await read().passports.get(passportId);
    await page.getByLabel('Passport number').fill(old?.number ?? '');
    await press(page, 'Find');
    await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 1);
    await page.locator('tbody tr a').click();
    await page.waitForSelector(`h1 >> text=Skills passport ${old?.number ?? ''}`);
    expect(await page.innerText('main')).toContain('Private household, Kuwait City');
    await press(page, 'Suspend: it is lost');
    await inDialog(page, 'Suspend: it is lost');
    await page.waitForSelector('text=Suspended: reported lost');
    expect(await verdictOf(world.service, passportId)).toBe('suspended');
    await press(page, 'Lift the suspension: it was found');
    await inDialog(page, 'Lift the suspension: it was found');
    expect(await page.innerText('dialog .problem')).toContain('Compare photo and document first.');
    await page.getByLabel('I compared the person with the photo and the document.').check();
    await inDialog(page, 'Lift the suspension: it was found');
    await page.waitForSelector('main >> text=✓ In force');
    await sound(page, 'passport', '.sheet');
    await press(page, 'Replace');
    await page.getByLabel('The new one').selectOption({ value: successorId });
    expect(await wrongIn(page, 'passport-replace')).toEqual([]);
    await inDialog(page, 'Send for second approval');
    await page.waitForSelector('text=Waits for a second officer');
    expect((await read().passports.get(passportId))?.state).toBe('active');
    await confirmedBy(await nvq('Kumari Silva', 'release-officer'), 'Replace a skills passport');
    expect(await verdictOf(world.service, passportId)).toBe('replaced');
    const [change] = await read().statusEvents.find({ targetId: passportId, to: 'reissued' });
    expect([change?.actorId, change?.secondActorId]).toEqual(
      ['Nimal Perera', 'Kumari Silva'].map((name) => staff.get(name)?.accountId),
    );
    expect(errors()).toEqual([]);
  }, 90_000);

  it('a confirmed experience is taken back by two', async () => {
    const page = await nvq('Nimal Perera', 'certification-officer');
    await open(page, '/desk/passports', 'Skills passports');
    await page.getByRole('tab', { name: 'Confirmed experience' }).click();
    await page.waitForSelector('tbody tr');
    expect(await wrongIn(page, 'experience')).toEqual([]);
    await press(page, 'Take back');
    await inDialog(page, 'Send for second approval');
    expect(await page.innerText('dialog .problem')).toMatch(/Choose a reason\.\s+Enter the reason\./);
    await page.getByLabel('Reason class').selectOption({ label: 'Issued in error' });
    await page.getByLabel('Reason', { exact: true }).fill('The letter was of another person.');
    await inDialog(page, 'Send for second approval');
    await page.waitForSelector('tbody >> text=Waits for a second officer');
    await confirmedBy(await nvq('Kumari Silva', 'release-officer'), 'Take a confirmed experience back');
    expect((await read().experience.get(holder.experienceId))?.state).toBe('withdrawn');
    expect(errors()).toEqual([]);
  }, 60_000);

  it('all that a key signed is revoked together, passports too, after a preview with names', async () => {
    const page = await nvq('Nimal Perera', 'certification-officer');
    await open(page, '/desk/many', 'Suspend or revoke many');
    await page.getByLabel('What they have in common').selectOption({ label: 'Signing key' });
    await page.getByLabel('Signing key').selectOption({ index: 1 });
    await page.getByLabel('What should happen').selectOption({ label: 'Revoke' });
    await page.waitForSelector('tbody tr');
    expect(await page.innerText('tbody')).toMatch(
      /Certificate[\s\S]*Skills passport|Skills passport[\s\S]*Certificate/,
    );
    const count = await page.locator('tbody tr').count();
    expect(await page.innerText('caption')).toBe(`Whom this touches: ${count}`);
    expect(await wrongIn(page, 'many-preview')).toEqual([]);
    await press(page, 'Send for second approval');
    expect(await page.innerText('.problem')).toContain('Choose a reason.');
    await page.getByLabel('Reason class').selectOption({ label: 'Signing key compromised' });
    await press(page, 'Send for second approval');
    await page.getByLabel(`Type ${count}`).fill(String(count));
    await inDialog(page, 'Send for second approval');
    await page.waitForSelector('text=Nothing changes until a second officer confirms it.');
    const second = await nvq('Kumari Silva', 'release-officer');
    await open(second, '/desk/approvals', 'Second approval');
    expect(await second.innerText('article')).toMatch(/issuer-\d{4}-1/);
    await press(second, 'Confirm');
    await second.getByLabel(`Type ${count}`).fill(String(count));
    await inDialog(second, 'Suspend or revoke many');
    await second.waitForSelector('text=Confirmed.', { timeout: 30_000 });
    expect(await verdictOf(world.service, holder.certificateId)).toBe('revoked');
    await open(page, '/desk/many', 'Suspend or revoke many');
    await page.waitForSelector('tbody tr');
    expect(await page.innerText('tbody')).toContain(`${count} of ${count} done, 0 refused`);
    await sound(page, 'many', 'table');
    expect(errors()).toEqual([]);
  }, 90_000);
});

describe('an accreditation that never should have been', () => {
  it('is revoked from an earlier day by two, and two say of each thing whether it stands or goes', async () => {
    const registrar = await officer('Rosa Lim', 'registrar');
    await open(registrar, '/desk/accreditations', 'Accreditations');
    const row = registrar.locator('tbody tr', { hasText: 'CA-tesda-1' });
    await row.getByRole('button').click();
    await registrar.getByLabel('What should happen').selectOption({ label: 'Revoke' });
    await registrar.getByLabel('First day that no longer counts').fill('2026-02-01');
    await registrar.waitForSelector('text=This touches 2 records and 2 certificates.');
    expect(await wrongIn(registrar, 'revoke-from')).toEqual([]);
    await registrar.getByLabel('Reason class').selectOption({ label: 'Fraud in the assessment' });
    await inDialog(registrar, 'Send for second approval');
    await registrar.waitForSelector('text=Nothing changes until a second officer confirms it.');
    const second = await officer('Liza Tan', 'registrar');
    await open(second, '/desk/approvals', 'Second approval');
    expect(await second.innerText('article')).toContain('Nothing counts from 1 Feb 2026');
    await confirmedBy(second, 'CA-tesda-1');
    const page = await planner();
    await open(page, '/desk/follow-ups', 'Follow-ups of void accreditations');
    expect(await page.innerText('caption')).toBe('4 of 4 to settle');
    await sound(page, 'follow-ups', 'table');
    const certificate = page.locator('tbody tr', { hasText: 'Certificate' }).first();
    await certificate.getByRole('button', { name: 'Settle' }).click();
    await inDialog(page, 'Send for second approval');
    expect(await page.innerText('dialog .problem')).toMatch(/Choose one of the two\.\s+Enter the reason\./);
    await page.getByLabel('Take it back').check();
    expect(await wrongIn(page, 'follow-up-settle')).toEqual([]);
    await page.getByLabel('Reason').fill('The film shows somebody else.');
    await inDialog(page, 'Send for second approval');
    await page.waitForSelector('tbody >> text=Waits for a second officer');
    await confirmedBy(await releaser(), 'Take it back because its accreditation is void');
    const [settled] = await read().followUps.find({ state: 'revoked' });
    expect(settled).toMatchObject({ targetType: 'certificate', reason: 'The film shows somebody else.' });
    expect(await verdictOf(world.service, settled?.targetId ?? '')).toBe('revoked');
    const record = page.locator('tbody tr', { hasText: 'Record' }).first();
    await open(page, '/desk/follow-ups', 'Follow-ups of void accreditations');
    await record.getByRole('button', { name: 'Settle' }).click();
    await page.getByLabel('Let it stand').check();
    await page.getByLabel('Reason').fill('Three others saw it.');
    await inDialog(page, 'Send for second approval');
    await page.waitForSelector('tbody >> text=Waits for a second officer');
    await confirmedBy(await releaser(), 'Let it stand although its accreditation is void');
    await page.getByLabel('State').selectOption({ label: 'Stands' });
    await page.waitForSelector('tbody >> text=✓ Stands');
    expect(await page.innerText('tbody')).toContain('Maria Lopez + Pedro Ramos');
    expect(errors()).toEqual([]);
  }, 120_000);
});
