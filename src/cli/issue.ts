import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { composeService, type Service } from '../app.js';
import { carsHelp, loadCatalogue, parseCarsTable, type CarsProblem, type CarsTable } from '../assessment/index.js';
import { registeredParties, throwawayParties, writeAward } from '../composition/index.js';
import { readSettings, type Settings } from '../config/index.js';
import { issueTable, type RowOutcome, type TableIntake } from '../intake/index.js';
import { isoDay, ServiceError, systemClock, type Refusal } from '../shared/index.js';
import { EXIT, UsageError, type Command } from './command.js';

const OPTIONS = {
  out: { type: 'string' },
  'decided-by': { type: 'string' },
  'released-by': { type: 'string' },
  'day-first': { type: 'boolean', default: false },
  'month-first': { type: 'boolean', default: false },
  'windows-1252': { type: 'boolean', default: false },
} as const;

export const issueCommand: Command = {
  name: 'issue',
  usage:
    'issue <records.csv|json> --out DIR [--decided-by A --released-by B] [--day-first|--month-first] [--windows-1252]',
  about: `Issues awards from a table of assessment results, one folder per certificate: credential, code, card, A4 page.
Exit 0 when every row was issued (or recorded as Not Yet Competent), 1 when a row had problems, 64 for wrong use.
A row with a problem gives nothing and stops nothing else. Running it again continues and issues nothing twice.
Two officers are needed: one decides, the other releases. In production both must be named, and awarding body, site
and assessor must be registered; otherwise what is missing is registered as throwaway set-up, and said.

${carsHelp}`,
  run: async (args) => {
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: OPTIONS });
    const settings = readSettings();
    const wish = readWish(positionals, values, settings);
    const bytes = await readFile(wish.file);
    const table = parseCarsTable(bytes, loadCatalogue(settings.catalogueDir ?? undefined), {
      today: isoDay(systemClock.now()),
      ...(wish.order === null ? {} : { dayMonthOrder: wish.order }),
    });
    // What is signed stays signed: letters that may be wrong are not taken on a guess.
    if (table.encoding === 'windows-1252' && values['windows-1252'] === false) {
      console.error(inWords(encodingUnknown));
      return EXIT.failed;
    }
    for (const problem of table.problems) console.error(inWords(problem));
    const isWhole = table.problems.every(({ severity }) => severity === 'warn');
    if (table.rows.length === 0) {
      console.error(`Nothing was issued: none of ${table.rowCount} rows can be used.`);
      return EXIT.failed;
    }
    const good = await issueRows(table, wish, { settings, sha256: createHash('sha256').update(bytes).digest('hex') });
    return isWhole && good ? EXIT.ok : EXIT.failed;
  },
};

const encodingUnknown = {
  code: 'C16',
  severity: 'block',
  message: 'This file is not UTF-8, so some letters may be wrong. Nothing was issued.',
  whatToDo: 'Save it as CSV with UTF-8, or, if you know that it is Windows-1252, add --windows-1252.',
} as const;

interface Wish {
  readonly file: string;
  readonly out: string;
  readonly order: 'day-first' | 'month-first' | null;
  readonly officers: TableIntake['officers'];
}

type Values = { readonly [K in keyof typeof OPTIONS]?: string | boolean | undefined };

function readWish(positionals: readonly string[], values: Values, { production }: Settings): Wish {
  const [file] = positionals;
  const { out } = values;
  if (file === undefined || positionals.length > 1) throw new UsageError('Name one table of results.');
  if (typeof out !== 'string' || out === '') throw new UsageError('Say where the files go: --out DIR.');
  if (values['day-first'] === true && values['month-first'] === true)
    throw new UsageError('Choose --day-first or --month-first.');
  const order = values['day-first'] === true ? 'day-first' : values['month-first'] === true ? 'month-first' : null;
  return { file, out, order, officers: readOfficers(values, production) };
}

