import type { SchemaGateResult, VerifiedClaims } from '../../credentials/types.js';
import type { TrustedIssuer, TrustedKey } from '../../issuers/types.js';
import { isObject, type JsonObject } from '../../shared/index.js';
import type { ReadToken } from '../input/read-input.js';
import type { MessageKey } from '../messages/phrases.js';
import type { CheckResult, Outcome, VerifyDeps } from '../types.js';
import type { Findings } from '../verdict.js';

/** What is known so far about one credential. Each check adds its part; none changes another's. */
export interface Facts extends Partial<Findings> {
  /** The office as the trust list knows it; null when the list does not. */
  readonly issuer: TrustedIssuer | null;
  readonly key?: TrustedKey | undefined;
  /** `proof.created`, as asserted by the signer; null when it does not say. */
  readonly signedAt?: string | null;
  readonly claims?: VerifiedClaims | null;
  /** The day on which status or time turned. */
  readonly turnedOn?: string;
  /** When the status list that decided was published. */
  readonly statusPublishedAt?: string | null;
}

export interface CheckContext {
  readonly document: JsonObject;
  /** Compact form and dates of the token when the signature is not inside the document. */
  readonly token: ReadToken | null;
  readonly gate: SchemaGateResult;
  readonly deps: VerifyDeps;
  readonly facts: Facts;
}

/**
 * Codes are systematic: the letter is the question, the first digit how it was answered (0 well, 1 badly, 2 not). The
 * words are put in last, by the language pack.
 */
export type FindingCode = Extract<MessageKey, `${'I' | 'A' | 'S' | 'T' | 'Q' | 'H'}${number}`>;

/** What a check found out. */
interface Said<Code> {
  readonly code: Code;
  /** What its sentence is filled with. `date` is an ISO date, `age` milliseconds, `successor` the end of a number. */
  readonly values?: Readonly<Record<string, string | number>>;
  /** Where it differs from what the code's digit says. */
  readonly outcome?: Outcome | undefined;
  readonly evidence?: NonNullable<CheckResult['evidence']>;
  readonly chain?: NonNullable<CheckResult['chain']>;
}

export interface Finding extends Said<FindingCode> {
  /** Which check said so. */
  readonly id: string;
}

/** What one check adds; a check without a code has nothing to tell. */
export interface CheckOutcome extends Partial<Said<FindingCode>> {
  /** Told by a check that was handed in, in words already. */
  readonly results?: readonly CheckResult[];
  readonly facts?: Partial<Facts>;
  /** Nothing after this can be judged. */
  readonly stop?: boolean;
}

/** One question put to a credential. Adding one = a file with this shape and a line in the registry. */
export interface Check {
  readonly id: string;
  run(context: CheckContext): Promise<CheckOutcome> | CheckOutcome;
  /** Asked also when the signature did not verify. */
  readonly isAlwaysAsked?: true;
}

export const wholeDays = (milliseconds: number): number => Math.max(0, Math.floor(milliseconds / 86_400_000));

/** The DID (or URL) of the issuer, whichever of the two forms of VCDM 2.0 section 4.7 it has; '' when it has none. */
export function issuerIdOf({ issuer, iss }: JsonObject): string {
  const id = isObject(issuer) ? issuer['id'] : (issuer ?? iss);
  return typeof id === 'string' ? id : '';
}

/** The office may not give it: whom to ask is all that is told beside the code. */
export const notAuthorised = (code: FindingCode, { contact }: TrustedIssuer): CheckOutcome => ({
  code,
  values: { contact },
  facts: { authority: 'not-authorised' },
});
