const DELIMITERS = [',', ';', '\t'] as const;

/** What is looked at of a text to find its first line. */
const HEAD_LENGTH = 20_000;

export interface Delimited {
  /** Begins with the row of column names. */
  readonly text: string;
  readonly delimiter: string;
}

/**
 * How the cells of a CSV text are kept apart: as its own first line says (`sep=;`, which Excel writes and hides again),
 * else by the separator that the row of column names uses most.
 */
export function delimited(text: string): Delimited {
  const stated = /^\uFEFF?sep=([,;\t])\r?\n/i.exec(text);
  if (stated?.[1] !== undefined) return { text: text.slice(stated[0].length), delimiter: stated[1] };
  const [head = ''] = text.slice(0, HEAD_LENGTH).split(/\r?\n/, 1);
  const count = (delimiter: string): number => head.split(delimiter).length;
  const [delimiter] = DELIMITERS.toSorted((left, right) => count(right) - count(left));
  return { text, delimiter: delimiter ?? ',' };
}
