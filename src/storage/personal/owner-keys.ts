import type { EntityManager } from 'typeorm';
import { ServiceError } from '../../shared/index.js';
import { newDataKey, openCell, sealCell } from './cell-crypto.js';

/** The data key of a person, or the word that it was destroyed. */
export type OwnerKey = Uint8Array | 'erased';
export type OwnerKeyMap = ReadonlyMap<string, OwnerKey>;

/**
 * The data keys of people, wrapped in the table `person_key`. One object per database session: what a transaction made is
 * nobody else's before it is committed.
 */
export interface OwnerKeys {
  /** For reading: owners that never had a key are missing in the answer. */
  known(manager: EntityManager, owners: readonly string[]): Promise<OwnerKeyMap>;
  /** For writing: makes what is missing and holds off an erasure until the transaction ends. */
  ensured(manager: EntityManager, owners: readonly string[]): Promise<OwnerKeyMap>;
  /** Forgets the keys for ever. What was sealed with them can be opened by nobody; no new key is made for these owners. */
  destroy(manager: EntityManager, owners: readonly string[]): Promise<void>;
}

export interface KeyRing {
  /** For single statements outside transactions. */
  readonly outer: OwnerKeys;
  forTransaction(): OwnerKeys;
  /** Empties what this process remembers. */
  forget(): void;
}

/** Owner of the key that shows whether the secret of this process belongs to this database. */
const INSTANCE = 'instance';
const MAX_REMEMBERED = 20_000;

export function createKeyRing(wrappingKey: Uint8Array): KeyRing {
  const table = keyTable(wrappingKey);
  // Only keys that were read outside transactions: these are committed, and a key never changes.
  const shared = new Map<string, Uint8Array>();

  function remember(owner: string, key: OwnerKey): void {
    if (key === 'erased') return;
    if (shared.size >= MAX_REMEMBERED) shared.clear();
    shared.set(owner, key);
  }

  async function fill(
    manager: EntityManager,
    owners: readonly string[],
    own: Map<string, OwnerKey> | null,
  ): Promise<OwnerKeyMap> {
    const found = new Map<string, OwnerKey>();
    const missing: string[] = [];
    for (const owner of new Set(owners)) {
      const key = own?.get(owner) ?? shared.get(owner);
      if (key === undefined) missing.push(owner);
      else found.set(owner, key);
    }
    for (const [owner, key] of await table.read(manager, missing)) {
      found.set(owner, key);
      if (own) own.set(owner, key);
      else remember(owner, key);
    }
    return found;
  }

  const outer: OwnerKeys = {
    known: (manager, owners) => fill(manager, owners, null),
    ensured: (manager, owners) => table.ensure(manager, owners),
    destroy: async (manager, owners) => {
      await table.destroy(manager, owners);
      for (const owner of owners) shared.delete(owner);
    },
  };
  return {
    outer,
    forget: () => shared.clear(),
    forTransaction: () => {
      const own = new Map<string, OwnerKey>();
      const held = new Set<string>();
      return {
        known: (manager, owners) => fill(manager, owners, own),
        ensured: async (manager, owners) => {
          const fresh = owners.filter((owner) => !held.has(owner));
          for (const [owner, key] of await table.ensure(manager, fresh)) {
            own.set(owner, key);
            held.add(owner);
          }
          return own;
        },
        destroy: async (manager, owners) => {
          await outer.destroy(manager, owners);
          for (const owner of owners) own.set(owner, 'erased');
        },
      };
    },
  };
}

/** Makes the instance's own key on first start. @throws ServiceError `storage-secret-mismatch` (500) */
export async function checkInstanceKey(manager: EntityManager, wrappingKey: Uint8Array): Promise<void> {
  await keyTable(wrappingKey).ensure(manager, [INSTANCE]);
}

interface KeyRow {
  readonly owner_id: string;
  readonly wrapped: string | null;
}

function keyTable(wrappingKey: Uint8Array) {
  const bound = (owner: string): string => `person_key ${owner}`;

  function unwrap({ owner_id: owner, wrapped }: KeyRow): [string, OwnerKey] {
    if (wrapped === null) return [owner, 'erased'];
    const key = openCell(wrappingKey, bound(owner), wrapped);
    if (key === null) throw wrongSecret();
    return [owner, key];
  }

  async function read(manager: EntityManager, owners: readonly string[], lock = ''): Promise<Map<string, OwnerKey>> {
    if (owners.length === 0) return new Map();
    const rows: KeyRow[] = await manager.query(
      `SELECT owner_id, wrapped FROM person_key WHERE owner_id = ANY($1) ORDER BY owner_id ${lock}`,
      [[...owners]],
    );
    return new Map(rows.map(unwrap));
  }

  return {
    read,
    ensure: async (manager: EntityManager, owners: readonly string[]): Promise<Map<string, OwnerKey>> => {
      // Sorted: two transactions that need the same keys must not wait for each other.
      const wanted = [...new Set(owners)].toSorted();
      const found = await read(manager, wanted, 'FOR SHARE');
      const missing = wanted.filter((owner) => !found.has(owner));
      if (missing.length === 0) return found;
      await manager.query(
        `INSERT INTO person_key (owner_id, wrapped) SELECT * FROM unnest($1::varchar[], $2::varchar[]) ON CONFLICT DO NOTHING`,
        [missing, missing.map((owner) => sealCell(wrappingKey, bound(owner), newDataKey()))],
      );
      // Read again: somebody else may have been first.
      return new Map([...found, ...(await read(manager, missing, 'FOR SHARE'))]);
    },
    destroy: async (manager: EntityManager, owners: readonly string[]): Promise<void> => {
      await manager.query(
        `INSERT INTO person_key (owner_id, wrapped) SELECT o, NULL FROM unnest($1::varchar[]) AS o
          ON CONFLICT (owner_id) DO UPDATE SET wrapped = NULL`,
        [[...new Set(owners)].toSorted()],
      );
    },
  };
}

const wrongSecret = (): ServiceError =>
  new ServiceError('storage-secret-mismatch', {
    status: 500,
    title: 'The key folder does not belong to this database.',
    whatToDo:
      'Restore the file storage.secret.json that was used with this database into the key folder. Nothing was changed.',
  });
