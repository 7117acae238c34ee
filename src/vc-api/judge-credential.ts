import type { JsonObject } from '../shared/index.js';
import { checkCredentialModel, instantOf, uncheckedResources, versionOf } from '../verification/index.js';
import type { VcApiDeps, VerifierProfile } from './deps.js';
import type { Finding } from './finding.js';
import { contextFindings, jsonLdFindings } from './json-ld.js';
import { isTooLarge, type VerifyRequestOptions } from './requests.js';
import { openSecured, ownerOf } from './secured.js';
import { readStatus } from './status.js';

export interface CredentialJudgement {
  /** Reasons against the credential; empty = verified. */
  readonly findings: readonly Finding[];
  readonly warnings: readonly Finding[];
  readonly formats: readonly string[];
  readonly status: readonly JsonObject[];
}

const CLOCK_SKEW_MS = 300_000;
/** These formats process the document as JSON-LD themselves. */
const jsonLdFormats: ReadonlySet<string> = new Set([
  'eddsa-rdfc-2022',
  'ecdsa-rdfc-2019',
  'ecdsa-sd-2023',
  'Ed25519Signature2020',
]);
/**
 * A warning and not a refusal: 200 and 400 of the VC-API speak of proof, dates and status, and suites and clients read
 * them so. Who was entitled to award is this service's own question; its full answer is `POST /api/verify`.
 */
const notAuthorised: Finding = { code: 'issuer-not-authorised', at: '/issuer' };
const statusChecks: ReadonlySet<string> = new Set(['status', 'credentialStatus', 'statusList']);

/**
 * Verifies one credential with everything that VCDM 2.0 section 7.1 asks for: data model, JSON-LD, every proof, the
 * issuer's key, dates, status. Cheap checks come first and stop what they refuse, so that bad input costs little.
 */
export async function judgeCredential(
  received: JsonObject,
  { deps, profile, options }: { deps: VcApiDeps; profile: VerifierProfile; options: VerifyRequestOptions },
): Promise<CredentialJudgement> {
  const refused = (findings: readonly Finding[], formats: readonly string[] = []): CredentialJudgement => ({
    findings,
    formats,
    warnings: [],
    status: [],
  });
  if (isTooLarge(received)) return refused([{ code: 'document-too-large' }]);
  const early = modelFirst(received, deps);
  if (early.length > 0) return refused(early);
  const { document, findings, formats } = await openSecured(received, { kind: 'credential', deps, profile, options });
  if (!document || findings.length > 0) return refused(findings, formats);
  const model = received.proof === undefined ? [...checkCredentialModel(document)] : [];
  if (model.length > 0) return refused(model, formats);
  const needsJsonLd = !formats.some((format) => jsonLdFormats.has(format));
  const jsonLd = needsJsonLd ? await jsonLdFindings(document, deps) : [];
  if (jsonLd.length > 0) return refused(jsonLd, formats);
  const status = await readStatus(document, ownerOf('credential', document) ?? '', deps);
  const isStatusWanted = options.checks?.some((check) => statusChecks.has(check)) ?? true;
  const resources = uncheckedResources(document).map((): Finding => ({
    code: 'related-resource-unchecked',
    at: '/relatedResource',
  }));
  return {
    findings: [...dateFindings(document, deps.now()), ...status.against, ...(isStatusWanted ? status.undecided : [])],
    warnings: [
      ...resources,
      ...(isStatusWanted ? [] : status.undecided),
      ...((await deps.isAuthorised?.(document)) === false ? [notAuthorised] : []),
    ],
    formats,
    status: status.entries,
  };
}

/** What can be said of an embedded credential before its proofs are looked at. */
function modelFirst(received: JsonObject, deps: VcApiDeps): readonly Finding[] {
  if (received.proof === undefined) return [];
  const { proof: _proof, ...document } = received;
  const model = checkCredentialModel(document);
  if (model.length > 0) return model;
  return contextFindings(received, deps);
}

/** The validity period against the verifier's clock (VCDM 2.0 section 4.9). */
function dateFindings(document: JsonObject, now: Date): readonly Finding[] {
  const isOld = versionOf(document) === '1.1';
  const from = instantOf(isOld ? document.issuanceDate : document.validFrom, isOld);
  const until = instantOf(isOld ? document.expirationDate : document.validUntil, isOld);
  if (from !== null && now.getTime() + CLOCK_SKEW_MS < from) {
    return [{ code: 'not-yet-valid', at: isOld ? '/issuanceDate' : '/validFrom' }];
  }
  if (until !== null && now.getTime() - CLOCK_SKEW_MS > until) {
    return [{ code: 'expired', at: isOld ? '/expirationDate' : '/validUntil' }];
  }
  return [];
}
