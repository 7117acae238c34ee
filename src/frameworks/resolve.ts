import type { Framework, Knowledge, Level } from './knowledge.js';

export type Resolution =
  | { readonly kind: 'found'; readonly framework: Framework; readonly by: 'id' | 'acronym' }
  | { readonly kind: 'ambiguous'; readonly acronym: string; readonly countries: readonly string[] }
  | { readonly kind: 'unknown' };

/**
 * Finds a framework by its id (`ph-pqf`), its full name, or by acronym plus awarding country. Acronyms collide between countries: one
 * that several countries use is never resolved without a country.
 */
export function resolveFramework(knowledge: Knowledge, name: string, country?: string): Resolution {
  const byId = knowledge.frameworks.get(name);
  if (byId) return { kind: 'found', framework: byId, by: 'id' };
  const uses = knowledge.acronyms.get(name.trim().toUpperCase()) ?? [];
  const here =
    country === undefined ? uses : uses.filter((use) => use.country === null || sameState(use.country, country));
  const [only] = here;
  if (!only) return { kind: 'unknown' };
  if (here.length > 1)
    return {
      kind: 'ambiguous',
      acronym: name.trim().toUpperCase(),
      countries: here.flatMap((use) => use.country ?? []).sort(),
    };
  const framework = only.framework === null ? undefined : knowledge.frameworks.get(only.framework);
  return framework ? { kind: 'found', framework, by: 'acronym' } : { kind: 'unknown' };
}

/** 'GB' and 'GB-SCT' belong to the same state. */
export const sameState = (left: string, right: string): boolean => left.slice(0, 2) === right.slice(0, 2);

/** `Level 4` and ` 4 ` are level `4`; nothing else is guessed. */
export const levelCodeOf = (text: string): string => text.trim().replace(/^level\s+/i, '');

export const findLevel = (framework: Framework, level: string): Level | null =>
  framework.levels.get(levelCodeOf(level)) ?? null;

/** National frameworks of a country (two for Sri Lanka, several for the United Kingdom), in id order. */
export const frameworksOfCountry = (knowledge: Knowledge, country: string): readonly Framework[] =>
  [...knowledge.frameworks.values()].filter(
    ({ file, members }) =>
      file.kind === 'national' &&
      [...members.keys()].some((member) => member === country || member.slice(0, 2) === country),
  );
