import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { issueAccreditations, publishStatusLists } from '../../src/issuance/index.js';
import { newRow } from '../../src/staff/context.js';
import { INSTANCE } from '../../src/staff/index.js';
import { violationsOf } from '../support/accessibility.js';
import { inBrowser } from '../support/browser.js';
import { openDeskWorld, type DeskWorld } from '../support/desk-world.js';
import { officerAt, sidewaysIn, type Officer } from '../support/officer-desk.js';
import { newSite, openOffice, type Office } from '../support/service.js';
import { keepPicture } from '../support/pictures.js';

/** Granting, renewing and taking back by clicking: two registrars for places and people, two administrators for bodies. */
let world: DeskWorld;
let browser: Browser;
let office: Office;
let anna: Officer;
let ben: Officer;
let cora: Officer;
let dan: Officer;

inBrowser(openDeskWorld, (opened) => ({ world, browser } = opened));
beforeAll(async () => {
  office = await openOffice(world.service);
  await newSite(world.service, 'Branch in Cebu');
  const authority = { slug: 'framework', legalName: 'Regional framework authority', shortName: 'RFA', country: 'PH' };
  await world.service.authoritySetUp.addAuthority({ ...authority, actorId: 'operator' });
  const registrar = [{ organizationId: office.body.id, role: 'registrar' as const }];
  const administrator = [{ organizationId: INSTANCE, role: 'instance-administrator' as const }];
  anna = await officerAt(browser, world, { name: 'Anna Cruz', roles: registrar });
  ben = await officerAt(browser, world, { name: 'Ben Silva', roles: registrar });
  cora = await officerAt(browser, world, { name: 'Cora Diaz', roles: administrator });
  dan = await officerAt(browser, world, { name: 'Dan Perera', roles: administrator });
}, 180_000);

const errors = (): string[] => [anna, ben, cora, dan].flatMap((officer) => [...officer.errors]);
const read = () => world.service.instance.store.read;
const PROPOSED = 'text=Nothing changes until a second officer confirms it.';

async function open(page: Page, path: string, heading: string): Promise<void> {
  await page.goto(`${world.origin}${path}`);
  await page.waitForSelector(`h1 >> text="${heading}"`);
}

const press = (page: Page, name: string | RegExp): Promise<void> =>
  page
    .getByRole('button', { name, exact: typeof name === 'string' })
    .first()
    .click();

/** The first thing that waits, with what the second officer is told about it. */
async function confirmAs({ page }: Officer): Promise<string> {
  await open(page, '/desk/approvals', 'Second approval');
  await page.waitForSelector('article');
  const told = await page.innerText('article');
  await press(page, 'Confirm');
  await page.waitForSelector('article', { state: 'detached' });
  return told;
}

/** As the server's own worker does. */
async function signNow(): Promise<void> {
  await issueAccreditations('service', world.service.accreditationIssuing);
  await publishStatusLists(world.service.issuance);
}

async function fillTerms(page: Page, number: string): Promise<void> {
  await page.getByLabel('Number of the accreditation').fill(number);
  await page.getByLabel('First day').fill('2026-01-01');
  await page.getByLabel('Last day').fill('2026-12-31');
}

