import {
  followRollovers,
  trustListFreshness,
  verifyTrustList,
  type PinnedRoots,
  type TrustedIssuer,
  type TrustImport,
  type TrustList,
} from '../issuers/index.js';
import { ServiceError, type AuditEvent } from '../shared/index.js';
import type { HouseStore } from '../storage/index.js';
import type { Dictionaries } from './dictionaries.js';
import { fetchDictionaries, fetchList, fetchRoots } from './federation-fetch.js';
import {
  chosenRoots,
  importProblem,
  noSuchImport,
  ownIssuer,
  secondAdministrator,
  settled,
} from './federation-refusals.js';
import type { Instance } from './instance.js';

export interface ImportRequest {
  /** Address of the list (`https://.../trust-list`), or the signed list itself. */
  readonly source: { readonly url: string } | { readonly jws: string };
  /** That operator's root keys in Multikey form, received from its people and not from its web site. */
  readonly roots: readonly string[];
  readonly actorId: string;
}

/** An import as people decide on it: without the list's text. */
export type ImportView = Omit<TrustImport, 'jws'> & {
  readonly issuers: readonly { readonly did: string; readonly name: string; readonly country: string }[];
};

/** Other operators whose issuers we recognise, each within the scope its own signed list states. */
export interface Federation {
  /** Checks the list and keeps it as a proposal; nothing takes effect. @throws ServiceError `trust-list-...` */
  propose(request: ImportRequest): Promise<ImportView>;
  /** @throws R27 for the one who proposed */
  consent(id: string, actorId: string): Promise<ImportView>;
  /** Takes effect at once and needs one person only. */
  withdraw(id: string, actorId: string): Promise<ImportView>;
  list(): Promise<readonly ImportView[]>;
  /** Fetches every active list that has an address; never goes back to an older one. Returns what could not be renewed. */
  refresh(): Promise<readonly { readonly operator: string; readonly problem: string }[]>;
  /** Recognised issuers, labelled; never our own DIDs, never what the other operator merely passes on. */
  issuers(own: ReadonlySet<string>): Promise<readonly TrustedIssuer[]>;
  warnings(): Promise<readonly string[]>;
}

/** The age at which verifiers stop believing any list (days). */
const MAX_AGE_DAYS = 30;

