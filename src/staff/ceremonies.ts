import type { Clock, Ids } from '../shared/index.js';
import { sessionSecret } from './secrets.js';

/** What stays the same between the two halves of a sign-in. Kept in memory: after a restart people begin again. */
export interface Ceremonies<T> {
  begin(state: T): string;
  /** Gives the state back once; null when unknown, used or older than five minutes. */
  finish(id: string): T | null;
}

const LIFE_MS = 5 * 60_000;
const MOST = 10_000;

export function createCeremonies<T>({ clock, ids }: { readonly clock: Clock; readonly ids: Ids }): Ceremonies<T> {
  const open = new Map<string, { readonly state: T; readonly endsAt: number }>();
  return {
    begin: (state) => {
      const now = clock.now().getTime();
      for (const [id, entry] of open) {
        // Oldest first: what began earlier ends earlier, so the first live one stops the sweep.
        if (entry.endsAt > now && open.size < MOST) break;
        open.delete(id);
      }
      const id = sessionSecret(ids);
      open.set(id, { state, endsAt: now + LIFE_MS });
      return id;
    },
    finish: (id) => {
      const entry = open.get(id);
      open.delete(id);
      return entry !== undefined && entry.endsAt > clock.now().getTime() ? entry.state : null;
    },
  };
}
