import { authorityQuestionOf, pinnedContexts, zlibGunzip } from '../credentials/index.js';
import { answerAuthority, type TrustedKey } from '../issuers/index.js';
import type { KeyLookup } from '../proofs/index.js';
import { isObject, isoSeconds, ServiceError, type JsonObject } from '../shared/index.js';
import {
  createChallenges,
  createVcApiVerifier,
  strictProfile,
  type KeyWindow,
  type VcApiVerifier,
} from '../vc-api/index.js';
import type { Instance } from './instance.js';
import type { Outbound } from './outbound.js';
import type { Trust } from './trust.js';
import { findStatusList, isOwnList } from './verifier.js';

export interface VcApiParts {
  readonly instance: Instance;
  readonly trust: Trust;
  readonly outbound: Outbound;
}

/** The VC-API verifier of the running service: strangers' JSON-LD is processed in threads that can be killed. */
export function createVcApi({ instance, trust, outbound }: VcApiParts): VcApiVerifier {
  const { crypto, clock, ids, canonicalizer, guardedFormats } = instance;
  const contexts = new Set(pinnedContexts.map(({ url }) => url));
  return createVcApiVerifier(
    {
      crypto,
      canonicalizer,
      formats: guardedFormats,
      isKnownContext: (url) => contexts.has(url),
      ...createTrustedKeys(trust, outbound),
      isAuthorised: (document) => isAuthorised(document, { instance, trust, outbound }),
      statusList: (url) => findStatusList({ instance, outbound }, url),
      isOwnList: (url) => isOwnList(instance, url),
      gunzip: zlibGunzip,
      challenges: createChallenges({
        clock,
        ids,
        domain: new URL(instance.addresses.publicUrl).host,
        key: instance.challengeKey,
        insertOnce: (id, until) => insertOnce(instance, id, until),
      }),
      now: () => clock.now(),
    },
    strictProfile,
  );
}

interface ListedKey extends TrustedKey {
  readonly controller: string;
}

/**
 * Offices on the trust list sign with the keys of the list alone: a DID document that changed hands adds none. The list
 * also says what each key is for - `issuer` keys sign credentials, `status` keys sign status lists - and a key marked as
 * compromised signs nothing any more, whatever date a proof carries. When a key was in use: `vc-api/key-window.ts`. It is
 * the list that verdicts go by: with offline root keys a row in the database makes no issuer here either.
 */
function createTrustedKeys(trust: Trust, outbound: Outbound) {
  /** Undefined: not an office of the list. Null: a key that this office does not publish. */
  async function listed(verificationMethod: string): Promise<ListedKey | null | undefined> {
    const list = await trust.judging();
    const did = verificationMethod.split('#')[0] ?? '';
    const issuer = list?.issuers.find((candidate) => candidate.did === did);
    if (!issuer) return undefined;
    const key = issuer.keys.find(({ id }) => id === verificationMethod);
    return key ? { ...key, controller: did } : null;
  }
  const lookup = (role: TrustedKey['role']): KeyLookup => {
    return async (verificationMethod, purpose) => {
      const key = await listed(verificationMethod);
      if (key === undefined) return outbound.resolveKey(verificationMethod, purpose);
      const isUsable = key?.role === role && key.revokedAt === null && purpose === 'assertionMethod';
      return isUsable ? key : null;
    };
  };
  return {
    lookupKey: lookup('issuer'),
    lookupListKey: lookup('status'),
    keyWindow: async (verificationMethod: string): Promise<KeyWindow | null> =>
      (await listed(verificationMethod)) ?? null,
  };
}

/** The accreditation tuple of a listed office's award; null for issuers that this service does not vouch for. */
async function isAuthorised(document: JsonObject, { trust, instance }: VcApiParts): Promise<boolean | null> {
  const list = await trust.judging();
  const did = isObject(document.issuer) ? document.issuer.id : document.issuer;
  if (list === null || !list.issuers.some((issuer) => issuer.did === did) || isStatusList(document)) return null;
  const question = instance.schemaGate(document).kind === 'ours' ? authorityQuestionOf(document) : null;
  return question !== null && answerAuthority(list, question).kind === 'authorised';
}

const isStatusList = ({ type }: JsonObject): boolean => [type].flat().includes('BitstringStatusListCredential');

/** Most expired rows that one answer removes: more than it adds, so that they cannot pile up. */
const PURGE_AT_ONCE = 100;
/** Beyond the end of a challenge, for processes whose clocks differ. */
const KEEP_MS = 10 * 60_000;

/** The primary key makes a challenge single use, also between processes on one database. */
async function insertOnce({ store, clock }: Instance, id: string, until: Date): Promise<boolean> {
  const expiresAt = isoSeconds(new Date(until.getTime() + KEEP_MS));
  try {
    await store.transaction((tx) => tx.usedChallenges.insert({ id, version: 1, expiresAt }));
  } catch (error) {
    if (error instanceof ServiceError && error.code === 'conflict') return false;
    throw error;
  }
  const before = isoSeconds(clock.now());
  await store.transaction((tx) => tx.usedChallenges.purge({ field: 'expiresAt', before, limit: PURGE_AT_ONCE }));
  return true;
}