describe('a registrar', () => {
  it('is told what is missing, grants a place its accreditation, and a second one sees what it agrees to', async () => {
    const { page } = anna;
    await open(page, '/desk/accreditations', 'Accreditations');
    await page.getByRole('link', { name: 'Grant an accreditation' }).click();
    await page.waitForSelector('h1 >> text="Grant an accreditation"');
    await page.waitForSelector('#subject');
    await press(page, 'Send for second approval');
    expect(await page.innerText('.problem')).toMatch(
      /Choose whom it is for\.\s+Choose at least one qualification\.\s+Enter the number\.\s+Enter both days, the first one first\.\s+Name at least one document\./,
    );
    expect(await violationsOf(page)).toEqual([]);
    expect(await sidewaysIn(page, 'accreditation-grant', '#subject')).toEqual([]);
    await page.getByLabel('For whom').fill('cebu branch');
    await page.getByRole('radio', { name: /Branch in Cebu/ }).check();
    await page
      .getByLabel(/Domestic Work NC II/)
      .first()
      .check();
    await fillTerms(page, 'AC-CEBU');
    await page.getByLabel('Documents it rests on').fill('Inspection report 12');
    await press(page, 'Send for second approval');
    await page.waitForSelector(PROPOSED);
    expect(await read().accreditations.count({ number: 'AC-CEBU' })).toBe(0);
    await open(ben.page, '/desk/approvals', 'Second approval');
    await ben.page.waitForSelector('article');
    expect(await violationsOf(ben.page)).toEqual([]);
    expect(await sidewaysIn(ben.page, 'accreditation-approval', 'article')).toEqual([]);
    const told = await confirmAs(ben);
    expect(told).toMatch(/Grant an accreditation[^]*Branch in Cebu[^]*AC-CEBU[^]*Domestic Work NC II[^]*1 Jan 2026/);
    expect(await read().accreditations.find({ number: 'AC-CEBU' })).toMatchObject([{ state: 'active' }]);
  }, 60_000);

  it('registers a centre with a place that is not listed, which is chosen then and assesses nothing yet', async () => {
    const { page } = anna;
    await open(page, '/desk/accreditations/new', 'Grant an accreditation');
    await page.getByText('The place is not listed').click();
    await press(page, 'Register the place');
    expect(await page.innerText('details .problem')).toMatch(/name of a new one\.[^]*two letters\./);
    await page.getByLabel('Full name of the new centre').fill('Davao Skills Centre');
    await page.getByLabel('Name of the place').fill('Davao, main building');
    await page.getByLabel('Address').fill('1 Harbour Road, Davao');
    await page.getByLabel('Country, two letters').fill('ph');
    // Nothing half behind the bar at the top.
    await page.evaluate(() => scrollTo(0, 0));
    expect(await violationsOf(page)).toEqual([]);
    await keepPicture(page, 'desk/accreditation-place-open');
    await press(page, 'Register the place');
    await page.waitForSelector('text=Registered, and chosen above.');
    const [site] = await read().sites.find({ name: 'Davao, main building' });
    const chosen = page.locator('input[name=subject-choice]:checked');
    expect(await chosen.getAttribute('value')).toBe(site?.id);
    expect(await page.getByRole('radio', { name: /Davao, main building/ }).isChecked()).toBe(true);
    const centre = await read().organizations.get(site?.organizationId ?? '');
    expect(centre).toMatchObject({ type: 'assessment-centre', parentId: office.body.id, country: 'PH' });
    expect(await read().accreditations.count({ subjectId: site?.id ?? '' })).toBe(0);
    expect(await sidewaysIn(page, 'accreditation-place', '#subject')).toEqual([]);
  }, 60_000);

  it('finds one among hundreds by typing, with the keyboard alone, and comes page by page to the others', async () => {
    const { page } = anna;
    const { storage, ids } = world.service.instance;
    const hall = (at: number) => ({
      ...newRow({ ids }),
      ...{ organizationId: office.site.organizationId, country: 'PH', address: `${at} Harbour Road, Davao` },
      name: `Hall ${String(at).padStart(3, '0')}`,
    });
    await storage.store.transaction((tx) => tx.sites.insertMany(Array.from({ length: 240 }, (_, at) => hall(at))));
    await open(page, '/desk/accreditations/new', 'Grant an accreditation');
    await page.getByLabel('For whom').focus();
    await page.keyboard.type('Hall');
    await page.waitForSelector('[role=status] >> text=The first 10.');
    expect(await violationsOf(page)).toEqual([]);
    await page.keyboard.press('Tab');
    // One stop for all choices; after it the button.
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('subject-choice');
    await page.keyboard.press('Space');
    expect(await page.getByRole('radio', { name: /Hall 000/ }).isChecked()).toBe(true);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.activeElement?.id === 'subject-choice-10');
    expect(await page.locator('label[for=subject-choice-10]').innerText()).toContain('Hall 010');
    await page.getByLabel('For whom').focus();
    await page.keyboard.press('Control+A');
    await page.keyboard.type('davao 217');
    await page.waitForSelector('[role=status] >> text=1 found.');
    // What is chosen stays until another one is.
    expect(await page.locator('#subject').inputValue()).toBe('davao 217');
    expect(await page.getByRole('radio', { name: /Hall 000/ }).isChecked()).toBe(true);
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    expect(await page.getByRole('radio', { name: /Hall 217/ }).isChecked()).toBe(true);
    await page.getByLabel('For whom').fill('hall nowhere');
    await page.waitForSelector('[role=status] >> text=Nothing found.');
    expect(await page.getByRole('radio', { name: /Hall 217/ }).isChecked()).toBe(true);
    await keepPicture(page, 'desk/accreditation-find');
    expect(await sidewaysIn(page, 'accreditation-many', '#subject-choice')).toEqual([]);
  }, 90_000);

  it('grants a person the role of lead assessor; it is never signed', async () => {
    const { page } = anna;
    await open(page, '/desk/accreditations/new', 'Grant an accreditation');
    await page.getByLabel('What is accredited').selectOption({ label: 'A person' });
    await page.locator('input[name=subject-choice]').first().check();
    await page.getByLabel('As', { exact: true }).selectOption({ label: 'Lead assessor' });
    await page
      .getByLabel(/Domestic Work NC II/)
      .first()
      .check();
    await fillTerms(page, 'LA-1');
    await page.getByLabel('Documents it rests on').fill('Loading certificate');
    await press(page, 'Send for second approval');
    await page.waitForSelector(PROPOSED);
    await confirmAs(ben);
    const [row] = await read().accreditations.find({ number: 'LA-1' });
    expect(row).toMatchObject({ role: 'lead-assessor', subjectType: 'person' });
    await open(page, `/desk/accreditations/${row?.id ?? ''}`, 'Accreditation LA-1');
    expect(await page.innerText('main')).toContain('Accreditations of people are never signed or published.');
  }, 60_000);
});

