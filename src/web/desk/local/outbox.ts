import type { Clock } from '../../../shared/index.js';
import { asProblem, type DeskProblem } from '../api/problem.js';
import type { Api } from '../api/client.js';
import type { LocalDatabase } from './database.js';

/** Something a person did that the office has not received yet. */
export interface Waiting {
  /** Rises: things are sent in the order in which they were done. */
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
  /** Why the office refused it; null while it only waits for the network. */
  readonly stuck: StuckReason | null;
}

export type WaitingKind = 'results' | 'evidence' | 'acknowledge' | 'sign' | 'admit' | 'absent';

export interface WaitingAbout {
  readonly kind: WaitingKind;
  /** The assessment record; for attendance the application. */
  readonly recordId: string;
  readonly unitCode?: string;
  readonly itemId?: string;
}

export interface StuckReason {
  readonly code: string;
  readonly title: string;
  readonly whatToDo: string;
}

export interface OutboxState {
  readonly waiting: readonly Waiting[];
  readonly isSending: boolean;
  readonly isWriting: boolean;
  readonly savedAt: string | null;
  readonly receivedAt: string | null;
  /** The browser promised not to clear what is kept. Null: not known yet. */
  readonly isPersistent: boolean | null;
}

export interface Outbox {
  state(): OutboxState;
  subscribe(listener: () => void): () => void;
  /** Kept on the device when this resolves; sent as soon as the network allows. */
  add(item: Pick<Waiting, 'lane' | 'path' | 'body' | 'about' | 'file'>): Promise<void>;
  /** Sends what waits, in order. With `again`, also what was refused before. */
  send(options?: { readonly again?: boolean }): Promise<void>;
  /** Gives up one refused thing. */
  discard(id: number): Promise<void>;
}

interface OutboxParts {
  readonly database: Promise<LocalDatabase>;
  readonly api: Pick<Api, 'post' | 'get' | 'upload'>;
  readonly clock: Clock;
  readonly accountId: string;
}

/** Refusals that say "this was done already": the answer to the first sending got lost. */
const isRepeated = (problem: DeskProblem, item: Waiting, state: string | undefined): boolean =>
  problem.status === 409 && state !== undefined && (DONE[item.about.kind] ?? []).includes(state);

const SIGNED = [
  'assessor-signed',
  'representative-countersigned',
  'submitted',
  'under-moderation',
  'moderated',
  'decided',
];

/** States of a record (or application) in which the act is behind it. */
const DONE: Readonly<Partial<Record<WaitingKind, readonly string[]>>> = {
  acknowledge: ['candidate-acknowledged', ...SIGNED],
  sign: SIGNED,
  absent: ['fee-cleared'],
  admit: ['attended', 'assessed', 'awaiting-documents', 'decided', 'closed'],
};

const nothingYet: OutboxState = {
  waiting: [],
  isSending: false,
  isWriting: false,
  savedAt: null,
  receivedAt: null,
  isPersistent: null,
};

/** Local first: every act is written down here before anything is sent, and taken off when the office has it. */
export function createOutbox({ database, api, clock, accountId }: OutboxParts): Outbox {
  let state: OutboxState = nothingYet;
  const listeners = new Set<() => void>();
  const set = (change: Partial<OutboxState>): void => {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  };
  let lastId = 0;
  const ready = (async () => {
    const rows = await (await database).all<Waiting>('waiting');
    lastId = Math.max(0, ...rows.map((row) => row.id));
    set({ waiting: rows.filter((row) => row.accountId === accountId).sort((a, b) => a.id - b.id) });
  })();

  async function store(item: Waiting): Promise<void> {
    await (await database).put('waiting', item);
    const others = state.waiting.filter((row) => row.id !== item.id);
    set({ waiting: [...others, item].sort((a, b) => a.id - b.id) });
  }

  async function remove(id: number): Promise<void> {
    await (await database).remove('waiting', id);
    set({ waiting: state.waiting.filter((row) => row.id !== id) });
  }

  async function deliver(item: Waiting): Promise<'received' | 'stuck' | 'later'> {
    const outcome = await tell(item, api);
    if (outcome === 'later') return 'later';
    if (outcome === 'received') {
      await remove(item.id);
      set({ receivedAt: clock.now().toISOString() });
      return 'received';
    }
    await store({ ...item, stuck: outcome });
    return 'stuck';
  }

  let sending: Promise<void> | null = null;
  async function sendAll(again: boolean): Promise<void> {
    await ready;
    set({ isSending: true });
    const blocked = new Set(state.waiting.filter((row) => row.stuck !== null && !again).map((row) => row.lane));
    const tried = new Set<number>();
    // Read anew each time: more may have been added meanwhile.
    for (;;) {
      const next = state.waiting.find((row) => !tried.has(row.id) && !blocked.has(row.lane));
      if (next === undefined) break;
      tried.add(next.id);
      const outcome = await deliver(next);
      if (outcome === 'later') break;
      if (outcome === 'stuck') blocked.add(next.lane);
    }
    set({ isSending: false });
  }

  const send: Outbox['send'] = ({ again = false } = {}) => {
    sending ??= sendAll(again).finally(() => {
      sending = null;
    });
    return sending;
  };

  return {
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    add: async (item) => {
      set({ isWriting: true });
      await ready;
      const doneAt = clock.now().toISOString();
      await store({ ...item, id: ++lastId, accountId, doneAt, stuck: null });
      set({ isWriting: false, savedAt: doneAt });
      if (state.isPersistent === null) {
        const isPersistent = await askToPersist();
        set({ isPersistent });
      }
      // What is being sent now may have looked at the list already.
      void (sending ?? Promise.resolve()).then(() => send());
    },
    send,
    discard: remove,
  };
}

/** Sends one thing. A refusal that only says "done already" counts as received: the first answer got lost. */
async function tell(item: Waiting, api: OutboxParts['api']): Promise<'received' | 'later' | StuckReason> {
  try {
    if (item.file === undefined) await api.post(item.path, item.body);
    else await api.upload(item.path, item.file);
    return 'received';
  } catch (error) {
    const problem = asProblem(error);
    if (problem.isPassing || problem.code === 'D10') return 'later';
    if (isRepeated(problem, item, await stateNow(item, api))) return 'received';
    const [reason] = problem.refusals;
    return {
      code: reason?.code ?? problem.code,
      title: reason?.message ?? problem.message,
      whatToDo: reason?.whatToDo ?? problem.whatToDo,
    };
  }
}

async function stateNow(item: Waiting, api: Pick<Api, 'get'>): Promise<string | undefined> {
  const { kind, recordId } = item.about;
  const isApplication = kind === 'admit' || kind === 'absent';
  const path = isApplication ? `/api/assessment/applications/${recordId}` : `/api/assessment/records/${recordId}`;
  const row = await api.get<{ state?: string }>(path).catch(() => ({ state: undefined }));
  return row.state;
}

async function askToPersist(): Promise<boolean> {
  try {
    return (await navigator.storage.persisted()) || (await navigator.storage.persist());
  } catch {
    return false;
  }
}
