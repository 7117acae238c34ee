import {
  buildIssuerDocument,
  createDidResolver,
  resolutionAnswer,
  resolveVerificationKey,
  type ResolutionAnswer,
  type ResolutionRequest,
} from '../dids/index.js';
import { statusListLimits } from '../credentials/index.js';
import { createSafeFetch, type SafeFetch } from '../net/index.js';
import type { KeyLookup } from '../proofs/index.js';
import { isObject, parseJson, type JsonObject } from '../shared/index.js';
import type { StatusAnswer } from '../verification/index.js';
import type { Instance } from './instance.js';

/** Everything that may leave the house: DID documents and status lists of others, both through the one door. */
export interface Outbound {
  readonly resolveKey: KeyLookup;
  statusList(url: string): Promise<StatusAnswer>;
  answerResolution(request: ResolutionRequest): Promise<ResolutionAnswer>;
  /** Our own issuer's DID document, or null when the DID is not one of ours. */
  ownDocument(did: string): Promise<JsonObject | null>;
}

const KEEP_LIST_MS = 15 * 60_000;
const KEEP_LISTS = 200;

export function createOutbound(instance: Instance): Outbound {
  const { clock, settings, keys } = instance;
  const fetch: SafeFetch = settings.outbound ? createSafeFetch() : async () => ({ ok: false, code: 'unreachable' });

  async function ownDocument(did: string): Promise<JsonObject | null> {
    const own = (await keys.list()).filter((key) => key.controller === did && key.role !== 'root');
    return own.length === 0 ? null : (buildIssuerDocument(did, own) as unknown as JsonObject);
  }

  const resolver = createDidResolver({
    fetch,
    clock,
    localDocument: async (did) =>
      (await ownDocument(did)) as Awaited<ReturnType<Parameters<typeof createDidResolver>[0]['localDocument']>>,
  });
  return {
    resolveKey: resolveVerificationKey(resolver),
    statusList: createListCache(instance, fetch),
    answerResolution: (request) => resolutionAnswer(resolver, request),
    ownDocument,
  };
}

/** Lists of other issuers, fetched whole and kept for a quarter of an hour: nobody learns which entry was looked at. */
function createListCache({ clock }: Instance, fetch: SafeFetch): (url: string) => Promise<StatusAnswer> {
  const kept = new Map<string, { readonly at: number; readonly credential: JsonObject }>();
  return async (url) => {
    const now = clock.now().getTime();
    const known = kept.get(url);
    if (known && now - known.at < KEEP_LIST_MS)
      return { kind: 'list', credential: known.credential, fetchedAt: new Date(known.at).toISOString() };
    const fetched = await fetch(url, 'status-list');
    if (!fetched.ok) return { kind: 'unavailable', reason: fetched.code };
    const parsed = parseJson(Buffer.from(fetched.body).toString('utf8'), statusListLimits);
    if (!parsed.ok || !isObject(parsed.value)) return { kind: 'unavailable', reason: 'not-a-list' };
    kept.set(url, { at: now, credential: parsed.value });
    const [oldest] = kept.keys();
    if (kept.size > KEEP_LISTS && oldest !== undefined) kept.delete(oldest);
    return { kind: 'list', credential: parsed.value, fetchedAt: clock.now().toISOString() };
  };
}
