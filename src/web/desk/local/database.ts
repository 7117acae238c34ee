/** What the desk keeps on this device. `waiting`: what was not sent yet; `kept`: copies of what was read. */
export type StoreName = 'waiting' | 'kept';

export interface LocalDatabase {
  /** False: everything is gone when the page is closed. */
  readonly isLasting: boolean;
  all<T>(store: StoreName): Promise<readonly T[]>;
  get<T>(store: StoreName, key: IDBValidKey): Promise<T | undefined>;
  put(store: StoreName, value: unknown): Promise<void>;
  /** Puts rows that have no number yet, all or none: each gets one that rises and is never given again, in any tab. */
  add(store: 'waiting', values: readonly object[]): Promise<void>;
  remove(store: StoreName, key: IDBValidKey): Promise<void>;
  clear(store: StoreName): Promise<void>;
}

const NAME = 'desk';
/** 2: the database numbers what waits, not the page. */
const VERSION = 2;
const KEYS: Readonly<Record<StoreName, string>> = { waiting: 'id', kept: 'path' };

/**
 * @throws DOMException when the browser keeps nothing (private windows of some browsers), or a tab with an older desk is
 * still open
 */
export async function openLocalDatabase(factory: IDBFactory): Promise<LocalDatabase> {
  const database = await opened(factory.open(NAME, VERSION));
  // A newer desk in another tab must be able to change the shape.
  database.onversionchange = () => database.close();

  async function inStore<T>(
    store: StoreName,
    mode: IDBTransactionMode,
    ...works: readonly ((rows: IDBObjectStore) => IDBRequest<T>)[]
  ): Promise<readonly T[]> {
    const transaction = database.transaction(store, mode, { durability: 'strict' });
    const done = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error ?? new DOMException('aborted', 'AbortError'));
    });
    const values = await Promise.all(works.map((work) => answerOf(work(transaction.objectStore(store)))));
    await done;
    return values;
  }

  return {
    isLasting: true,
    add: async (store, values) => {
      const puts = values.map((value) => (rows: IDBObjectStore) => rows.add(value));
      await inStore(store, 'readwrite', ...puts);
    },
    all: async <T>(store: StoreName) => {
      const [rows = []] = await inStore(store, 'readonly', (kept) => kept.getAll());
      return rows as readonly T[];
    },
    get: async <T>(store: StoreName, key: IDBValidKey) => {
      const [row] = await inStore(store, 'readonly', (rows) => rows.get(key) as IDBRequest<T | undefined>);
      return row ?? undefined;
    },
    put: async (store, value) => void (await inStore(store, 'readwrite', (rows) => rows.put(value))),
    remove: async (store, key) => void (await inStore(store, 'readwrite', (rows) => rows.delete(key))),
    clear: async (store) => void (await inStore(store, 'readwrite', (rows) => rows.clear())),
  };
}

function opened(request: IDBOpenDBRequest): Promise<IDBDatabase> {
  request.onupgradeneeded = ({ oldVersion }) => {
    if (oldVersion === 0) request.result.createObjectStore('kept', { keyPath: KEYS.kept });
    const renew = (rows: readonly unknown[]): void => {
      const store = request.result.createObjectStore('waiting', { keyPath: KEYS.waiting, autoIncrement: true });
      for (const row of rows) store.add(row);
    };
    if (oldVersion === 0) return renew([]);
    const before = request.transaction?.objectStore('waiting').getAll();
    if (before === undefined) return;
    before.onsuccess = () => {
      request.result.deleteObjectStore('waiting');
      renew(before.result as readonly unknown[]);
    };
  };
  return new Promise((resolve, reject) => {
    let isGivenUp = false;
    request.onblocked = () => {
      isGivenUp = true;
      reject(new DOMException('an older desk is open in another tab', 'InvalidStateError'));
    };
    request.onsuccess = () => (isGivenUp ? request.result.close() : resolve(request.result));
    request.onerror = () => reject(request.error ?? new DOMException('failed', 'UnknownError'));
  });
}

function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new DOMException('failed', 'UnknownError'));
  });
}

/** Where the browser keeps nothing: the same, for as long as the page is open. */
export function memoryDatabase(): LocalDatabase {
  const stores: Record<StoreName, Map<IDBValidKey, unknown>> = { waiting: new Map(), kept: new Map() };
  let last = 0;
  return {
    isLasting: false,
    add: async (store, values) => {
      for (const value of values) {
        last += 1;
        stores[store].set(last, structuredClone({ ...value, [KEYS[store]]: last }));
      }
    },
    all: async <T>(store: StoreName) => [...stores[store].values()] as T[],
    get: async <T>(store: StoreName, key: IDBValidKey) => stores[store].get(key) as T | undefined,
    put: async (store, value) => {
      stores[store].set((value as Record<string, IDBValidKey>)[KEYS[store]] ?? '', structuredClone(value));
    },
    remove: async (store, key) => void stores[store].delete(key),
    clear: async (store) => stores[store].clear(),
  };
}
