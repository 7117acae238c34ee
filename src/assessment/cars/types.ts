import type { AssessmentMethod, PersonName, QualificationRef, UnitMethodResult } from '../model/index.js';

/** One candidate's results as read from a table: checked for form, not yet against any rule. */
export interface CarsRow {
  /** Row number as a spreadsheet shows it (the header is row 1); for JSON the place in the list, from 1. */
  readonly row: number;
  readonly referenceNo: string | null;
  readonly name: PersonName;
  readonly nameOwnScript: string | null;
  readonly birthDate: string;
  readonly idNumber: string | null;
  readonly qualification: QualificationRef;
  readonly site: string;
  readonly assessedOn: string;
  readonly assessorAccreditationNo: string;
  readonly assessorAccreditationValidUntil: string | null;
  readonly results: readonly UnitMethodResult[];
}

export type CarsCode = 'C10' | 'C11' | 'C12' | 'C13' | 'C14' | 'C15' | 'C16' | 'C17' | 'C18' | 'C19';

export interface CarsProblem {
  readonly code: CarsCode;
  /** `block`: the row (or, without a row, the whole table) gives nothing. `warn`: read on, but look at it. */
  readonly severity: 'block' | 'warn';
  readonly row: number | null;
  readonly column: string | null;
  readonly message: string;
  readonly whatToDo: string;
}

export interface CarsTable {
  /** The good rows. */
  readonly rows: readonly CarsRow[];
  /** First what concerns the file and its columns, then the rows in order. */
  readonly problems: readonly CarsProblem[];
  readonly encoding: TableEncoding;
  /** Data rows found, good or not. */
  readonly rowCount: number;
}

export type TableEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

export interface CarsOptions {
  /** Default 2,000. */
  readonly maxRows?: number;
  /** The answer to C13; left out, it is taken from the file when all its dates agree. */
  readonly dayMonthOrder?: 'day-first' | 'month-first';
  /** Today, `YYYY-MM-DD`: an assessment on a later day is refused. */
  readonly today?: string;
}

/** One row before interpretation: text by column, and results by unit and method. */
export interface RawRow {
  readonly row: number;
  readonly cells: Readonly<Partial<Record<ColumnName, string>>>;
  readonly results: readonly RawResult[];
  /** It has filled cells beyond the last column: somewhere a separator is part of a text. */
  readonly hasExcess?: boolean;
}

export interface RawResult {
  readonly row: number;
  readonly unitCode: string;
  /** Empty: every required method. */
  readonly method: string;
  readonly outcome: string;
}

export type ColumnName =
  | 'reference_no'
  | 'family_name'
  | 'given_names'
  | 'middle_name'
  | 'name_own_script'
  | 'birth_date'
  | 'id_number'
  | 'qualification'
  | 'revision'
  | 'site'
  | 'assessed_on'
  | 'assessor_accreditation_no'
  | 'assessor_accreditation_valid_until'
  | 'unit_code'
  | 'method'
  | 'outcome';

export interface RawTable {
  readonly rows: readonly RawRow[];
  readonly problems: readonly CarsProblem[];
  readonly rowCount: number;
}

export const methodNames: readonly AssessmentMethod[] = [
  'demonstration',
  'observation',
  'oral-questioning',
  'interview',
  'written-test',
  'portfolio',
  'work-sample',
  'third-party-report',
];
