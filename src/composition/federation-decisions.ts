import { verifyTrustList, type Ed25519Verifier, type TrustImport } from '../issuers/index.js';
import { areTwoOfficers, type AuditEvent } from '../shared/index.js';
import type { HouseStore } from '../storage/index.js';
import { boundsProblem } from './federation-bounds.js';
import { fetchList, fetchRoots } from './federation-fetch.js';
import { importEvent, ownIssuersOf, type ImportReading } from './federation-reading.js';
import {
  chosenRoots,
  importProblem,
  nobodyNamed,
  noSuchImport,
  ownIssuer,
  secondAdministrator,
  settled,
} from './federation-refusals.js';
import type { ImportRequest } from './federation.js';
import type { Instance } from './instance.js';

/** Who said what about an import; each in one transaction with its line in the audit trail. */
export interface ImportDecisions {
  propose(request: ImportRequest): Promise<TrustImport>;
  consent(id: string, actorId: string): Promise<TrustImport>;
  withdraw(id: string, actorId: string): Promise<TrustImport>;
}

export function createImportDecisions(
  { clock, crypto, ids, fetch, storage }: Instance,
  { listOf }: ImportReading,
): ImportDecisions {
  const { store } = storage;
  const now = (): string => clock.now().toISOString();

  async function ownDids(): Promise<ReadonlySet<string>> {
    const bodies = await store.read.organizations.find({ type: 'awarding-body' });
    return new Set(bodies.flatMap(({ did }) => (did === null ? [] : [did])));
  }

  async function change(
    id: string,
    act: (row: TrustImport, tx: HouseStore) => Promise<{ readonly row: TrustImport; readonly event: AuditEvent }>,
  ): Promise<TrustImport> {
    return store.transaction(async (tx) => {
      const row = await tx.trustImports.get(id);
      if (row === null) throw noSuchImport();
      const changed = await act(row, tx);
      const stored = await tx.trustImports.update(changed.row);
      await tx.audit.append(changed.event);
      return stored;
    });
  }

  /** Where in the operator's chain of root statements the given keys stand: its word only says where to look. */
  async function serialOf(url: string, roots: readonly string[]): Promise<number> {
    const published = await fetchRoots(fetch, url);
    return published?.roots.toSorted().join() === roots.toSorted().join() ? published.serial : 0;
  }

  return {
    propose: async ({ source, roots, actorId }) => {
      const pinned = chosenRoots(roots);
      const jws = 'jws' in source ? source.jws.trim() : await fetchList(fetch, source.url);
      const read = await verifyTrustList(jws, pinned, crypto, 0);
      if (!read.ok) throw importProblem(read.code);
      const problem = boundsProblem(jws, read.list, clock.now());
      if (problem !== null) throw importProblem(problem);
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
        dids: foreign.map(({ did }) => did),
        jws,
        fetchedAt: now(),
        lastProblem: null,
        ...{ proposedBy: actorId, proposedAt: now(), consentedBy: null, consentedAt: null },
        ...{ withdrawnBy: null, withdrawnAt: null },
      };
      return store.transaction(async (tx) => {
        const stored = await tx.trustImports.insert(row);
        await tx.audit.append(importEvent('propose', stored, actorId));
        return stored;
      });
    },
    consent: async (id, actorId) => {
      return change(id, async (row, tx) => {
        if (row.state !== 'proposed') throw settled();
        if (!areTwoOfficers(row.proposedBy, actorId)) throw secondAdministrator();
        if ((await listOf(row)) === null) throw importProblem('unknown-root');
        if (row.dids === null) throw nobodyNamed();
        const withdrawnAt = now();
        await supersede(row, { tx, crypto, actorId, withdrawnAt });
        const active = { ...row, state: 'active', consentedBy: actorId, consentedAt: now() } as const;
        return { row: active, event: importEvent('consent', row, actorId) };
      });
    },
    withdraw: (id, actorId) =>
      change(id, async (row) => {
        if (row.state === 'withdrawn') throw settled();
        const withdrawn = { ...row, state: 'withdrawn', withdrawnBy: actorId, withdrawnAt: now() } as const;
        return { row: withdrawn, event: importEvent('withdraw', row, actorId) };
      }),
  };
}

interface Superseding {
  readonly tx: HouseStore;
  readonly crypto: Ed25519Verifier;
  readonly actorId: string;
  readonly withdrawnAt: string;
}

/** Agreeing to an operator once more - it names new issuers - ends what was agreed to before: its root signed both. */
async function supersede(row: TrustImport, { tx, crypto, actorId, withdrawnAt }: Superseding): Promise<void> {
  for (const elder of await tx.trustImports.find({ state: 'active' })) {
    if (!(await verifyTrustList(row.jws, elder.roots, crypto, 0)).ok) continue;
    if (row.listVersion < elder.listVersion) throw importProblem('rollback');
    await tx.trustImports.update({ ...elder, state: 'withdrawn', withdrawnBy: actorId, withdrawnAt });
    await tx.audit.append(importEvent('supersede', elder, actorId));
  }
}
