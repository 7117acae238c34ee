import { statusListLimits } from '../../credentials/browser.js';
import type { TrustedIssuer } from '../../issuers/types.js';
import { isObject, isoSeconds, parseJson, type Clock, type JsonObject } from '../../shared/index.js';
import { createEddsaJcs2022, type CryptoPort } from '../../verification/browser.js';
import type { CopyStore, Download } from './trust-store.js';

interface ListCopy {
  readonly credential: JsonObject;
  readonly fetchedAt: string;
}

export interface StatusCopies {
  /** The list as last received, in this visit or an earlier one. */
  kept(path: string): Promise<ListCopy | null>;
  /** Fetches it anew. It replaces the copy when its office signed it and it is not older. */
  refresh(path: string): Promise<void>;
  /** Did the last attempt give a list that its office signed? */
  wasReached(path: string): boolean;
  count(): number;
}

export interface StatusCopiesDeps {
  readonly copies: CopyStore;
  readonly download: Download;
  readonly crypto: CryptoPort;
  readonly clock: Clock;
  /** The office whose list stands at this path, as the trust list names it now. */
  readonly officeOf: (path: string) => TrustedIssuer | null;
}

/**
 * Status lists kept on this device. Signatures are judged at every check too; here they decide what may replace what is
 * kept: otherwise anybody between could push a genuine list out with one that is dated later and worth nothing.
 */
export function createStatusCopies({ copies, download, crypto, clock, officeOf }: StatusCopiesDeps): StatusCopies {
  const lists = new Map<string, ListCopy>();
  const reached = new Set<string>();
  const format = createEddsaJcs2022(crypto);

  async function kept(path: string): Promise<ListCopy | null> {
    const known = lists.get(path);
    if (known) return known;
    const copy = await copies.get(path);
    const credential = copy && credentialOf(copy.bytes);
    if (!copy || !credential) return null;
    const found = { credential, fetchedAt: copy.fetchedAt };
    lists.set(path, found);
    return found;
  }

  async function isSigned(credential: JsonObject, path: string): Promise<boolean> {
    const office = officeOf(path);
    const { id, issuer, proof } = credential;
    const issuerId = isObject(issuer) ? issuer['id'] : issuer;
    if (!office || !isObject(proof) || issuerId !== office.did || pathOf(id) !== path) return false;
    const { outcome } = await format.verify(credential, proof, {
      expectedPurpose: 'assertionMethod',
      now: clock.now(),
      async lookupKey(method) {
        const key = office.keys.find(
          (candidate) => candidate.id === method && candidate.role === 'status' && candidate.revokedAt === null,
        );
        return key ? { ...key, controller: office.did } : null;
      },
    });
    return outcome === 'verified';
  }

  async function refresh(path: string): Promise<void> {
    reached.delete(path);
    const bytes = await download(path);
    const credential = bytes && credentialOf(bytes);
    if (!bytes || !credential || !(await isSigned(credential, path))) return;
    reached.add(path);
    const old = await kept(path);
    // Signed dates only go forward: an older list served again would bring a revoked certificate back to life.
    const isOlder = old !== null && publishedAt(credential) < publishedAt(old.credential);
    if (isOlder && (await isSigned(old.credential, path))) return;
    const fetchedAt = isoSeconds(clock.now());
    lists.set(path, { credential, fetchedAt });
    await copies.put(path, bytes, fetchedAt);
  }

  return { kept, refresh, wasReached: (path) => reached.has(path), count: () => lists.size };
}

const publishedAt = ({ validFrom }: JsonObject): string => (typeof validFrom === 'string' ? validFrom : '');

/** Lists are read through this site: the page may talk to nobody else, and the signature says whose they are. */
export const pathOf = (url: unknown): string | null =>
  typeof url === 'string' && URL.canParse(url) ? new URL(url).pathname : null;

function credentialOf(bytes: Uint8Array): JsonObject | null {
  const parsed = parseJson(new TextDecoder().decode(bytes), statusListLimits);
  return parsed.ok && isObject(parsed.value) ? parsed.value : null;
}
