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
  const remove = async (id: number): Promise<void> => {
    if (!held.delete(id)) await (await database).remove('waiting', id);
  };
  const put = async (item: Waiting): Promise<void> => {
    if (held.has(item.id)) held.set(item.id, item);
    else await (await database).put('waiting', item);
  };
  /** All of them or none: what was done in one go is not kept by halves when the page is closed. */
  const add = async (items: readonly Omit<Waiting, 'id'>[]): Promise<void> => {
    try {
      await (await database).add('waiting', items);
    } catch {
      // After everything there is, before everything that comes: its place in the lane stays.
      const last = Math.max(0, ...(await all()).map((row) => row.id));
      items.forEach((item, index) => {
        const id = last + STEP * (index + 1);
        held.set(id, { ...item, id });
      });
    }
  };
  return {
    all,
    add,
    remove,
    unkept: async (): Promise<number> => ((await database).isLasting ? held.size : (await all()).length),
    /** Unless it was given up meanwhile. A note the browser does not take is made again at the next try. */
    note: async (item: Waiting, why: { stuck: StuckReason } | { held: HeldReason }): Promise<void> => {
      const noted = { ...item, stuck: null, held: null, ...why };
      if (held.has(item.id)) held.set(item.id, noted);
      else if ((await all()).some(({ id }) => id === item.id))
        await (await database).put('waiting', noted).catch(() => undefined);
    },
    /** With a registration what was to follow it: nobody would be there to apply. With an application the presence. */
    giveUp: async (id: number): Promise<void> => {
      const here = await all();
      const given = here.find((row) => row.id === id);
      const falls = ({ lane, about }: Waiting): boolean =>
        lane === given?.lane &&
        (given.about.kind === 'register' || (given.about.kind === 'apply' && about.kind === 'admit'));
      for (const row of here) if (row.id === id || falls(row)) await remove(row.id);
    },
    /** Each by its kind. Nothing of what was received is put back; false when nothing of the lane is refused any more. */
    amend: async (lane: string, items: readonly Omit<Waiting, 'id'>[]): Promise<boolean> => {
      const here = (await all()).filter((row) => row.lane === lane);
      if (here.every(({ stuck }) => stuck === null)) return false;
      const kinds = here.map(({ about }) => about.kind);
      // A registration without its row is with the office: only what follows it can still be changed.
      const open = items.filter(({ about }) => about.kind !== 'register' || kinds.includes('register'));
      const staysPresent = !kinds.includes('apply') || open.some(({ about }) => about.kind === 'apply');
      for (const row of here) {
        // Noted apart from what is corrected; without an application there is nothing to be present for.
        if (row.about.kind === 'admit' && staysPresent) continue;
        const item = open.find(({ about }) => about.kind === row.about.kind);
        await (item === undefined ? remove(row.id) : put({ ...item, id: row.id }));
      }
      await add(open.filter(({ about }) => !kinds.includes(about.kind)));
      return true;
    },
  };
}

export type WaitingRows = ReturnType<typeof createWaitingRows>;