function readOfficers(values: Values, production: boolean): TableIntake['officers'] {
  const named = (option: 'decided-by' | 'released-by', otherwise: string): string => {
    const given = values[option];
    if (given === undefined && production)
      throw new UsageError('In production name both officers: --decided-by and --released-by.');
    return typeof given === 'string' ? given.trim() : otherwise;
  };
  const decidedBy = named('decided-by', 'throwaway-officer-a');
  const releasedBy = named('released-by', 'throwaway-officer-b');
  if (decidedBy === '' || releasedBy === '' || decidedBy === releasedBy)
    throw new UsageError('Two different officers are needed: who decides may not release (R14).');
  return { decidedBy, releasedBy };
}

interface Ground {
  readonly settings: Settings;
  readonly sha256: string;
}

async function issueRows(
  { rows, problems }: CarsTable,
  { out, officers }: Wish,
  { settings, sha256 }: Ground,
): Promise<boolean> {
  await mkdir(out, { recursive: true });
  const service = await composeService(settings);
  try {
    const parties = settings.production
      ? registeredParties(service)
      : throwawayParties(service, rows, (line) => console.log(line));
    const outcomes = await issueTable(rows, {
      issuance: service.issuance,
      officers,
      evidenceSha256: sha256,
      candidatesPerSession: (scheme) =>
        service.instance.catalogue.scheme(scheme)?.maxCandidatesPerAssessorPerSession ?? 1,
      partiesOf: (row) => parties.partiesOf(row),
    });
    let good = true;
    for (const outcome of outcomes) good = (await tell(service, outcome, out)) && good;
    const counted = (kind: RowOutcome['kind']): number => outcomes.filter((outcome) => outcome.kind === kind).length;
    const unread = new Set(
      problems.flatMap(({ severity, row }) => (severity === 'block' && row !== null ? [row] : [])),
    );
    console.log(
      `${counted('issued')} rows issued, ${counted('already-issued')} issued before, ${counted('not-yet-competent')} Not Yet Competent, ${counted('refused') + unread.size} refused.`,
    );
    return good;
  } finally {
    await service.printer.close();
    await service.close();
  }
}

/** Says what became of a row and writes its files. False when somebody has to do something about it. */
async function tell(service: Service, outcome: RowOutcome, out: string): Promise<boolean> {
  switch (outcome.kind) {
    case 'refused':
      for (const refusal of outcome.refusals) console.error(refusalInWords(outcome.row, refusal));
      return false;
    case 'not-yet-competent':
      console.log(`Row ${outcome.row}: recorded as Not Yet Competent; nothing is awarded.`);
      return true;
    case 'issued':
    case 'already-issued':
      return writeAwards(service, outcome, out);
  }
}

async function writeAwards(
  service: Service,
  { kind, row, awards }: Extract<RowOutcome, { readonly awards: unknown }>,
  out: string,
): Promise<boolean> {
  let good = true;
  for (const { number, title, credentialId } of awards) {
    try {
      const { folder, remarks } = await writeAward(service, credentialId, out);
      const done = kind === 'issued' ? 'issued' : 'was issued before and is not issued again';
      console.log(`Row ${row}: ${title}, No. ${number} ${done}. ${folder}`);
      for (const remark of remarks) console.log(`  ${remark}`);
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      good = false;
      console.error(`Row ${row}: No. ${number} is issued, but its files could not be made.`);
      console.error(`  ${error.code}  ${error.title}\n  What to do: ${error.whatToDo} Then run the command again.`);
    }
  }
  return good;
}

type Told = Pick<CarsProblem, 'code' | 'severity' | 'message' | 'whatToDo'>;

const inWords = ({ code, severity, message, whatToDo }: Told): string =>
  `${code}  ${severity === 'warn' ? 'Note: ' : ''}${message}\n  What to do: ${whatToDo}`;

const refusalInWords = (row: number, { code, message, whatToDo }: Refusal): string =>
  `${code}  Row ${row}: ${message}\n  What to do: ${whatToDo}`;
