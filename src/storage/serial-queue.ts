/** Runs pieces of work strictly one after the other, in the order of asking. A failure does not stop those behind it. */
export interface SerialQueue {
  run<R>(work: () => Promise<R>): Promise<R>;
}

export function createSerialQueue(): SerialQueue {
  let tail: Promise<unknown> = Promise.resolve();
  return {
    run(work) {
      const result = tail.then(work);
      tail = result.catch(() => undefined);
      return result;
    },
  };
}