describe('an administrator of the service', () => {
  it('accredits an awarding body when another one agrees', async () => {
    const { page } = cora;
    await open(page, '/desk/authorities', 'Framework authorities');
    await page.waitForSelector('text=No framework authority accredits it here');
    expect(await page.innerText('main')).toMatch(/Regional framework authority \(Philippines\) Signs here/);
    await press(page, 'Send for second approval');
    expect(await page.innerText('.problem')).toContain('Choose the authority and the body.');
    await page.getByLabel('Authority', { exact: true }).selectOption({ label: 'Regional framework authority' });
    await page.getByLabel('Awarding body', { exact: true }).selectOption({ label: office.body.legalName });
    await fillTerms(page, 'RFA-7');
    await page.getByLabel('Documents it rests on').fill('Act 7 of 2026');
    await press(page, 'Send for second approval');
    await page.waitForSelector(PROPOSED);
    await open(page, '/desk/approvals', 'Second approval');
    await press(page, 'Confirm');
    expect(await page.innerText('.problem')).toContain('R27');
    const told = await confirmAs(dan);
    expect(told).toMatch(/Accredit an awarding body[^]*RFA-7[^]*Regional framework authority/);
    await signNow();
    await open(page, '/desk/authorities', 'Framework authorities');
    await page.waitForSelector('text=RFA-7');
    await page.locator('summary').first().click();
    expect(await page.innerText('details')).toContain(world.service.issuerDid('framework'));
    expect(await violationsOf(page)).toEqual([]);
    expect(await sidewaysIn(page, 'authorities', 'details')).toEqual([]);
  }, 60_000);

  it('is told in its language why what was brought from elsewhere is refused', async () => {
    const { page } = dan;
    await page.evaluate(() => localStorage.setItem('language', 'fr'));
    await page.goto(`${world.origin}/desk/authorities`);
    await page.waitForSelector('#json');
    await page.locator('#json').fill('{"type": "nothing"}');
    await page.locator('section[aria-labelledby=import] button').click();
    await page.waitForSelector('section[aria-labelledby=import] .problem');
    expect(await page.innerText('section[aria-labelledby=import] .problem')).toMatch(
      /accréditation signée[^]*accreditation-unreadable/,
    );
    await page.evaluate(() => localStorage.setItem('language', 'en'));
  }, 30_000);
});

