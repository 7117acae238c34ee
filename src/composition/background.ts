import type { Attention } from './attention.js';
import type { HttpLog as Log } from '../http/index.js';
import { ServiceError } from '../shared/index.js';

/** Work that goes on beside requests. */
export interface BackgroundTask {
  /** As `/ready` names it when it fails. */
  readonly name: string;
  readonly everyMs: number;
  run(): Promise<unknown>;
}

export interface Background {
  /** Runs a task now, or once more when it is running. Returns at once; does nothing before `start` or after `stop`. */
  wake(name: string): void;
  /** Runs every task once and keeps to their periods from then on. */
  start(tasks: readonly BackgroundTask[], log: Log): void;
  /** Resolves when nothing is running any more. */
  stop(): Promise<void>;
  /** Resolves when nothing is left to do now. For tests. */
  idle(): Promise<void>;
}

/** A task never runs beside itself, and one that fails is told by its code and tried again in its turn. */
export function createBackground(attention: Attention): Background {
  const started = new Map<string, { wake(): void; settled(): Promise<void> }>();
  const timers: NodeJS.Timeout[] = [];
  let isStopping = false;

  function keep({ name, run }: BackgroundTask, log: Log) {
    let isWanted = false;
    let working: Promise<void> | null = null;
    const once = async (): Promise<void> => {
      isWanted = false;
      const code = await run().then(() => null, codeOf);
      attention.note(name, code);
      if (code !== null) log.error({ task: name, code }, 'task failed');
    };
    const work = async (): Promise<void> => {
      while (isWanted && !isStopping) await once();
      working = null;
    };
    return {
      wake: (): void => {
        isWanted = true;
        working ??= work();
      },
      settled: async (): Promise<void> => {
        await working;
      },
    };
  }

  const settle = async (): Promise<void> => {
    for (const task of started.values()) await task.settled();
  };

  return {
    start: (tasks, log) => {
      for (const task of tasks) {
        const kept = keep(task, log);
        started.set(task.name, kept);
        timers.push(setInterval(kept.wake, task.everyMs));
        kept.wake();
      }
    },
    wake: (name) => started.get(name)?.wake(),
    idle: settle,
    stop: async () => {
      isStopping = true;
      timers.forEach(clearInterval);
      await settle();
    },
  };
}

export const codeOf = (error: unknown): string => (error instanceof ServiceError ? error.code : 'unexpected');
