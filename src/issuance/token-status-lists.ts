import { openStatusList, signTokenStatusList, zlibDeflate, zlibGunzip, type StatusList } from '../credentials/index.js';
import { isObject, parseJson, type JsonLimits } from '../shared/index.js';
import { sha256 } from './cycle.js';
import type { IssuanceDeps } from './deps.js';
import type { StatusListRow } from './model.js';

export interface TokenStatusLists {
  /** The list of this slug as `statuslist+jwt`; null when there is none or its Bitstring lists are not published yet. */
  of(slug: string): Promise<string | null>;
}

const limits: JsonLimits = { maxLength: 4_194_304, maxDepth: 16, maxNodes: 200_000 };
const MOST_KEPT = 50;

/**
 * The Bitstring lists of an issuer once more, as one IETF Token Status List for SD-JWT wallets: the same entries at the
 * same indexes, 0 valid, 1 revoked, 2 suspended. Made of the lists as they were last published and of nothing else, so
 * the two cannot tell different things; signed by the office's key for lists, dated like the newer of the two, ending
 * with the one that ends first. With Ed25519 every process makes the same bytes of them. A replaced certificate is told
 * in the Bitstring lists alone: Token Status List has no word for it.
 */
export function createTokenStatusLists(
  deps: Pick<IssuanceDeps, 'store' | 'keys' | 'addresses' | 'signing'>,
): TokenStatusLists {
  const kept = new Map<string, { readonly of: string; readonly token: string }>();

  return {
    async of(slug) {
      // The process that holds the keys signs Bitstring lists alone; then no credential names a list of this kind either.
      if (deps.signing !== undefined) return null;
      const rows = await deps.store.read.statusLists.find({ slug, purpose: ['revocation', 'suspension'] });
      const [revocation, suspension] = ['revocation', 'suspension'].map((purpose) =>
        rows.find((row) => row.purpose === purpose),
      );
      if (!revocation?.signedJson || !suspension?.signedJson) return null;
      // Not their versions: those are reserved before the lists are signed.
      const version = `${sha256(revocation.signedJson)} ${sha256(suspension.signedJson)}`;
      const known = kept.get(slug);
      if (known?.of === version) return known.token;
      const token = await sign(revocation, suspension, deps);
      if (token !== null) kept.set(slug, { of: version, token });
      const [oldest] = kept.keys();
      if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
      return token;
    },
  };
}

async function sign(
  revocation: StatusListRow,
  suspension: StatusListRow,
  { keys, addresses }: Pick<IssuanceDeps, 'keys' | 'addresses'>,
): Promise<string | null> {
  const lists = await Promise.all([opened(revocation), opened(suspension)]);
  const [revoked, suspended] = lists;
  if (!revoked || !suspended) return null;
  const dates = (member: 'publishedAt' | 'validUntil'): number[] =>
    [revoked, suspended].map(({ facts }) => Date.parse(facts[member] ?? ''));
  const now = new Date(Math.max(...dates('publishedAt')));
  const signer = await keys.signer(revocation.issuerDid, 'status', now);
  return signTokenStatusList(
    {
      uri: addresses.statusList(revocation.slug, 'token'),
      revoked: revoked.bits,
      suspended: suspended.bits,
      now,
      validForSeconds: Math.floor((Math.min(...dates('validUntil')) - now.getTime()) / 1000),
      deflate: zlibDeflate,
    },
    signer,
  );
}

async function opened({ signedJson }: StatusListRow): Promise<StatusList | null> {
  const parsed = parseJson(signedJson ?? '', limits);
  return parsed.ok && isObject(parsed.value) ? openStatusList(parsed.value, zlibGunzip) : null;
}