describe('the chain', () => {
  it('leads from the place over its body to the authority, and says what was signed at each step', async () => {
    const [row] = await read().accreditations.find({ number: 'AC-CEBU' });
    const { page } = anna;
    await open(page, '/desk/accreditations', 'Accreditations');
    await page.getByRole('link', { name: 'Branch in Cebu' }).click();
    await page.waitForSelector('h1 >> text="Accreditation AC-CEBU"');
    const steps = page.locator('ol.approvals > li');
    expect(await steps.count()).toBe(3);
    expect(await steps.nth(0).innerText()).toMatch(/Branch in Cebu[^]*AC-CEBU[^]*✓ In force/);
    expect(await steps.nth(1).innerText()).toMatch(/RFA-7[^]*✓ In force/);
    expect((await steps.allInnerTexts()).join()).not.toContain('Not in force today');
    expect(await steps.nth(2).innerText()).toMatch(/At the top: Regional framework authority\s+Framework authority/);
    for (const summary of await page.locator('summary').all()) await summary.click();
    const [place, body] = await page.locator('details').allInnerTexts();
    const [paper] = await read().accreditationCredentials.find({ accreditationId: row?.id ?? '' });
    expect(place).toContain(paper?.credentialId);
    expect(place).toContain(office.body.did);
    const [above] = await read().accreditationCredentials.find({ holder: office.body.did ?? '' });
    expect(place).toContain(above?.credentialId);
    expect(body).toContain(`${world.origin}/trust-list`);
    expect(await violationsOf(page)).toEqual([]);
    expect(await sidewaysIn(page, 'accreditation', 'ol.approvals')).toEqual([]);
  }, 60_000);

  it('shows where it does not hold any more', async () => {
    await open(cora.page, '/desk/authorities', 'Framework authorities');
    await press(cora.page, 'Suspend, lift, revoke');
    const proposing = cora.page.locator('dialog').getByRole('button', { name: 'Send for second approval' });
    await proposing.click();
    expect(await cora.page.innerText('dialog .problem')).toContain('Choose a reason.');
    await cora.page.getByLabel('Reason class').selectOption({ label: 'Order of a court' });
    await proposing.click();
    await cora.page.waitForSelector(PROPOSED);
    expect(await confirmAs(dan)).toMatch(/Suspend an accreditation[^]*Order of a court/);
    const [row] = await read().accreditations.find({ number: 'AC-CEBU' });
    await open(anna.page, `/desk/accreditations/${row?.id ?? ''}`, 'Accreditation AC-CEBU');
    expect(await anna.page.locator('ol.approvals > li').nth(1).innerText()).toMatch(/Suspended[^]*Not in force today/);
  }, 60_000);
});

describe('a registrar whose accreditation ends', () => {
  it('renews it, and suspends what must not go on, each with a second one', async () => {
    const { page } = anna;
    const [row] = await read().accreditations.find({ number: 'AC-CEBU' });
    await open(page, `/desk/accreditations/${row?.id ?? ''}`, 'Accreditation AC-CEBU');
    await press(page, 'Renew');
    await page.locator('dialog').getByLabel('Number of the accreditation').fill('AC-CEBU-2');
    expect(await page.locator('dialog').getByLabel('First day').inputValue()).toBe('2027-01-01');
    await page.locator('dialog').getByLabel('Last day').fill('2028-12-31');
    await page.locator('dialog').getByLabel('Attendance at moderation is on file').check();
    await page.locator('dialog').getByLabel('The performance evaluation is on file').check();
    expect(await violationsOf(page)).toEqual([]);
    await page.locator('dialog').getByRole('button', { name: 'Send for second approval' }).click();
    await page.waitForSelector(PROPOSED);
    await page.waitForSelector('text=Renew an accreditation');
    expect(await confirmAs(ben)).toMatch(/Renew an accreditation[^]*Branch in Cebu[^]*AC-CEBU-2[^]*31 Dec 2028/);
    const [fresh] = await read().accreditations.find({ number: 'AC-CEBU-2' });
    expect(fresh).toMatchObject({ state: 'active', validFrom: '2027-01-01' });
    await open(page, `/desk/accreditations/${fresh?.id ?? ''}`, 'Accreditation AC-CEBU-2');
    await press(page, 'Suspend, lift, revoke');
    await page.getByLabel('Reason class').selectOption({ label: 'Accreditation void' });
    await page.locator('dialog').getByRole('button', { name: 'Send for second approval' }).click();
    await page.waitForSelector(PROPOSED);
    expect((await read().accreditations.get(fresh?.id ?? ''))?.state).toBe('active');
    await confirmAs(ben);
    expect((await read().accreditations.get(fresh?.id ?? ''))?.state).toBe('suspended');
    expect(errors()).toEqual([]);
  }, 60_000);
});
