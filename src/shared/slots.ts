import { ServiceError } from './errors.js';

/** Runs work in a bounded number of places; what finds none waits in line. */
export interface Slots {
  /** Throws ServiceError `E32` (503) when the line is full. */
  run<R>(work: () => Promise<R>): Promise<R>;
}

export function createSlots(places: number, maxWaiting: number): Slots {
  let free = places;
  const line: (() => void)[] = [];

  async function enter(): Promise<void> {
    if (free > 0) {
      free--;
      return;
    }
    if (line.length >= maxWaiting) throw busy();
    await new Promise<void>((resolve) => line.push(resolve));
  }

  /** The place goes straight to the first in line, so that nobody who comes now overtakes. */
  function leave(): void {
    const next = line.shift();
    if (next) next();
    else free++;
  }

  return {
    async run(work) {
      await enter();
      try {
        return await work();
      } finally {
        leave();
      }
    },
  };
}

/**
 * Pictures being decoded at this moment, in the whole process: 40 megapixels take 160 MB each, and memory belongs to the
 * process, whoever sent the picture and through whichever door. Hence the one shared object of this kind.
 */
export const pictureSlots: Slots = /* @__PURE__ */ createSlots(2, 64);

const busy = (): ServiceError =>
  new ServiceError('E32', {
    status: 503,
    title: 'Too many pictures are being read at this moment.',
    whatToDo: 'Try again in a minute.',
  });
