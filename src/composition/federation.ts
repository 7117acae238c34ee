import { trustListFreshness, type TrustedIssuer, type TrustImport, type TrustList } from '../issuers/index.js';
import type { Dictionaries } from './dictionaries.js';
import { createImportDecisions } from './federation-decisions.js';
import { isFromTheFuture } from './federation-bounds.js';
import { agreedIssuersOf, createImportReading, ownIssuersOf, waitingIn } from './federation-reading.js';
import { createImportRenewal } from './federation-renewal.js';
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
  /** Those of `issuers` that the list named after the two administrators agreed: not recognised. Propose it again. */
  readonly waiting: readonly string[];
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
  /**
   * Recognised operators in the order in which they were agreed to, each with its issuers, labelled: never our own DIDs, never
   * what the other operator merely passes on.
   */
  recognised(own: ReadonlySet<string>): Promise<readonly RecognisedOperator[]>;
  warnings(): Promise<readonly string[]>;
}

export interface RecognisedOperator {
  readonly operator: string;
  readonly issuers: readonly TrustedIssuer[];
  /** Hashes of the dictionaries that its list names. */
  readonly dictionaries: readonly string[];
}

/** The age at which verifiers stop believing any list (days). */
const MAX_AGE_DAYS = 30;

export function createFederation(instance: Instance, dictionaries: Dictionaries): Federation {
  const { clock } = instance;
  const { store } = instance.storage;
  const reading = createImportReading(instance);
  const { listOf, active } = reading;
  const decisions = createImportDecisions(instance, reading);
  const renewal = createImportRenewal(instance, reading, dictionaries);

  const view = async (row: TrustImport): Promise<ImportView> => {
    const { jws: _jws, ...rest } = row;
    const list = await listOf(row);
    const issuers = ownIssuersOf(list).map(({ did, name, country }) => ({ did, name, country }));
    return { ...rest, issuers, waiting: waitingIn(row, list) };
  };

  const isBelieved = (list: TrustList): boolean =>
    trustListFreshness(list, clock.now()).ageDays <= MAX_AGE_DAYS && !isFromTheFuture(list, clock.now());

  const held = async (): Promise<readonly Held[]> =>
    Promise.all((await active()).map(async (row) => ({ row, list: await listOf(row) })));

  function warningOf(row: TrustImport, list: TrustList | null): string | null {
    if (list === null) return `${row.operator}: its stored list does not verify any more; it is not recognised.`;
    if (isFromTheFuture(list, clock.now())) return `${row.operator}: its list is dated ahead; it is not recognised.`;
    const { ageDays, isOverdue } = trustListFreshness(list, clock.now());
    if (ageDays > MAX_AGE_DAYS) return `${row.operator}: its list is ${ageDays} days old; it is not recognised.`;
    return isOverdue ? `${row.operator}: its list is out of date (${row.lastProblem ?? 'not renewed'}).` : null;
  }

  return {
    propose: async (request) => view(await decisions.propose(request)),
    consent: async (id, actorId) => {
      const agreed = await decisions.consent(id, actorId);
      await renewal.renewDictionaries(id);
      return view(agreed);
    },
    withdraw: async (id, actorId) => view(await decisions.withdraw(id, actorId)),
    list: async () => Promise.all((await store.read.trustImports.find({})).map(view)),
    refresh: renewal.refresh,
    recognised: async (own) => {
      const imports = await held();
      // Ours, and what two operators claim: nobody here decided which of them speaks for it.
      const taken = new Set([...own, ...disputed(imports).keys()]);
      const found: RecognisedOperator[] = [];
      for (const { row, list } of imports) {
        if (list === null || !isBelieved(list)) continue;
        const recognisedThrough = { operator: row.operator, version: list.version };
        const issuers = agreedIssuersOf(row, list).filter(({ did }) => !taken.has(did));
        issuers.forEach(({ did }) => taken.add(did));
        found.push({
          operator: row.operator,
          issuers: issuers.map((issuer) => ({ ...issuer, recognisedThrough })),
          dictionaries: list.dictionaries.map(({ sha256 }) => sha256),
        });
      }
      return found;
    },
    warnings: async () => {
      const imports = await held();
      const notes = imports.map(({ row, list }) => warningOf(row, list));
      const waiting = imports.map(({ row, list }) => {
        const dids = waitingIn(row, list);
        return dids.length === 0
          ? null
          : `${row.operator}: its list names issuers that nobody here agreed to: ${dids.join(', ')}.`;
      });
      const disputes = [...disputed(imports)].map(
        ([did, operators]) => `${did}: claimed by ${operators.join(' and ')}; it is recognised through neither.`,
      );
      return [...[...notes, ...waiting].filter((note) => note !== null), ...disputes];
    },
  };
}

interface Held {
  readonly row: TrustImport;
  readonly list: TrustList | null;
}

/** DIDs that more than one operator claims, with who does. An operator agreed to twice disputes nothing. */
function disputed(imports: readonly Held[]): ReadonlyMap<string, readonly string[]> {
  const claims = new Map<string, Map<string, string>>();
  for (const { row, list } of imports) {
    const dids = list === null ? (row.dids ?? []) : agreedIssuersOf(row, list).map(({ did }) => did);
    for (const did of dids) {
      const claimants = claims.get(did) ?? new Map<string, string>();
      claims.set(did, claimants.set(row.roots.toSorted().join(), row.operator));
    }
  }
  return new Map([...claims].flatMap(([did, by]) => (by.size > 1 ? [[did, [...by.values()]] as const] : [])));
}
