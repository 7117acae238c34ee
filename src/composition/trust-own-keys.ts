import type { TrustList } from '../issuers/index.js';
import type { KeyStore } from '../keys/index.js';
import { ServiceError } from '../shared/index.js';

/** Keys may be in a process of their own, which is not asked more often than this. */
const PAUSE_MS = 1_000;

/**
 * What was signed elsewhere learns of a stolen key of ours with its next version. Here it counts at once: a list, with the keys
 * that this service marked as compromised. Only ever less is believed than the list says.
 */
export function createOwnRevocations({ keys }: { readonly keys: KeyStore }): (list: TrustList) => Promise<TrustList> {
  let known: ReadonlyMap<string, string> = new Map();
  let askedAt = -Infinity;

  async function revoked(): Promise<typeof known> {
    const now = performance.now();
    if (now - askedAt < PAUSE_MS) return known;
    askedAt = now;
    try {
      const all = await keys.list();
      known = new Map(all.flatMap(({ id, revokedAt }) => (revokedAt === null ? [] : [[id, revokedAt] as const])));
    } catch (error) {
      // Verifying goes on while the signing process is down.
      if (!(error instanceof ServiceError) || error.code !== 'signer-unreachable') throw error;
    }
    return known;
  }

  return async (list) => {
    const own = await revoked();
    const isNews = list.issuers.some((issuer) =>
      issuer.keys.some(({ id, revokedAt }) => revokedAt === null && own.has(id)),
    );
    if (!isNews) return list;
    const issuers = list.issuers.map((issuer) => ({
      ...issuer,
      keys: issuer.keys.map((key) => ({ ...key, revokedAt: key.revokedAt ?? own.get(key.id) ?? null })),
    }));
    return { ...list, issuers };
  };
}
