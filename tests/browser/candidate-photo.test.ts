import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { officers, sha256Of } from '../../src/demo/parties.js';
import type { DemoPeople } from '../../src/http/index.js';
import { resultsFor } from '../../src/intake/index.js';
import { violationsOf } from '../support/accessibility.js';
import { openDemoOffice } from '../support/desk-office.js';
import { openDeskWorld, sendNow, visitDesk, type DeskVisitor, type DeskWorld } from '../support/desk-world.js';
import { face, filmOfFace, shirtPixels } from '../support/face.js';
import { launchBrowserFilming } from '../support/film.js';
import { picturesOfPdf } from '../support/pdf-pictures.js';
import { assess, decide, domesticWork, release, type Office } from '../support/service.js';
import { keepImage, keepPicture } from '../support/pictures.js';

/**
 * A face from the camera of the desk to the paper in a worker's hand, by clicking, on the real service: taken again, kept
 * while the network is away, seen by whoever decides, shown on the passport, printed, shared. And the links beside it.
 */
let world: DeskWorld;
let people: DemoPeople;
let browser: Browser;
let personId = '';
let code = '';
const visitors: DeskVisitor[] = [];

beforeAll(async () => {
  world = await openDeskWorld({
    at: '2026-01-12T08:00:00Z',
    demoPeople: async (service) => (people = await openDemoOffice(service)),
  });
  browser = await launchBrowserFilming(await filmOfFace());
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await world?.close();
});

/** Somebody's browser with a fresh session: weeks pass between the steps. */
async function at(account: string, path: string): Promise<Page> {
  const { token } = await people.enter(account);
  const visitor = await visitDesk(browser);
  visitors.push(visitor);
  await visitor.context.addCookies([{ name: 'staff', value: token, url: world.origin }]);
  await visitor.page.goto(world.origin + path);
  return visitor.page;
}
const press = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole('button', { name, exact: typeof name === 'string' }).click();
const store = () => world.service.instance.store.read;
const widthOf = (page: Page, image: string): Promise<number> =>
  page.locator(image).evaluate(async (element) => {
    const picture = element as HTMLImageElement;
    await picture.decode();
    return picture.naturalWidth;
  });

async function workerPage(): Promise<Page> {
  const { context, page, ...rest } = await visitDesk(browser, { viewport: { width: 360, height: 740 } });
  visitors.push({ context, page, ...rest });
  await page.goto(`${world.origin}/c/${code}`);
  const person = await store().people.get(personId);
  await page.fill('.year', person?.birthDate?.value.slice(0, 4) ?? '');
  await page.click('main button[type=submit]');
  await page.waitForSelector('.code-picture img');
  return page;
}

async function saved(page: Page, button: string): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download', { timeout: 30_000 }), press(page, button)]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

const firstPageOf = async (pdf: Uint8Array): Promise<Buffer> => (await picturesOfPdf(pdf, 3))[0] ?? Buffer.alloc(0);

/** The person registered at the desk, assessed on paper as competent. */
async function assessed(): Promise<readonly string[]> {
  const [body] = await store().organizations.find({ type: 'awarding-body' });
  const [site] = await store().sites.find({ name: 'Test centre of tesda' });
  const [grant] = await store().accreditations.find({ number: 'CA-tesda-1' });
  const person = await store().people.get(personId);
  if (!body || !site || !grant || !person) throw new Error('the office is not open');
  const assessor = { personId: grant.subjectId, accreditationId: grant.id };
  const office: Office = { body, site, assessor, qualification: domesticWork };
  const qualification = world.service.instance.catalogue.qualification(domesticWork);
  const { recordIds } = await assess(world, office, {
    day: '2026-02-02',
    candidates: [
      {
        details: { names: person.names, birthDate: person.birthDate },
        person: { kind: 'same', personId },
        clientType: 'ofw',
        results: qualification ? resultsFor(qualification, []) : [],
        evidenceSha256: sha256Of('rating sheet'),
      },
    ],
  });
  return recordIds;
}

