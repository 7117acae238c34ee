import { createRequire } from 'node:module';

/** Points per millimetre. */
export const mm = 72 / 25.4;

export type Weight = 400 | 600;
type Face = 'latin' | 'latin-ext' | 'cyrillic' | 'greek' | 'sinhala' | 'tamil' | 'arabic';

const require = createRequire(import.meta.url);
const NOTO_SANS = '@fontsource/noto-sans/files/noto-sans';
const FACE_FILES: Readonly<Record<Face, string>> = {
  latin: `${NOTO_SANS}-latin`,
  'latin-ext': `${NOTO_SANS}-latin-ext`,
  cyrillic: `${NOTO_SANS}-cyrillic`,
  greek: `${NOTO_SANS}-greek`,
  sinhala: '@fontsource/noto-sans-sinhala/files/noto-sans-sinhala-sinhala',
  tamil: '@fontsource/noto-sans-tamil/files/noto-sans-tamil-tamil',
  arabic: '@fontsource/noto-naskh-arabic/files/noto-naskh-arabic-arabic',
};

const found = new Map<string, string>();

/** Noto Sans, SIL Open Font License 1.1: the files that @fontsource ships, embedded as subsets. */
export function fontFile(face: Face, weight: Weight): string {
  const name = `${FACE_FILES[face]}-${weight}-normal.woff`;
  // Looked for once: finding a package took longer than setting the line.
  const file = found.get(name) ?? require.resolve(name);
  found.set(name, file);
  return file;
}

/** Height of a line in ems: scripts with marks above and below need more than Latin. */
const LEADING: Readonly<Record<Face, number>> = {
  latin: 1.25,
  'latin-ext': 1.25,
  cyrillic: 1.25,
  greek: 1.25,
  sinhala: 1.5,
  tamil: 1.5,
  arabic: 1.55,
};

const RANGES: readonly (readonly [RegExp, Face])[] = [
  [/[\u0d80-\u0dff]/u, 'sinhala'],
  [/[\u0b80-\u0bff]/u, 'tamil'],
  [/[\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufeff]/u, 'arabic'],
  [/[\u0100-\u0130\u0132-\u0151\u0154-\u02ba\u02bd-\u02c5\u1e00-\u1eff]/u, 'latin-ext'],
  [/[\u0400-\u04ff]/u, 'cyrillic'],
  [/[\u0370-\u03ff]/u, 'greek'],
];
/** Joiners and combining marks belong to the letter before them, whatever script it is in. */
const JOINS_PREVIOUS = /\u200c|\u200d|\p{Mn}/u;

export interface Run {
  readonly face: Face;
  readonly text: string;
}

/** Cuts a text where another font is needed. Spaces, digits and punctuation are Latin. */
export function scriptRuns(text: string): Run[] {
  const runs: { face: Face; text: string }[] = [];
  for (const char of text.normalize('NFC')) {
    const last = runs.at(-1);
    const face = last && JOINS_PREVIOUS.test(char) ? last.face : faceOf(char);
    if (last?.face === face) last.text += char;
    else runs.push({ face, text: char });
  }
  return runs;
}

const faceOf = (char: string): Face => RANGES.find(([pattern]) => pattern.test(char))?.[1] ?? 'latin';

/** Line height in ems of the tallest script in the text. */
export const leadingOf = (text: string): number => Math.max(1.25, ...scriptRuns(text).map(({ face }) => LEADING[face]));

/** A paragraph runs right to left when its first letter does. */
export const isRightToLeft = (text: string): boolean =>
  scriptRuns(text).find((run) => /\p{L}/u.test(run.text))?.face === 'arabic';

/**
 * The runs of one line from left to right. In an Arabic line words are placed in reverse, each shaped by the font
 * itself; neighbouring left-to-right words keep their order among themselves (Unicode bidi reduced to what names need).
 */
export function visualRuns(line: string): Run[] {
  if (!isRightToLeft(line)) return scriptRuns(line);
  const groups: string[] = [];
  let leftToRight: string[] = [];
  const flush = (): void => {
    if (leftToRight.length > 0) groups.unshift(leftToRight.join(' '));
    leftToRight = [];
  };
  for (const word of line.split(' ')) {
    if (scriptRuns(word).some(({ face }) => face === 'arabic')) {
      flush();
      groups.unshift(word);
    } else leftToRight.push(word);
  }
  flush();
  return scriptRuns(groups.join(' '));
}

/** Measures a text at a size: handed in, because only the PDF library knows the fonts. */
export type Measure = (text: string, size: number) => number;

/** Breaks at spaces; a word wider than the line is broken between letters. */
export function breakLines(text: string, width: number, size: number, measure: Measure): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/u).filter(Boolean)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (measure(longer, size) <= width) line = longer;
    else {
      if (line !== '') lines.push(line);
      const pieces = breakWord(word, width, size, measure);
      lines.push(...pieces.slice(0, -1));
      line = pieces.at(-1) ?? '';
    }
  }
  return line === '' ? lines : [...lines, line];
}

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

function breakWord(word: string, width: number, size: number, measure: Measure): string[] {
  if (measure(word, size) <= width) return [word];
  const pieces: string[] = [];
  let piece = '';
  for (const { segment } of graphemes.segment(word)) {
    if (piece !== '' && measure(piece + segment, size) > width) {
      pieces.push(piece);
      piece = '';
    }
    piece += segment;
  }
  return [...pieces, piece];
}

export interface FitOptions {
  readonly width: number;
  /** Sizes in points to try, largest first. */
  readonly sizes: readonly number[];
  readonly maxLines: number;
}

export interface Fitted {
  readonly size: number;
  readonly lines: readonly string[];
  /** Points from the first line's top to the last line's bottom. */
  readonly height: number;
}

/** The largest size at which the text fits; the smallest size takes as many lines as it needs: nothing is ever cut. */
export function fitText(text: string, options: FitOptions, measure: Measure): Fitted {
  const leading = leadingOf(text);
  let fitted: Fitted = { size: 0, lines: [], height: 0 };
  for (const size of options.sizes) {
    const lines = breakLines(text, options.width, size, measure);
    fitted = { size, lines, height: lines.length * size * leading };
    const unbroken = text.split(/\s+/u).every((word) => measure(word, size) <= options.width);
    if (lines.length <= options.maxLines && unbroken) return fitted;
  }
  return fitted;
}
