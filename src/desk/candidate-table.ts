import {
  foldHeader,
  orderOf,
  readDate,
  type CandidateDetails,
  type CarsCode,
  type Catalogue,
  type DateReading,
  type DayMonthOrder,
  type QualificationRef,
} from '../assessment/index.js';
import { candidateFields, couldBeBornOn, type CandidateField } from '../shared/index.js';

const aliases: Readonly<Record<CandidateField, readonly string[]>> = {
  family_name: ['surname', 'last_name', 'family', 'apellido'],
  given_names: ['given_name', 'first_name', 'first_names', 'given', 'forename', 'forenames'],
  middle_name: ['middle_names', 'middle'],
  name_own_script: ['name_in_own_script', 'native_name', 'name_original_script'],
  birth_date: ['date_of_birth', 'dob', 'birthdate', 'birthday', 'born'],
  sex: ['gender'],
  nationality: ['country', 'citizenship'],
  id_number: ['id_no', 'uli', 'nic', 'national_id', 'identity_number'],
  phone: ['telephone', 'mobile', 'phone_number', 'mobile_number'],
  email: ['e_mail', 'email_address'],
  language: ['preferred_language'],
  qualification: ['qualification_id', 'qualification_title', 'qualification_code'],
};
const required: readonly CandidateField[] = ['family_name', 'given_names', 'birth_date'];

export interface CandidateTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Number of the first row as the spreadsheet shows it; the header is row 1. */
  readonly firstRow: number;
  /** Answers to C11: which column it is, by place. */
  readonly mapping: Readonly<Partial<Record<CandidateField, number>>>;
  readonly dateOrder: DayMonthOrder | null;
  readonly scheme: string;
  readonly today: string;
}

export interface TableProblem {
  readonly code: CarsCode;
  /** Null: it concerns the column, not a row. */
  readonly row: number | null;
  readonly column: CandidateField;
  readonly message: string;
  readonly whatToDo: string;
  /** C13: the two readings. C14: the nearest title. C15: the earlier row. */
  readonly choices: readonly string[];
}

export interface ReadCandidate {
  readonly row: number;
  readonly details: CandidateDetails;
  readonly qualification: QualificationRef | null;
}

export interface ReadTable {
  readonly fields: Readonly<Partial<Record<CandidateField, number>>>;
  readonly dateOrder: DayMonthOrder | null;
  readonly ready: readonly ReadCandidate[];
  /** First the columns, then the rows in order. */
  readonly problems: readonly TableProblem[];
}

/** Reads a list of candidates: forms only, nothing is looked up or stored. Never throws on what a table contains. */
export function readCandidateTable(table: CandidateTable, catalogue: Catalogue): ReadTable {
  const fields = fieldsOf(table);
  const missing = required.filter((field) => fields[field] === undefined);
  const column = fields.birth_date;
  const order =
    table.dateOrder ?? (column === undefined ? null : orderOf(table.rows.map((cells) => cells[column] ?? '')));
  if (missing.length > 0)
    return {
      fields,
      dateOrder: order,
      ready: [],
      problems: missing.map((field) =>
        problem('C11', field, null, [`Column "${field}" is missing.`, 'Choose which column it is.']),
      ),
    };
  const problems: TableProblem[] = [];
  const ready: ReadCandidate[] = [];
  const seen = new Map<string, number>();
  for (const [index, cells] of table.rows.entries()) {
    const row = table.firstRow + index;
    const cell = (field: CandidateField): string => (cells[fields[field] ?? -1] ?? '').normalize('NFC').trim();
    if (cells.every((text) => text.trim() === '')) continue;
    const read = readRow({ row, cell, order, scheme: table.scheme, today: table.today }, catalogue);
    if (read.candidate !== null) {
      const key = `${cell('family_name')} ${cell('given_names')} ${read.candidate.details.birthDate?.value ?? ''}`;
      const earlier = seen.get(key.toLowerCase());
      if (earlier === undefined) {
        seen.set(key.toLowerCase(), row);
        ready.push(read.candidate);
      } else
        problems.push(
          problem('C15', 'family_name', row, [
            `Rows ${earlier} and ${row} are the same person.`,
            'Take one of them out.',
            String(earlier),
          ]),
        );
    }
    problems.push(...read.problems);
  }
  return { fields, dateOrder: order, ready, problems };
}

type Words = readonly [message: string, whatToDo: string, ...choices: readonly string[]];

const problem = (
  code: CarsCode,
  column: CandidateField,
  row: number | null,
  [message, whatToDo, ...choices]: Words,
): TableProblem => ({ code, column, row, message, whatToDo, choices });

function fieldsOf({ columns, mapping }: CandidateTable): ReadTable['fields'] {
  const found: Partial<Record<CandidateField, number>> = {};
  for (const field of candidateFields) {
    const at = columns.findIndex((header) => [field, ...aliases[field]].includes(foldHeader(header)));
    const chosen = mapping[field] ?? (at < 0 ? undefined : at);
    if (chosen !== undefined && chosen < columns.length) found[field] = chosen;
  }
  return found;
}

interface RowFacts {
  readonly row: number;
  readonly cell: (field: CandidateField) => string;
  readonly order: DayMonthOrder | null;
  readonly scheme: string;
  readonly today: string;
}

