/** The other tabs of this desk: they keep their work in the same database. */
export interface Tabs {
  /** Does the work while no other tab does its own. */
  alone<T>(work: () => Promise<T>): Promise<T>;
  /** Tells the others that what waits has changed. */
  tell(): void;
  /** Calls back whenever another tab told so, until the returned function is called. */
  listen(heard: () => void): () => void;
}

const NAME = 'desk-outbox';

/** Web Locks and a broadcast channel; a browser without them is treated as one tab. */
export function browserTabs(): Tabs {
  const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel(NAME) : null;
  return {
    alone: <T>(work: () => Promise<T>): Promise<T> =>
      'locks' in navigator ? (navigator.locks.request(NAME, work) as Promise<T>) : work(),
    tell: () => channel?.postMessage(null),
    listen: (heard) => {
      channel?.addEventListener('message', heard);
      return () => channel?.removeEventListener('message', heard);
    },
  };
}
