import { verifyTrustList, type CryptoPort, type StatusAnswer, type TrustList } from '../../verification/browser.js';
import { isObject, isoSeconds, parseJson, toHex, type Clock, type JsonObject } from '../../shared/index.js';
import { statusListLimits } from '../../credentials/browser.js';

/** Where copies are kept between visits; CacheStorage in a browser, a map where there is none. */
export interface CopyStore {
  get(path: string): Promise<{ bytes: Uint8Array<ArrayBuffer>; fetchedAt: string } | null>;
  put(path: string, bytes: Uint8Array<ArrayBuffer>, fetchedAt: string): Promise<void>;
}

export interface TrustState {
  readonly trustList: TrustList | null;
  readonly fetchedAt: string | null;
  readonly statusLists: number;
  readonly online: boolean;
}

export interface TrustStore {
  state(): TrustState;
  /** Reads what is kept on this device. */
  load(): Promise<void>;
  /** Fetches everything anew: trust list, all dictionaries, all status lists. Keeps the old copy of what fails. */
  refresh(): Promise<void>;
  readonly statusList: (url: string) => Promise<StatusAnswer>;
  readonly dictionaries: (dictId: number) => Promise<readonly Uint8Array[]>;
}

const LIST = '/trust-list';
const ROOTS = '/trust-list/roots.json';
/** A status copy younger than this is used without asking again. Milliseconds. */
const freshFor = 15 * 60_000;

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
 * taken once, at the first visit, and never again. Lists are fetched whole and all together, so that nobody learns who
 * is being checked.
 */
export function createTrustStore(deps: TrustStoreDeps): TrustStore {
  const { copies, download, crypto, clock } = deps;
  let trustList: TrustList | null = null;
  let fetchedAt: string | null = null;
  let online = true;
  const lists = createListCopies(deps);

  const stamp = (): string => isoSeconds(clock.now());

  async function pinnedRoots(): Promise<readonly string[]> {
    const kept = await copies.get(ROOTS);
    const bytes = kept?.bytes ?? (await download(ROOTS));
    if (bytes === null) return [];
    const parsed = parseJson(textOf(bytes));
    const roots = parsed.ok && isObject(parsed.value) ? parsed.value['roots'] : undefined;
    if (!Array.isArray(roots)) return [];
    if (kept === null) await copies.put(ROOTS, bytes, stamp());
    return roots.filter((root) => typeof root === 'string');
  }

  async function adopt(bytes: Bytes, at: string): Promise<boolean> {
    const verified = await verifyTrustList(textOf(bytes).trim(), await pinnedRoots(), crypto, trustList?.version ?? 0);
    if (!verified.ok) return false;
    trustList = verified.list;
    fetchedAt = at;
    return true;
  }

  async function refreshTrustList(): Promise<void> {
    const bytes = await download(LIST);
    online = bytes !== null;
    if (bytes !== null && (await adopt(bytes, stamp()))) await copies.put(LIST, bytes, stamp());
  }

  async function dictionary(sha256: string): Promise<Bytes | null> {
    const path = `/dict/${sha256}`;
    const bytes = (await copies.get(path))?.bytes ?? (await download(path));
    if (bytes === null || toHex(await crypto.sha256(bytes)) !== sha256) return null;
    await copies.put(path, bytes, stamp());
    return bytes;
  }

  const statusPaths = (): string[] => (trustList?.issuers ?? []).flatMap(({ statusLists }) => statusLists.map(pathOf));

  return {
    state: () => ({ trustList, fetchedAt, statusLists: lists.count(), online }),
    async load() {
      const copy = await copies.get(LIST);
      if (copy !== null) await adopt(copy.bytes, copy.fetchedAt);
      await Promise.all(statusPaths().map(lists.kept));
    },
    async refresh() {
      await refreshTrustList();
      await Promise.all((trustList?.dictionaries ?? []).map(({ sha256 }) => dictionary(sha256)));
      await Promise.all(statusPaths().map(lists.refresh));
    },
    async statusList(url) {
      const path = pathOf(url);
      if (!statusPaths().includes(path)) return { kind: 'unavailable', reason: 'not-listed' };
      const kept = await lists.kept(path);
      const age = kept === null ? Infinity : clock.now().getTime() - Date.parse(kept.fetchedAt);
      if (age > freshFor) await lists.refresh(path);
      const found = await lists.kept(path);
      return found ? { kind: 'list', ...found } : { kind: 'unavailable', reason: 'offline' };
    },
    async dictionaries(dictId) {
      const named = (trustList?.dictionaries ?? []).filter((entry) => entry.dictId === dictId);
      const found = await Promise.all(named.map(({ sha256 }) => dictionary(sha256)));
      return found.filter((bytes) => bytes !== null);
    },
  };
}

interface ListCopy {
  readonly credential: JsonObject;
  readonly fetchedAt: string;
}

/** Status lists as last received. Signatures are judged at every check, so nothing here needs to be believed. */
function createListCopies({ copies, download, clock }: TrustStoreDeps) {
  const lists = new Map<string, ListCopy>();

  async function kept(path: string): Promise<ListCopy | null> {
    const known = lists.get(path);
    if (known) return known;
    const copy = await copies.get(path);
    const credential = copy === null ? null : credentialOf(copy.bytes);
    if (copy === null || credential === null) return null;
    lists.set(path, { credential, fetchedAt: copy.fetchedAt });
    return lists.get(path) ?? null;
  }

  async function refresh(path: string): Promise<void> {
    const bytes = await download(path);
    const credential = bytes === null ? null : credentialOf(bytes);
    if (bytes === null || credential === null) return;
    const old = await kept(path);
    // Signed dates only go forward: an older list served again would bring a revoked certificate back to life.
    if (old !== null && publishedAt(credential) < publishedAt(old.credential)) return;
    const fetchedAt = isoSeconds(clock.now());
    lists.set(path, { credential, fetchedAt });
    await copies.put(path, bytes, fetchedAt);
  }

  return { kept, refresh, count: () => lists.size };
}

const publishedAt = ({ validFrom }: JsonObject): string => (typeof validFrom === 'string' ? validFrom : '');

/** Lists are read through this site: the page may talk to nobody else, and the signature says whose they are. */
const pathOf = (url: string): string => new URL(url).pathname;

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

function credentialOf(bytes: Uint8Array): JsonObject | null {
  const parsed = parseJson(textOf(bytes), statusListLimits);
  return parsed.ok && isObject(parsed.value) ? parsed.value : null;
}
