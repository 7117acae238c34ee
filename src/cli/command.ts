/** One command of the terminal. Adding one = a file with this shape and a line in `commands.ts`. */
export interface Command {
  readonly name: string;
  /** `verify <file|-> [--json]` */
  readonly usage: string;
  /** Its first line is what the list of all commands says, so it ends with a sentence. */
  readonly about: string;
  /** What a failure ends with; 1 if left out. */
  readonly exitOnFailure?: number;
  /** Returns the exit code. Throws UsageError for wrong use and ServiceError for what went wrong. */
  run(args: readonly string[]): Promise<number>;
}

/** Exit codes. 2 means "not shown to be genuine and current"; 64 is EX_USAGE of sysexits. */
export const EXIT = { ok: 0, failed: 1, notGenuine: 2, usage: 64 } as const;

export class UsageError extends Error {}
