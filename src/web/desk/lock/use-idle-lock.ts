import { useEffect, useMemo, useState } from 'preact/hooks';
import { systemClock } from '../../../shared/index.js';
import { createSignsOfLife, LOCK_AFTER_MS, storageOrMemory, WARN_BEFORE_MS } from './signs-of-life.js';

export interface IdleLock {
  readonly state: 'in-use' | 'warning' | 'locked';
  readonly stay: () => void;
  /** Somebody signed in. */
  readonly unlock: () => void;
}

const LOOK_EVERY_MS = 1_000;
const signsOf = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const;

/** Covers a desk that was left alone. Nothing is thrown away and the session goes on: what waits is still sent. */
export function useIdleLock(isSomebodyHere: boolean): IdleLock {
  const signs = useMemo(() => createSignsOfLife(storageOrMemory(), systemClock), []);
  const [state, setState] = useState<IdleLock['state']>(() => (signs.isLocked() ? 'locked' : 'in-use'));
  useEffect(() => {
    if (!isSomebodyHere) return;
    const look = (): void => {
      const idle = signs.idleMs();
      if (idle >= LOCK_AFTER_MS) signs.lock();
      setState(signs.isLocked() ? 'locked' : idle >= LOCK_AFTER_MS - WARN_BEFORE_MS ? 'warning' : 'in-use');
    };
    // While it is asked, only the answer counts: a tap meant for the screen below must not hit it.
    const touch = (): void => {
      if (!signs.isLocked() && signs.idleMs() < LOCK_AFTER_MS - WARN_BEFORE_MS) signs.touch();
    };
    look();
    // Timers of a hidden tab may sleep: coming back looks at once.
    const timer = setInterval(look, LOOK_EVERY_MS);
    document.addEventListener('visibilitychange', look);
    for (const sign of signsOf) addEventListener(sign, touch, { passive: true, capture: true });
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
      for (const sign of signsOf) removeEventListener(sign, touch, { capture: true });
    };
  }, [isSomebodyHere]);
  const open = (): void => {
    signs.unlock();
    setState('in-use');
  };
  return { state, stay: open, unlock: open };
}
