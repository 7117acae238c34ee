import { problem } from './problems.js';
import type { CarsProblem, TableEncoding } from './types.js';

/** Bytes of a table file that are still read. */
export const maxTableBytes = 20_000_000;

export type DecodedTable =
  | {
      readonly ok: true;
      readonly text: string;
      readonly encoding: TableEncoding;
      readonly problems: readonly CarsProblem[];
    }
  | { readonly ok: false; readonly problem: CarsProblem };

/** Bytes to text. A byte order mark decides, then UTF-8 is tried strictly, then Windows-1252 is assumed and said (C16). */
export function decodeTable(input: string | Uint8Array): DecodedTable {
  if (input.length > maxTableBytes)
    return { ok: false, problem: problem('C17', 'This file is larger than 20 MB.', 'Split it.') };
  const decoded =
    typeof input === 'string'
      ? { text: input.replace(/^\ufeff/, ''), encoding: 'utf-8' as const, problems: [] }
      : decodeBytes(input);
  return decoded.text.includes('\0')
    ? {
        ok: false,
        problem: problem('C16', 'This file is not a text table: it has zero bytes.', 'Save it as CSV with UTF-8.'),
      }
    : { ok: true, ...decoded };
}

function decodeBytes(bytes: Uint8Array): {
  readonly text: string;
  readonly encoding: TableEncoding;
  readonly problems: readonly CarsProblem[];
} {
  const wide = utf16Order(bytes);
  if (wide !== null) return { text: new TextDecoder(wide).decode(bytes), encoding: wide, problems: [] };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8', problems: [] };
  } catch {
    const warning = problem(
      'C16',
      'This file is not UTF-8; it was read as Windows-1252. Some letters may be wrong.',
      'Look at the names, or save the file as UTF-8.',
      { severity: 'warn' },
    );
    return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'windows-1252', problems: [warning] };
  }
}

function utf16Order(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  // Headers are Latin letters: in UTF-16 without a mark every second byte of them is zero.
  const head = bytes.subarray(0, 64);
  const zeros = (offset: number): number => head.filter((byte, index) => index % 2 === offset && byte === 0).length;
  const half = Math.floor(head.length / 2);
  if (half < 8) return null;
  if (zeros(1) === half && zeros(0) === 0) return 'utf-16le';
  return zeros(0) === half && zeros(1) === 0 ? 'utf-16be' : null;
}
