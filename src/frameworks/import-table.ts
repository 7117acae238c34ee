import { parse } from 'csv-parse/sync';
import { delimited } from '../shared/index.js';
import { creditTableSchema, referencingSchema, unitCorrespondenceSchema, type RelationStatus } from './data-schemas.js';
import type { Basis } from './schema-parts.js';
import { codeOf, frameworkOf, relationKey, type Knowledge } from './knowledge.js';
import type { OperatorContent } from './operator-files.js';

/** What the rows of a table state. */
export type TableKind = 'referencing' | 'credits' | 'units';

export interface ImportOptions {
  readonly kind: TableKind;
  /** Where the operator read the table: a web address that employers will be shown. */
  readonly sourceUrl: string;
  readonly year: number;
  /** For referencing tables; the default is `official-referenced`. */
  readonly status?: RelationStatus;
  /** One line on what the table is; shown as the basis. */
  readonly note?: string;
}
export interface RowProblem {
  /** `row 17`, counted as in a spreadsheet (the header is row 1); `table` for the whole. */
  readonly at: string;
  readonly column: string | null;
  readonly message: string;
}
export type ImportResult =
  | { readonly ok: true; readonly file: OperatorContent; readonly json: string; readonly rows: number }
  | { readonly ok: false; readonly problems: readonly RowProblem[] };

/** What a table of levels can be; the other statuses say that there is none. */
const tableStatuses: ReadonlySet<string> = new Set<RelationStatus>([
  'official-referenced',
  'official-aligned',
  'national-correspondence',
  'official-compared',
  'official-referenced-historical',
  'indicative',
  'not-endorsed',
]);

/** What holds for a whole table and stands in the options. */
const STATED_ONCE: ReadonlySet<string> = new Set(['status', 'source', 'year']);
const CIRCULAR =
  'An earlier row relates these two frameworks in the other direction. State one direction; it is read both ways.';
const MAX_LENGTH = 1_000_000;
const MAX_ROWS = 5_000;
const columns: Readonly<Record<TableKind, readonly string[]>> = {
  referencing: ['from_framework', 'from_level', 'to_framework', 'to_level'],
  credits: ['framework', 'level', 'min_credits'],
  units: ['held_code', 'held_revision', 'required_code', 'required_revision', 'covers'],
};

type Row = Readonly<Record<string, string>>;
interface Table {
  readonly knowledge: Knowledge;
  readonly options: ImportOptions;
  readonly rows: readonly Row[];
}
type Built = { readonly file: OperatorContent } | { readonly problems: readonly RowProblem[] };

/**
 * Turns a table that an operator copied from a published document into an operator file. Every row is judged; one bad
 * row refuses the whole table and is named, because half a referencing table would look like a complete one. An empty
 * `to_level` states that the level has no counterpart.
 */
export function importTable(knowledge: Knowledge, csvText: string, options: ImportOptions): ImportResult {
  const optionProblem = judgeOptions(options);
  if (optionProblem) return refuse(optionProblem);
  const read = readRows(csvText, options.kind);
  if ('problems' in read) return { ok: false, problems: read.problems };
  const table = { knowledge, options, rows: read.rows };
  const builders: Readonly<Record<TableKind, (table: Table) => Built>> = {
    referencing: buildReferencing,
    credits: buildCredits,
    units: buildUnits,
  };
  const built = builders[options.kind](table);
  if ('problems' in built) return { ok: false, problems: built.problems.slice(0, 50) };
  return { ok: true, file: built.file, json: `${JSON.stringify(built.file, null, 1)}\n`, rows: read.rows.length };
}

const refuse = (message: string, at = 'table', column: string | null = null): ImportResult => ({
  ok: false,
  problems: [{ at, column, message }],
});