interface ReadRow {
  readonly candidate: ReadCandidate | null;
  readonly problems: readonly TableProblem[];
}

function readRow({ row, cell, order, scheme, today }: RowFacts, catalogue: Catalogue): ReadRow {
  const problems = required
    .filter((field) => cell(field) === '' && !(field === 'family_name' && cell('given_names') !== ''))
    .map((field) => problem('C10', field, row, [`Row ${row}: this cell is empty.`, `Enter the ${field}.`]));
  const born = cell('birth_date') === '' ? null : readDate(cell('birth_date'), order);
  const wanted = cell('qualification');
  const found = wanted === '' ? null : qualificationOf(wanted, scheme, catalogue);
  problems.push(...dateProblems(born, row, today));
  if (found !== null && found.ref === undefined) problems.push(unknownQualification(row, found.guess));
  if (problems.length > 0 || born?.kind !== 'day') return { candidate: null, problems };
  return { candidate: { row, details: detailsOf(cell, born.day), qualification: found?.ref ?? null }, problems };
}

function dateProblems(born: DateReading | null, row: number, today: string): readonly TableProblem[] {
  if (born?.kind === 'not-a-date')
    return [problem('C12', 'birth_date', row, [`Row ${row}: this is not a date.`, 'Correct the date.'])];
  if (born?.kind === 'day' && !couldBeBornOn(born.day, today))
    return [problem('C12', 'birth_date', row, [`Row ${row}: this cannot be a birth date.`, 'Correct the date.'])];
  if (born?.kind !== 'ambiguous') return [];
  const words: Words = [
    `Row ${row}: this date can be read in two ways.`,
    'Choose once for all rows: day first or month first.',
    born.dayFirst,
    born.monthFirst,
  ];
  return [problem('C13', 'birth_date', row, words)];
}

const unknownQualification = (row: number, guess: string | undefined): TableProblem =>
  problem('C14', 'qualification', row, [
    `Row ${row}: there is no such qualification.`,
    'Use a title or code of the catalogue.',
    ...(guess === undefined ? [] : [guess]),
  ]);

function detailsOf(cell: RowFacts['cell'], birthDate: string): CandidateDetails {
  const own = cell('name_own_script');
  const middle = cell('middle_name');
  const country = cell('nationality').toUpperCase();
  const contacts = (['phone', 'email'] as const).flatMap((kind) =>
    cell(kind) === '' ? [] : [{ kind, value: cell(kind).slice(0, 300) }],
  );
  const language = cell('language').toLowerCase();
  const clipped = (text: string): string => text.slice(0, 200);
  return {
    names: [
      {
        family: clipped(cell('family_name')),
        given: clipped(cell('given_names')),
        ...(middle === '' ? {} : { middle: clipped(middle) }),
        script: scriptOf(cell('family_name') + cell('given_names')),
        asIn: 'list',
      },
      ...(own === '' ? [] : [{ family: clipped(own), given: '', script: scriptOf(own), asIn: 'list' }]),
    ],
    birthDate: { value: birthDate, source: 'list' },
    sex: cell('sex') === '' ? null : cell('sex').slice(0, 20),
    ...(/^[A-Z]{2}$/.test(country) ? { nationalities: [country] } : {}),
    ...(cell('id_number') === '' ? {} : { schemeIds: [{ scheme: 'ID', value: cell('id_number').slice(0, 60) }] }),
    ...(contacts.length === 0 ? {} : { contacts }),
    ...(/^[a-z]{2,3}$/.test(language) ? { preferredLanguage: language } : {}),
  };
}

const scripts: readonly (readonly [string, RegExp])[] = [
  ['Sinh', /\p{Script=Sinhala}/u],
  ['Taml', /\p{Script=Tamil}/u],
  ['Arab', /\p{Script=Arabic}/u],
];

/** ISO 15924 code of the script a name is written in. */
const scriptOf = (name: string): string => scripts.find(([, pattern]) => pattern.test(name))?.[0] ?? 'Latn';

const bare = (text: string): string => text.toUpperCase().replace(/[^A-Z0-9]/g, '');
const roman: Readonly<Record<string, string>> = { I: '1', II: '2', III: '3', IV: '4' };
/** "Domestic Work NC II" as people shorten it: DWNC2. */
const initials = (title: string): string =>
  title
    .split(/[^A-Za-z0-9]+/)
    .map((word) => roman[word] ?? (/^(NC|NVQ|COC)$/.test(word) ? word : word.charAt(0)))
    .join('')
    .toUpperCase();

function qualificationOf(
  text: string,
  scheme: string,
  catalogue: Catalogue,
): { readonly ref?: QualificationRef; readonly guess?: string } {
  const inScheme = (entry: { readonly scheme: string }): boolean => scheme === '' || entry.scheme === scheme;
  const found = catalogue.search(text).find(inScheme);
  if (found) return { ref: { qualificationId: found.id, revision: found.revision } };
  const near = catalogue
    .qualifications()
    .filter(inScheme)
    .find((entry) => [initials(entry.title), bare(entry.title), bare(entry.code ?? '-')].includes(bare(text)));
  return near === undefined ? {} : { guess: near.title };
}
