/** What the desk keeps on this device. `waiting`: what was not sent yet; `kept`: copies of what was read. */
export type StoreName = 'waiting' | 'kept';

export interface LocalDatabase {
  all<T>(store: StoreName): Promise<readonly T[]>;
  get<T>(store: StoreName, key: IDBValidKey): Promise<T | undefined>;
  put(store: StoreName, value: unknown): Promise<void>;
  remove(store: StoreName, key: IDBValidKey): Promise<void>;
  clear(store: StoreName): Promise<void>;
}

const NAME = 'desk';
const VERSION = 1;
const KEYS: Readonly<Record<StoreName, string>> = { waiting: 'id', kept: 'path' };

/** @throws DOMException when the browser keeps nothing (private windows of some browsers) */
export async function openLocalDatabase(factory: IDBFactory): Promise<LocalDatabase> {
  const request = factory.open(NAME, VERSION);
  request.onupgradeneeded = () => {
    for (const [name, keyPath] of Object.entries(KEYS)) request.result.createObjectStore(name, { keyPath });
  };
  const database = await answerOf(request);

  async function inStore<T>(
    store: StoreName,
    mode: IDBTransactionMode,
    work: (rows: IDBObjectStore) => IDBRequest<T>,
  ): Promise<T> {
    const transaction = database.transaction(store, mode, { durability: 'strict' });
    const done = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error ?? new DOMException('aborted', 'AbortError'));
    });
    const value = await answerOf(work(transaction.objectStore(store)));
    await done;
    return value;
  }

  return {
    all: async <T>(store: StoreName) => (await inStore(store, 'readonly', (rows) => rows.getAll())) as readonly T[],
    get: async <T>(store: StoreName, key: IDBValidKey) =>
      (await inStore(store, 'readonly', (rows) => rows.get(key) as IDBRequest<T | undefined>)) ?? undefined,
    put: async (store, value) => void (await inStore(store, 'readwrite', (rows) => rows.put(value))),
    remove: async (store, key) => void (await inStore(store, 'readwrite', (rows) => rows.delete(key))),
    clear: async (store) => void (await inStore(store, 'readwrite', (rows) => rows.clear())),
  };
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
  return {
    all: async <T>(store: StoreName) => [...stores[store].values()] as T[],
    get: async <T>(store: StoreName, key: IDBValidKey) => stores[store].get(key) as T | undefined,
    put: async (store, value) => {
      stores[store].set((value as Record<string, IDBValidKey>)[KEYS[store]] ?? '', structuredClone(value));
    },
    remove: async (store, key) => void stores[store].delete(key),
    clear: async (store) => stores[store].clear(),
  };
}
