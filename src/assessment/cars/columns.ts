import type { ColumnName } from './types.js';

interface Column {
  readonly name: ColumnName;
  readonly required: boolean;
  /** Other headers people use, in the folded form of `foldHeader`. */
  readonly aliases: readonly string[];
  readonly help: string;
}

export const columns: readonly Column[] = [
  {
    name: 'reference_no',
    required: false,
    aliases: ['reference', 'ref_no', 'reference_number', 'cars_no'],
    help: 'reference number of the results summary; made if left out',
  },
  { name: 'family_name', required: true, aliases: ['surname', 'last_name', 'family'], help: 'as in the document' },
  {
    name: 'given_names',
    required: true,
    aliases: ['given_name', 'first_name', 'first_names', 'given', 'forename'],
    help: 'as in the document',
  },
  { name: 'middle_name', required: false, aliases: ['middle_names', 'middle'], help: 'as in the document' },
  {
    name: 'name_own_script',
    required: false,
    aliases: ['name_in_own_script', 'native_name', 'name_original_script'],
    help: 'whole name in its own script',
  },
  {
    name: 'birth_date',
    required: true,
    aliases: ['date_of_birth', 'dob', 'birthdate', 'birthday'],
    help: 'YYYY-MM-DD, or 5 May 1990',
  },
  {
    name: 'id_number',
    required: false,
    aliases: ['id_no', 'uli', 'nic', 'national_id', 'identity_number'],
    help: 'ULI or NIC; shown masked later',
  },
  {
    name: 'qualification',
    required: true,
    aliases: ['qualification_id', 'qualification_title', 'qualification_code', 'title_of_qualification'],
    help: 'id, code or title in the catalogue: tesda:domestic-work-nc2, or Domestic Work NC II',
  },
  {
    name: 'revision',
    required: false,
    aliases: ['standard_revision', 'qualification_revision', 'version'],
    help: 'revision of the standard; the current one if left out',
  },
  {
    name: 'site',
    required: true,
    aliases: ['assessment_centre', 'assessment_center', 'centre', 'center', 'venue', 'site_name'],
    help: 'name or id of the accredited site',
  },
  {
    name: 'assessed_on',
    required: true,
    aliases: ['assessment_date', 'date_of_assessment', 'date_assessed', 'assessed'],
    help: 'YYYY-MM-DD, or 5 May 2017',
  },
  {
    name: 'assessor_accreditation_no',
    required: true,
    aliases: ['assessor_no', 'assessor_accreditation', 'assessor_accreditation_number', 'accreditation_no'],
    help: 'number of the assessor',
  },
  {
    name: 'assessor_accreditation_valid_until',
    required: false,
    aliases: ['accreditation_valid_until', 'assessor_valid_until'],
    help: 'compared with the register when given',
  },
  { name: 'unit_code', required: false, aliases: ['unit'], help: 'long form only' },
  { name: 'method', required: false, aliases: ['assessment_method'], help: 'long form only; empty = all methods' },
  { name: 'outcome', required: false, aliases: ['result', 'rating'], help: 'long form only' },
];

/** "Date of Birth" -> "date_of_birth": case, spaces and punctuation do not matter in headers. */
export const foldHeader = (header: string): string =>
  header
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/g, '');

const byAlias = new Map(
  columns.flatMap((column) => [column.name, ...column.aliases].map((alias) => [alias, column.name])),
);

export const columnOf = (header: string): ColumnName | null => byAlias.get(foldHeader(header)) ?? null;

/** A header that stands for a unit of competency: its code, written with or without spaces. */
export const unitCodeOf = (header: string): string =>
  header
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s_-]+/g, '');

/** Has the look of a unit code (letters and at least three digits), so an unknown one deserves a word. */
export const looksLikeUnitCode = (code: string): boolean =>
  /^[A-Z]{0,4}\d{2,}[A-Z]{0,2}\d+$/.test(code) && code.length >= 6;

/** What `--help` prints about the table. */
export const carsHelp: string = [
  'A table of assessment results: CSV (comma, semicolon or tab; UTF-8) or JSON.',
  '',
  'Wide form, one row per candidate: the columns below, then one column per unit of',
  'competency whose header is the unit code. Cells: C or S for Satisfactory in all',
  'methods, NYC or NS for Not Satisfactory, empty for not assessed.',
  '',
  ...columns
    .filter((column) => !['unit_code', 'method', 'outcome'].includes(column.name))
    .map((column) => `  ${`${column.name}${column.required ? ' *' : ''}`.padEnd(38)} ${column.help}`),
  '',
  'Long form, one row per candidate, unit and method: the same columns and',
  '  unit_code, method, outcome (S or NS); empty method = every required method.',
  '',
  'JSON: a list of objects with the same names, and "units": {"<code>": "C"} or',
  '  "results": [{"unit_code", "method", "outcome"}].',
  '',
  'A row with a problem gives nothing; the good rows are kept. * = required.',
].join('\n');
