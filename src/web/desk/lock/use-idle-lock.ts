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
 * tab is opened again, this one first asks who is there (true: known now), and stays covered until it knows. `session`
 * tells one session from another; null while nobody is signed in.
 */
export function useIdleLock(session: string | null, whoIsThere: () => Promise<boolean>): IdleLock {
  const signs = useMemo(() => createSignsOfLife(storageOrMemory(), systemClock), []);
  // Locked here, until somebody signs in here or it is known who did elsewhere.
  const held = useRef<'no' | 'yes' | 'asking'>('no');
  const begun = useRef<string | null>(null);
  const [state, setState] = useState<IdleLock['state']>('in-use');
  if (session !== null && begun.current !== session) {
    // Before anything is shown: what stands behind the cover must not be seen for a moment either.
    begun.current = session;
    signs.begin(session);
    if (signs.idleMs() >= LOCK_AFTER_MS) signs.lock();
    held.current = signs.isLocked() ? 'yes' : 'no';
  }
  useEffect(() => {
    if (session === null) return;
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
  }, [session]);
  const open = (): void => {
    held.current = 'no';
    signs.unlock();
    setState('in-use');
  };
  return { state: held.current === 'no' ? state : 'locked', stay: open, unlock: open };
}
