import type { CryptoPort, ProofVerifier, VerificationKey } from '../proofs/types.js';
import type { TrustedIssuer, TrustList } from '../issuers/types.js';
import type { JsonObject } from '../shared/index.js';
import type { StatusList } from '../credentials/browser.js';
import type { Judgement } from './judgement.js';
import type { SchemaGateResult, VerifiedClaims } from '../credentials/types.js';

export type Verdict =
  | 'genuine-and-current'
  | 'genuine-but-expired'
  | 'suspended'
  | 'revoked'
  | 'replaced'
  | 'issuer-not-authorised'
  | 'altered'
  | 'cannot-confirm';

/** The six questions, in the order they are told. */
export type Answer = 'integrity' | 'authority' | 'status' | 'time' | 'frameworks' | 'holder';
export type Outcome = 'pass' | 'info' | 'warn' | 'fail' | 'unknown' | 'not-applicable';

export interface CheckResult {
  /** Which check file said so: 'proof', 'issuer', 'status', ... */
  readonly id: string;
  readonly answer: Answer;
  readonly outcome: Outcome;
  /** Spoken code: I00, A11, S10, T01, Q07, H01 (UX copy deck). */
  readonly code: string;
  /** The answer's question in plain words. */
  readonly title: string;
  /** One sentence that answers it. */
  readonly detail: string;
  readonly evidence?: Readonly<Record<string, string | number | boolean | null>>;
  /**
   * How the office came by its permission, framework authority first: signed accreditations, each with what was found.
   * Beside an authority answer, where a server could fetch them; the trust list decides without them.
   */
  readonly chain?: readonly AccreditationLink[];
  readonly source?: string;
}

/** "This body lets that one act, between these days", and how that link was found. Empty days: not known. */
export interface AccreditationLink {
  readonly by: string;
  readonly for: string;
  readonly from: string;
  readonly until: string;
  readonly outcome: string;
}

export type InputForm = 'credential' | 'jwt' | 'sd-jwt' | 'sp1' | 'presentation' | 'baked-badge';

export interface VerificationReport {
  /** For a passport or presentation: the worst of its items and itself, so that nobody reading only this is misled. */
  readonly verdict: Verdict;
  /** The verdict in words, in `language`. */
  readonly title: string;
  /** One plain sentence in `language`. */
  readonly sentence: string;
  readonly whatToDo: string;
  readonly language: string;
  readonly checkedAt: string;
  readonly input: InputForm;
  readonly checks: readonly CheckResult[];
  readonly freshness: {
    readonly trustList: { readonly version: number; readonly issuedAt: string; readonly ageDays: number } | null;
    readonly statusList: { readonly publishedAt: string; readonly ageHours: number } | null;
  };
  readonly claims: VerifiedClaims | null;
  /** For a passport: each item's own report. The worst is never averaged away. */
  readonly items: readonly VerificationReport[];
  /** True when the document is not one of ours: signature judged, contents only shown. */
  readonly foreign: boolean;
  readonly notProven: string;
  /** Host a scanned code pointed to when it is not ours (look-alike warning). */
  readonly pointedTo?: string;
}

/** Why something is not an input at all (HTTP 4xx); distinct from a report whose verdict is bad. */
export interface NotAnInput {
  readonly code: string; // E10, E11, E12, E14, E15, E16, E18, E19, json-...
  readonly message: string;
  readonly whatToDo: string;
  /** For the short online link of a card: the code to open on this service, whatever host it was printed with. */
  readonly shortCode?: string;
}

/** Text as scanned, pasted or posted (JSON, JWT, SD-JWT, SP1 digits or address), or an object a framework parsed. */
export type VerifyInput = string | object;

/** A report, or why there was nothing to report on. */
export type VerifyResult =
  { readonly ok: true; readonly report: VerificationReport } | { readonly ok: false; readonly problem: NotAnInput };

export type StatusAnswer =
  | {
      readonly kind: 'list';
      readonly credential: JsonObject;
      readonly fetchedAt: string;
      /** A copy, because the newest could not be had. Only such a list is read past its own end. */
      readonly isOffline?: boolean;
    }
  | { readonly kind: 'unavailable'; readonly reason: string };

