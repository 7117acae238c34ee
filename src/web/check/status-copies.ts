import { statusListLimits } from '../../credentials/browser.js';
import type { TrustedIssuer } from '../../issuers/types.js';
import { isObject, isoSeconds, parseJson, type Clock, type JsonObject } from '../../shared/index.js';
import { createEddsaJcs2022, type CryptoPort } from '../../verification/browser.js';
import type { CopyStore, Download } from './trust-store.js';

interface ListCopy {
  readonly credential: JsonObject;
  readonly fetchedAt: string;
}

/** Lists are named by the address that the trust list gives them, whoever publishes there. */
export interface StatusCopies {
  /** The list as last received, in this visit or an earlier one. */
  kept(url: string): Promise<ListCopy | null>;
  /** Fetches it anew. It replaces the copy when its office signed it and it is not older. */
  refresh(url: string): Promise<void>;
  /** Did the last attempt give a list that its office signed? */
  wasReached(url: string): boolean;
  count(): number;
}

export interface StatusCopiesDeps {
  readonly copies: CopyStore;
  readonly download: Download;
  readonly crypto: CryptoPort;
  readonly clock: Clock;
  /** The office whose list this is, as the trust list names it now. */
  readonly officeOf: (url: string) => TrustedIssuer | null;
}

/**
 * Status lists kept on this device. Signatures are judged at every check too; here they decide what may replace what is
 * kept: otherwise anybody between could push a genuine list out with one that is dated later and worth nothing.
 */
export function createStatusCopies({ copies, download, crypto, clock, officeOf }: StatusCopiesDeps): StatusCopies {
  const lists = new Map<string, ListCopy>();
  const reached = new Set<string>();
  const format = createEddsaJcs2022(crypto);

  async function kept(url: string): Promise<ListCopy | null> {
    const known = lists.get(url);
    if (known) return known;
    const path = pathOf(url, officeOf(url));
    const copy = path === null ? null : await copies.get(path);
    const credential = copy && credentialOf(copy.bytes);
    if (!copy || !credential) return null;
    const found = { credential, fetchedAt: copy.fetchedAt };
    lists.set(url, found);
    return found;
  }

  async function isSigned(credential: JsonObject, url: string): Promise<boolean> {
    const office = officeOf(url);
    const { id, issuer, proof } = credential;
    const issuerId = isObject(issuer) ? issuer['id'] : issuer;
    if (!office || !isObject(proof) || issuerId !== office.did || id !== url) return false;
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

  async function refresh(url: string): Promise<void> {
    reached.delete(url);
    const path = pathOf(url, officeOf(url));
    const bytes = path === null ? null : await download(path);
    const credential = bytes && credentialOf(bytes);
    if (path === null || !bytes || !credential || !(await isSigned(credential, url))) return;
    reached.add(url);
    const old = await kept(url);
    // Signed dates only go forward: an older list served again would bring a revoked certificate back to life.
    const isOlder = old !== null && publishedAt(credential) < publishedAt(old.credential);
    if (isOlder && (await isSigned(old.credential, url))) return;
    const fetchedAt = isoSeconds(clock.now());
    lists.set(url, { credential, fetchedAt });
    await copies.put(path, bytes, fetchedAt);
  }

  return { kept, refresh, wasReached: (url) => reached.has(url), count: () => lists.size };
}

const publishedAt = ({ validFrom }: JsonObject): string => (typeof validFrom === 'string' ? validFrom : '');

/**
 * Where this site hands the list out: the page may talk to nobody else, and the signature says whose it is. What another
 * operator publishes is passed on whole, so that nobody abroad learns who checks here.
 */
function pathOf(url: string, office: TrustedIssuer | null): string | null {
  if (office === null || !URL.canParse(url)) return null;
  const { href, pathname } = new URL(url);
  return office.recognisedThrough ? `/status/elsewhere/${encodeURIComponent(href)}` : pathname;
}

function credentialOf(bytes: Uint8Array): JsonObject | null {
  const parsed = parseJson(new TextDecoder().decode(bytes), statusListLimits);
  return parsed.ok && isObject(parsed.value) ? parsed.value : null;
}