describe('the photo at the desk', () => {
  it('is taken in the frame, taken again, agreed to, and waits on the device while the network is away', async () => {
    const page = await at(officers.processing, '/desk/candidates/new');
    await page.fill('#family', 'Villanueva');
    await page.fill('#given', 'Liza');
    for (const [index, part] of ['5', '3', '1988'].entries())
      await page.locator('fieldset:has(#born) input').nth(index).fill(part);
    await press(page, 'Open the camera');
    await page.waitForSelector('.viewfinder .face-frame');
    await page.getByRole('button', { name: 'Take the photo' }).waitFor();
    await keepPicture(page, 'desk/photo-camera', { part: true });
    expect(await violationsOf(page)).toEqual([]);
    await press(page, 'Take the photo');
    expect(await widthOf(page, 'img.portrait')).toBe(768);
    await press(page, 'Take it again');
    await press(page, 'Take the photo');
    await page.getByLabel('The candidate agrees').check();
    await page.route('**/photo?*', (route) => route.abort());
    await press(page, 'Save and next candidate');
    await page.waitForSelector('text=Villanueva');
    expect(await store().portraits.count({})).toBe(0);
    await page.goto(`${world.origin}/desk/sync`);
    await page.waitForSelector('text=Photo of a candidate');
    expect(page.url()).not.toContain('Villanueva');
    await page.unroute('**/photo?*');
    await sendNow(page);
    const [portrait] = await store().portraits.find({});
    personId = portrait?.id ?? '';
    expect((await store().people.get(personId))?.names[0]?.family).toBe('Villanueva');
    expect(portrait?.onPassport?.receivedBy).toBe(officers.processing);
    const kept = Buffer.from(portrait?.jpeg ?? '', 'base64');
    expect(await sharp(kept).metadata()).toMatchObject({ width: 480, height: 600 });
    expect(await shirtPixels(kept)).toBeGreaterThan(20_000);
  }, 90_000);

  it('from a file is refused when it is dark or no picture', async () => {
    const page = await at(officers.processing, '/desk/candidates/new');
    const choose = (name: string, buffer: Buffer): Promise<void> =>
      page.setInputFiles('#photo', { name, mimeType: 'image/jpeg', buffer });
    await choose('dark.jpg', await face({ light: 0.05 }));
    await page.waitForSelector('.photo-field [role=alert] >> text=/too dark.* D14/');
    await choose('page.jpg', Buffer.from('<!doctype html><script>alert(1)</script>'));
    await page.waitForSelector('.photo-field [role=alert] >> text=not a photo');
    expect(await page.locator('img.portrait').count()).toBe(0);
    await choose('face.jpg', await face());
    expect(await widthOf(page, 'img.portrait')).toBe(960);
    expect(await page.locator('.photo-field [role=alert]').count()).toBe(0);
  }, 60_000);

  it('of somebody who came with a list is added later; consent is taken back and the photo removed by clicking', async () => {
    const page = await at(officers.processing, '/desk/candidates');
    await page.getByRole('link', { name: 'Add a photo' }).first().click();
    await page.setInputFiles('#photo', { name: 'face.jpg', mimeType: 'image/jpeg', buffer: await face() });
    await page.getByLabel('The candidate agrees').check();
    await press(page, 'Keep this photo');
    await page.waitForSelector('h1 >> text=Candidates');
    await page.waitForSelector('.chip.safe');
    const other = async () => (await store().portraits.find({})).find(({ id }) => id !== personId);
    const added = await other();
    expect(added?.onPassport).not.toBeNull();
    await page.goto(`${world.origin}/desk/candidates/${added?.id ?? ''}/photo`);
    expect(await widthOf(page, 'img.portrait')).toBe(480);
    expect(await violationsOf(page)).toEqual([]);
    await page.locator('#photo-on-passport').click();
    await page.waitForSelector('#photo-on-passport:not(:checked)');
    expect((await other())?.onPassport).toBeNull();
    await press(page, 'Take the photo off the file');
    await page.locator('dialog').getByRole('button', { name: 'Take the photo off the file' }).click();
    await page.waitForSelector('img.portrait', { state: 'detached' });
    expect(await other()).toMatchObject({ jpeg: null, sha256: null });
  }, 60_000);

  it('evidence beside it: a photo added to a unit by clicking stands there with the fingerprint of what is kept', async () => {
    const [session] = await store().sessions.find({ state: 'in-progress' });
    const page = await at('assessor-jeddah', `/desk/sessions/${session?.id ?? ''}`);
    await page.getByRole('button', { name: 'Start the rating sheet' }).first().click();
    await page.locator('.add-evidence').first().click();
    const picture = await face();
    await page.setInputFiles('#evidence-photo', { name: 'work.jpg', mimeType: 'image/jpeg', buffer: picture });
    await page.waitForSelector('.chip.safe');
    expect(await page.innerText('.evidence >> nth=0')).toMatch(/^1/);
    await page.locator('.add-evidence').first().click();
    const shown = await page.innerText('dialog .fingerprints code');
    const [file] = await store().evidenceFiles.find({});
    const kept = await world.service.evidenceFiles.open(file?.id ?? '');
    expect(shown).toBe(createHash('sha256').update(kept.bytes).digest('hex'));
    expect(shown).not.toBe(createHash('sha256').update(picture).digest('hex'));
    expect(await page.innerText('dialog .fingerprints')).toContain('Photo');
    const [record] = await store().records.find({ sessionId: session?.id ?? '' });
    expect(record?.evidence[0]?.sha256).toBe(shown);
  }, 60_000);

  it('is seen beside the record by whoever decides, and the award is released', async () => {
    const recordIds = await assessed();
    world.clock.set('2026-02-03T08:00:00Z');
    const page = await at(officers.certification, `/desk/decide/${recordIds[0] ?? ''}`);
    await page.waitForSelector('img.portrait');
    expect(await widthOf(page, 'img.portrait')).toBe(480);
    expect(await page.getAttribute('img.portrait', 'alt')).toBe('Photo of Villanueva, Liza');
    expect(await violationsOf(page)).toEqual([]);
    const certificateIds = await decide(world, recordIds, '2026-02-02');
    await release(world, certificateIds);
    const [row] = await store().credentials.find({ subjectId: certificateIds[0] ?? '' });
    code = (await store().shortCodes.find({ credentialId: row?.credentialId ?? '' }))[0]?.code ?? '';
    // Cards of the desk bear the face of those who agreed.
    const printing = await at(officers.release, '/desk');
    const paper = await printing
      .context()
      .request.get(`${world.origin}/api/assessment/certificates/${certificateIds[0] ?? ''}/print?layout=card`);
    expect(await shirtPixels(await firstPageOf(await paper.body()))).toBeGreaterThan(3_000);
    // The credential itself, and so the code made of it, is without the face and its hash.
    const hash = (await store().portraits.get(personId))?.sha256 ?? '-';
    expect(row?.json).not.toContain(hash);
    expect(JSON.stringify(JSON.parse(row?.json ?? '{}'))).not.toMatch(/photo|portrait|image\/jpeg/i);
  }, 90_000);
});