/** Everything impure is handed in. The same pipeline runs on the server, in the browser and in tests. */
export interface VerifyDeps {
  readonly crypto: CryptoPort;
  readonly proofFormats: readonly ProofVerifier[];
  readonly trustList: TrustList | null;
  /** Resolves keys of issuers that are not on the trust list; absent offline. */
  readonly resolveKey?: (
    verificationMethod: string,
    purpose: string,
  ) => Promise<VerificationKey | null | 'unreachable'>;
  /** Fetches a whole status list credential by URL (cache, network, bundled snapshot). */
  readonly statusList: (url: string) => Promise<StatusAnswer>;
  /**
   * What the Token Status List says that a token names; null when it names none. Asked for tokens of offices on the trust
   * list. Absent where token formats are not carried.
   */
  readonly tokenStatus?: (token: string, issuer: TrustedIssuer) => Promise<TokenStatusAnswer | null>;
  /**
   * Highest version of a list that the caller has seen signed; null when it has seen none. A list with a lower one, or
   * with none, is then told as "not checked": whoever serves it may be hiding what was set since.
   */
  readonly knownListVersion?: (url: string) => number | null;
  /**
   * Lists already judged and unpacked, for callers that verify many credentials: keep one for as long as the trust
   * list, gunzip and formats are the same, and hand out the same object for the same list. Never change such an object.
   */
  readonly openedLists?: OpenedLists;
  /** Bounded gunzip for status lists: null when the data is bad or larger than `maxBytes`. */
  readonly gunzip: (data: Uint8Array, maxBytes: number) => Promise<Uint8Array | null> | Uint8Array | null;
  /** Candidate dictionaries for an SP1 dictId (several operators may use the same number). Empty = unknown. */
  readonly dictionaries: (dictId: number) => Promise<readonly Uint8Array[]>;
  /** Closed-schema gate on the JSON as received: which of our kinds it is, or why it is not. */
  readonly schemaGate: (document: JsonObject) => SchemaGateResult | Promise<SchemaGateResult>;
  /**
   * The document inside a token (JWT, SD-JWT with its disclosures), not verified. Absent where token formats are not
   * carried: tokens then end as "we cannot read this kind of signature".
   */
  readonly documentOfToken?: (token: string) => JsonObject | null;
  readonly frameworkChecks?: (
    claims: VerifiedClaims,
    options: { framework?: string; language: string },
  ) => readonly CheckResult[];
  /** Adds what signed accreditations say about the office's permission. Only a server has them at hand. */
  readonly withAccreditations?: (judgement: Judgement) => Promise<Judgement>;
  readonly now: Date;
  readonly language: string;
  /** The employer's framework, for "what does this level mean here". */
  readonly framework?: string;
  readonly policy: VerifyPolicy;
}

export interface TokenStatusAnswer {
  readonly state: 'clear' | 'revoked' | 'suspended' | 'stale' | 'untrusted' | 'missing';
  readonly publishedAt?: string;
  /** For revoked and suspended: the day since when it is known. */
  readonly turnedOn?: string;
  readonly values?: Readonly<Record<string, string>>;
}

export type OpenedLists = WeakMap<JsonObject, OpenedList>;
export interface OpenedList {
  readonly issuer: TrustedIssuer;
  readonly list: Promise<StatusList | null>;
}

export interface VerifyPolicy {
  /** Status lists older than this give `unknown`, never pass. Hours. */
  readonly maxStatusAgeHours: number;
  /**
   * How long after its own `validUntil` a list that `isOffline` is still read, with a warning.
   * Hours; 0 when absent. Never stretches `maxStatusAgeHours`.
   */
  readonly offlineGraceHours?: number;
  /** Trust lists issued longer ago than this no longer answer for anybody. Days; 30 when absent. */
  readonly maxTrustListAgeDays?: number;
  /** Tolerated clock difference. Seconds. */
  readonly clockSkewSeconds: number;
  /** "Ends soon" warning. Days. */
  readonly expiresSoonDays: number;
}

export type { VerifiedClaims } from '../credentials/types.js';
