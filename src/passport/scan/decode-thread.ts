import { Worker } from 'node:worker_threads';
import { ServiceError } from '../../shared/index.js';

export interface GreyImage {
  readonly width: number;
  readonly height: number;
  /** 0 dark to 255 white, row by row. */
  readonly grey: Uint8Array;
}

export interface RenderLimits {
  /** Pixels per PDF point. */
  readonly scale: number;
  readonly maxPages: number;
  readonly maxPixels: number;
}

/** Heavy or foreign work in a thread that is ended when it takes too long. Jobs run one after the other. */
export interface DecodeThread {
  /** Texts of all QR codes in the picture. */
  decode(image: GreyImage): Promise<string[]>;
  /** Pages as pictures; null when the bytes are not a PDF that can be opened. */
  render(pdf: Uint8Array, limits: RenderLimits): Promise<{ pages: GreyImage[]; pageCount: number } | null>;
  close(): Promise<void>;
}

interface Answer {
  readonly id: number;
  readonly failed?: string;
  readonly texts?: string[];
  readonly pages?: GreyImage[];
  readonly pageCount?: number;
}

export interface DecodeThreadOptions {
  /** One job's time. Milliseconds. */
  readonly timeoutMs: number;
  /** Jobs that may wait; more are refused, so a flood cannot fill the memory. */
  readonly maxWaiting: number;
}

const overloaded = (): ServiceError =>
  new ServiceError('E32', {
    status: 503,
    title: 'Too many pictures are being read at this moment.',
    whatToDo: 'Try again in a minute.',
  });

/** `took too long` is an answer like any other: the caller sees no code and no pages. */
export function createDecodeThread(options: DecodeThreadOptions): DecodeThread {
  let worker: Worker | null = null;
  let tail: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  let lastId = 0;

  const start = (): Worker => {
    const started = new Worker(new URL('./decode-worker.mjs', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: 256 },
    });
    started.unref();
    return started;
  };
  const stop = async (): Promise<void> => {
    const ended = worker;
    worker = null;
    await ended?.terminate();
  };

  const runNow = (job: object): Promise<Answer> => {
    const running = (worker ??= start());
    const id = ++lastId;
    return new Promise((resolve) => {
      const finish = (answer: Answer, keep: boolean): void => {
        clearTimeout(timer);
        running.off('message', onMessage).off('error', onError).off('exit', onExit);
        if (keep) resolve(answer);
        else void stop().then(() => resolve(answer));
      };
      const onMessage = (answer: Answer): void => {
        if (answer.id === id) finish(answer, true);
      };
      const onError = (): void => finish({ id, failed: 'thread failed' }, false);
      const onExit = (): void => finish({ id, failed: 'thread ended' }, false);
      const timer = setTimeout(() => finish({ id, failed: 'took too long' }, false), options.timeoutMs);
      running.on('message', onMessage).on('error', onError).on('exit', onExit);
      running.postMessage({ ...job, id });
    });
  };

  const run = async (job: object): Promise<Answer> => {
    if (waiting >= options.maxWaiting) throw overloaded();
    waiting++;
    const result = tail.then(() => runNow(job));
    tail = result;
    try {
      return await result;
    } finally {
      waiting--;
    }
  };

  return {
    decode: async (image) => (await run({ kind: 'decode', ...image })).texts ?? [],
    render: async (pdf, limits) => {
      const { pages, pageCount } = await run({ kind: 'render', pdf, ...limits });
      return pages && pageCount !== undefined ? { pages, pageCount } : null;
    },
    close: stop,
  };
}
