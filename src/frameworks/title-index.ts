import type { FrameworkFile } from './data-schemas.js';
import type { Confidence } from './schema-parts.js';

/** One way a title can tell a level of a framework. */
export interface TitlePhrase {
  readonly words: string;
  /** True: the phrase must be the whole title. */
  readonly whole: boolean;
  readonly level: string;
  readonly award: string;
  readonly confidence: Confidence;
  readonly since: number | null;
}

/** Lower case, letters and digits only, single blanks, a blank at both ends: ` nc ii `. */
export const titleWordsOf = (title: string): string =>
  ` ${title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;

/** Phrases named in the file, plus the framework's own way of writing a level: `NVQ 4`, `NVQ Level 4`. */
export function indexTitles(file: FrameworkFile): readonly TitlePhrase[] {
  const confidence = file.basis.qualifications?.confidence ?? 'none';
  const named = file.levels.flatMap((level) =>
    level.qualifications.flatMap((award) =>
      award.match.map((match) => ({
        words: titleWordsOf(match),
        whole: match.startsWith('='),
        level: level.code,
        award: award.title,
        confidence: award.confidence ?? confidence,
        since: award.since,
      })),
    ),
  );
  const acronym = file.acronym.toLowerCase();
  const numbered = file.levels.flatMap((level) =>
    [`${acronym} ${level.code}`, `${acronym} level ${level.code}`].map((match) => ({
      words: titleWordsOf(match),
      whole: false,
      level: level.code,
      award: `${file.acronym} level ${level.code}`,
      confidence: file.basis.structure.confidence,
      since: null,
    })),
  );
  return [...named, ...numbered];
}

/**
 * Phrases of `phrases` that `title` contains as whole words. A phrase inside a longer found one does not count
 * ("diploma" in "higher diploma"), nor one after a qualifier that would change it ("postgraduate" before "diploma").
 */
export function findTitlePhrases(
  title: string,
  phrases: readonly TitlePhrase[],
  qualifiers: readonly string[],
): readonly TitlePhrase[] {
  const words = titleWordsOf(title);
  const found = phrases.filter((phrase) =>
    phrase.whole ? words === phrase.words : occursFreely(words, phrase.words, qualifiers),
  );
  return found.filter(
    (phrase) => !found.some((other) => other.words.length > phrase.words.length && other.words.includes(phrase.words)),
  );
}

function occursFreely(title: string, phrase: string, qualifiers: readonly string[]): boolean {
  for (let at = title.indexOf(phrase); at >= 0; at = title.indexOf(phrase, at + 1)) {
    const before = title.slice(0, at + 1);
    const after = title.slice(at + phrase.length - 1);
    const changed = qualifiers.some((word) => before.endsWith(` ${word} `) || after.startsWith(` ${word} `));
    if (!changed) return true;
  }
  return false;
}

/** True when `title` contains one of `phrases` as whole words. */
export const containsPhrase = (title: string, phrases: readonly string[]): boolean => {
  const words = titleWordsOf(title);
  return phrases.some((phrase) => words.includes(titleWordsOf(phrase)));
};
