/** One command of the terminal. Adding one = a file with this shape and a line in `commands.ts`. */
export interface Command {
  readonly name: string;
  /** `verify <file|-> [--json]` */
  readonly usage: string;
  readonly about: string;
  /** Returns the exit code. Throws UsageError for wrong use and ServiceError for what went wrong. */
  run(args: readonly string[]): Promise<number>;
}

/** Exit codes. 2 means "examined, and not genuine-and-current"; 64 is EX_USAGE of sysexits. */
export const EXIT = { ok: 0, failed: 1, notGenuine: 2, usage: 64 } as const;

export class UsageError extends Error {}
