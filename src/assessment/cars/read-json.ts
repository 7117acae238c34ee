import { isObject, parseJson, type JsonObject, type JsonValue } from '../../shared/index.js';
import { columnOf, unitCodeOf } from './columns.js';
import { problem } from './problems.js';
import type { CarsProblem, ColumnName, RawResult, RawRow, RawTable } from './types.js';
import { maxTableBytes } from './decode.js';

/** A list of objects, or an object whose `records` is one. */
export function readJson(text: string, maxRows: number): RawTable {
  const parsed = parseJson(text, { maxLength: maxTableBytes, maxDepth: 8, maxNodes: 2_000_000 });
  if (!parsed.ok)
    return failed(problem('C18', `The file cannot be read as JSON (${parsed.reason}).`, 'Export it again.'));
  const list = isObject(parsed.value) ? parsed.value['records'] : parsed.value;
  if (!Array.isArray(list))
    return failed(problem('C18', 'The file has no list of records.', 'Write a list, or an object with "records".'));
  if (list.length > maxRows)
    return failed(
      problem('C17', `This file has ${list.length} rows; the limit is ${maxRows}.`, 'Split it.'),
      list.length,
    );
  const problems: CarsProblem[] = [];
  const rows = list.flatMap((item, index) => {
    const read = isObject(item) ? rawRow(item, index + 1) : null;
    if (read !== null) return [read];
    problems.push(
      problem('C18', 'this is not a record of text and results.', 'Use the names of the columns.', { row: index + 1 }),
    );
    return [];
  });
  return { rows, problems, rowCount: list.length };
}

const failed = (found: CarsProblem, rowCount = 0): RawTable => ({ rows: [], problems: [found], rowCount });

function rawRow(item: JsonObject, row: number): RawRow | null {
  const cells: Partial<Record<ColumnName, string>> = {};
  const results: RawResult[] = [];
  for (const [key, value] of Object.entries(item)) {
    if (key === 'units') {
      if (!isObject(value)) return null;
      for (const [code, outcome] of Object.entries(value))
        results.push({ row, unitCode: unitCodeOf(code), method: '', outcome: textOf(outcome) ?? '' });
    } else if (key === 'results') {
      if (!Array.isArray(value)) return null;
      for (const entry of value) {
        if (!isObject(entry)) return null;
        results.push({
          row,
          unitCode: unitCodeOf(textOf(entry['unit_code']) ?? ''),
          method: textOf(entry['method']) ?? '',
          outcome: textOf(entry['outcome']) ?? '',
        });
      }
    } else {
      const text = textOf(value);
      const name = columnOf(key);
      if (text === null) return null;
      if (name !== null) cells[name] = text;
    }
  }
  return { row, cells, results };
}

function textOf(value: JsonValue | undefined): string | null {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : null;
}
