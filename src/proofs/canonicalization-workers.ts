import { Worker } from 'node:worker_threads';
import type { JsonObject } from '../shared/index.js';
import type { Canonicalizer } from './canonicalization.js';
import { RefusedByCanonicalization } from './data-integrity-format.js';
import type { WorkerAnswer, WorkerTask } from './worker-messages.js';

export interface CanonicalizationWorkersOptions {
  /** A task that takes longer is killed with its thread; its document is "too expensive". Milliseconds; default 500. */
  readonly limitMs?: number;
  /** Threads. Default 1. */
  readonly size?: number;
  /** Tasks that may wait for a thread; more are refused at once as too expensive. Default 64. */
  readonly maxWaiting?: number;
  /** The contexts the workers know: `readContexts()` of credentials. */
  readonly contexts: ReadonlyMap<string, JsonObject>;
  /** The compiled worker beside this file unless told otherwise. */
  readonly workerUrl?: URL;
}

export interface CanonicalizationWorkers extends Canonicalizer {
  close(): Promise<void>;
}

interface Job {
  readonly task: WorkerTask;
  readonly resolve: (value: string | boolean) => void;
  readonly reject: (error: Error) => void;
}

interface Seat {
  readonly worker: Worker;
  isReady: boolean;
  job: Job | null;
  timer: NodeJS.Timeout | undefined;
}

const tooExpensive = (): RefusedByCanonicalization =>
  new RefusedByCanonicalization({ outcome: 'unknown', reason: 'too-expensive' });

/** Memory of one worker in MiB: JSON-LD work on a 64 KiB document stays far below. */
const MAX_HEAP_MIB = 192;

/**
 * JSON-LD work in threads that are killed when a document takes too long or too much memory (threats M4 and M5), so that
 * no input can hold up the service. Threads start with the first task and are replaced when killed; start-up time does
 * not count against a task.
 */
export function createCanonicalizationWorkers(options: CanonicalizationWorkersOptions): CanonicalizationWorkers {
  const { limitMs = 500, size = 1, maxWaiting = 64, contexts } = options;
  const workerUrl = options.workerUrl ?? new URL('./canonicalization-worker.js', import.meta.url);
  const seats = new Set<Seat>();
  const waiting: Job[] = [];
  let isClosed = false;

  function vacate(seat: Seat, error: Error): void {
    clearTimeout(seat.timer);
    seats.delete(seat);
    seat.job?.reject(error);
    seat.job = null;
    void seat.worker.terminate();
    dispatch();
  }

  function settle(seat: Seat, answer: WorkerAnswer): void {
    if (answer.kind === 'ready') {
      seat.isReady = true;
    } else {
      clearTimeout(seat.timer);
      const job = seat.job;
      seat.job = null;
      if (answer.kind === 'done') job?.resolve(answer.value);
      else
        job?.reject(
          answer.kind === 'refused' ? new RefusedByCanonicalization(answer.outcome) : new Error(answer.message),
        );
    }
    dispatch();
  }

  function openSeat(): void {
    const worker = new Worker(workerUrl, {
      workerData: contexts,
      resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MIB },
    });
    const seat: Seat = { worker, isReady: false, job: null, timer: undefined };
    seats.add(seat);
    worker.unref();
    worker.on('message', (answer: WorkerAnswer) => settle(seat, answer));
    worker.on('error', (error: Error & { code?: string }) => {
      const isMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      if (!seat.isReady) failWaiting(error);
      vacate(seat, isMemory ? tooExpensive() : error);
    });
  }

  /** A worker that cannot even start would be started again for ever. */
  function failWaiting(error: Error): void {
    for (const job of waiting.splice(0)) job.reject(error);
  }

  function dispatch(): void {
    if (isClosed) return;
    for (const seat of seats) {
      if (!seat.isReady || seat.job) continue;
      const job = waiting.shift();
      if (!job) break;
      seat.job = job;
      seat.timer = setTimeout(() => vacate(seat, tooExpensive()), limitMs);
      seat.worker.postMessage(job.task);
    }
    while (seats.size < size && waiting.length > [...seats].filter((seat) => !seat.isReady).length) openSeat();
  }

  function run(task: WorkerTask): Promise<string | boolean> {
    if (isClosed) return Promise.reject(new Error('the canonicalization workers are closed'));
    if (waiting.length >= maxWaiting) return Promise.reject(tooExpensive());
    return new Promise((resolve, reject) => {
      waiting.push({ task, resolve, reject });
      dispatch();
    });
  }

  return {
    canonicalize: async (document, hash) => String(await run({ kind: 'canonicalize', document, hash })),
    verifyDisclosure: async (check) => (await run({ kind: 'disclosure', check })) === true,
    async close() {
      isClosed = true;
      failWaiting(new Error('the canonicalization workers are closed'));
      const open = [...seats];
      for (const seat of open) vacate(seat, new Error('the canonicalization workers are closed'));
      await Promise.all(open.map((seat) => seat.worker.terminate()));
    },
  };
}
