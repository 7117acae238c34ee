import type { KeyLookup } from '../proofs/index.js';
import type { VcApiDeps } from './deps.js';

/** What one request may make this service ask of others: a document names addresses that its author chose. */
const MAX_FOREIGN_LISTS = 3;
/** Hosts asked for keys: `did:web` is the one method that asks anybody. */
const MAX_FOREIGN_DIDS = 8;

/**
 * The same dependencies for one request alone: beyond its allowance a foreign list is unavailable and a foreign key
 * unreachable, which is "could not be checked". Asking for the same thing again costs nothing.
 */
export function forOneRequest(deps: VcApiDeps): VcApiDeps {
  const mayAskList = allowance(MAX_FOREIGN_LISTS);
  const mayAskDid = allowance(MAX_FOREIGN_DIDS);
  const bounded = (lookup: KeyLookup): KeyLookup => {
    return async (method, purpose) => {
      const did = method.split('#')[0] ?? '';
      return !did.startsWith('did:web:') || mayAskDid(did) ? lookup(method, purpose) : 'unreachable';
    };
  };
  return {
    ...deps,
    lookupKey: bounded(deps.lookupKey),
    ...(deps.lookupListKey === undefined ? {} : { lookupListKey: bounded(deps.lookupListKey) }),
    statusList: async (url) =>
      deps.isOwnList?.(url) === true || mayAskList(url)
        ? deps.statusList(url)
        : { kind: 'unavailable', reason: 'too-many-lists' },
  };
}

function allowance(most: number): (address: string) => boolean {
  const asked = new Set<string>();
  return (address) => {
    if (asked.has(address)) return true;
    if (asked.size >= most) return false;
    asked.add(address);
    return true;
  };
}
