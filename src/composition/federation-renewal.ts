import { followRollovers, verifyTrustList, type PinnedRoots, type TrustImport } from '../issuers/index.js';
import { ServiceError } from '../shared/index.js';
import type { Dictionaries } from './dictionaries.js';
import { boundsProblem } from './federation-bounds.js';
import { fetchDictionaries, fetchList, fetchRoots } from './federation-fetch.js';
import { importEvent, type ImportReading } from './federation-reading.js';
import { importProblem } from './federation-refusals.js';
import type { Instance } from './instance.js';

/** Fetching imported lists again. */
export interface ImportRenewal {
  /** Every active list that has an address; returns what could not be renewed. */
  refresh(): Promise<readonly { readonly operator: string; readonly problem: string }[]>;
  /** The dictionaries that the list of an active import names. */
  renewDictionaries(id: string): Promise<void>;
}

export function createImportRenewal(
  { clock, crypto, fetch, storage }: Instance,
  { listOf, active }: ImportReading,
  dictionaries: Dictionaries,
): ImportRenewal {
  const { store } = storage;

  async function renew(row: TrustImport, url: string): Promise<string | null> {
    try {
      const jws = await fetchList(fetch, url);
      const direct = await verifyTrustList(jws, row.roots, crypto, row.listVersion);
      const pinned = { roots: row.roots, serial: row.rootSerial };
      const moved = !direct.ok && direct.code === 'unknown-root' ? await follow(url, pinned) : pinned;
      const read = direct.ok ? direct : await verifyTrustList(jws, moved.roots, crypto, row.listVersion);
      if (!read.ok) throw importProblem(read.code);
      const problem = boundsProblem(jws, read.list, clock.now());
      if (problem !== null) throw importProblem(problem);
      const held = await listOf(row);
      // A version may be signed again to renew its date; the date only goes forward.
      if (held !== null && Date.parse(read.list.issuedAt) < Date.parse(held.issuedAt)) throw importProblem('rollback');
      const fresh = { jws, listVersion: read.list.version, roots: moved.roots, rootSerial: moved.serial };
      await store.transaction(async (tx) => {
        await tx.trustImports.update({ ...row, ...fresh, fetchedAt: clock.now().toISOString(), lastProblem: null });
        if (read.list.version !== row.listVersion || moved.serial !== row.rootSerial)
          await tx.audit.append(importEvent('renew', { ...row, ...fresh }, 'refresh'));
      });
      return null;
    } catch (error) {
      if (!(error instanceof ServiceError) || error.code === 'stale') throw error;
      const current = await store.read.trustImports.get(row.id);
      if (current?.state === 'active' && current.lastProblem !== error.code)
        await store.transaction((tx) => tx.trustImports.update({ ...current, lastProblem: error.code }));
      return error.code;
    }
  }

  async function follow(url: string, pinned: PinnedRoots): Promise<PinnedRoots> {
    const published = await fetchRoots(fetch, url);
    return published === null ? pinned : (await followRollovers(pinned, published.rollovers, crypto)).pinned;
  }

  async function renewDictionaries(id: string): Promise<void> {
    const row = await store.read.trustImports.get(id);
    const list = row?.state === 'active' ? await listOf(row) : null;
    if (list !== null && row !== null && row.url !== null) await fetchDictionaries(fetch, row.url, list, dictionaries);
  }

  return {
    renewDictionaries,
    refresh: async () => {
      const problems: { operator: string; problem: string }[] = [];
      for (const row of await active()) {
        if (row.url === null) continue;
        const problem = await renew(row, row.url);
        if (problem !== null) problems.push({ operator: row.operator, problem });
        await renewDictionaries(row.id);
      }
      return problems;
    },
  };
}
