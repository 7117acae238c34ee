import { isUtf8 } from 'node:buffer';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { openFrameworks } from '../composition/index.js';
import { readSettings } from '../config/index.js';
import {
  answersForEmployer,
  checkClaim,
  compareClaim,
  describeComparison,
  describeStatement,
  describeFindings,
  describeFramework,
  importTable,
  ladderSvg,
  levelSheet,
  listFrameworks,
  parseClaim,
  type ImportOptions,
  type Knowledge,
} from '../frameworks/index.js';
import { printLevelSheet } from '../passport/index.js';
import { ServiceError } from '../shared/index.js';
import { EXIT, UsageError, type Command } from './command.js';

const OPTIONS = {
  title: { type: 'string' },
  framework: { type: 'string' },
  level: { type: 'string' },
  country: { type: 'string' },
  to: { type: 'string' },
  'to-level': { type: 'string' },
  isced: { type: 'string' },
  'isced-f': { type: 'string' },
  isco: { type: 'string' },
  svg: { type: 'string' },
  pdf: { type: 'string' },
  source: { type: 'string' },
  year: { type: 'string' },
  kind: { type: 'string' },
  status: { type: 'string' },
  note: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

export const frameworksCommand: Command = {
  name: 'frameworks',
  usage:
    'frameworks list | show <id> | check --framework ID --level N [--title T --country CC --to ID --to-level N --isced C --isced-f C --isco C] | compare --framework ID --level N --to ID|CC [--svg FILE] [--pdf FILE] | import <file.csv> --source URL --year Y [--kind referencing|credits|units] [--status S] [--note TEXT]',
  about:
    'Reads the reference data on qualification frameworks, checks a claim, compares levels, imports an official table.',
  run: async (args) => {
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: OPTIONS });
    const [action, subject] = positionals;
    const settings = readSettings();
    const { knowledge } = openFrameworks(settings);
    if (action === 'list') return print(listFrameworks(knowledge));
    if (action === 'show' && subject !== undefined) return print(describeFramework(knowledge, subject) ?? unknown());
    if (action === 'check') return check(knowledge, values);
    if (action === 'compare') return compare(knowledge, values);
    if (action === 'import' && subject !== undefined)
      return importFile(subject, values, settings.frameworksDir, knowledge);
    throw new UsageError('Say frameworks list, show, check, compare or import.');
  },
};

const KINDS = ['referencing', 'credits', 'units'] as const;

type Values = { readonly [K in keyof typeof OPTIONS]?: string | boolean | undefined };

function claimOf(values: Values): Record<string, unknown> {
  const claim = {
    title: values.title,
    framework: values.framework,
    level: values.level,
    awardingCountry: values.country,
    targetFramework: values.to,
    targetLevel: values['to-level'],
    isced: values.isced,
    iscedF: values['isced-f'],
    isco: values.isco,
  };
  return Object.fromEntries(Object.entries(claim).filter(([, value]) => value !== undefined));
}

function check(knowledge: Knowledge, values: Values): number {
  const parsed = parseClaim(claimOf(values));
  if (!parsed.ok)
    throw new ServiceError('bad-claim', {
      status: 400,
      title: 'This claim cannot be read.',
      whatToDo: 'See the reasons.',
      refusals: parsed.refusals,
    });
  const findings = checkClaim(knowledge, parsed.claim);
  if (values.json === true) console.log(JSON.stringify({ results: findings }, null, 2));
  else print(describeFindings(findings));
  return findings.some((finding) => finding.outcome === 'fail') ? EXIT.notGenuine : EXIT.ok;
}

