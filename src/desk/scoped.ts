import type { Filter, Page, Repository, Stored } from '../shared/index.js';
import { noSuch } from '../staff/index.js';

/** A repository that shows one tenant's rows only. There is no way around it: `find` narrows, `get` and `cover` refuse. */
export interface Scoped<T extends Stored> {
  /** @throws ServiceError `not-found`: the same for a foreign row and for none */
  get(id: string): Promise<T>;
  find(filter: Filter<T>, page?: Page): Promise<readonly T[]>;
  /** All of these rows are within reach. @throws ServiceError `not-found` */
  cover(ids: readonly string[]): Promise<void>;
}

/** What limits the rows of one kind: a filter for lists, and a judgement on rows that were asked for by id. */
export interface Reach<T extends Stored> {
  /** Null: nothing limits them. */
  list(): Promise<Filter<T> | null>;
  /** The rows among these that are within reach. */
  within(rows: readonly T[]): Promise<readonly T[]>;
}

export function createScoped<T extends Stored>(repository: Repository<T>, reach: Reach<T>, what: string): Scoped<T> {
  async function wanted(ids: readonly string[]): Promise<readonly T[]> {
    const distinct = [...new Set(ids)];
    if (distinct.length === 0) return [];
    const rows = await repository.find({ id: distinct } as unknown as Filter<T>, { limit: distinct.length });
    const within = await reach.within(rows);
    if (within.length !== distinct.length) throw noSuch(what);
    return within;
  }
  return {
    get: async (id) => {
      const [row] = await wanted([id]);
      if (row === undefined) throw noSuch(what);
      return row;
    },
    find: async (filter, page) => repository.find(narrowed(filter, await reach.list()), page),
    cover: async (ids) => {
      await wanted(ids);
    },
  };
}

/** Both filters at once: a value asked for that the limit does not have matches nothing. */
function narrowed<T>(filter: Filter<T>, limit: Filter<T> | null): Filter<T> {
  if (limit === null) return filter;
  const joined: Record<string, unknown> = { ...filter };
  for (const [field, allowed] of Object.entries(limit)) {
    const allowedValues: readonly unknown[] = Array.isArray(allowed) ? allowed : [allowed];
    const asked = joined[field];
    const askedValues: readonly unknown[] | null =
      asked === undefined ? null : Array.isArray(asked) ? (asked as unknown[]) : [asked];
    joined[field] = askedValues === null ? allowedValues : allowedValues.filter((value) => askedValues.includes(value));
  }
  return joined as Filter<T>;
}
