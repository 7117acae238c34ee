import {
  bitsOf,
  openStatusList,
  signTokenStatusList,
  zlibDeflate,
  zlibGunzip,
  type StatusList,
} from '../credentials/index.js';
import { verifyProofs } from '../proofs/index.js';
import { isObject, parseJson, ServiceError, type JsonLimits } from '../shared/index.js';
import { sha256 } from './cycle.js';
import type { IssuanceDeps } from './deps.js';
import type { StatusListRow } from './model.js';
import type { IssuanceStore } from './ports.js';
import { setEntries } from './status-lists.js';

export interface TokenStatusLists {
  /** The list of this slug as `statuslist+jwt`; null when there is none or its Bitstring lists are not published yet. ServiceErrors of the signing process. */
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
  const kept = new Map<string, Kept>();
  const begun = new Map<string, Promise<string | null>>();

  async function make(slug: string): Promise<string | null> {
    const pair = await publishedPair(slug, deps.store.read);
    if (pair === null) return null;
    // Not their versions: those are reserved before the lists are signed.
    const of = pair.map(({ signedJson }) => sha256(signedJson ?? '')).join(' ');
    const known = kept.get(slug);
    if (known?.of === of) return known.token;
    const token = await (deps.signing ? askSigner(deps.signing, slug, known) : signPair(pair, deps));
    if (token !== null && token !== known?.token) kept.set(slug, { of, token });
    const [oldest] = kept.keys();
    if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
    return token;
  }

  return {
    /** Many who ask at once make one request of whoever signs. */
    of(slug) {
      const making = begun.get(slug) ?? make(slug).finally(() => begun.delete(slug));
      begun.set(slug, making);
      return making;
    },
  };
}

interface Kept {
  readonly of: string;
  readonly token: string;
}

/** An entry that turned since the lists were published: until they are published again the last token stands, up to its end. */
async function askSigner(
  signing: NonNullable<IssuanceDeps['signing']>,
  slug: string,
  known: Kept | undefined,
): Promise<string | null> {
  try {
    return await signing.tokenStatusList(slug);
  } catch (error) {
    if (error instanceof ServiceError && error.code === 'signer-list-differs') return known?.token ?? null;
    throw error;
  }
}

export type ListPair = readonly [revocation: StatusListRow, suspension: StatusListRow];

/** Null until both are published. */
export async function publishedPair(slug: string, read: Pick<IssuanceStore, 'statusLists'>): Promise<ListPair | null> {
  const rows = await read.statusLists.find({ slug, purpose: ['revocation', 'suspension'] });
  const [revocation, suspension] = ['revocation', 'suspension'].map((purpose) =>
    rows.find((row) => row.purpose === purpose),
  );
  return revocation?.signedJson && suspension?.signedJson ? [revocation, suspension] : null;
}

/** With a key that is at hand: no question is asked here. Null when a list cannot be read. */
export async function signPair(
  [revocation, suspension]: ListPair,
  { keys, addresses }: Pick<IssuanceDeps, 'keys' | 'addresses'>,
): Promise<string | null> {
  const [revoked, suspended] = await Promise.all([opened(revocation), opened(suspension)]);
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

/**
 * Is this list as we published it, and does it still say what the entries say? Asked by the process that signs: the row may
 * hold an older list, or one that nobody of us signed.
 */
export async function isOwnAndCurrent(row: StatusListRow, deps: IssuanceDeps): Promise<boolean> {
  const parsed = parseJson(row.signedJson ?? '', limits);
  if (!parsed.ok || !isObject(parsed.value)) return false;
  const held = await deps.keys.list();
  const { outcome } = await verifyProofs(parsed.value, deps.forms, {
    lookupKey: async (id) =>
      held.find(
        (key) => key.id === id && key.role === 'status' && key.controller === row.issuerDid && key.revokedAt === null,
      ) ?? null,
    expectedPurpose: 'assertionMethod',
    expectedController: row.issuerDid,
  });
  const list = outcome === 'verified' ? await opened(row) : null;
  const address = deps.addresses.statusList(row.slug, row.purpose);
  if (list === null || parsed.value['id'] !== address) return false;
  const set = await setEntries(deps.store.read, row);
  const bits = bitsOf(
    set.map(({ index }) => index),
    row.size,
  );
  return Buffer.from(list.bits).equals(Buffer.from(bits));
}
