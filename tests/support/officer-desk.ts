import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { RoleGrant, StaffAccount } from '../../src/staff/index.js';
import { visitDesk, type DeskVisitor, type DeskWorld } from './desk-world.js';

const root = join(import.meta.dirname, '../..');
/** Pictures of the screens, for people to look at; never in the repository. */
const PICTURES = join(root, 'coverage', 'desk');

export interface Officer extends DeskVisitor {
  readonly accountId: string;
}

export interface OfficerOptions {
  readonly name: string;
  readonly roles: readonly RoleGrant[];
  readonly personId?: string;
}

/** Where a picture of this name goes. */
export function pictureOf(name: string): string {
  mkdirSync(PICTURES, { recursive: true });
  return join(PICTURES, `${name}.png`);
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

const axe = readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');

/** What WCAG 2.2 AA finds wrong with the page as it stands: rule and place. */
export async function violationsOf(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { axe: checker } = window as unknown as {
      axe: { run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
    const { violations } = await checker.run({ runOnly: { type: 'tag', values: tags } });
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200) ?? ''}`);
  });
}

const sizes = { phone: { width: 360, height: 780 }, desk: { width: 1280, height: 800 } } as const;

/** The screen in three languages and two sizes, as pictures; and whether anything stands out sideways. */
export async function picturesOf(page: Page, name: string, ready: string): Promise<readonly string[]> {
  const wrong: string[] = [];
  const address = page.url();
  for (const language of ['en', 'ar', 'si']) {
    await page.evaluate((code) => localStorage.setItem('language', code), language);
    for (const [size, viewport] of Object.entries(sizes)) {
      await page.setViewportSize(viewport);
      await page.goto(address);
      await page.waitForSelector(ready);
      const isTooWide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth + 1);
      if (isTooWide) wrong.push(`${name} ${language} ${size} scrolls sideways`);
      await page.screenshot({ path: pictureOf(`${name}-${language}-${size}`), fullPage: true });
    }
  }
  await page.evaluate(() => localStorage.setItem('language', 'en'));
  await page.setViewportSize(sizes.desk);
  await page.goto(address);
  await page.waitForSelector(ready);
  return wrong;
}

/** A file behind a link of the page, fetched as the person would. */
export async function fileBehind(context: BrowserContext, page: Page, link: string): Promise<Buffer> {
  const href = await page.getByRole('link', { name: link }).getAttribute('href');
  const answer = await context.request.get(new URL(href ?? '', page.url()).href);
  if (!answer.ok()) throw new Error(`${link}: ${answer.status()}`);
  return answer.body();
}
