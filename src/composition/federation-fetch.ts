import { trustListLimits, type PublishedRoots, type TrustList } from '../issuers/index.js';
import type { SafeFetch } from '../net/index.js';
import { isObject, parseJson, ServiceError } from '../shared/index.js';
import type { Dictionaries } from './dictionaries.js';
import { importBounds } from './federation-bounds.js';

/** The signed list at this address, as text. @throws ServiceError `trust-list-unreachable` */
export async function fetchList(fetch: SafeFetch, url: string): Promise<string> {
  const fetched = await fetch(url, 'trust-list');
  if (fetched.ok) return Buffer.from(fetched.body).toString('utf8').trim();
  throw new ServiceError('trust-list-unreachable', {
    status: 502,
    title: `The trust list could not be fetched (${fetched.code}).`,
    whatToDo: 'Check the address and OUTBOUND, or ask the other operator for the list as a file.',
  });
}

/** The root keys that an operator publishes beside its list; null when there are none to read. Believed by signature only. */
export async function fetchRoots(fetch: SafeFetch, url: string): Promise<PublishedRoots | null> {
  const fetched = await fetch(`${url}/roots.json`, 'trust-list');
  if (!fetched.ok) return null;
  const parsed = parseJson(Buffer.from(fetched.body).toString('utf8'), trustListLimits);
  if (!parsed.ok || !isObject(parsed.value)) return null;
  const { roots, serial, rollovers } = parsed.value;
  const areTexts = (value: unknown): value is string[] =>
    Array.isArray(value) && value.every((item) => typeof item === 'string');
  return areTexts(roots) && areTexts(rollovers) && Number.isSafeInteger(serial)
    ? { roots, rollovers, serial: Number(serial) }
    : null;
}

/** Fetches the dictionaries a list names; each must have the hash that the list states. */
export async function fetchDictionaries(
  fetch: SafeFetch,
  url: string,
  list: TrustList,
  dictionaries: Dictionaries,
): Promise<void> {
  for (const wanted of list.dictionaries.slice(0, importBounds.dictionaries)) {
    if (dictionaries.bySha256(wanted.sha256) !== null) continue;
    const fetched = await fetch(new URL(`/dict/${wanted.sha256}`, url).href, 'dictionary');
    if (fetched.ok) await dictionaries.adopt(wanted, fetched.body);
  }
}