async function compare(knowledge: Knowledge, values: Values): Promise<number> {
  const { framework, level, to, country, svg, pdf } = values;
  if (typeof framework !== 'string' || typeof level !== 'string' || typeof to !== 'string')
    throw new UsageError('Give --framework, --level and --to.');
  const claim = { framework, level, ...(typeof country === 'string' ? { awardingCountry: country } : {}) };
  const answers = answersForEmployer(knowledge, claim, to);
  const isCountry = /^[A-Z]{2}$/.test(to) && answers.length > 0;
  // What is not known is told by the comparison itself, in words.
  if (values.json === true)
    console.log(JSON.stringify(isCountry ? { country: to, answers } : compareClaim(knowledge, claim, to), null, 2));
  else if (answers.length === 0) print(describeComparison(compareClaim(knowledge, claim, to)));
  else {
    for (const { name, comparison, statements } of answers) {
      print([...(isCountry ? [`== ${name}`] : []), ...describeComparison(comparison)]);
      print(statements.map((statement) => `Rests on: ${describeStatement(statement)}`));
    }
  }
  if (typeof svg === 'string') {
    const [right, ...more] = answers.map((answer) => ({ framework: answer.framework }));
    await writeFile(svg, ladderSvg(knowledge, { left: { framework, level }, right: right ?? { framework: to }, more }));
  }
  if (typeof pdf === 'string') {
    const sheet = levelSheet(knowledge, claim, to);
    if (sheet === null)
      throw new ServiceError('not-found', {
        status: 404,
        title: 'There is nothing to draw: a framework or the level is not known.',
        whatToDo: 'Run frameworks list.',
      });
    await writeFile(pdf, await printLevelSheet(sheet));
  }
  return EXIT.ok;
}

async function importFile(file: string, values: Values, folder: string, knowledge: Knowledge): Promise<number> {
  const { source, year, status, note } = values;
  const kind = KINDS.find((known) => known === (values.kind ?? 'referencing'));
  if (typeof source !== 'string' || typeof year !== 'string')
    throw new UsageError('Give --source URL and --year Y: a statement without a source is not imported.');
  if (kind === undefined) throw new UsageError(`--kind is one of ${KINDS.join(', ')}.`);
  const result = importTable(knowledge, await readTable(file), {
    kind,
    sourceUrl: source,
    year: Number(year),
    // An unknown one is refused by name with the list of those that exist.
    ...(typeof status === 'string' ? { status: status as NonNullable<ImportOptions['status']> } : {}),
    ...(typeof note === 'string' ? { note } : {}),
  });
  if (!result.ok) {
    for (const problem of result.problems)
      console.error(`${problem.at}${problem.column === null ? '' : `, column ${problem.column}`}: ${problem.message}`);
    console.error('Nothing was imported.');
    return EXIT.failed;
  }
  await mkdir(folder, { recursive: true });
  const target = join(folder, `${basename(file, extname(file))}-${year}.json`);
  await writeFile(target, result.json, { flag: 'wx' }).catch((error: unknown) => {
    throw (error as NodeJS.ErrnoException).code === 'EEXIST' ? importedBefore(target) : error;
  });
  console.log(`Imported ${result.rows} rows into ${target}. It is used from the next start on.`);
  return EXIT.ok;
}

async function readTable(file: string): Promise<string> {
  const bytes = await readFile(file);
  if (isUtf8(bytes)) return bytes.toString('utf8');
  throw new ServiceError('file-problem', {
    status: 400,
    title: 'The table is not UTF-8 text, so its letters cannot be told for certain. Nothing was imported.',
    whatToDo: 'save it as "CSV UTF-8" and import that file.',
  });
}

const importedBefore = (target: string): ServiceError =>
  new ServiceError('file-problem', {
    status: 409,
    title: `A table was imported into ${target} before; it stays as it is.`,
    whatToDo: 'move that file away to replace it, or give the table another file name to keep both.',
  });

function print(lines: readonly string[]): number {
  console.log(lines.join('\n'));
  return EXIT.ok;
}

function unknown(): never {
  throw new ServiceError('not-found', {
    status: 404,
    title: 'No framework has this id.',
    whatToDo: 'Run frameworks list.',
  });
}
