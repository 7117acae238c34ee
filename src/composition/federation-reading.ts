import { verifyTrustList, type TrustedIssuer, type TrustImport, type TrustList } from '../issuers/index.js';
import type { AuditEvent } from '../shared/index.js';
import type { Instance } from './instance.js';

/** Imported lists as they may be believed now. */
export interface ImportReading {
  /** Null when the stored text is not signed by the pinned roots. */
  listOf(row: TrustImport): Promise<TrustList | null>;
  /** In the order in which they were agreed to. */
  active(): Promise<TrustImport[]>;
}

export function createImportReading({ crypto, storage }: Instance): ImportReading {
  const { store } = storage;
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

  return {
    listOf,
    active: async () => {
      const rows = await store.read.trustImports.find({ state: 'active' });
      return rows.toSorted((left, right) => ((left.consentedAt ?? '') < (right.consentedAt ?? '') ? -1 : 1));
    },
  };
}

/** Recognition is never passed on: what that operator itself recognises through others stays out. */
export const ownIssuersOf = (list: TrustList | null): readonly TrustedIssuer[] =>
  (list?.issuers ?? []).filter((issuer) => issuer.recognisedThrough === undefined);

/** What the two administrators agreed to; what the list has named since then waits. Nobody recorded: nobody agreed. */
export const agreedIssuersOf = ({ dids }: TrustImport, list: TrustList | null): readonly TrustedIssuer[] =>
  ownIssuersOf(list).filter(({ did }) => dids?.includes(did));

export const waitingIn = ({ dids }: TrustImport, list: TrustList | null): readonly string[] =>
  ownIssuersOf(list).flatMap(({ did }) => (dids?.includes(did) ? [] : [did]));

/** One line of the audit trail about an import. */
export const importEvent = (event: string, row: TrustImport, actorId: string): AuditEvent => ({
  action: `trust-import.${event}`,
  actorId,
  subjectType: 'trust-import',
  subjectId: row.id,
  facts: { listVersion: row.listVersion, roots: row.roots.join(' ') },
});
