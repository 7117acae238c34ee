import { useEffect } from 'preact/hooks';
import { systemClock } from '../shared/index.js';

/** An answer that nobody has touched or looked at for this long is cleared from the screen. */
const clearAfterMs = 600_000;
const lookEveryMs = 15_000;
const signsOfLife = ['pointerdown', 'keydown', 'scroll', 'touchstart'] as const;

/** Calls `leave` when a result was left behind: the tab hidden, or the screen untouched, for ten minutes. */
export function useLeaveWhenUnattended(isShown: boolean, leave: () => void): void {
  useEffect(() => {
    if (!isShown) return;
    const now = (): number => systemClock.now().getTime();
    let seen = now();
    const touch = (): void => void (seen = now());
    const look = (): void => {
      if (now() - seen >= clearAfterMs) leave();
    };
    // Timers of a hidden tab may sleep: coming back looks at once, before anything is read.
    const timer = setInterval(look, lookEveryMs);
    document.addEventListener('visibilitychange', look);
    for (const sign of signsOfLife) addEventListener(sign, touch, { passive: true });
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
      for (const sign of signsOfLife) removeEventListener(sign, touch);
    };
  }, [isShown]);
}
