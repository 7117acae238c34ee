import { expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { Application } from '../../src/assessment/index.js';
import { officers } from '../../src/demo/parties.js';
import type { DemoPeople } from '../../src/http/index.js';
import { violationsOf } from '../support/accessibility.js';
import { inBrowser } from '../support/browser.js';
import { openDemoOffice } from '../support/desk-office.js';
import { openDeskWorld, sendNow, visitDesk, type DeskWorld } from '../support/desk-world.js';
import { keepPicture } from '../support/pictures.js';

/** A hall without a network: who is on no list is registered, looked at and noted as present in one go. */
let world: DeskWorld;
let browser: Browser;
let people: DemoPeople;
inBrowser(
  () =>
    openDeskWorld({
      at: '2026-01-12T08:00:00Z',
      demoPeople: async (service) => (people = await openDemoOffice(service)),
    }),
  (opened) => ({ world, browser } = opened),
);

const store = () => world.service.instance.store.read;

async function applicationOf(family: string): Promise<Application> {
  const person = (await store().people.find({}, { limit: 200 })).find(({ names }) => names[0]?.family === family);
  const [application] = await store().applications.find({ personId: person?.id ?? '' });
  if (application === undefined) throw new Error(`nobody of the name ${family} applied`);
  return application;
}

/** What the office decides about whoever came to the hall. */
async function enrol(applicationId: string, sessionId: string): Promise<void> {
  const { assessment } = world.service;
  const applicationIds = [applicationId];
  await assessment.submitApplications({ applicationIds, actorId: officers.processing });
  await assessment.acceptApplications({ applicationIds, actorId: officers.director });
  const fee = { amount: 0, currency: 'SAR', waivedReason: 'Free of charge.' };
  await assessment.clearFee({ ...fee, applicationIds, actorId: officers.processing });
  await assessment.enrol({ applicationIds, sessionId, actorId: officers.processing });
}

it.each(['en-GB', 'ar'])(
  'is noted as present without the network, and sent after the registration as soon as the office has enrolled (%s)',
  async (locale) => {
    const [session] = await store().sessions.find({ state: 'in-progress' });
    const sessionId = session?.id ?? '';
    const { token } = await people.enter(officers.processing);
    const { page, context, errors } = await visitDesk(browser, { viewport: { width: 360, height: 740 }, locale });
    await context.addCookies([{ name: 'staff', value: token, url: world.origin }]);
    await page.goto(`${world.origin}/desk/sessions/${sessionId}/attendance`);
    await page.waitForSelector('.attendance');
    const family = locale === 'ar' ? 'Alhaddad' : 'Wickrama';
    await world.down();
    await page.locator('a[href*="candidates/new"]').click();
    await page.fill('#family', family);
    await page.fill('#given', 'Sanduni');
    for (const [index, part] of ['5', '3', '1988'].entries())
      await page.locator('fieldset:has(#born) input').nth(index).fill(part);
    await page.check('#consent');
    await page.check('#guide');
    await page.locator('form button[type=submit]').click();
    await page.waitForSelector('[role=status] .notice');
    await page.locator('.above a').click();
    await page.locator(`a[href$="/attendance"]`).click();
    const arrived = page.locator('.attend', { hasText: family });
    await arrived.locator('.button.primary, button.primary').click();
    await page.waitForSelector(`.attend.here:has-text("${family}")`);
    await page.waitForFunction((name) => document.querySelector('[role=status]')?.textContent?.includes(name), family);
    expect(await violationsOf(page)).toEqual([]);
    await keepPicture(arrived, `desk/presence-noted-${locale}`);
    await keepPicture(page, `desk/presence-${locale}`);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);

    await world.up();
    await page.goto(`${world.origin}/desk/sync`);
    await page.waitForFunction(() => document.querySelectorAll('main tbody tr').length === 1, null, {
      timeout: 40_000,
    });
    const held = locale === 'ar' ? 'ولم يقيّدهم في الجلسة بعد' : 'has not enrolled them yet';
    await page.waitForSelector(`main tbody >> text=${held}`);
    expect(await violationsOf(page)).toEqual([]);
    await keepPicture(page, `desk/presence-held-${locale}`);
    const application = await applicationOf(family);
    expect(application.state).toBe('draft');
    // The list of the hall says it too, by the name that the office has by now.
    await page.goto(`${world.origin}/desk/sessions/${sessionId}/attendance`);
    await page.waitForSelector(`.attend.here >> text=${family}`);

    await enrol(application.id, sessionId);
    await page.goto(`${world.origin}/desk/sync`);
    if (locale === 'ar') await page.waitForSelector('.chip.safe', { timeout: 40_000 });
    else await sendNow(page);
    const taken = await store().applications.get(application.id);
    expect([taken?.state, taken?.sessionId, taken?.identityCheck?.method]).toEqual(['attended', sessionId, 'passport']);
    expect(errors).toEqual([]);
    await context.close();
  },
  120_000,
);
