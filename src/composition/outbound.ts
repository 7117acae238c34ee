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
import { verifyProofs, type KeyLookup } from '../proofs/index.js';
import { isObject, parseJson, type JsonObject } from '../shared/index.js';
import type { StatusAnswer } from '../verification/index.js';
import type { Instance } from './instance.js';
import { createListCache } from './list-cache.js';

/** Everything that may leave the house: DID documents and status lists of others, both through the one door. */
export interface Outbound {
  readonly resolveKey: KeyLookup;
  statusList(url: string): Promise<StatusAnswer>;
  /** A Token Status List as it came; null when it could not be had. */
  statusToken(url: string): Promise<string | null>;
  answerResolution(request: ResolutionRequest): Promise<ResolutionAnswer>;
  /** Our own issuer's DID document, or null when the DID is not one of ours. */
  ownDocument(did: string): Promise<JsonObject | null>;
}

const closedDoor: SafeFetch = async () => ({ ok: false, code: 'unreachable' });

export function createOutbound(
  instance: Instance,
  fetch: SafeFetch = instance.settings.outbound ? createSafeFetch() : closedDoor,
): Outbound {
  const { clock, keys } = instance;

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
  const resolveKey = resolveVerificationKey(resolver);
  return {
    resolveKey,
    statusList: createLists(instance, fetch, resolveKey),
    statusToken: async (url) => {
      const fetched = await fetch(url, 'status-list');
      return fetched.ok ? Buffer.from(fetched.body).toString('latin1').trim() : null;
    },
    answerResolution: (request) => resolutionAnswer(resolver, request),
    ownDocument,
  };
}

/** Lists of other issuers, fetched whole and kept for a quarter of an hour: nobody learns which entry was looked at. */
function createLists(
  { clock, guardedFormats }: Instance,
  fetch: SafeFetch,
  resolveKey: KeyLookup,
): Outbound['statusList'] {
  const kept = createListCache(clock);

  /** Signed by the issuer it names. Whether that is the credential's issuer is for whoever asked. */
  async function isSigned(credential: JsonObject): Promise<boolean> {
    const issuer = isObject(credential.issuer) ? credential.issuer.id : credential.issuer;
    if (typeof issuer !== 'string') return false;
    const { outcome } = await verifyProofs(credential, guardedFormats, {
      lookupKey: resolveKey,
      expectedPurpose: 'assertionMethod',
      expectedController: issuer,
      now: clock.now(),
    });
    return outcome === 'verified';
  }

  return async (url) => {
    const known = kept.get(url);
    if (known !== null) return known;
    const fetched = await fetch(url, 'status-list');
    if (!fetched.ok) return { kind: 'unavailable', reason: fetched.code };
    const parsed = parseJson(Buffer.from(fetched.body).toString('utf8'), statusListLimits);
    if (!parsed.ok || !isObject(parsed.value)) return { kind: 'unavailable', reason: 'not-a-list' };
    const credential = parsed.value;
    const answer = { kind: 'list', credential, fetchedAt: clock.now().toISOString() } as const;
    // What nobody signed is handed on once, to be refused, and takes no other list's place.
    if (await isSigned(credential)) kept.put(url, answer, fetched.body.length);
    return answer;
  };
}