function judgeOptions({ sourceUrl, year, status, note }: ImportOptions): string | null {
  if (sourceUrl.length > 500 || !/^https?:\/\/\S+$/.test(sourceUrl)) return 'Give the web address of the source.';
  if (!Number.isInteger(year) || year < 1900 || year > 2100) return 'Give the year of the source.';
  if (status !== undefined && !tableStatuses.has(status))
    return `The status must be one of ${[...tableStatuses].join(', ')}.`;
  if (note !== undefined && (note.trim() === '' || note.length > 400)) return 'The note must have 1 to 400 characters.';
  return null;
}

function readRows(
  csvText: string,
  kind: TableKind,
): { readonly rows: readonly Row[] } | { readonly problems: readonly RowProblem[] } {
  const whole = (message: string, column: string | null = null) => ({ problems: [{ at: 'table', column, message }] });
  if (csvText.length > MAX_LENGTH) return whole('The table is larger than 1 MB.');
  let records: string[][];
  try {
    const { text, delimiter } = delimited(csvText);
    records = parse(text, {
      delimiter,
      bom: true,
      trim: true,
      skip_empty_lines: true,
      max_record_size: 4_000,
      to: MAX_ROWS + 2,
    });
  } catch {
    return whole('The text is not a table in CSV form: every row needs the same number of columns.');
  }
  const [header = [], ...body] = records;
  const missing = columns[kind].find((name) => !header.includes(name));
  if (missing !== undefined) return whole('A column is missing from the first row.', missing);
  if (new Set(header).size !== header.length) return whole('A column name occurs twice.');
  // Passing over them would let the table say more, or less, than whoever wrote it meant.
  const stated = header.find((name) => STATED_ONCE.has(name.toLowerCase()));
  if (stated !== undefined) return whole('State this once for the whole table, not in its rows.', stated);
  if (body.length === 0) return whole('The table has no rows.');
  if (body.length > MAX_ROWS) return whole(`The table has more than ${MAX_ROWS} rows.`);
  return { rows: body.map((cells) => Object.fromEntries(header.map((name, index) => [name, cells[index] ?? '']))) };
}

const basisOf = ({ sourceUrl, year, note }: ImportOptions, what: string): Basis => ({
  source: sourceUrl,
  year,
  status: 'current',
  confidence: 'high',
  note: note ?? what,
});

/** Row numbers as a spreadsheet shows them: the header is row 1. */
const rowName = (index: number): string => `row ${index + 2}`;

function buildReferencing({ knowledge, options, rows }: Table): Built {
  const status = options.status ?? 'official-referenced';
  const problems: RowProblem[] = [];
  const seen = new Set<string>();
  const directions = new Set<string>();
  const edges = rows.map((row, index) => {
    const from = `${row['from_framework'] ?? ''}:${row['from_level'] ?? ''}`;
    const toFramework = row['to_framework'] ?? '';
    const to = row['to_level'] === '' ? null : `${toFramework}:${row['to_level'] ?? ''}`;
    const at = rowName(index);
    problems.push(...judgeLevel(knowledge, from, at, ['from_framework', 'from_level']));
    problems.push(...judgeLevel(knowledge, to ?? `${toFramework}:`, at, ['to_framework', 'to_level']));
    if (frameworkOf(from) === toFramework)
      problems.push({ at, column: 'to_framework', message: 'A framework cannot be related to itself.' });
    const key = `${from} ${to ?? toFramework}`;
    if (seen.has(key))
      problems.push({ at, column: null, message: 'This pair of levels stands in an earlier row too.' });
    seen.add(key);
    // The start would leave such a file out as circular, so it is not made.
    if (frameworkOf(from) !== toFramework && directions.has(relationKey(toFramework, frameworkOf(from))))
      problems.push({ at, column: null, message: CIRCULAR });
    directions.add(relationKey(frameworkOf(from), toFramework));
    return {
      from,
      to,
      toFramework,
      status: to === null ? ('no-counterpart' as const) : status,
      year: options.year,
      source: options.sourceUrl,
      confidence: 'high' as const,
    };
  });
  if (problems.length > 0) return { problems };
  const pairs = new Map(edges.map((edge) => [`${frameworkOf(edge.from)}>${edge.toFramework}`, edge]));
  const relations = [...pairs.values()].map((edge) => ({
    from: frameworkOf(edge.from),
    to: edge.toFramework,
    status,
    table: 'loaded' as const,
    year: options.year,
    source: options.sourceUrl,
    confidence: 'high' as const,
    note: options.note ?? 'Table imported by the operator',
  }));
  return { file: referencingSchema.parse({ format: 'skills-passport/referencing/1', relations, edges }) };
}

