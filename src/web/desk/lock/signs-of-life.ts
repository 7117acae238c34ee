import type { Clock } from '../../../shared/index.js';

/** When the desk is left alone, and what all its tabs know about it. Times in milliseconds. */
export const LOCK_AFTER_MS = 300_000;
export const WARN_BEFORE_MS = 60_000;

const USED = 'desk-used';
const LOCKED = 'desk-locked';
const SESSION = 'desk-session';
/** A stamp this young need not be written again at every key. */
const WRITE_EVERY_MS = 2_000;

export interface SignsOfLife {
  /**
   * A page was opened, or somebody signed in: `session` names the session, by whatever tells it from others. A page opened
   * anew in the same session is as old as the last sign of life in it: reloading opens no lock. A session begun since,
   * wherever, does.
   */
  begin(session: string): void;
  /** Somebody is here. */
  touch(): void;
  /** Since the last sign of life in any tab. A clock that was set back counts as just used. */
  idleMs(): number;
  isLocked(): boolean;
  lock(): void;
  unlock(): void;
}

type Kept = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** Shared by the tabs of one browser, so that work in one keeps all open and a lock holds in every one, also when reloaded. */
export function createSignsOfLife(kept: Kept, clock: Clock): SignsOfLife {
  const now = (): number => clock.now().getTime();
  let own = now();
  let written = 0;
  const signs: SignsOfLife = {
    begin: (session) => {
      if (kept.getItem(SESSION) === session) {
        own = Math.min(own, Number(kept.getItem(USED) ?? own));
        return;
      }
      kept.setItem(SESSION, session);
      signs.unlock();
    },
    touch: () => {
      own = now();
      if (Math.abs(own - written) < WRITE_EVERY_MS) return;
      written = own;
      kept.setItem(USED, String(own));
    },
    idleMs: () => {
      const used = Math.max(own, Number(kept.getItem(USED) ?? 0));
      const idle = now() - used;
      if (idle >= 0) return idle;
      own = now();
      kept.setItem(USED, String(own));
      return 0;
    },
    isLocked: () => kept.getItem(LOCKED) !== null,
    lock: () => kept.setItem(LOCKED, '1'),
    unlock: () => {
      kept.removeItem(LOCKED);
      written = own = now();
      kept.setItem(USED, String(own));
    },
  };
  return signs;
}

/** Where the browser keeps nothing: each tab for itself. */
export function storageOrMemory(): Kept {
  const memory = new Map<string, string>();
  const attempt = <T>(work: () => T, instead: () => T): T => {
    try {
      return work();
    } catch {
      return instead();
    }
  };
  return {
    getItem: (name) =>
      attempt(
        () => localStorage.getItem(name),
        () => memory.get(name) ?? null,
      ),
    setItem: (name, value) =>
      attempt(
        () => localStorage.setItem(name, value),
        () => void memory.set(name, value),
      ),
    removeItem: (name) =>
      attempt(
        () => localStorage.removeItem(name),
        () => void memory.delete(name),
      ),
  };
}
