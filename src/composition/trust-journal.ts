import { sha256, type JournalState } from '../issuance/index.js';
import type { TrustStatement } from '../issuers/index.js';
import type { Instance } from './instance.js';

/**
 * What root keys signed and what went out, as the journal beside the database remembers it: also after the database was
 * restored from a backup.
 */
export interface TrustJournal {
  /** The highest version of a list that went out, and whether it was signed elsewhere; 0 when there is none. */
  highestList(): Promise<{ readonly version: number; readonly isBrought: boolean }>;
  /** Is this the very list that went out with the highest version? */
  isHighest(jws: string): Promise<boolean>;
  /** By serial. */
  rootStatements(): Promise<ReadonlyMap<number, string>>;
  /** On the disk when it returns; nothing is written twice. A list signed here has no text yet when its number is fixed. */
  note(statement: Pick<TrustStatement, 'kind' | 'number'> & { readonly jws?: string }): Promise<void>;
}

/** Names in the journal; status lists have ids there. */
const LIST = 'trust-list';
const ROOTS = /^trust-roots-([0-9]{1,6})$/;

export function createTrustJournal({ statusJournal }: Pick<Instance, 'statusJournal'>): TrustJournal {
  const highest = async (name: string): Promise<Published> => {
    const { versions, texts } = await statusJournal.read();
    return { version: versions.get(name) ?? 0, text: texts.get(name) ?? null };
  };
  return {
    highestList: async () => {
      const { version, text } = await highest(LIST);
      return { version, isBrought: text !== null };
    },
    isHighest: async (jws) => (await highest(LIST)).text === sha256(jws),
    rootStatements: async () => rootsIn(await statusJournal.read()),
    note: async ({ kind, number, jws }) => {
      const list = kind === 'list' ? LIST : `trust-roots-${number}`;
      if (number <= (await highest(list)).version) return;
      // A list is large and its operator has it; a root statement is short, and without it no later one counts.
      const text = jws === undefined ? {} : { text: kind === 'list' ? sha256(jws) : jws };
      await statusJournal.append([], { list, version: number, ...text });
    },
  };
}

interface Published {
  readonly version: number;
  readonly text: string | null;
}

function rootsIn({ texts }: JournalState): ReadonlyMap<number, string> {
  const serials = [...texts].flatMap(([name, jws]): (readonly [number, string])[] => {
    const serial = ROOTS.exec(name)?.[1];
    return serial === undefined ? [] : [[Number(serial), jws]];
  });
  return new Map(serials);
}
