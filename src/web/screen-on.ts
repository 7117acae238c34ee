import { useEffect } from 'preact/hooks';

/**
 * Keeps the screen from going dark while `isNeeded`: a dark screen cannot be scanned, a camera behind it sees nothing, and
 * gloves unlock badly. Where the browser has no wake lock the device keeps its own habit.
 */
export function useScreenOn(isNeeded: boolean): void {
  useEffect(() => {
    if (!isNeeded) return;
    let lock: Promise<WakeLockSentinel> | undefined;
    const release = (): void => void lock?.then((held) => held.release()).catch(() => undefined);
    // The browser takes it back whenever the page is hidden.
    const ask = (): void => {
      if (document.hidden) return;
      release();
      lock = navigator.wakeLock?.request('screen');
      lock?.catch(() => undefined);
    };
    ask();
    document.addEventListener('visibilitychange', ask);
    return () => {
      document.removeEventListener('visibilitychange', ask);
      release();
    };
  }, [isNeeded]);
}
