import type { Catalogue } from '../assessment/index.js';
import type { CredentialKind, LintedCredential, UnsignedCredential } from '../credentials/index.js';
import type { KeyStore } from '../keys/index.js';
import type { ProofFormat } from '../proofs/index.js';
import type { Clock, Ids, JsonObject, Refusal, Transactor } from '../shared/index.js';
import type { Addresses } from './addresses.js';
import type { IssuanceIntent } from './model.js';
import type { IssuanceStore } from './ports.js';
import type { StatusJournal } from './status-journal.js';

/** Named places between two durable writes (docs/issuance-cycle.md); p1 lies between the memory of a status list and its storing, b1 between two parts of a status batch. Tests stop or kill the process there. */
export type CrashPoint = 'c1' | 'c2' | 'c3' | 'c4' | 'c5' | 'c6' | 'c7' | 'p1' | 'b1';

export type LintOutcome =
  | { readonly ok: true; readonly linted: LintedCredential }
  | { readonly ok: false; readonly refusals: readonly Refusal[] };

/** Signing elsewhere. ServiceErrors `signer-unreachable` and those of `src/signer`. */
export interface SigningPort {
  /** Signs what the intent recorded in step 5, in one form. */
  credential(intent: IssuanceIntent, form: string): Promise<JsonObject | string>;
  /** Signs what was released, in one more form; the process finds the content by itself. */
  furtherForm(credentialId: string, form: string): Promise<JsonObject | string>;
  /** Signs the published lists of a slug once more as a Token Status List. `signer-list-differs` as below. */
  tokenStatusList(slug: string): Promise<string>;
  /** Signs the credential of one accreditation for one holder; the process finds what it says by itself. */
  accreditation(named: NamedAccreditation): Promise<JsonObject>;
  /** Signs a status list, if it says what the entries say. `signer-list-differs` when they changed meanwhile. */
  statusList(listId: string, unsigned: JsonObject, form: string): Promise<JsonObject>;
}

/** A credential of an accreditation whose place in the lists was allotted and which is not signed yet. */
export interface NamedAccreditation {
  readonly accreditationId: string;
  readonly credentialId: string;
  /** IRI of the place, or DID of the body. */
  readonly holder: string;
}

/** What the cycle needs from the rest of the house; composed by hand in `app.ts`. */
export interface IssuanceDeps {
  readonly store: Transactor<IssuanceStore>;
  /**
   * The transaction in which it is decided that something changes, where more has to come true with the change: at the desk,
   * that two officers agreed. Absent: one of `store` as any other.
   */
  readonly decide?: Transactor<IssuanceStore>['transaction'];
  readonly catalogue: Catalogue;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly addresses: Addresses;
  readonly keys: KeyStore;
  /** Present where the issuing keys are in a process of their own (`src/signer`), which makes its own checks. */
  readonly signing?: SigningPort;
  /** So many awards of one centre are released on one day (UTC) at most. */
  readonly releasesPerCentrePerDay: number;
  /** What was published, remembered outside the database. */
  readonly journal: StatusJournal;
  /** Secured forms to make, first = the one on the card. */
  readonly forms: readonly ProofFormat[];
  /** What a holder can ask for besides. */
  readonly furtherForms: readonly ProofFormat[];
  /** Step 4a. */
  lint(document: UnsignedCredential, kind: CredentialKind): Promise<LintOutcome>;
  /** Step 4b: signs a copy with a throwaway key and runs it through our own verifier; refusals when that fails. */
  rehearse(linted: LintedCredential): Promise<readonly Refusal[]>;
  /** Step 7: does our own verifier call the signed form genuine? */
  confirmSigned(signed: string, form: string): Promise<boolean>;
  /** Step 1: the authority tuple, as the accreditation register sees it. */
  authorise(question: {
    issuerDid: string;
    qualification: string;
    place: string;
    date: string;
  }): Promise<readonly Refusal[]>;
  /** Opens a file of evidence, for fsck; absent where none is kept. */
  readonly evidence?: { get(fileId: string): Promise<{ readonly storedSha256: string } | null> };
  /** Step 10: renders and reads back the printed codes; throws ServiceError P21/P22. */
  provePrintable(credentialJson: string): Promise<void>;
  /** Fail points for tests; absent in production. */
  reach?(point: CrashPoint, subjectId: string): void | Promise<void>;
}

/** Opens the transaction of a decision: once for each act that two people agree to. What follows from it has its own. */
export const inDecision = <R>(
  { store, decide }: Pick<IssuanceDeps, 'store' | 'decide'>,
  work: (store: IssuanceStore) => Promise<R>,
): Promise<R> => (decide ? decide(work) : store.transaction(work));

/** The result for one award of a bulk release. */
export type ReleaseResult =
  | { readonly ok: true; readonly subjectId: string; readonly number: string; readonly credentialId: string }
  | { readonly ok: false; readonly subjectId: string; readonly refusals: readonly Refusal[] };
