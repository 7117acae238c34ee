import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const levels = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What axe-core finds against WCAG 2.2 A and AA on the page as it stands: rule, then the first element. */
export async function violationsOf(page: Page, { withBestPractice = false } = {}): Promise<readonly string[]> {
  // Through the developer protocol: the page's own policy would not let a foreign script in.
  await page.evaluate(source);
  return page.evaluate(
    async (tags) => {
      interface Found {
        readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
      }
      const { axe } = globalThis as unknown as { axe: { run(of: Document, options: object): Promise<Found> } };
      const { violations } = await axe.run(document, { runOnly: tags, resultTypes: ['violations'] });
      return violations.map(({ id, nodes }) => `${id} (${nodes.length}): ${nodes[0]?.html.slice(0, 160) ?? ''}`);
    },
    [...levels, ...(withBestPractice ? ['best-practice'] : [])],
  );
}
