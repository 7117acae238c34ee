import { delimited } from '../../../shared/index.js';

/** A list as it stands in a file: names of columns and rows of text. */
export interface FileTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Larger files are no lists of candidates. */
const MAX_BYTES = 10_000_000;

/** Reads CSV (comma, semicolon or tab; UTF-8, UTF-16 or Windows-1252) or the first sheet of an XLSX file; null: neither. */
export async function readTable(file: Blob): Promise<FileTable | null> {
  if (file.size > MAX_BYTES) return null;
  const bytes = new Uint8Array(await file.arrayBuffer());
  try {
    // By content, not by name: an XLSX file is a zip archive.
    const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
    const [columns, ...rows] = isZip ? await sheetOf(file) : await linesOf(textOf(bytes));
    if (columns === undefined) return null;
    // Empty rows in between count: problems name rows as the spreadsheet does.
    return { columns, rows: rows.slice(0, rows.findLastIndex(isFilled) + 1) };
  } catch {
    return null;
  }
}

export const isFilled = (cells: readonly string[]): boolean => cells.some((cell) => cell.trim() !== '');

async function sheetOf(file: Blob): Promise<string[][]> {
  const { readSheet } = await import('read-excel-file/universal');
  const rows = await readSheet(file);
  return rows.map((cells) =>
    cells.map((cell) => (cell === null ? '' : cell instanceof Date ? dayOf(cell) : String(cell))),
  );
}

const dayOf = (date: Date): string => date.toISOString().slice(0, 10);

function textOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

async function linesOf(text: string): Promise<string[][]> {
  const { parse } = await import('csv-parse/browser/esm/sync');
  const table = delimited(text);
  return parse(table.text, { bom: true, delimiter: table.delimiter, relaxColumnCount: true, relaxQuotes: true });
}

/** Cells that a spreadsheet would run as a formula are written as text. */
export const csvOf = (rows: readonly (readonly string[])[]): string =>
  rows
    .map((cells) =>
      cells.map((cell) => `"${(/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell).replaceAll('"', '""')}"`).join(','),
    )
    .join('\r\n');
