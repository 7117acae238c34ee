import { ServiceError } from '../shared/index.js';
import { commands } from './commands.js';
import { EXIT, UsageError, type Command } from './command.js';

/** Picks the command and turns every failure into words and an exit code: 0 done, 1 failed, 2 not shown genuine, 64 wrong use. */
export async function runCli(argv: readonly string[]): Promise<number> {
  const [name, ...args] = argv;
  const command = commands.find((entry) => entry.name === name);
  if (name === undefined || name === '--help' || name === 'help') {
    console.log(usage());
    return name === undefined ? EXIT.usage : EXIT.ok;
  }
  if (!command) {
    console.error(`There is no command "${name.slice(0, 40)}".\n\n${usage()}`);
    return EXIT.usage;
  }
  if (args.includes('--help')) {
    console.log(`${command.usage}\n\n${command.about}`);
    return EXIT.ok;
  }
  try {
    return await command.run(args);
  } catch (error) {
    return report(error, command);
  }
}

function report(error: unknown, { usage: usageLine, exitOnFailure = EXIT.failed }: Command): number {
  if (error instanceof UsageError || isParseArgsError(error)) {
    console.error(`${error.message}\n\n${usageLine}`);
    return EXIT.usage;
  }
  if (error instanceof ServiceError) {
    console.error(inWords(error.code, error.title, error.whatToDo));
    for (const refusal of error.refusals) console.error(`  - ${refusal.code}  ${refusal.message}  ${refusal.whatToDo}`);
    return exitOnFailure;
  }
  const { code = '', path } = (error ?? {}) as NodeJS.ErrnoException;
  const file = path === undefined ? 'a file' : `"${path}"`;
  const known = diskFull.has(code) ? roomWanted : fileProblems[code]?.(file);
  console.error(inWords(...(known ?? unforeseen)));
  return exitOnFailure;
}

type Words = readonly [code: string, title: string, whatToDo: string];

const inWords = (...[code, title, whatToDo]: Words): string => `${code}  ${title}\n  What to do: ${whatToDo}`;

/** No room, the account's share used up, or a file larger than this account may write. */
const diskFull: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
const roomWanted: Words = [
  'disk-full',
  'The disk is full.',
  'make room and run the command again; nothing was half-written.',
];

const mayNot = (file: string): Words => [
  'file-problem',
  `This account may not read or write ${file}.`,
  'check the permissions.',
];
/** What the file system says of a path that was given. */
const fileProblems: Readonly<Record<string, (file: string) => Words>> = {
  ENOENT: (file) => ['file-problem', `There is no ${file}.`, 'check the path.'],
  EISDIR: () => ['file-problem', 'A folder stands where a file should be.', 'name the file in it.'],
  ENOTDIR: (file) => ['file-problem', `A file stands where ${file} should be a folder.`, 'name another folder.'],
  EEXIST: (file) => ['file-problem', `A file stands where ${file} should be a folder.`, 'name another folder.'],
  ELOOP: (file) => ['file-problem', `${file} is a link that leads to itself.`, 'name the file that is meant.'],
  EACCES: mayNot,
  EPERM: mayNot,
  EROFS: mayNot,
};
const unforeseen: Words = [
  'unexpected',
  'Something went wrong that we did not foresee.',
  'run the command again; if it repeats, report it with the steps that lead here.',
];

/** By its code: node's own class differs between contexts. */
const isParseArgsError = (error: unknown): error is Error =>
  String((error as { readonly code?: unknown } | null)?.code).startsWith('ERR_PARSE_ARGS');

function usage(): string {
  const lines = commands.map(({ usage, about }) => `  ${usage}\n      ${about.split('\n')[0] ?? ''}`);
  return `Skills Passport\n\n${lines.join('\n')}\n\nEach command explains itself with --help.`;
}
