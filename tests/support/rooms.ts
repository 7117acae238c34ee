import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const locales = join(import.meta.dirname, '../../src/web/locales');

/** Every key that the rooms of '.' or 'desk' say in one language, read from the folders; a key said twice comes twice. */
export async function keysOfRooms(
  page: '.' | 'desk',
  language: string,
  { notRooms }: { readonly notRooms: readonly string[] },
): Promise<string[]> {
  const folders = readdirSync(join(locales, page), { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && !notRooms.includes(entry.name),
  );
  const rooms = folders.map(async ({ name }) => {
    const room = (await import(`../../src/web/locales/${page}/${name}/${language}.js`)) as Record<string, object>;
    return Object.keys(room[name] ?? {});
  });
  return (await Promise.all(rooms)).flat().sort();
}
