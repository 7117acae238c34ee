import { followRollovers, isRootSet, trustListLimits, type PinnedRoots } from '../../issuers/browser.js';
import type { TrustedIssuer } from '../../issuers/types.js';
import { isObject, isoSeconds, parseJson, toHex, utf8, type Clock } from '../../shared/index.js';
import { verifyTrustList, type CryptoPort, type StatusAnswer, type TrustList } from '../../verification/browser.js';
import { createStatusCopies } from './status-copies.js';

/** Where copies are kept between visits; CacheStorage in a browser, a map where there is none. */
export interface CopyStore {
  get(path: string): Promise<{ bytes: Uint8Array<ArrayBuffer>; fetchedAt: string } | null>;
  put(path: string, bytes: Uint8Array<ArrayBuffer>, fetchedAt: string): Promise<void>;
}

export interface TrustState {
  readonly trustList: TrustList | null;
  readonly fetchedAt: string | null;
  readonly statusLists: number;
  /** Did the last attempt give a list signed by a pinned root? Before the first attempt: true. */
  readonly online: boolean;
}

export interface TrustStore {
  state(): TrustState;
  /** Reads what is kept on this device. */
  load(): Promise<void>;
  /** Fetches everything anew: trust list, all dictionaries, all status lists. Keeps the old copy of what fails. */
  refresh(): Promise<void>;
  /** Before a check: refreshes what is overdue or was not asked for lately, and waits for it. */
  settle(): Promise<void>;
  readonly statusList: (url: string) => Promise<StatusAnswer>;
  readonly dictionaries: (dictId: number) => Promise<readonly Uint8Array[]>;
}

const LIST = '/trust-list';
const ROOTS = '/trust-list/roots.json';
/** What was asked for this long ago is used without asking again; what is past its own end, only this long. Milliseconds. */
const freshFor = 15 * 60_000;
const overdueFor = 60_000;

type Bytes = Uint8Array<ArrayBuffer>;
export type Download = (path: string) => Promise<Bytes | null>;

export interface TrustStoreDeps {
  readonly copies: CopyStore;
  readonly download: Download;
  readonly crypto: CryptoPort;
  readonly clock: Clock;
}

/**
 * Trust data of the page: verified before it replaces what is kept, never older than what is kept. The root keys are
 * taken at the first visit; from then on they change only by statements that a key pinned before has signed, and only
 * together with a list that the new keys have signed. Lists are fetched whole and all together, so that nobody learns
 * who is being checked.
 */
export function createTrustStore(deps: TrustStoreDeps): TrustStore {
  const { copies, download, crypto, clock } = deps;
  let trustList: TrustList | null = null;
  let fetchedAt: string | null = null;
  let online = true;
  let triedAt = -Infinity;
  let refreshing: Promise<void> | null = null;

  const issuers = (): readonly TrustedIssuer[] => trustList?.issuers ?? [];
  const listUrls = (): string[] => issuers().flatMap(({ statusLists }) => statusLists);
  const officeOf = (url: string): TrustedIssuer | null =>
    issuers().find(({ statusLists }) => statusLists.includes(url)) ?? null;
  const lists = createStatusCopies({ ...deps, officeOf });

  const stamp = (): string => isoSeconds(clock.now());

  async function adopt(bytes: Bytes, { roots }: PinnedRoots, at: string): Promise<boolean> {
    const text = new TextDecoder().decode(bytes).trim();
    const verified = await verifyTrustList(text, roots, crypto, trustList?.version ?? 0);
    if (!verified.ok) return false;
    trustList = verified.list;
    fetchedAt = at;
    return true;
  }

  async function refreshTrustList(): Promise<void> {
    const [rootBytes, bytes] = await Promise.all([download(ROOTS), download(LIST)]);
    const kept = await copies.get(ROOTS);
    const roots = await nextRoots(kept && rootsIn(kept.bytes), rootBytes && rootsIn(rootBytes), crypto);
    const at = stamp();
    online = bytes !== null && roots !== null && (await adopt(bytes, roots, at));
    if (bytes === null || roots === null || !online) return;
    await copies.put(LIST, bytes, at);
    await copies.put(ROOTS, utf8(JSON.stringify(roots)), at);
  }

  async function dictionary(sha256: string): Promise<Bytes | null> {
    const path = `/dict/${sha256}`;
    const bytes = (await copies.get(path))?.bytes ?? (await download(path));
    if (bytes === null || toHex(await crypto.sha256(bytes)) !== sha256) return null;
    await copies.put(path, bytes, stamp());
    return bytes;
  }

  async function refreshAll(): Promise<void> {
    triedAt = clock.now().getTime();
    await refreshTrustList();
    await Promise.all((trustList?.dictionaries ?? []).map(({ sha256 }) => dictionary(sha256)));
    await Promise.all(listUrls().map(lists.refresh));
  }

  function refresh(): Promise<void> {
    refreshing ??= refreshAll().finally(() => {
      refreshing = null;
    });
    return refreshing;
  }

  return {
    state: () => ({ trustList, fetchedAt, statusLists: lists.count(), online }),
    async load() {
      const [list, kept] = await Promise.all([copies.get(LIST), copies.get(ROOTS)]);
      const roots = kept && rootsIn(kept.bytes);
      if (list && roots) await adopt(list.bytes, roots, list.fetchedAt);
      await Promise.all(listUrls().map(lists.kept));
    },
    refresh,
    async settle() {
      const now = clock.now().getTime();
      const isOverdue = trustList !== null && Date.parse(trustList.nextUpdate) < now;
      if (now - triedAt > (isOverdue ? overdueFor : freshFor)) await refresh();
    },
    async statusList(url) {
      if (!listUrls().includes(url)) return { kind: 'unavailable', reason: 'not-listed' };
      const found = await lists.kept(url);
      return found
        ? { kind: 'list', ...found, isOffline: !lists.wasReached(url) }
        : { kind: 'unavailable', reason: 'offline' };
    },
    async dictionaries(dictId) {
      const named = (trustList?.dictionaries ?? []).filter((entry) => entry.dictId === dictId);
      const found = await Promise.all(named.map(({ sha256 }) => dictionary(sha256)));
      return found.filter((bytes) => bytes !== null);
    },
  };
}

interface ReadRoots extends PinnedRoots {
  readonly rollovers: readonly string[];
}

/** As published, or as kept here (without the statements that led to them). Null for anything else. */
function rootsIn(bytes: Bytes): ReadRoots | null {
  const parsed = parseJson(new TextDecoder().decode(bytes), trustListLimits);
  if (!parsed.ok || !isObject(parsed.value)) return null;
  const { roots, serial = 0, rollovers = [] } = parsed.value;
  if (!isRootSet(roots) || typeof serial !== 'number' || !Array.isArray(rollovers)) return null;
  return { roots, serial, rollovers: rollovers.filter((jws) => typeof jws === 'string') };
}

/** What is pinned, as far as published statements lead on from it; at a first visit what is published. */
async function nextRoots(
  kept: ReadRoots | null,
  published: ReadRoots | null,
  crypto: CryptoPort,
): Promise<PinnedRoots | null> {
  const start = kept ?? published;
  if (start === null) return null;
  const { roots, serial } = start;
  if (kept === null || published === null) return { roots, serial };
  return (await followRollovers({ roots, serial }, published.rollovers, crypto)).pinned;
}
