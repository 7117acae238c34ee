import { isObject, type JsonObject } from '../shared/index.js';
import { checkPresentationModel, looksEnveloped, valuesOf } from '../verification/index.js';
import type { VcApiDeps, VerifierProfile } from './deps.js';
import type { Finding } from './finding.js';
import { judgeCredential, type CredentialJudgement } from './judge-credential.js';
import { contextFindings, jsonLdFindings } from './json-ld.js';
import type { VerifyRequestOptions } from './requests.js';
import { openSecured, ownerOf } from './secured.js';

export interface PresentationJudgement {
  /** Reasons against the presentation itself; those against its credentials follow, each with where it stands. */
  readonly findings: readonly Finding[];
  readonly warnings: readonly Finding[];
  readonly formats: readonly string[];
  readonly holder: string | null;
  readonly credentials: readonly CredentialJudgement[];
}

const jsonLdFormats: ReadonlySet<string> = new Set(['eddsa-rdfc-2022', 'ecdsa-rdfc-2019', 'ecdsa-sd-2023']);

/**
 * Verifies a presentation (VCDM 2.0 sections 4.13 and 7.1): its own proof for authentication, bound to the verifier's
 * challenge and domain, and each credential inside by itself. One bad credential makes the presentation bad.
 */
export async function judgePresentation(
  received: JsonObject,
  context: { deps: VcApiDeps; profile: VerifierProfile; options: VerifyRequestOptions },
): Promise<PresentationJudgement> {
  const { deps, options } = context;
  const refused = (findings: readonly Finding[]): PresentationJudgement => ({
    findings,
    warnings: [],
    formats: [],
    holder: null,
    credentials: [],
  });
  if (!looksEnveloped(received)) {
    const { proof: _proof, ...unsecured } = received;
    const early = [...checkPresentationModel(unsecured), ...contextFindings(received, deps)];
    if (early.length > 0) return refused(early);
  }
  const { document, findings, formats } = await openSecured(received, { kind: 'presentation', ...context });
  if (!document || findings.length > 0) return refused(findings);
  const model: readonly Finding[] = checkPresentationModel(document);
  if (model.length > 0) return refused(model);
  const jsonLd = await presentationJsonLd(document, formats, deps);
  if (jsonLd.length > 0) return refused(jsonLd);
  const { checks } = options;
  const credentials: CredentialJudgement[] = [];
  // One after the other: one request must not start many verifications at once.
  for (const credential of valuesOf(document.verifiableCredential)) {
    if (!isObject(credential)) continue;
    credentials.push(
      await judgeCredential(credential, { ...context, options: checks === undefined ? {} : { checks } }),
    );
  }
  const nested = (list: 'findings' | 'warnings'): readonly Finding[] =>
    credentials.flatMap((judgement, index) =>
      judgement[list].map((finding) => ({ ...finding, at: `/verifiableCredential/${index}${finding.at ?? ''}` })),
    );
  return {
    findings: nested('findings'),
    warnings: nested('warnings'),
    formats,
    holder: ownerOf('presentation', document),
    credentials,
  };
}

/** The older JWT encoding mixes contexts of two data models that cannot be read as one; its credentials are judged apart. */
async function presentationJsonLd(
  document: JsonObject,
  formats: readonly string[],
  deps: VcApiDeps,
): Promise<readonly Finding[]> {
  if (formats.some((format) => jsonLdFormats.has(format))) return [];
  const { verifiableCredential: _credentials, ...own } = document;
  return jsonLdFindings(formats.includes('jwt') ? own : document, deps);
}
