import { pinnedContexts, zlibGunzip } from '../credentials/index.js';
import type { KeyLookup } from '../proofs/index.js';
import { ServiceError } from '../shared/index.js';
import { createChallenges, createVcApiVerifier, strictProfile, type VcApiVerifier } from '../vc-api/index.js';
import type { Instance } from './instance.js';
import type { Outbound } from './outbound.js';
import type { Trust } from './trust.js';
import { findStatusList } from './verifier.js';

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
      lookupKey: createTrustedLookup(trust, outbound),
      statusList: (url) => findStatusList({ instance, outbound }, url),
      gunzip: zlibGunzip,
      challenges: createChallenges({
        clock,
        ids,
        domain: new URL(instance.addresses.publicUrl).host,
        insertOnce: (id) => insertOnce(instance, id),
      }),
      now: () => clock.now(),
    },
    strictProfile,
  );
}

/** Offices on the trust list sign with the keys of the list alone: a DID document that changed hands adds none. */
function createTrustedLookup(trust: Trust, outbound: Outbound): KeyLookup {
  return async (verificationMethod, purpose) => {
    const { list } = await trust.current();
    const did = verificationMethod.split('#')[0] ?? '';
    const issuer = list.issuers.find((listed) => listed.did === did);
    if (!issuer) return outbound.resolveKey(verificationMethod, purpose);
    const key = issuer.keys.find(({ id }) => id === verificationMethod);
    return key?.revokedAt === null && purpose === 'assertionMethod'
      ? { id: key.id, controller: did, publicKeyMultibase: key.publicKeyMultibase }
      : null;
  };
}

/** Uniqueness of the settings' ids makes a challenge single use, also between processes. */
async function insertOnce({ store, clock }: Instance, id: string): Promise<boolean> {
  try {
    await store.transaction((tx) =>
      tx.settings.insert({ id, version: 1, value: { usedAt: clock.now().toISOString() } }),
    );
    return true;
  } catch (error) {
    if (error instanceof ServiceError && error.code === 'conflict') return false;
    throw error;
  }
}
