import { createAccreditationReader, createDocumentLoader, lintAccreditation } from '../credentials/index.js';
import type { PublishedFile } from '../http/index.js';
import type { AccreditationCredential, AccreditationIssuingDeps, ImportDeps, IssuanceDeps } from '../issuance/index.js';
import { isFrameworkAuthority, issuerOf } from '../issuers/index.js';
import { isObject } from '../shared/index.js';
import type { Instance } from './instance.js';
import type { Trust } from './trust.js';
import type { Verifier } from './verifier.js';

/** The needs of the issuance cycle, and the lint of accreditations. */
export function createAccreditationIssuing(issuance: IssuanceDeps): AccreditationIssuingDeps {
  const context = { read: createAccreditationReader(), documentLoader: createDocumentLoader() };
  return { ...issuance, lintAccreditation: (document) => lintAccreditation(document, context) };
}

/** And what another authority signed, judged by our own verifier with the trust list of the moment. */
export function createAccreditationImport(
  issuing: AccreditationIssuingDeps,
  { trust, verifier }: { readonly trust: Trust; readonly verifier: Verifier },
): ImportDeps {
  const read = createAccreditationReader();
  return {
    ...issuing,
    judgeAccreditation: async (document) => {
      const claims = read(document);
      if (claims === null) return null;
      const { list } = await trust.current({ fresh: true });
      const grantor = issuerOf(list, claims.by);
      const { checks } = await verifier.verifyInput(document, { language: 'en' });
      const subject = document['credentialSubject'];
      return {
        claims,
        number: isObject(subject) && typeof subject['licenseNumber'] === 'string' ? subject['licenseNumber'] : '',
        grantor: grantor && {
          ...{ did: grantor.did, name: grantor.name, country: grantor.country },
          isFrameworkAuthority: isFrameworkAuthority(grantor),
        },
        isSignatureIntact: checks.some(({ code }) => code === 'I00'),
        isWithdrawn: checks.some(({ code }) => code === 'S10' || code === 'S11'),
        isStatusClear: checks.some(({ answer, outcome }) => answer === 'status' && outcome === 'pass'),
      };
    },
  };
}

/** What one answer of the listing holds at most. */
const LISTED = 50;
const MAX_AGE_SECONDS = 300;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export interface PublishedAccreditations {
  /** One signed accreditation of a place or an awarding body, as it was signed; null when there is none. */
  one(id: string): Promise<PublishedFile | null>;
  /** Accreditations of one place (its IRI) or awarding body (its DID), oldest first, at most 50, with what the register says about them now. */
  ofHolder(holder: string): Promise<PublishedFile>;
}

/** Of places and awarding bodies: accreditations of people have no credential, so no person's name can come out here. */
export function createPublishedAccreditations({ store }: Pick<Instance, 'store'>): PublishedAccreditations {
  const { accreditationCredentials, accreditations } = store.read;

  async function listed({ accreditationId, credentialId, issuerDid, holder, signedAt }: AccreditationCredential) {
    const row = await accreditations.get(accreditationId);
    return {
      ...{ id: credentialId, issuer: issuerDid, holder, signedAt },
      number: row?.number ?? null,
      state: row?.state ?? null,
      stateSince: row?.stateChangedAt ?? null,
      nothingCountsFrom: row?.retroactiveFrom ?? null,
    };
  }

  return {
    one: async (id) => {
      const row = UUID.test(id) ? await accreditationCredentials.get(id) : null;
      return row && { contentType: 'application/vc+ld+json', body: row.json, maxAgeSeconds: MAX_AGE_SECONDS };
    },
    ofHolder: async (holder) => {
      const rows = await accreditationCredentials.find({ holder, supersededAt: null }, { limit: LISTED });
      const items = await Promise.all(rows.map(listed));
      return {
        contentType: 'application/json',
        body: JSON.stringify({ holder, accreditations: items }),
        maxAgeSeconds: MAX_AGE_SECONDS,
      };
    },
  };
}
