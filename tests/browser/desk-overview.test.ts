import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { violationsOf } from '../support/accessibility.js';
import { inBrowser } from '../support/browser.js';
import { openDeskWorld, type DeskWorld } from '../support/desk-world.js';
import { fileBehind, officerAt, sidewaysIn, type Officer } from '../support/officer-desk.js';
import { accreditSite, assess, decide, newAssessor, newSite, openOffice, type Office } from '../support/service.js';

/** A mission of 130 candidates: released while somebody watches, and looked over afterwards. */
let world: DeskWorld;
let browser: Browser;
let office: Office;
let releaser: Officer;

inBrowser(openDeskWorld, (opened) => ({ world, browser } = opened));
beforeAll(async () => {
  office = await openOffice(world.service);
}, 120_000);

const DAYS = ['2026-02-09', '2026-02-10', '2026-02-11'];

async function mission(): Promise<void> {
  const qualifications = [office.qualification];
  const period = { qualifications, from: '2026-01-01', until: '2027-12-31' };
  const small = await newSite(world.service, 'Consulate hall, Dammam', 'SA');
  await accreditSite(world.service, office.body, small, { ...period, number: 'AC-small' });
  const assessors = [office.assessor];
  for (const number of ['CA-2', 'CA-3'])
    assessors.push(await newAssessor(world.service, office.body, { ...period, number }));
  const recordIds: string[] = [];
  const failing = world.service.instance.catalogue
    .qualification(office.qualification)
    ?.units.flatMap((unit) => (unit.code !== null && unit.required ? [unit.code] : []));
  let session = 0;
  for (const [index, day] of DAYS.entries())
    for (const hour of [0, 2, 4, 6, 8]) {
      const assessor = assessors[index] ?? office.assessor;
      const isLast = session === 13;
      if (session > 13) break;
      world.clock.set('2026-02-08T00:00:00Z');
      const made = await assess(world, office, {
        ...{ day, hour, assessor, seed: 1_000 + session * 50, count: isLast ? 3 : 10 },
        ...(isLast ? { site: small, notSatisfactory: failing?.slice(0, 1) ?? [] } : {}),
      });
      if (!isLast) recordIds.push(...made.recordIds);
      session++;
    }
  await decide(world, recordIds, '2026-02-11');
}

describe('a release of 130', () => {
  it('shows its progress, never freezes the page, and can be paused and gone on with', async () => {
    await mission();
    const roles = [{ organizationId: office.body.id, role: 'release-officer' as const }];
    releaser = await officerAt(browser, world, { name: 'Pedro Ramos', roles });
    const { page } = releaser;
    await page.goto(`${world.origin}/desk/release`);
    await page.getByLabel('Choose all 130', { exact: true }).check();
    await page.getByRole('button', { name: 'Release 130 certificates' }).click();
    await page.waitForSelector('progress');
    // The longest time between two frames while the work goes on, as a person would feel it.
    await page.evaluate(() => {
      const watch = window as unknown as { longest: number };
      watch.longest = 0;
      let last = performance.now();
      const frame = (now: number): void => {
        watch.longest = Math.max(watch.longest, now - last);
        last = now;
        requestAnimationFrame(frame);
      };
      requestAnimationFrame(frame);
    });
    const done = (): Promise<number> => page.locator('progress').evaluate((bar) => (bar as HTMLProgressElement).value);
    const seen = new Set<number>();
    while ((await done()) < 30) {
      seen.add(await done());
      await page.waitForTimeout(200);
    }
    expect(seen.size).toBeGreaterThan(2);
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.waitForSelector('text=Paused');
    expect(await done()).toBeLessThan(130);
    expect(await sidewaysIn(page, 'release-paused', 'progress')).toEqual([]);
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.waitForSelector('text=Finished', { timeout: 120_000 });
    expect(await page.innerText('main')).toMatch(/130 of 130 · 130 released/);
    const longest = await page.evaluate(() => (window as unknown as { longest?: number }).longest ?? 0);
    // A page that waits for the work stands still for all of it, half a minute; a busy machine may miss frames.
    expect(longest).toBeLessThan(5_000);
    expect(releaser.errors).toEqual([]);
  }, 300_000);
});

describe('the overview', () => {
  it('shows rates, limits and days as drawings with tables, and hides three of one place', async () => {
    const { page, context } = releaser;
    await page.goto(`${world.origin}/desk/overview`);
    await page.waitForSelector('.charts svg[role=img]');
    const text = await page.innerText('main');
    expect(text).toMatch(/Assessed\s+133/);
    expect(text).toMatch(/97\.7 %\s+130 of 133/);
    expect(text).toContain('hidden to protect a small group');
    expect(text).not.toContain('3 of 3');
    expect(await page.locator('.charts figure').count()).toBe(5);
    expect(await violationsOf(page)).toEqual([]);
    await page.locator('.charts details').evaluateAll((all) => all.forEach((each) => each.setAttribute('open', '')));
    expect(await page.locator('.charts table').count()).toBe(5);
    expect(await violationsOf(page)).toEqual([]);
    const csv = (await fileBehind(context, page, 'Save as CSV')).toString('utf8');
    expect(csv).toContain('total,,133,130,97.7');
    expect(await sidewaysIn(page, 'overview', '.charts svg[role=img]')).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await violationsOf(page)).toEqual([]);
    expect(await sidewaysIn(page, 'overview-dark', '.charts svg[role=img]')).toEqual([]);
    await page.emulateMedia({ colorScheme: 'light' });
  }, 120_000);

  it('narrows by month, and says so when a selection is too small', async () => {
    const { page } = releaser;
    await page.getByLabel('Site').selectOption({ label: 'Consulate hall, Dammam' });
    await page.waitForSelector('text=This selection is too small to show.');
    await page.getByLabel('Site').selectOption({ label: 'All' });
    await page.waitForSelector('.charts');
    expect(releaser.errors).toEqual([]);
  }, 30_000);
});
