import type { Clock } from '../../../shared/index.js';
import type { Api } from '../api/client.js';
import type { BackupRow } from './backup.js';
import type { LocalDatabase } from './database.js';
import { askToPersist, isKeptForGood } from './persistence.js';
import type { Tabs } from './tabs.js';
import { tellOffice, type HeldReason, type StuckReason } from './tell-office.js';
import { createWaitingRows, type WaitingRows } from './waiting-rows.js';

/** Something a person did that the office has not received yet. */
export interface Waiting {
  /** Rises over all tabs: things are sent in the order in which they were done. */
  readonly id: number;
  /** Who did it: nobody sends another person's work. */
  readonly accountId: string;
  /** What belongs together and must arrive in order; a stuck lane does not hold up the others. */
  readonly lane: string;
  readonly path: string;
  readonly body: unknown;
  /** For the person: what this is. No names. */
  readonly about: WaitingAbout;
  /** Bytes to send instead of `body`. */
  readonly file?: Blob;
  readonly doneAt: string;
  /** Why the office refused it; null while it only waits. */
  readonly stuck: StuckReason | null;
  /** The service failed over it at the last try; left out while it waits for the network or for its turn. */
  readonly held?: HeldReason | null;
}

export type WaitingKind =
  'results' | 'evidence' | 'acknowledge' | 'sign' | 'admit' | 'absent' | 'register' | 'apply' | 'photo';

export interface WaitingAbout {
  readonly kind: WaitingKind;
  /** The assessment record; for attendance the application, for a registration and what follows it the person. */
  readonly recordId: string;
  /** The session in whose hall somebody was registered. */
  readonly sessionId?: string;
  readonly unitCode?: string;
  readonly itemId?: string;
}

export interface OutboxState {
  readonly waiting: readonly Waiting[];
  /** False until the device has told what waits: until then an empty list means nothing. */
  readonly isRead: boolean;
  readonly isSending: boolean;
  readonly isWriting: boolean;
  readonly savedAt: string | null;
  readonly receivedAt: string | null;
  /** The browser promised not to clear what is kept. Null: not known yet. */
  readonly isPersistent: boolean | null;
  /** How many things the browser did not keep: they are lost when this tab is closed before they are sent. */
  readonly unkept: number;
}

export type NewWaiting = Pick<Waiting, 'lane' | 'path' | 'body' | 'about' | 'file'>;

export interface Outbox {
  state(): OutboxState;
  subscribe(listener: () => void): () => void;
  /** Kept on the device when this resolves, all or none, or counted as `unkept`; sent as soon as the network allows. */
  add(...items: readonly NewWaiting[]): Promise<void>;
  /** What was corrected takes the place of what was refused, each by its kind. False: it is not here any more. */
  amend(lane: string, items: readonly NewWaiting[]): Promise<boolean>;
  /** Sends what waits, in order. With `again`, also what was refused before. */
  send(options?: { readonly again?: boolean }): Promise<void>;
  /** Gives up one refused thing; with a registration what was to follow it. */
  discard(id: number): Promise<void>;
  /** Takes in what was backed up, unless it is here already; tells how many of each. */
  restore(rows: readonly BackupRow[]): Promise<{ readonly added: number; readonly present: number }>;
  /** Asks the browser not to clear what is kept; the answer is part of the state. */
  askToPersist(): Promise<void>;
  /** Hears no other tab any more. */
  close(): void;
}

interface OutboxParts {
  readonly database: Promise<LocalDatabase>;
  readonly api: Pick<Api, 'post' | 'get' | 'upload'>;
  readonly clock: Clock;
  readonly accountId: string;
  readonly tabs: Tabs;
}

const nothingYet: OutboxState = {
  waiting: [],
  isRead: false,
  isSending: false,
  isWriting: false,
  savedAt: null,
  receivedAt: null,
  isPersistent: null,
  unkept: 0,
};

