import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
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

/**
 * Covers a desk that was left alone. Nothing is thrown away and the session goes on: what waits is still sent. When another
 * tab is opened again, this one first asks who is there (true: known now), and stays covered until it knows.
 */
export function useIdleLock(isSomebodyHere: boolean, whoIsThere: () => Promise<boolean>): IdleLock {
  const signs = useMemo(() => createSignsOfLife(storageOrMemory(), systemClock), []);
  // Locked here, until somebody signs in here or it is known who did elsewhere.
  const held = useRef<'no' | 'yes' | 'asking'>(signs.isLocked() ? 'yes' : 'no');
  const [state, setState] = useState<IdleLock['state']>(() => (signs.isLocked() ? 'locked' : 'in-use'));
  useEffect(() => {
    if (!isSomebodyHere) return;
    const look = (): void => {
      const idle = signs.idleMs();
      if (idle >= LOCK_AFTER_MS && held.current === 'no') signs.lock();
      if (signs.isLocked()) held.current = 'yes';
      else if (held.current === 'yes') {
        held.current = 'asking';
        void whoIsThere().then((isKnown) => {
          if (isKnown && held.current === 'asking') held.current = 'no';
        });
      }
      setState(held.current !== 'no' ? 'locked' : idle >= LOCK_AFTER_MS - WARN_BEFORE_MS ? 'warning' : 'in-use');
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
    held.current = 'no';
    signs.unlock();
    setState('in-use');
  };
  return { state, stay: open, unlock: open };
}
