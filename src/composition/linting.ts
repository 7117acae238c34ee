import { validUntil, type AwardType, type SchemePolicy } from '../assessment/index.js';
import { createDocumentLoader, lint, type CredentialKind, type LintContext } from '../credentials/index.js';
import { isWellFormedNumber, type IssuanceDeps } from '../issuance/index.js';
import { addMonths, isoDay } from '../shared/index.js';
import type { Instance } from './instance.js';

const AWARD_TYPE: Readonly<Partial<Record<CredentialKind, AwardType>>> = {
  'national-certificate': 'NC',
  'certificate-of-competency': 'COC',
  'nvq-certificate': 'NVQ',
  'record-of-achievement': 'record-of-achievement',
};

/** Step 4a of the cycle: every lint against the operator's own records, as they are now. */
export function createLinter(instance: Instance): IssuanceDeps['lint'] {
  const { catalogue, addresses, schemaGate, clock } = instance;
  const byIri = new Map(
    catalogue
      .qualifications()
      .map((entry) => [addresses.qualification({ qualificationId: entry.id, revision: entry.revision }), entry]),
  );
  const documentLoader = createDocumentLoader();
  return async (document) => {
    const bodies = await instance.store.read.organizations.find({ type: 'awarding-body' });
    const schemeOf = (did: string): string | null => bodies.find((body) => body.did === did)?.scheme ?? null;
    const context: LintContext = {
      schemaGate,
      documentLoader,
      qualification: (iri) => byIri.get(iri) ?? null,
      isOurIssuer: (did) => schemeOf(did) !== null,
      isNumber: (number) => isWellFormedNumber(number),
      validUntil: ({ kind, issuerDid, awardedOn }) =>
        endOf(catalogue.scheme(schemeOf(issuerDid) ?? ''), kind, awardedOn),
      today: isoDay(clock.now()),
    };
    return lint(document, context);
  };
}

function endOf(scheme: SchemePolicy | null, kind: CredentialKind, awardedOn: string): string | null | undefined {
  if (scheme === null) return undefined;
  if (kind === 'confirmed-experience') return null;
  const awardType = AWARD_TYPE[kind];
  if (awardType !== undefined) return validUntil(scheme, awardType, awardedOn);
  const months = scheme.passport?.validityMonths ?? null;
  return months === null ? null : isoDay(addMonths(new Date(awardedOn), months));
}