describe('the photo in the hands of the worker', () => {
  it('stands on the passport after code and year, and on the paper when it is chosen', async () => {
    const page = await workerPage();
    expect(await widthOf(page, 'img.portrait')).toBe(480);
    expect(await violationsOf(page)).toEqual([]);
    const box = await page.locator('img.portrait').boundingBox();
    expect((box?.height ?? 0) / (box?.width ?? 1)).toBeCloseTo(1.25, 1);
    await keepPicture(page, 'desk/photo-worker-page');
    const pixels = async (button: string): Promise<number> => {
      const picture = await firstPageOf((await saved(page, button)).bytes);
      await keepImage(picture, `desk/photo-${button}`);
      return shirtPixels(picture);
    };
    expect(await pixels('Download card')).toBe(0);
    await page.getByLabel('With my photo').check();
    // 19.6 mm x 24.5 mm at 3 pixels to the point, a fifth of it shirt.
    expect(await pixels('Download card')).toBeGreaterThan(3_000);
    expect(await pixels('Download A4 paper')).toBeGreaterThan(4_500);
  }, 120_000);

  it('goes along with a link made for it, and with no other', async () => {
    const page = await workerPage();
    const made = async (scope: string): Promise<string> => {
      await page.getByLabel(scope).check();
      const before = await page.locator('.made input').count();
      const old = before === 0 ? '' : await page.inputValue('.made input');
      await page.click('.share-form button[type=submit]');
      await page.waitForFunction((value) => {
        const input = document.querySelector<HTMLInputElement>('.made input');
        return input !== null && input.value !== value;
      }, old);
      return page.inputValue('.made input');
    };
    const jpeg = (await store().portraits.get(personId))?.jpeg ?? '-';
    for (const [scope, faces] of [
      ['This one only', 0],
      ['All my certificates', 0],
      ['Everything with photo', 1],
    ] as const) {
      const { page: employer, errors, context } = await visitDesk(browser);
      visitors.push({ page: employer, errors, context });
      const answered = employer.waitForResponse('**/api/shares/open');
      await employer.goto(await made(scope));
      await employer.waitForSelector('h2.verdict-title');
      expect([scope, await employer.locator('img.portrait').count()]).toEqual([scope, faces]);
      expect((await (await answered).text()).includes(jpeg.slice(500, 560))).toBe(faces === 1);
      if (faces === 1) expect(await employer.innerText('main')).toContain('Compare the photo with the person.');
    }
  }, 90_000);

  it('further forms of the certificate are files for wallets', async () => {
    const page = await workerPage();
    await page.click('.saves .more summary');
    const plain = await saved(page, 'File for a wallet (VC-JWT)');
    expect([plain.name, plain.bytes.toString().split('.').length]).toEqual(['skills-passport.jwt', 3]);
    const selective = await saved(page, 'File for a wallet, you choose what it shows (SD-JWT)');
    expect(selective.name).toBe('skills-passport.sd-jwt');
    expect(selective.bytes.toString().split('~').length).toBeGreaterThan(3);
    for (const { bytes } of [plain, selective]) {
      const report = await world.service.verifier.verifyInput(bytes.toString().trim(), { language: 'en' });
      expect(report.verdict).toBe('genuine-and-current');
    }
  }, 90_000);
});

