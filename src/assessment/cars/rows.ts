import type { Catalogue } from '../catalogue/catalogue.js';
import type { Qualification, UnitMethodResult, UnitOutcome } from '../model/index.js';
import { dayInWords } from '../rules/dates.js';
import { columns } from './columns.js';
import { orderOf, readDate, type DayMonthOrder } from './dates.js';
import { doubleRows } from './double-rows.js';
import { groupLongForm } from './long-form.js';
import { problem } from './problems.js';
import {
  methodNames,
  type CarsOptions,
  type CarsProblem,
  type CarsRow,
  type ColumnName,
  type RawResult,
  type RawRow,
} from './types.js';

interface Reading {
  readonly catalogue: Catalogue;
  readonly order: DayMonthOrder | null;
  readonly today: string | null;
  readonly found: CarsProblem[];
}

const maxCellLength = 300;

/** Interprets rows. Long-form rows of one candidate become one; a row with a problem gives nothing. */
export function readRows(
  raw: readonly RawRow[],
  catalogue: Catalogue,
  options: CarsOptions,
): { readonly rows: readonly CarsRow[]; readonly problems: readonly CarsProblem[] } {
  const grouped = groupLongForm(raw);
  const dates = grouped.flatMap(({ cells }) => [cells.birth_date ?? '', cells.assessed_on ?? '']);
  const order = options.dayMonthOrder ?? orderOf(dates);
  const rows: CarsRow[] = [];
  const problems: CarsProblem[] = [];
  for (const entry of grouped) {
    const reading: Reading = { catalogue, order, today: options.today ?? null, found: [] };
    const row = readRow(entry, reading);
    problems.push(...reading.found);
    if (row !== null) rows.push(row);
  }
  const doubles = doubleRows(rows);
  return {
    rows: rows.filter((row) => !doubles.has(row.row)),
    problems: [...problems, ...doubles.values()].toSorted(byRow),
  };
}

const byRow = (left: CarsProblem, right: CarsProblem): number => (left.row ?? 0) - (right.row ?? 0);

function readRow(raw: RawRow, reading: Reading): CarsRow | null {
  if (raw.hasExcess === true) {
    // Every cell may stand under a wrong name: nothing else is said about it.
    reading.found.push(excess(raw.row));
    return null;
  }
  checkCells(raw, reading);
  const birthDate = dateCell(raw, 'birth_date', reading);
  const assessedOn = dateCell(raw, 'assessed_on', reading);
  const validUntil =
    cell(raw, 'assessor_accreditation_valid_until') === ''
      ? null
      : dateCell(raw, 'assessor_accreditation_valid_until', reading);
  const qualification = qualificationCell(raw, reading);
  const results = qualification === null ? [] : readResults(raw, qualification, reading);
  checkDates(raw, { birthDate, assessedOn }, reading);
  if (reading.found.length > 0 || birthDate === null || assessedOn === null || qualification === null) return null;
  return {
    row: raw.row,
    referenceNo: cell(raw, 'reference_no') || null,
    name: {
      family: cell(raw, 'family_name'),
      given: cell(raw, 'given_names'),
      ...(cell(raw, 'middle_name') === '' ? {} : { middle: cell(raw, 'middle_name') }),
      script: 'Latn',
      asIn: 'results table',
    },
    nameOwnScript: cell(raw, 'name_own_script') || null,
    birthDate,
    idNumber: cell(raw, 'id_number') || null,
    qualification: { qualificationId: qualification.id, revision: qualification.revision },
    site: cell(raw, 'site'),
    assessedOn,
    assessorAccreditationNo: cell(raw, 'assessor_accreditation_no'),
    assessorAccreditationValidUntil: validUntil,
    results,
  };
}

const excess = (row: number): CarsProblem =>
  problem(
    'C18',
    'it has more cells than there are columns.',
    'Put texts with a comma or semicolon in quotation marks.',
    {
      row,
    },
  );

function checkDates(
  raw: RawRow,
  { birthDate, assessedOn }: { readonly birthDate: string | null; readonly assessedOn: string | null },
  reading: Reading,
): void {
  if (birthDate !== null && assessedOn !== null && birthDate >= assessedOn)
    add(reading, raw, 'birth_date', [
      'C12',
      'the birth date is not before the assessment.',
      'Correct one of the dates.',
    ]);
  if (assessedOn !== null && reading.today !== null && assessedOn > reading.today)
    add(reading, raw, 'assessed_on', ['C12', 'the assessment lies in the future.', 'Correct the date.']);
}

const cell = (raw: RawRow, name: ColumnName): string => (raw.cells[name] ?? '').normalize('NFC').trim();

type Words = readonly [code: CarsProblem['code'], message: string, whatToDo: string];

const add = (reading: Reading, raw: { readonly row: number }, column: string, words: Words): void => {
  reading.found.push(problem(...words, { row: raw.row, column }));
};

/** Empty required cells, cells too long, control characters, and cells a spreadsheet would run as a formula. */
function checkCells(raw: RawRow, reading: Reading): void {
  for (const column of columns) {
    const value = raw.cells[column.name] ?? '';
    const isName = column.name === 'family_name' || column.name === 'given_names';
    const otherName = column.name === 'family_name' ? cell(raw, 'given_names') : cell(raw, 'family_name');
    // People with one name exist: one of the two name columns may stay empty.
    if (column.required && value.trim() === '' && !(isName && otherName !== ''))
      add(reading, raw, column.name, ['C10', `Enter the ${column.name}.`, 'Fill the cell.']);
    else if (value.length > maxCellLength)
      add(reading, raw, column.name, [
        'C18',
        `${column.name} is too long.`,
        `Use at most ${maxCellLength} characters.`,
      ]);
    else if (/^[=+@-]/.test(value))
      add(reading, raw, column.name, [
        'C19',
        `${column.name} is a formula.`,
        'Write the text itself, without = + - or @ in front.',
      ]);
    // eslint-disable-next-line no-control-regex -- control characters are what is looked for
    else if (/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/.test(value))
      add(reading, raw, column.name, ['C19', `${column.name} has hidden characters.`, 'Type the text again.']);
  }
}

