/** Every stored thing: an id and a version that rises with each update (optimistic locking). */
export interface Stored {
  readonly id: string;
  readonly version: number;
}

/** Equality filter on top-level scalar fields; an array means "one of". */
export type Filter<T> = { readonly [K in keyof T]?: T[K] | readonly T[K][] };

export interface Page {
  readonly limit?: number;
  readonly offset?: number;
  readonly orderBy?: string;
  /** Cursor: only rows whose id sorts after this one. Goes with `orderBy: 'id'`; see `eachPage`. */
  readonly after?: string;
}

/**
 * Every row that matches, in pages of at most `size` (up to 10,000), ordered by id. A cursor, not an offset: rows that are
 * added, changed or no longer match meanwhile never make it skip or repeat one that was there all the time.
 */
export async function* eachPage<T extends Stored>(
  repository: Pick<Repository<T>, 'find'>,
  filter: Filter<T>,
  size = 1_000,
): AsyncGenerator<T[]> {
  for (let after: string | undefined; ;) {
    const page = await repository.find(filter, {
      limit: size,
      orderBy: 'id',
      ...(after === undefined ? {} : { after }),
    });
    if (page.length > 0) yield page;
    if (page.length < size) return;
    after = page.at(-1)?.id;
  }
}

/** Every row that matches, however many there are. For listings that must be whole. */
export async function findEvery<T extends Stored>(
  repository: Pick<Repository<T>, 'find'>,
  filter: Filter<T>,
): Promise<T[]> {
  const rows: T[] = [];
  for await (const page of eachPage(repository, filter, 5_000)) rows.push(...page);
  return rows;
}

/**
 * Storage port for one kind of thing. `storage/` implements it; the domain folders only know this shape.
 * insert: throws ServiceError `conflict` when a unique constraint is hit. update: writes where version = entity.version and
 * stores version + 1; throws ServiceError `stale` when somebody else was faster. Both return what is now stored.
 */
export interface Repository<T extends Stored> {
  get(id: string): Promise<T | null>;
  find(filter: Filter<T>, page?: Page): Promise<T[]>;
  count(filter: Filter<T>): Promise<number>;
  insert(entity: T): Promise<T>;
  insertMany(entities: readonly T[]): Promise<void>;
  update(entity: T): Promise<T>;
  /**
   * Removes at most `limit` rows whose text in `field` sorts before `before` (ISO instants of one spelling), the smallest
   * first; answers how many. For what ends by itself. Tables whose rows are sealed refuse it: nothing of theirs is removed.
   */
  purge(request: Purge<T>): Promise<number>;
}

export interface Purge<T> {
  readonly field: keyof T & string;
  readonly before: string;
  /** 1 to 10,000. */
  readonly limit: number;
}

/** Read-side repositories plus atomic units of work. Inside `transaction` only the handed-in `S` may be used. */
export interface Transactor<S> {
  readonly read: S;
  transaction<R>(work: (store: S) => Promise<R>): Promise<R>;
}