function judgeLevel(
  knowledge: Knowledge,
  ref: string,
  at: string,
  names: readonly [string, string],
): readonly RowProblem[] {
  const framework = knowledge.frameworks.get(frameworkOf(ref));
  if (!framework) return [{ at, column: names[0], message: 'This framework id is not known.' }];
  const level = codeOf(ref);
  if (level === '' && names[1] === 'to_level') return [];
  return framework.levels.has(level)
    ? []
    : [{ at, column: names[1], message: `${framework.file.acronym} has no such level.` }];
}

function buildCredits({ knowledge, options, rows }: Table): Built {
  const framework = rows[0]?.['framework'] ?? '';
  const problems: RowProblem[] = [];
  const seen = new Set<string>();
  const levels = rows.map((row, index) => {
    const at = rowName(index);
    const level = row['level'] ?? '';
    const text = row['min_credits'] ?? '';
    if (row['framework'] !== framework)
      problems.push({ at, column: 'framework', message: 'One table is about one framework.' });
    problems.push(...judgeLevel(knowledge, `${framework}:${level}`, at, ['framework', 'level']));
    if (!/^\d{1,5}(\.\d)?$/.test(text) || Number(text) > 10_000)
      problems.push({ at, column: 'min_credits', message: 'Must be a number from 0 to 10000.' });
    if (seen.has(level)) problems.push({ at, column: 'level', message: 'This level stands in an earlier row too.' });
    seen.add(level);
    return { level, minCredits: Number(text) };
  });
  if (problems.length > 0) return { problems };
  const basis = basisOf(options, 'Table of minimum credits imported by the operator');
  return {
    file: creditTableSchema.parse({
      format: 'skills-passport/credits/1',
      framework,
      hoursPerCredit: null,
      levels,
      basis,
    }),
  };
}

function buildUnits({ options, rows }: Table): Built {
  const problems: RowProblem[] = [];
  const pairs = rows.map((row, index) => {
    const at = rowName(index);
    for (const column of ['held_code', 'required_code'] as const)
      if (!/^\S.{0,39}$/.test(row[column] ?? ''))
        problems.push({ at, column, message: 'A unit code of 1 to 40 characters is needed.' });
    for (const column of ['held_revision', 'required_revision'] as const)
      if ((row[column] ?? '').length > 60)
        problems.push({ at, column, message: 'A revision has at most 60 characters.' });
    const covers = row['covers'] === 'part' ? ('part' as const) : ('full' as const);
    if (row['covers'] !== covers) problems.push({ at, column: 'covers', message: 'Must be full or part.' });
    return {
      held: { code: row['held_code'] ?? '', revision: (row['held_revision'] ?? '') || null },
      required: { code: row['required_code'] ?? '', revision: (row['required_revision'] ?? '') || null },
      covers,
      note: null,
    };
  });
  if (problems.length > 0) return { problems };
  const basis = basisOf(options, 'Table of unit correspondences imported by the operator');
  const file = {
    format: 'skills-passport/unit-correspondences/1',
    id: `imported-${options.year}`,
    title: basis.note.slice(0, 200),
    nature: 'sourced',
    basis,
    pairs,
    targets: [],
  };
  return { file: unitCorrespondenceSchema.parse(file) };
}
