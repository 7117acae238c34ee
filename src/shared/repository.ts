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
}

/** Read-side repositories plus atomic units of work. Inside `transaction` only the handed-in `S` may be used. */
export interface Transactor<S> {
  readonly read: S;
  transaction<R>(work: (store: S) => Promise<R>): Promise<R>;
}
