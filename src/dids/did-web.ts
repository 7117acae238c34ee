import type { DIDDocument, DIDResolutionResult, DIDResolver } from 'did-resolver';
import type { FetchResult, SafeFetch } from '../net/types.js';
import { fromUtf8, isObject, parseJson, type Clock, type JsonLimits, type JsonValue } from '../shared/index.js';
import { didWebUrl } from './did-web-address.js';
import { resolved, unresolved } from './resolution-result.js';

export interface DidWebDeps {
  readonly fetch: SafeFetch;
  readonly clock: Clock;
  /** Documents this service publishes itself; null = not ours. Asked first, so no request goes out to ourselves. */
  readonly localDocument: (did: string) => DIDDocument | null | Promise<DIDDocument | null>;
  /** How long a fetched document is used without asking again. Default 300. */
  readonly freshSeconds?: number;
  /** How long it still serves while its host cannot be reached. Default 86,400. */
  readonly staleSeconds?: number;
}

const LIMITS: JsonLimits = { maxLength: 65_536, maxDepth: 12, maxNodes: 3_000 };
const MAX_KEYS = 50;
const MAX_CACHED = 500;
/** A host that failed is not asked again at once: a verifier must not become its hammer. */
const RETRY_SECONDS = 30;

interface Cached {
  readonly result: DIDResolutionResult;
  readonly at: number;
}

/**
 * did:web over the safe door. The document must carry exactly the DID that was asked for; another id is refused and
 * nothing of it is handed on. The cache is bounded and a copy older than `staleSeconds` is never used.
 */
export function createDidWeb(deps: DidWebDeps): DIDResolver {
  const freshMs = (deps.freshSeconds ?? 300) * 1_000;
  const staleMs = (deps.staleSeconds ?? 86_400) * 1_000;
  const good = new Map<string, Cached>();
  const failed = new Map<string, Cached>();
  const underWay = new Map<string, Promise<DIDResolutionResult>>();

  async function fetchOnce(did: string, url: string): Promise<DIDResolutionResult> {
    const result = judge(did, await deps.fetch(url, 'did-document'));
    const at = deps.clock.now().getTime();
    if (result.didDocument !== null) {
      remember(good, did, { result, at });
      failed.delete(did);
      return result;
    }
    remember(failed, did, { result, at });
    // Gone is gone; only a host that cannot be reached lets the older copy stand.
    if (result.didResolutionMetadata.error !== 'unreachable') good.delete(did);
    return usable(good.get(did), at, staleMs) ?? result;
  }

  return async (did) => {
    const own = await deps.localDocument(did);
    if (own !== null) return resolved(own);
    const url = didWebUrl(did);
    if (url === null) return unresolved('invalidDid');
    const now = deps.clock.now().getTime();
    const fresh = usable(good.get(did), now, freshMs);
    if (fresh !== null) return fresh;
    const refused = usable(failed.get(did), now, RETRY_SECONDS * 1_000);
    if (refused !== null) return usable(good.get(did), now, staleMs) ?? refused;
    const running = underWay.get(did) ?? fetchOnce(did, url).finally(() => underWay.delete(did));
    underWay.set(did, running);
    return running;
  };
}

const usable = (cached: Cached | undefined, now: number, maxAgeMs: number): DIDResolutionResult | null =>
  cached !== undefined && Math.abs(now - cached.at) <= maxAgeMs ? cached.result : null;

function remember(cache: Map<string, Cached>, did: string, entry: Cached): void {
  cache.delete(did);
  cache.set(did, entry);
  const [oldest] = cache.keys();
  if (cache.size > MAX_CACHED && oldest !== undefined) cache.delete(oldest);
}

function judge(did: string, fetched: FetchResult): DIDResolutionResult {
  if (!fetched.ok) {
    const isGone = fetched.code === 'http-status' && (fetched.status === 404 || fetched.status === 410);
    return unresolved(isGone ? 'notFound' : fetched.code === 'bad-url' ? 'invalidDid' : 'unreachable');
  }
  const document = readDocument(fetched.body);
  return document !== null && document.id === did ? resolved(document) : unresolved('invalidDidDocument');
}

/** The document as data; null when it is not JSON, over the limits, or not shaped like a DID document. */
function readDocument(body: Uint8Array): DIDDocument | null {
  let text: string;
  try {
    text = fromUtf8(body);
  } catch {
    return null;
  }
  const parsed = parseJson(text, LIMITS);
  return parsed.ok && isDidDocument(parsed.value) ? parsed.value : null;
}

const RELATIONSHIPS = [
  'authentication',
  'assertionMethod',
  'keyAgreement',
  'capabilityInvocation',
  'capabilityDelegation',
] as const;

function isDidDocument(value: JsonValue): value is JsonValue & DIDDocument {
  if (!isObject(value) || typeof value.id !== 'string') return false;
  const methods = value.verificationMethod ?? [];
  if (!Array.isArray(methods) || methods.length > MAX_KEYS || !methods.every(isMethod)) return false;
  if (value.service !== undefined && !(Array.isArray(value.service) && value.service.every(isObject))) return false;
  return RELATIONSHIPS.every((name) => {
    const listed = value[name] ?? [];
    return (
      Array.isArray(listed) &&
      listed.length <= MAX_KEYS &&
      listed.every((item) => typeof item === 'string' || isMethod(item))
    );
  });
}

const isMethod = (value: JsonValue): boolean =>
  isObject(value) &&
  typeof value.id === 'string' &&
  typeof value.type === 'string' &&
  typeof value.controller === 'string';