/** Local first: every act is written down here before anything is sent, and taken off when the office has it. */
export function createOutbox({ database, api, clock, accountId, tabs }: OutboxParts): Outbox {
  const rows = createWaitingRows(database, accountId);
  let state: OutboxState = nothingYet;
  const listeners = new Set<() => void>();
  const set = (change: Partial<OutboxState>): void => {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  };
  /** What waits, as it is now: other tabs add and send too. */
  async function look(): Promise<readonly Waiting[]> {
    const waiting = await rows.all();
    set({ waiting, isRead: true, unkept: await rows.unkept() });
    return waiting;
  }
  async function changed(): Promise<void> {
    await look();
    tabs.tell();
  }
  const close = tabs.listen(() => void look());
  const ready = look();
  void isKeptForGood().then((isPersistent) => isPersistent !== null && set({ isPersistent }));
  const askAgain = async (): Promise<void> => set({ isPersistent: await askToPersist() });

  const doneNow = (items: readonly NewWaiting[]): readonly Omit<Waiting, 'id'>[] =>
    items.map((item) => ({ ...item, accountId, doneAt: clock.now().toISOString(), stuck: null }));
  const onReceived = (): void => set({ receivedAt: clock.now().toISOString() });
  let sending: Promise<void> | null = null;
  const send: Outbox['send'] = ({ again = false } = {}) => {
    set({ isSending: true });
    sending ??= tabs
      .alone(() => sendAll({ api, rows, look, onChange: changed, onReceived }, again))
      .finally(() => {
        sending = null;
        set({ isSending: false });
      });
    return sending;
  };

  return {
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    add: async (...items) => {
      set({ isWriting: true });
      await ready;
      await rows.add(doneNow(items));
      await changed();
      set({ isWriting: false, ...(state.unkept === 0 ? { savedAt: clock.now().toISOString() } : {}) });
      if (state.isPersistent !== true) await askAgain();
      // What is being sent now may have looked at the list already.
      void (sending ?? Promise.resolve()).then(() => send());
    },
    amend: async (lane, items) => {
      await ready;
      const wasHere = await tabs.alone(() => rows.amend(lane, doneNow(items)));
      await changed();
      return wasHere;
    },
    send,
    discard: async (id) => {
      await rows.giveUp(id);
      await changed();
    },
    restore: async (given) => {
      await ready;
      const here = new Set((await look()).map(identityOf));
      const missing = given.filter((row) => !here.has(identityOf(row)));
      await rows.add(missing.map((row) => ({ ...row, accountId, stuck: null })));
      await changed();
      return { added: missing.length, present: given.length - missing.length };
    },
    askToPersist: askAgain,
    close,
  };
}

/** The same act, whatever number it has on this device. */
const identityOf = ({ path, body, doneAt }: BackupRow): string => JSON.stringify([path, doneAt, body]);

interface Sending {
  readonly api: OutboxParts['api'];
  readonly rows: WaitingRows;
  readonly look: () => Promise<readonly Waiting[]>;
  readonly onChange: () => Promise<void>;
  readonly onReceived: () => void;
}

async function sendAll(parts: Sending, again: boolean): Promise<void> {
  const { look } = parts;
  const blocked = new Set((await look()).filter((row) => row.stuck !== null && !again).map((row) => row.lane));
  const tried = new Set<number>();
  // Read anew each time: more may have been added meanwhile, here or in another tab.
  for (;;) {
    const next = (await look()).find((row) => !tried.has(row.id) && !blocked.has(row.lane));
    if (next === undefined) break;
    tried.add(next.id);
    const holdsUp = await deliver(next, parts);
    if (holdsUp === 'everything') break;
    if (holdsUp === 'lane') blocked.add(next.lane);
  }
}

/** What is held up by how this one went. */
async function deliver(item: Waiting, { api, rows, ...on }: Sending): Promise<'nothing' | 'lane' | 'everything'> {
  const outcome = await tellOffice(item, api);
  if (outcome === 'no-way') return 'everything';
  if (outcome !== 'received') {
    await rows.note(item, outcome);
    await on.onChange();
    return 'lane';
  }
  const isOff = await rows.remove(item.id).then(
    () => true,
    () => false,
  );
  on.onReceived();
  await on.onChange();
  return isOff ? 'nothing' : 'lane';
}
