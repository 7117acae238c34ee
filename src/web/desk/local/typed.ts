import type { Clock } from '../../../shared/index.js';
import type { LocalDatabase } from './database.js';

/** Long enough for a sign-in with all that an organisation may ask for. */
export const TYPED_KEPT_FOR_MS = 30 * 60_000;

/** Whose it is, and for which organisation it was typed. */
export interface TypedBy {
  readonly accountId: string;
  readonly organizationId: string;
}

/**
 * What stands in the forms of this page and was not sent. It goes along when the page is left for the sign-in service of
 * the organisation: on this device, for this tab and this account, for a while. Failures of the browser lose it, no more.
 */
export interface Typed {
  hold(field: string, value: unknown): void;
  drop(field: string): void;
  /** What a field held when the page was left; undefined: nothing. It is given out once. */
  take(field: string): unknown;
  /** Writes down what is held, before the page is left. */
  keep(by: TypedBy): Promise<void>;
  /** The organisation for which this account left something in this tab. Deletes what is too old or somebody else's. */
  leftFor(accountId: string): Promise<string | null>;
  /** Takes up what was left, so that the fields find it. */
  bring(): Promise<void>;
  /** Nothing of it is left in memory. */
  forget(): void;
}

interface Row extends TypedBy {
  readonly path: string;
  readonly leftAt: number;
  readonly fields: ReadonlyMap<string, unknown>;
}

const PREFIX = 'typed ';

interface TypedParts {
  readonly database: Promise<LocalDatabase>;
  readonly clock: Clock;
  /** Tells this tab from the others, also after the page was left. */
  readonly tab: string;
}

export function createTyped({ database, clock, tab }: TypedParts): Typed {
  const path = PREFIX + tab;
  const held = new Map<string, unknown>();
  let left: Row | null = null;
  const now = (): number => clock.now().getTime();
  const isFresh = ({ leftAt }: Row): boolean => Math.abs(now() - leftAt) < TYPED_KEPT_FOR_MS;
  const rows = async (): Promise<readonly Row[]> =>
    (await (await database).all<Row>('kept').catch(() => [])).filter((row) => row.path.startsWith(PREFIX));
  const remove = async (row: Row): Promise<void> => (await database).remove('kept', row.path).catch(() => undefined);
  return {
    hold: (field, value) => void held.set(field, value),
    drop: (field) => void held.delete(field),
    take: (field) => {
      if (left === null || !isFresh(left)) return undefined;
      const value = left.fields.get(field);
      left = { ...left, fields: new Map([...left.fields].filter(([name]) => name !== field)) };
      return value;
    },
    keep: async (by) => {
      if (held.size === 0) return;
      const row: Row = { ...by, path, leftAt: now(), fields: new Map(held) };
      await (await database).put('kept', row).catch(() => undefined);
    },
    leftFor: async (accountId) => {
      const all = await rows();
      const mine = all.find((row) => row.path === path && row.accountId === accountId && isFresh(row));
      for (const row of all) if (row !== mine && (row.path === path || !isFresh(row))) await remove(row);
      return mine?.organizationId ?? null;
    },
    bring: async () => {
      const row = (await rows()).find((each) => each.path === path);
      if (row === undefined) return;
      await remove(row);
      left = row;
    },
    forget: () => {
      left = null;
      held.clear();
    },
  };
}

const TAB = 'desk-tab';

/** The name of this tab: the browser forgets it with the tab. Where it keeps nothing, a name that no page finds again. */
export function tabName(fresh: () => string): string {
  const name = fresh();
  try {
    const known = sessionStorage.getItem(TAB);
    if (known === null) sessionStorage.setItem(TAB, name);
    return known ?? name;
  } catch {
    return name;
  }
}
