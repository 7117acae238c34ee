import { buildStatusListCredential, emptyBits, MINIMUM_SLOTS, withBit } from '../credentials/index.js';
import type { ProofFormat } from '../proofs/index.js';
import { isObject, isoSeconds, type Clock, type Ids, type JsonObject } from '../shared/index.js';
import { readRequest, refusal, type VcApiAnswer } from '../vc-api/index.js';
import type { StatusAnswer } from '../verification/index.js';
import type { ConformanceIssuer } from './issuer-keys.js';

export interface ConformanceStatusLists {
  /** A status entry at a random place. Without `statusSize` and `statusMessage`: the suite contradicts the standard there. */
  newEntry(): JsonObject;
  /** The signed list, or null. */
  signed(id: string): Promise<JsonObject | null>;
  find(url: string): Promise<StatusAnswer>;
  /** `POST /credentials/status` of the VC-API: sets or clears a bit. */
  change(body: string): VcApiAnswer;
}

export interface StatusListDeps {
  readonly issuer: ConformanceIssuer;
  readonly format: ProofFormat;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Known only once the server listens. */
  readonly base: () => string;
}

const LIST_ID = 'revocation';

/** One revocation list, in memory: a restart clears it. */
export function createStatusLists({ issuer, format, clock, ids, base }: StatusListDeps): ConformanceStatusLists {
  let bits = emptyBits();
  let version = 1;
  const url = (): string => `${base()}/status/${LIST_ID}`;

  async function signed(id: string): Promise<JsonObject | null> {
    if (id !== LIST_ID) return null;
    const now = clock.now();
    // A validFrom in the past: verifiers whose clock is behind must not find the list to be from the future.
    const validFrom = new Date(now.getTime() - 60_000);
    const list = buildStatusListCredential({
      id: url(),
      issuer: issuer.id,
      purpose: 'revocation',
      bits,
      version,
      validFrom,
    });
    const secured = await format.sign(list, { signer: issuer.signer, created: isoSeconds(now) });
    return typeof secured === 'string' ? null : secured;
  }

  return {
    signed,
    newEntry: () => {
      const index = String(ids.integer(MINIMUM_SLOTS));
      return {
        id: `${url()}#${index}`,
        type: 'BitstringStatusListEntry',
        statusPurpose: 'revocation',
        statusListIndex: index,
        statusListCredential: url(),
      };
    },
    find: async (asked) => {
      const credential = asked === url() ? await signed(LIST_ID) : null;
      return credential === null
        ? { kind: 'unavailable', reason: 'not-published-here' }
        : { kind: 'list', credential, fetchedAt: isoSeconds(clock.now()) };
    },
    change(text) {
      const request = readRequest(text);
      if (!request.ok) return request.answer;
      const { credentialStatus, status } = request.value.body;
      const entry = isObject(credentialStatus) ? credentialStatus : {};
      const index =
        typeof entry.statusListIndex === 'string' && /^\d{1,6}$/.test(entry.statusListIndex)
          ? Number(entry.statusListIndex)
          : -1;
      const isHere = entry.statusListCredential === url() && entry.statusPurpose === 'revocation';
      if (!isHere || index < 0 || index >= MINIMUM_SLOTS)
        return refusal([{ code: 'status-malformed', at: '/credentialStatus' }]);
      if (typeof status !== 'boolean') return refusal([{ code: 'request-malformed', at: '/status' }]);
      bits = withBit(bits, index, status);
      version++;
      return { status: 200, body: { statusListIndex: String(index), status } };
    },
  };
}
