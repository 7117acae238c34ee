import type { JsonObject } from '../shared/index.js';
import type { IssuedChallenge } from './challenges.js';
import type { VcApiDeps, VerifierProfile } from './deps.js';
import { problemDetails, refusal, type Finding, type VcApiAnswer } from './finding.js';
import { judgeCredential } from './judge-credential.js';
import { judgePresentation } from './judge-presentation.js';
import { forOneRequest } from './one-request.js';
import { readDocument, readRequest, readVerifyOptions, type VerifyRequestOptions } from './requests.js';

/** `POST /credentials/verify` and `POST /presentations/verify` of the VC-API, from body text to answer. */
export interface VcApiVerifier {
  /** 200 `{verified: true}`, or 400 with problem details for whatever stands against the credential. */
  verifyCredential(body: string): Promise<VcApiAnswer>;
  verifyPresentation(body: string): Promise<VcApiAnswer>;
  /** A challenge of ours for a holder: valid five minutes, good for one presentation. */
  newChallenge(): IssuedChallenge;
}

export function createVcApiVerifier(deps: VcApiDeps, profile: VerifierProfile): VcApiVerifier {
  async function verifyCredential(text: string): Promise<VcApiAnswer> {
    const request = readVerification(text, 'verifiableCredential');
    if (!request.ok) return request.answer;
    const { document, options } = request.value;
    const judged = await judgeCredential(document, { deps: forOneRequest(deps), profile, options });
    if (judged.findings.length > 0) return refusal(judged.findings, { warnings: judged.warnings.map(problemDetails) });
    return verified({ proofs: [...judged.formats], status: [...judged.status] }, judged.warnings);
  }

  async function verifyPresentation(text: string): Promise<VcApiAnswer> {
    const request = readVerification(text, 'verifiablePresentation');
    if (!request.ok) return request.answer;
    const { document, options } = request.value;
    const standing = challengeFindings(options, deps);
    if (standing.length > 0) return refusal(standing);
    const isOurs = options.challenge !== undefined && deps.challenges.judge(options.challenge) === 'good';
    const bound = isOurs ? { ...options, domain: options.domain ?? deps.challenges.domain } : options;
    const judged = await judgePresentation(document, { deps: forOneRequest(deps), profile, options: bound });
    if (judged.findings.length > 0) return refusal(judged.findings, { warnings: judged.warnings.map(problemDetails) });
    // Only now: a presentation that fails must not use up the challenge of the one that will not.
    if (isOurs && !(await deps.challenges.consume(options.challenge ?? '')))
      return refusal([{ code: 'challenge-used' }]);
    const credentialResults = judged.credentials.map(({ formats, status }) => ({
      verified: true,
      proofs: [...formats],
      status: [...status],
    }));
    return verified({ proofs: [...judged.formats], holder: judged.holder, credentialResults }, judged.warnings);
  }

  return { verifyCredential, verifyPresentation, newChallenge: () => deps.challenges.issue() };
}

function verified(more: JsonObject, warnings: readonly Finding[]): VcApiAnswer {
  // Clients were seen to take any non-empty `errors` for a failure, whatever the status.
  return { status: 200, body: { verified: true, ...more, warnings: warnings.map(problemDetails), errors: [] } };
}

function readVerification(text: string, member: string) {
  const request = readRequest(text);
  if (!request.ok) return request;
  const document = readDocument(request.value.body, member);
  if (!document.ok) return document;
  const options = readVerifyOptions(request.value.options);
  if (!options.ok) return options;
  return { ok: true as const, value: { document: document.value, options: options.value } };
}

function challengeFindings({ challenge, domain }: VerifyRequestOptions, { challenges }: VcApiDeps): readonly Finding[] {
  const standing = challenge === undefined ? 'not-ours' : challenges.judge(challenge);
  if (standing === 'foreign') return [{ code: 'challenge-foreign', at: '/options/challenge' }];
  if (standing === 'expired') return [{ code: 'challenge-expired', at: '/options/challenge' }];
  const isElsewhere = standing === 'good' && domain !== undefined && domain !== challenges.domain;
  return isElsewhere ? [{ code: 'domain-mismatch', at: '/options/domain' }] : [];
}