function dateCell(raw: RawRow, name: ColumnName, reading: Reading): string | null {
  const text = cell(raw, name);
  if (text === '') return null;
  const read = readDate(text, reading.order);
  if (read.kind === 'day') return read.day;
  if (read.kind === 'not-a-date')
    add(reading, raw, name, ['C12', `${name} is not a date.`, 'Write it as 1990-05-31 or 31 May 1990.']);
  else if (name === 'birth_date')
    add(reading, raw, name, [
      'C13',
      'is the first number of the birth date the day or the month?',
      'Choose once for all rows.',
    ]);
  else
    add(reading, raw, name, [
      'C13',
      `is ${name} ${dayInWords(read.dayFirst)} or ${dayInWords(read.monthFirst)}?`,
      'Choose once for all rows.',
    ]);
  return null;
}

function qualificationCell(raw: RawRow, reading: Reading): Qualification | null {
  const text = cell(raw, 'qualification');
  const revision = cell(raw, 'revision');
  if (text === '') return null;
  const found = reading.catalogue.search(text, revision === '' ? undefined : revision);
  const ids = new Set(found.map((entry) => entry.id));
  const codes = raw.results.filter((result) => !isBlank(result.outcome)).map((result) => result.unitCode);
  const fitting = found.find((entry) => codes.every((code) => entry.units.some((unit) => unit.code === code)));
  const chosen = fitting ?? found[0];
  if (chosen !== undefined && ids.size === 1) return chosen;
  const shown = text.slice(0, 60);
  add(
    reading,
    raw,
    'qualification',
    ids.size > 1
      ? ['C14', `several qualifications are called ${shown}.`, `Write the id: ${[...ids].slice(0, 3).join(', ')}.`]
      : [
          'C14',
          `no qualification with code ${shown}${revision === '' ? '' : ' in this revision'}.`,
          guess(text, reading.catalogue),
        ],
  );
  return null;
}

/** The catalogue title that shares most words with what was typed. */
function guess(text: string, catalogue: Catalogue): string {
  const words = (title: string): string[] =>
    title
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word.length > 1);
  const typed = words(text.slice(0, 200));
  let best = { score: 0, title: '' };
  for (const { title, id } of catalogue.qualifications()) {
    const own = [...words(title), ...words(id)];
    const score = typed.filter((word) =>
      own.some((other) => other === word || (word.length > 3 && other.startsWith(word.slice(0, 4)))),
    ).length;
    if (score > best.score) best = { score, title };
  }
  return best.score === 0 ? 'Look it up in the catalogue.' : `Did you mean ${best.title}?`;
}

const satisfactory = ['c', 's', 'competent', 'satisfactory', 'yes', 'p', 'pass'];
const notSatisfactory = [
  'nyc',
  'ns',
  'not yet competent',
  'not satisfactory',
  'not-satisfactory',
  'not-yet-competent',
  'no',
  'f',
];
const isBlank = (text: string): boolean => ['', '-', 'n/a', 'na'].includes(text.trim().toLowerCase());

function outcomeOf(text: string): UnitOutcome | null {
  const folded = text.trim().toLowerCase().replace(/\s+/g, ' ');
  if (satisfactory.includes(folded)) return 'satisfactory';
  return notSatisfactory.includes(folded) ? 'not-satisfactory' : null;
}

function readResults(raw: RawRow, qualification: Qualification, reading: Reading): readonly UnitMethodResult[] {
  const results = raw.results.flatMap((entry) => readResult(entry, qualification, reading));
  const seen = new Set<string>();
  for (const { unitCode, method } of results) {
    const identity = `${unitCode} ${method}`;
    if (seen.has(identity))
      add(reading, raw, unitCode, ['C15', `unit ${unitCode} has two outcomes for one method.`, 'Keep one of them.']);
    seen.add(identity);
  }
  if (results.length === 0 && reading.found.length === 0)
    add(reading, raw, 'outcome', ['C10', 'Enter the result of at least one unit.', 'Fill the unit columns.']);
  return results;
}

function readResult(entry: RawResult, qualification: Qualification, reading: Reading): readonly UnitMethodResult[] {
  const { unitCode } = entry;
  if (isBlank(entry.outcome)) return [];
  const shown = unitCode.slice(0, 30);
  if (!qualification.units.some((unit) => unit.code === unitCode)) {
    add(reading, entry, shown, [
      'C14',
      `unit ${shown} is not part of this qualification revision.`,
      'Correct the unit code, or the revision.',
    ]);
    return [];
  }
  const outcome = outcomeOf(entry.outcome);
  if (outcome === null) {
    add(reading, entry, shown, ['C12', `the result of unit ${shown} is not known.`, 'Write C or NYC, S or NS.']);
    return [];
  }
  const wanted = entry.method
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-');
  if (wanted === '') return qualification.requiredMethods.map((method) => ({ unitCode, method, outcome }));
  const method = methodNames.find((name) => name === wanted);
  if (method !== undefined) return [{ unitCode, method, outcome }];
  add(reading, entry, 'method', [
    'C12',
    'this assessment method is not known.',
    `Use one of: ${methodNames.join(', ')}.`,
  ]);
  return [];
}