export function createFederation(instance: Instance, dictionaries: Dictionaries): Federation {
  const { clock, crypto, ids, fetch } = instance;
  const { store } = instance.storage;
  const opened = new Map<string, { readonly key: string; readonly list: TrustList | null }>();

  /** The signature is checked whenever the text or the pinned roots are others than last time. */
  async function listOf({ id, jws, roots }: TrustImport): Promise<TrustList | null> {
    const key = `${roots.join(' ')} ${jws}`;
    const known = opened.get(id);
    if (known?.key === key) return known.list;
    const read = await verifyTrustList(jws, roots, crypto, 0);
    const list = read.ok ? read.list : null;
    opened.set(id, { key, list });
    return list;
  }

  const view = async (row: TrustImport): Promise<ImportView> => {
    const { jws: _jws, ...rest } = row;
    const issuers = ownIssuersOf(await listOf(row)).map(({ did, name, country }) => ({ did, name, country }));
    return { ...rest, issuers };
  };

  async function ownDids(): Promise<ReadonlySet<string>> {
    const bodies = await store.read.organizations.find({ type: 'awarding-body' });
    return new Set(bodies.flatMap(({ did }) => (did === null ? [] : [did])));
  }

  async function change(
    id: string,
    act: (row: TrustImport, tx: HouseStore) => Promise<{ readonly row: TrustImport; readonly event: AuditEvent }>,
  ): Promise<ImportView> {
    return store.transaction(async (tx) => {
      const row = await tx.trustImports.get(id);
      if (row === null) throw noSuchImport();
      const changed = await act(row, tx);
      const stored = await tx.trustImports.update(changed.row);
      await tx.audit.append(changed.event);
      return view(stored);
    });
  }

  const now = (): string => clock.now().toISOString();

  return {
    propose: async ({ source, roots, actorId }) => {
      const pinned = chosenRoots(roots);
      const jws = 'jws' in source ? source.jws.trim() : await fetchList(fetch, source.url);
      const read = await verifyTrustList(jws, pinned, crypto, 0);
      if (!read.ok) throw importProblem(read.code);
      const foreign = ownIssuersOf(read.list);
      const own = await ownDids();
      if (foreign.length === 0 || foreign.some(({ did }) => own.has(did))) throw ownIssuer();
      const row: TrustImport = {
        id: ids.uuid(),
        version: 1,
        operator: read.list.operator,
        url: 'url' in source ? source.url : null,
        roots: pinned,
        rootSerial: 'url' in source ? await serialOf(source.url, pinned) : 0,
        state: 'proposed',
        listVersion: read.list.version,
        jws,
        fetchedAt: now(),
        lastProblem: null,
        ...{ proposedBy: actorId, proposedAt: now(), consentedBy: null, consentedAt: null },
        ...{ withdrawnBy: null, withdrawnAt: null },
      };
      return store.transaction(async (tx) => {
        const stored = await tx.trustImports.insert(row);
        await tx.audit.append(audit('propose', stored, actorId));
        return view(stored);
      });
    },
    consent: async (id, actorId) => {
      const agreed = await change(id, async (row) => {
        if (row.state !== 'proposed') throw settled();
        if (row.proposedBy === actorId) throw secondAdministrator();
        if ((await listOf(row)) === null) throw importProblem('unknown-root');
        const active = { ...row, state: 'active', consentedBy: actorId, consentedAt: now() } as const;
        return { row: active, event: audit('consent', row, actorId) };
      });
      await renewDictionaries(agreed.id);
      return agreed;
    },
    withdraw: (id, actorId) =>
      change(id, async (row) => {
        if (row.state === 'withdrawn') throw settled();
        const withdrawn = { ...row, state: 'withdrawn', withdrawnBy: actorId, withdrawnAt: now() } as const;
        return { row: withdrawn, event: audit('withdraw', row, actorId) };
      }),
    list: async () => Promise.all((await store.read.trustImports.find({})).map(view)),
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
    issuers: async (own) => {
      const taken = new Set(own);
      const found: TrustedIssuer[] = [];
      for (const row of await active()) {
        const list = await listOf(row);
        if (list === null || trustListFreshness(list, clock.now()).ageDays > MAX_AGE_DAYS) continue;
        for (const issuer of ownIssuersOf(list)) {
          // Two operators who claim one DID: the one agreed to first keeps it.
          if (taken.has(issuer.did)) continue;
          taken.add(issuer.did);
          found.push({ ...issuer, recognisedThrough: { operator: row.operator, version: list.version } });
        }
      }
      return found;
    },
    warnings: async () => {
      const notes = await Promise.all((await active()).map(async (row) => warningOf(row, await listOf(row))));
      return notes.filter((note) => note !== null);
    },
  };

  /** In the order in which they were agreed to. */
  async function active(): Promise<TrustImport[]> {
    const rows = await store.read.trustImports.find({ state: 'active' });
    return rows.toSorted((left, right) => ((left.consentedAt ?? '') < (right.consentedAt ?? '') ? -1 : 1));
  }

  function warningOf(row: TrustImport, list: TrustList | null): string | null {
    if (list === null) return `${row.operator}: its stored list does not verify any more; it is not recognised.`;
    const { ageDays, isOverdue } = trustListFreshness(list, clock.now());
    if (ageDays > MAX_AGE_DAYS) return `${row.operator}: its list is ${ageDays} days old; it is not recognised.`;
    return isOverdue ? `${row.operator}: its list is out of date (${row.lastProblem ?? 'not renewed'}).` : null;
  }

  async function renew(row: TrustImport, url: string): Promise<string | null> {
    try {
      const jws = await fetchList(fetch, url);
      const direct = await verifyTrustList(jws, row.roots, crypto, row.listVersion);
      const pinned = { roots: row.roots, serial: row.rootSerial };
      const moved = !direct.ok && direct.code === 'unknown-root' ? await follow(url, pinned) : pinned;
      const read = direct.ok ? direct : await verifyTrustList(jws, moved.roots, crypto, row.listVersion);
      if (!read.ok) throw importProblem(read.code);
      const held = await listOf(row);
      // A version may be signed again to renew its date; the date only goes forward.
      if (held !== null && Date.parse(read.list.issuedAt) < Date.parse(held.issuedAt)) throw importProblem('rollback');
      const fresh = { jws, listVersion: read.list.version, roots: moved.roots, rootSerial: moved.serial };
      await store.transaction(async (tx) => {
        await tx.trustImports.update({ ...row, ...fresh, fetchedAt: now(), lastProblem: null });
        if (read.list.version !== row.listVersion || moved.serial !== row.rootSerial)
          await tx.audit.append(audit('renew', { ...row, ...fresh }, 'refresh'));
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

  /** Where in the operator's chain of root statements the given keys stand: its word only says where to look. */
  async function serialOf(url: string, roots: readonly string[]): Promise<number> {
    const published = await fetchRoots(fetch, url);
    return published?.roots.toSorted().join() === roots.toSorted().join() ? published.serial : 0;
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
}

/** Recognition is never passed on: what that operator itself recognises through others stays out. */
const ownIssuersOf = (list: TrustList | null): readonly TrustedIssuer[] =>
  (list?.issuers ?? []).filter((issuer) => issuer.recognisedThrough === undefined);

const audit = (event: string, row: TrustImport, actorId: string): AuditEvent => ({
  action: `trust-import.${event}`,
  actorId,
  subjectType: 'trust-import',
  subjectId: row.id,
  facts: { listVersion: row.listVersion, roots: row.roots.join(' ') },
});
