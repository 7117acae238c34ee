import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { DemoSamples } from '../../src/demo/samples.js';
import { freePort } from './free-port.js';

const root = join(import.meta.dirname, '../..');
const run = promisify(execFile);

/** The demonstration as `npm run demo` starts it: the built service in a process and data folder of its own. */
export interface DemoServer {
  readonly origin: string;
  samples(): Promise<DemoSamples>;
  /** Starts it again on the same data and port. */
  start(): Promise<void>;
  /** Ends it the way Ctrl-C does. */
  stop(): Promise<void>;
  /** A command line on the same data; the embedded database is free only while the server is stopped. */
  cli(...args: readonly string[]): Promise<string>;
  /** Stops it and removes the data. */
  remove(): Promise<void>;
}

const startWithinMs = 150_000;

/** Builds what is out of date, then plays the demonstration once: about 30 seconds on two cores. */
export async function startDemo(): Promise<DemoServer> {
  await run(process.execPath, [join(root, 'scripts/build.mjs'), '--if-stale', '--quiet'], { cwd: root });
  const dataDir = await mkdtemp(join(tmpdir(), 'skills-passport-demo-'));
  // The address is written into every certificate, so the port is chosen before anything is issued.
  const port = await freePort('localhost');
  const origin = `http://localhost:${port}`;
  const env = {
    ...process.env,
    DATA_DIR: dataDir,
    PORT: String(port),
    HOST: 'localhost',
    DATABASE_URL: '',
    PUBLIC_URL: '',
  };
  const command = join(root, 'dist/cli.js');
  let running: ChildProcess | null = null;

  async function start(): Promise<void> {
    const child = spawn(process.execPath, [command, 'demo'], { cwd: root, env, stdio: ['ignore', 'ignore', 'pipe'] });
    running = child;
    let complaint = '';
    const deadline = performance.now() + startWithinMs;
    child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
    // Its own samples, and not just any answer at this port.
    while (!(await answers(`${origin}/api/demo`))) {
      if (child.exitCode !== null || performance.now() > deadline)
        throw new Error(`the demonstration ended with ${child.exitCode}: ${complaint}`);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  async function stop(): Promise<void> {
    const child = running;
    running = null;
    if (child === null || child.exitCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGINT');
    await ended;
  }

  const server: DemoServer = {
    origin,
    start,
    stop,
    samples: async () => (await (await fetch(`${origin}/api/demo`)).json()) as DemoSamples,
    cli: async (...args) => (await run(process.execPath, [command, ...args], { cwd: root, env })).stdout,
    remove: async () => {
      await stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
  try {
    await start();
    return server;
  } catch (error) {
    await server.remove();
    throw error;
  }
}

const answers = (url: string): Promise<boolean> =>
  fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );
