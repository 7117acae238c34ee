import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { RoleGrant, StaffAccount } from '../../src/staff/index.js';
import { visitDesk, type DeskVisitor, type DeskWorld } from './desk-world.js';
import { keepPicture, languagesFor } from './pictures.js';

export interface Officer extends DeskVisitor {
  readonly accountId: string;
}

export interface OfficerOptions {
  readonly name: string;
  readonly roles: readonly RoleGrant[];
  readonly personId?: string;
}

/** A colleague at the desk in a browser of their own, signed in. Signing in by clicking has a test of its own. */
export async function officerAt(
  browser: Browser,
  world: DeskWorld,
  { name, roles, personId }: OfficerOptions,
): Promise<Officer> {
  const { storage, ids, clock } = world.service.instance;
  const account: StaffAccount = {
    ...{ id: ids.uuid(), version: 1, displayName: name, roles, personId: personId ?? null, state: 'active' },
    createdAt: clock.now().toISOString(),
  };
  const token = await storage.store.transaction(async (tx) => {
    await tx.staffAccounts.insert(account);
    return (await world.service.staff.services.sessions.open(tx, account, 'passkey')).token;
  });
  const visitor = await visitDesk(browser);
  await visitor.context.addCookies([{ name: 'staff', value: token, url: world.origin }]);
  return { ...visitor, accountId: account.id };
}

const sizes = { phone: { width: 360, height: 780 }, desk: { width: 1280, height: 800 } } as const;

/** The screen in the languages of its turn and in two sizes: what stands out sideways, and pictures of it. */
export async function sidewaysIn(page: Page, name: string, ready: string): Promise<readonly string[]> {
  const wrong: string[] = [];
  const address = page.url();
  const openIn = async (language: string): Promise<void> => {
    await page.evaluate((code) => localStorage.setItem('language', code), language);
    await page.goto(address);
    await page.waitForSelector(ready);
  };
  for (const language of languagesFor(name)) {
    await openIn(language);
    for (const [size, viewport] of Object.entries(sizes)) {
      await page.setViewportSize(viewport);
      if (!(await fitsAcross(page))) wrong.push(`${name} ${language} ${size} scrolls sideways`);
      await keepPicture(page, `desk/${name}-${language}-${size}`);
    }
  }
  await page.setViewportSize(sizes.desk);
  await openIn('en');
  return wrong;
}

/** Drawings follow a new width a frame or two later, so the page is given a moment to fit. */
async function fitsAcross(page: Page): Promise<boolean> {
  const fits = page.waitForFunction(() => document.documentElement.scrollWidth <= innerWidth + 1, null, {
    timeout: 1_500,
  });
  return fits.then(
    () => true,
    () => false,
  );
}

/** A file behind a link of the page, fetched as the person would. */
export async function fileBehind(context: BrowserContext, page: Page, link: string): Promise<Buffer> {
  const href = await page.getByRole('link', { name: link }).getAttribute('href');
  const answer = await context.request.get(new URL(href ?? '', page.url()).href);
  if (!answer.ok()) throw new Error(`${link}: ${answer.status()}`);
  return answer.body();
}
