import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { expect, jest } from '@jest/globals';
import { runCli } from '../../src/cli/run.js';

const root = resolve(import.meta.dirname, '../..');

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

type Environment = Readonly<Record<string, string>>;

/** Whatever happens, nobody is shown the inside of the program. */
const insides = /^\s+at .*\(|node_modules|file:\/\//m;

export interface Terminal {
  readonly folder: string;
  /** A command of the built service in a process of its own, started in `folder`. */
  cli(args: readonly string[], options?: { readonly input?: string; readonly env?: Environment }): Ended;
  /**
   * The same command inside this process, without the seconds that a process of its own takes. How a process ends and what
   * it reads from its standard input is for `cli` to show, once for each exit code.
   */
  here(args: readonly string[], env?: Environment): Promise<Ended>;
}

export function openTerminal(folder: string, environment: Environment): Terminal {
  return {
    folder,
    cli: (args, { input, env } = {}) => {
      const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'dist/cli.js'), ...args], {
        env: { ...environment, ...env },
        cwd: folder,
        encoding: 'utf8',
        ...(input === undefined ? {} : { input }),
      });
      expect(stdout + stderr).not.toMatch(insides);
      return { code: status, out: stdout, err: stderr };
    },
    here: (args, env) => inside(args, { ...environment, ...env }),
  };
}

async function inside(args: readonly string[], variables: Environment): Promise<Ended> {
  const said = { log: '', error: '' };
  const spies = (['log', 'error'] as const).map((name) =>
    jest.spyOn(console, name).mockImplementation((line: unknown) => void (said[name] += `${String(line)}\n`)),
  );
  const before = Object.keys(variables).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, variables);
  try {
    const code = await runCli(args);
    expect(said.log + said.error).not.toMatch(insides);
    return { code, out: said.log, err: said.error };
  } finally {
    for (const spy of spies) spy.mockRestore();
    for (const [name, value] of before)
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
  }
}
