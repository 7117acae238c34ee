import { mkdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';

const folder = join(import.meta.dirname, '../../artefacts');

/** With `SCREENSHOTS=1` each screen is seen in every language and width instead of its own ones: half as long again. */
export const wantsEveryLook = process.env['SCREENSHOTS'] === '1';

/** The page or part as it stands, for people to look at, under `artefacts/`; never in the repository. */
export async function keepPicture(
  seen: Page | Locator,
  name: string,
  { part = false }: { readonly part?: boolean } = {},
): Promise<void> {
  const path = pathOf(name);
  await ('goto' in seen ? seen.screenshot({ path, fullPage: !part }) : seen.screenshot({ path }));
}

/** The same for a picture that was made otherwise: of a printed sheet, say. */
export async function keepImage(image: Uint8Array | undefined, name: string): Promise<void> {
  if (image !== undefined) await writeFile(pathOf(name), image);
}

function pathOf(name: string): string {
  const path = join(folder, `${name}.png`);
  mkdirSync(join(path, '..'), { recursive: true });
  return path;
}

/** On every push each screen has its own of them, the longest words and the other direction among them. */
export function languagesFor(name: string): readonly string[] {
  const all = ['en', 'ar', 'si'];
  const nth = [...name].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0);
  return wantsEveryLook ? all : [all[nth % all.length] ?? 'en'];
}
