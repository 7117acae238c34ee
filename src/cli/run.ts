import { ServiceError } from '../shared/index.js';
import { commands } from './commands.js';
import { EXIT, UsageError } from './command.js';

/** Picks the command and turns every failure into words and an exit code: 0 done, 1 failed, 2 not genuine, 64 wrong use. */
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
    return report(error, command.usage);
  }
}

function report(error: unknown, usageLine: string): number {
  if (error instanceof UsageError || isParseArgsError(error)) {
    console.error(`${error.message}\n\n${usageLine}`);
    return EXIT.usage;
  }
  if (error instanceof ServiceError) {
    console.error(`${error.code}  ${error.title}\n  What to do: ${error.whatToDo}`);
    for (const refusal of error.refusals) console.error(`  - ${refusal.code}  ${refusal.message}  ${refusal.whatToDo}`);
    return EXIT.failed;
  }
  const code = (error as NodeJS.ErrnoException | null)?.code;
  if (code === 'ENOSPC')
    console.error(
      'disk-full  The disk is full.\n  What to do: make room and run the command again; nothing was half-written.',
    );
  else if (code === 'ENOENT' || code === 'EACCES' || code === 'EISDIR' || code === 'ENOTDIR')
    console.error(
      `file-problem  A file cannot be read or written (${code}).\n  What to do: check the path and the permissions.`,
    );
  else
    console.error(
      'unexpected  Something went wrong that we did not foresee.\n  What to do: run the command again; if it repeats, report it with the steps that lead here.',
    );
  return EXIT.failed;
}

/** By its code: node's own class differs between contexts. */
const isParseArgsError = (error: unknown): error is Error =>
  String((error as { readonly code?: unknown } | null)?.code).startsWith('ERR_PARSE_ARGS');

function usage(): string {
  const lines = commands.map((command) => `  ${command.usage}\n      ${command.about.split('\n')[0] ?? ''}`);
  return `Skills Passport\n\n${lines.join('\n')}\n\nEach command explains itself with --help.`;
}
