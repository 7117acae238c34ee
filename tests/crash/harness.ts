import { execFileSync, spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import type { Service } from '../../src/app.js';
import { findEvery, type Ids } from '../../src/shared/index.js';
import { findings, officers, type TestService } from '../support/service.js';

const root = resolve(import.meta.dirname, '../..');
/** The day on which the processes release; after every assessment. */
export const NOW = '2026-03-02T08:00:00.000Z';
export const POINTS = ['c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7', 'p1'] as const;

export const build = (): void =>
  void execFileSync(process.execPath, ['scripts/build.mjs', '--if-stale', '--quiet'], { cwd: root });

export interface Run {
  readonly killed: boolean;
  /** Subjects whose signature the process called durable before it died. */
  readonly signed: readonly string[];
}

/** How a process ends: so many steps and milliseconds after its start, or by its own hand at a fail point. */
export type Ending =
  | { readonly kind: 'random'; readonly steps: number; readonly thenMs: number }
  | { readonly kind: 'point'; readonly point: (typeof POINTS)[number]; readonly nth: number };

export function randomEnding(draw: Ids): Ending {
  return { kind: 'random', steps: 1 + draw.integer(24), thenMs: draw.integer(12) };
}

/** Lets the process go on, then kills it without warning, wherever it is by then. `turn` of eight: where it begins. */
export function runAndKill(environment: Readonly<Record<string, string>>, ending: Ending, turn = 0): Promise<Run> {
  const own = ending.kind === 'point' ? `${ending.point}:${ending.nth}` : '';
  return new Promise((done, fail) => {
    const child = spawn(
      process.execPath,
      [join(import.meta.dirname, 'release-child.mjs'), NOW, officers.release, String(turn), own],
      { env: { PATH: process.env['PATH'], ...environment }, stdio: ['ignore', 'pipe', 'inherit'] },
    );
    let text = '';
    let timer: NodeJS.Timeout | undefined;
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (ending.kind === 'random' && text.split('\n').length > ending.steps)
        timer ??= setTimeout(() => child.kill('SIGKILL'), ending.thenMs);
    });
    child.once('error', fail);
    child.once('close', (_code, signal) => {
      clearTimeout(timer);
      // A line cut off by the kill says nothing.
      const lines = text.split('\n').slice(0, -1);
      if (signal !== 'SIGKILL' && !lines.includes('finished')) fail(new Error('the child failed by itself'));
      else done({ killed: signal === 'SIGKILL', signed: lines.flatMap((line) => line.match(/^c6 (\S+)$/)?.[1] ?? []) });
    });
  });
}

/** What the store says in the end. Everything in here must be empty. */
export interface Losses {
  readonly lost: readonly string[];
  readonly duplicated: readonly string[];
  /** A process had said that these are durable. */
  readonly broken: readonly string[];
  readonly signedWithoutIntent: readonly string[];
  readonly unfinished: readonly string[];
  readonly numbersTwice: number;
  readonly findings: Awaited<ReturnType<typeof findings>>;
}

export const NO_LOSSES: Losses = {
  lost: [],
  duplicated: [],
  broken: [],
  signedWithoutIntent: [],
  unfinished: [],
  numbersTwice: 0,
  findings: [],
};

/** `ids`: every certificate that was approved; all of them must have been issued exactly once by now. */
export async function lossesIn(
  service: Service,
  ids: readonly string[],
  promised: ReadonlySet<string>,
): Promise<Losses> {
  const { read } = service.instance.store;
  const intents = (await findEvery(read.intents, {})).filter(({ state }) => state !== 'voided');
  const credentials = await findEvery(read.credentials, {});
  const forms = service.issuance.forms.length;
  const formsOf = new Map<string, number>();
  for (const { subjectId } of credentials) formsOf.set(subjectId, (formsOf.get(subjectId) ?? 0) + 1);
  const intended = new Set(intents.map(({ credentialId }) => credentialId));
  const count = (id: string): number => formsOf.get(id) ?? 0;
  const numbers = (await findEvery(read.intents, {})).map(({ number }) => number);
  return {
    lost: ids.filter((id) => count(id) < forms),
    duplicated: ids.filter((id) => count(id) > forms),
    broken: [...promised].filter((id) => count(id) === 0),
    signedWithoutIntent: credentials.map((row) => row.credentialId).filter((id) => !intended.has(id)),
    unfinished: intents.filter(({ state }) => state !== 'published').map(({ id }) => id),
    numbersTwice: numbers.length - new Set(numbers).size,
    findings: await findings(service),
  };
}

/** Keeps so many processes going at once until so many were killed. `supply` is called when one found nothing to do. */
export async function killMany(
  test: Pick<TestService, 'environment'>,
  wish: { readonly kills: number; readonly clients: number; readonly draw: Ids; supply(): Promise<void> },
): Promise<{ readonly killed: number; readonly promised: ReadonlySet<string> }> {
  const promised = new Set<string>();
  let begun = 0;
  let killed = 0;
  let supplying: Promise<void> | null = null;
  async function client(turn: number): Promise<void> {
    while (killed < wish.kills) {
      const nth = begun++;
      const point = POINTS[Math.floor(nth / 2) % POINTS.length] ?? 'c4';
      const ending: Ending =
        nth % 2 === 0 ? { kind: 'point', point, nth: 1 + wish.draw.integer(2) } : randomEnding(wish.draw);
      const run = await runAndKill(test.environment, ending, turn);
      for (const subjectId of run.signed) promised.add(subjectId);
      if (run.killed) killed++;
      else {
        supplying ??= wish.supply().finally(() => (supplying = null));
        await supplying;
      }
    }
  }
  // All of them end before anything is said: none may go on in a database that is being taken away.
  const ends = await Promise.allSettled(Array.from({ length: wish.clients }, (_, turn) => client(turn)));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  return { killed, promised };
}
