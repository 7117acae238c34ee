import type { LocalDatabase } from './database.js';
import type { Waiting } from './outbox.js';
import type { HeldReason, StuckReason } from './tell-office.js';

/** Far smaller than the distance of two numbers of the database. */
const STEP = 1 / 1024;

/** What waits of one person: the rows all tabs share, and those the browser did not take, which only this tab has. */
export function createWaitingRows(database: Promise<LocalDatabase>, accountId: string) {
  const held = new Map<number, Waiting>();
  // Should the database fail later, what is held must not pass what came before it.
  let seen: readonly Waiting[] = [];
  const all = async (): Promise<readonly Waiting[]> => {
    const rows = await (await database).all<Waiting>('waiting').catch(() => seen);
    seen = rows.filter((row) => row.accountId === accountId);
    return [...seen, ...held.values()].sort((a, b) => a.id - b.id);
  };
  return {
    all,
    unkept: async (): Promise<number> => ((await database).isLasting ? held.size : (await all()).length),
    add: async (item: Omit<Waiting, 'id'>): Promise<void> => {
      try {
        await (await database).add('waiting', item);
      } catch {
        // After everything there is, before everything that comes: its place in the lane stays.
        const id = Math.max(0, ...(await all()).map((row) => row.id)) + STEP;
        held.set(id, { ...item, id });
      }
    },
    /** Unless it was given up meanwhile. A note the browser does not take is made again at the next try. */
    note: async (item: Waiting, why: { stuck: StuckReason } | { held: HeldReason }): Promise<void> => {
      const noted = { ...item, stuck: null, held: null, ...why };
      if (held.has(item.id)) held.set(item.id, noted);
      else if ((await all()).some(({ id }) => id === item.id))
        await (await database).put('waiting', noted).catch(() => undefined);
    },
    remove: async (id: number): Promise<void> => {
      if (!held.delete(id)) await (await database).remove('waiting', id);
    },
  };
}

export type WaitingRows = ReturnType<typeof createWaitingRows>;
