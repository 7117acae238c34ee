/** An answer that is a file, not JSON. */
export class DeskFile {
  readonly mediaType: string;
  /** File name for saving; never anything personal. */
  readonly name: string;
  readonly bytes: Uint8Array;

  constructor(facts: { readonly mediaType: string; readonly name: string; readonly bytes: Uint8Array }) {
    this.mediaType = facts.mediaType;
    this.name = facts.name;
    this.bytes = facts.bytes;
  }
}

/**
 * A table as CSV (RFC 4180) that spreadsheets show and never calculate: a cell that begins as a formula could gets an
 * apostrophe before it. With a byte order mark, or Excel would misread every letter outside of English.
 */
export function csvFile(name: string, rows: readonly (readonly (string | number | null)[])[]): DeskFile {
  const text = rows.map((row) => row.map(csvCell).join(',')).join('\r\n');
  return new DeskFile({ mediaType: 'text/csv', name, bytes: new TextEncoder().encode(`\ufeff${text}\r\n`) });
}

/** What spreadsheets take for the beginning of a formula, also in full width, after spaces and invisible characters. */
const FORMULA = /^[\s\p{Cf}\p{Cc}]*[=+\-@|%\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/u;

function csvCell(value: string | number | null): string {
  if (typeof value === 'number') return String(value);
  const text = value ?? '';
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
