import type { SchemaGateResult, VerifiedClaims } from '../../credentials/types.js';
import type { TrustedIssuer, TrustedKey } from '../../issuers/types.js';
import type { JsonObject } from '../../shared/index.js';
import type { MessageKey, Phrases } from '../messages/phrases.js';
import type { Answer, CheckResult, Outcome, VerificationReport, VerifyDeps } from '../types.js';
import type { Findings } from '../verdict.js';

/** What is known so far about one credential. Each check adds its part; none changes another's. */
export interface Facts extends Findings {
  readonly issuer: TrustedIssuer | null;
  readonly key: TrustedKey | null;
  /** `proof.created`, as asserted by the signer. */
  readonly signedAt: string | null;
  readonly claims: VerifiedClaims | null;
  /** Values for the verdict sentence: the date on which status or time turned. */
  readonly turnedOn: string | null;
  readonly statusList: VerificationReport['freshness']['statusList'];
}

export interface CheckContext {
  readonly document: JsonObject;
  /** Compact form when the signature is not inside the document. */
  readonly token: string | null;
  /** The token's own claims (`nbf`, `exp`), which bound the credential's dates. */
  readonly tokenClaims: JsonObject;
  readonly gate: SchemaGateResult;
  readonly deps: VerifyDeps;
  readonly phrases: Phrases;
  readonly facts: Facts;
}

export interface CheckOutcome {
  readonly checks: readonly CheckResult[];
  readonly facts?: Partial<Facts>;
  /** Nothing after this can be judged. */
  readonly stop?: boolean;
}

/** One question put to a credential. Adding one = a file with this shape and a line in the registry. */
export interface Check {
  readonly id: string;
  readonly answer: Answer;
  run(context: CheckContext): Promise<CheckOutcome> | CheckOutcome;
}

interface Told {
  readonly id: string;
  readonly answer: Answer;
  readonly outcome: Outcome;
  readonly code: Extract<MessageKey, `${'I' | 'A' | 'S' | 'T' | 'Q' | 'H'}${number}`>;
}

/** A check result in the reader's words. */
export function told(
  phrases: Phrases,
  what: Told,
  values: Readonly<Record<string, string | number>> = {},
  evidence?: CheckResult['evidence'],
): CheckResult {
  return {
    ...what,
    title: phrases.text(`q.${what.answer}`),
    detail: phrases.text(what.code, values),
    ...(evidence ? { evidence } : {}),
  };
}

export const wholeDays = (milliseconds: number): number => Math.max(0, Math.floor(milliseconds / 86_400_000));

/** The DID (or URL) of the issuer, whichever of the two forms of VCDM 2.0 section 4.7 it has; '' when it has none. */
export function issuerIdOf(document: JsonObject): string {
  const { issuer, iss } = document;
  if (typeof issuer === 'string') return issuer;
  const id = issuer !== null && typeof issuer === 'object' && !Array.isArray(issuer) ? issuer['id'] : iss;
  return typeof id === 'string' ? id : '';
}
