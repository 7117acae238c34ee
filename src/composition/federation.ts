import { trustListFreshness, type TrustedIssuer, type TrustImport, type TrustList } from '../issuers/index.js';
import type { Dictionaries } from './dictionaries.js';
import { createImportDecisions } from './federation-decisions.js';
import { createImportReading, ownIssuersOf } from './federation-reading.js';
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
  const { clock } = instance;
  const { store } = instance.storage;
  const reading = createImportReading(instance);
  const { listOf, active } = reading;
  const decisions = createImportDecisions(instance, reading);
  const renewal = createImportRenewal(instance, reading, dictionaries);

  const view = async (row: TrustImport): Promise<ImportView> => {
    const { jws: _jws, ...rest } = row;
    const issuers = ownIssuersOf(await listOf(row)).map(({ did, name, country }) => ({ did, name, country }));
    return { ...rest, issuers };
  };

  function warningOf(row: TrustImport, list: TrustList | null): string | null {
    if (list === null) return `${row.operator}: its stored list does not verify any more; it is not recognised.`;
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
}
