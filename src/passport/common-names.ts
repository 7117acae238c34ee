import { readFileSync } from 'node:fs';
import { join } from 'node:path';

type NamesByScript = Readonly<Record<string, readonly string[]>>;

/**
 * Given and family names that very many people of a country bear, with a space in front where they follow another name.
 * They make up most names on cards, and in Sinhala or Tamil script a name costs three bytes a letter without them.
 */
export function commonNames(country: string): readonly string[] {
  const file = JSON.parse(readFileSync(join(import.meta.dirname, 'data', 'common-names.json'), 'utf8')) as Readonly<
    Record<string, NamesByScript | string>
  >;
  const byScript = file[country];
  return typeof byScript === 'object'
    ? Object.values(byScript).flatMap((names) => names.map((name) => ` ${name}`))
    : [];
}
