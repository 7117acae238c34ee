import type { Page } from '../shared/index.js';

/** One thing that can be chosen, as lists show it. */
export interface Choice {
  readonly id: string;
  readonly name: string;
  /** Tells two of one name apart. */
  readonly detail: string;
}

export interface Findable extends Choice {
  /** Found by these too, although they are not shown: other spellings, numbers. */
  readonly alsoBy: readonly string[];
}

/** One page of what was found. */
export interface Found {
  readonly rows: readonly Choice[];
  readonly hasMore: boolean;
}

interface Asked {
  /** Each word, or a part of it, is somewhere in what is found. Nothing: everything. */
  readonly words: string;
  readonly limit: number;
  readonly offset: number;
}

/** Rows read at once. Names of people are encrypted in the database, so it cannot look for them itself. */
export const AT_ONCE = 500;

/** Goes through what `read` gives, page by page, until the page asked for is full. */
export async function findAmong(
  read: (page: Required<Pick<Page, 'limit' | 'offset'>>) => Promise<{
    readonly choices: readonly Findable[];
    /** Nothing comes after these. */
    readonly isLast: boolean;
  }>,
  { words, limit, offset }: Asked,
): Promise<Found> {
  const wanted = plain(words)
    .split(/\s+/)
    .filter((word) => word !== '');
  const fits = ({ name, detail, alsoBy }: Findable): boolean => {
    const text = plain([name, detail, ...alsoBy].join(' '));
    return wanted.every((word) => text.includes(word));
  };
  const found: Choice[] = [];
  for (let at = 0; ; at += AT_ONCE) {
    const { choices, isLast } = await read({ limit: AT_ONCE, offset: at });
    found.push(...choices.filter(fits).map(({ id, name, detail }) => ({ id, name, detail })));
    if (isLast || found.length > offset + limit) break;
  }
  return { rows: found.slice(offset, offset + limit), hasMore: found.length > offset + limit };
}

/** Without accents and capitals: what somebody types on another keyboard is found too. */
const plain = (text: string): string => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
