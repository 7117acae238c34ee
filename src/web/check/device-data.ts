import { useCallback, useEffect, useState } from 'preact/hooks';
import type { FrameworkStore } from './framework-store.js';
import type { TrustStore } from './trust-store.js';

const refreshEveryMs = 900_000;
/** How long a fresh list is waited for when an older one is at hand. An answer must not change a moment after it. */
const patienceMs = 1_200;

export interface DeviceData {
  /** True once an answer can rest on a list; only a first visit waits. */
  readonly ready: boolean;
  /** Rises whenever something was loaded or fetched. */
  readonly round: number;
  readonly refresh: () => void;
}

/** Kept data first, so that a check never waits for the network; fresh data in the background. */
export function useDeviceData(store: TrustStore, frameworks: FrameworkStore): DeviceData {
  const [ready, setReady] = useState(false);
  const [round, setRound] = useState(0);
  const refresh = useCallback(() => {
    void Promise.all([store.refresh(), frameworks.refresh()]).then(() => {
      setReady(true);
      setRound((count) => count + 1);
    });
  }, []);
  useEffect(() => {
    void Promise.all([store.load(), frameworks.load()]).then(() => {
      // Only a first visit waits longer: without any list every answer would be "cannot confirm".
      if (store.state().trustList !== null) setTimeout(() => setReady(true), patienceMs);
      refresh();
    });
    const timer = setInterval(refresh, refreshEveryMs);
    addEventListener('online', refresh);
    return () => {
      clearInterval(timer);
      removeEventListener('online', refresh);
    };
  }, []);
  return { ready, round, refresh };
}