describe('a link', () => {
  async function madeFor(days: string, pin: string | null): Promise<string> {
    const page = await workerPage();
    await page.getByLabel(days).check();
    await page.locator('.share-form input[type=checkbox]').setChecked(pin !== null);
    if (pin !== null) await page.fill('.pin-field input', pin);
    await page.click('.share-form button[type=submit]');
    return page.inputValue('.made input');
  }
  async function opened(link: string): Promise<Page> {
    const { page } = await visitDesk(browser);
    await page.goto(link);
    return page;
  }

  it('says on which day it stopped, and that the certificate may still be good', async () => {
    const link = await madeFor('1 day', null);
    const before = world.clock.now();
    world.clock.set(new Date(before.getTime() + 86_400_000).toISOString());
    const page = await opened(link);
    await page.waitForSelector('.problem >> text=W14');
    expect(await page.innerText('.problem')).toContain('stopped');
    expect(await page.locator('.verdict, h2.verdict-title').count()).toBe(0);
    world.clock.set(before.toISOString());
  }, 60_000);

  it('with a PIN stays locked for the right one too, and opens an hour later', async () => {
    const link = await madeFor('7 days', '402817');
    const page = await opened(link);
    const enter = async (pin: string): Promise<void> => {
      await page.fill('.pin-form input', pin);
      await page.click('.pin-form button');
    };
    for (const left of [4, 3, 2, 1]) {
      await enter('111111');
      await page.waitForSelector(`.problem >> text=Tries left: ${left}`);
    }
    await enter('111111');
    await page.waitForSelector('.problem >> text=W12');
    const again = await opened(link);
    await again.fill('.pin-form input', '402817');
    await again.click('.pin-form button');
    await again.waitForSelector('.problem >> text=W12');
    expect(await again.locator('h2.verdict-title').count()).toBe(0);
    const before = world.clock.now();
    world.clock.set(new Date(before.getTime() + 3_601_000).toISOString());
    const later = await opened(link);
    await later.fill('.pin-form input', '402817');
    await later.click('.pin-form button');
    await later.waitForSelector('h2.verdict-title');
    expect(await later.innerText('main')).toContain('Domestic Work');
    world.clock.set(before.toISOString());
  }, 60_000);

  it('nothing of all this broke the policy of the pages', () => {
    expect(visitors.flatMap(({ errors }) => errors)).toEqual([]);
  });
});
