import type {
  AccreditationFollowUp,
  AssessmentCounts,
  AssessmentServices,
  Catalogue,
  Certificate,
  ExperienceRecord,
  SettleFollowUp,
  SkillsPassport,
  WithdrawExperience,
} from '../assessment/index.js';
import type {
  AccreditationCredential,
  AuditRow,
  BatchOutcome,
  BatchProposal,
  BatchQuestion,
  BatchSet,
  ImportAccreditation,
  IssuanceStore,
  PassportChange,
  ReleaseResult,
  ReleaseRunStore,
  StatusChangeRequest,
} from '../issuance/index.js';
import type { Clock, Ids, Transactor } from '../shared/index.js';
import type { SharingStore } from '../sharing/index.js';
import type { StaffAction, StaffStore } from '../staff/index.js';

/** Awards and people with accounts behind one transaction. */
export type DeskStore = IssuanceStore &
  StaffStore &
  SharingStore &
  ReleaseRunStore & { readonly statistics: AssessmentCounts };

export interface IssuingKey {
  /** DID URL. */
  readonly id: string;
  readonly validFrom: string;
  readonly validUntil: string | null;
}

/** What the issuance cycle does for the desk; each is a unit of its own and publishes what it changes. */
export interface DeskIssuance {
  release(certificateIds: readonly string[], releasedBy: string): Promise<readonly ReleaseResult[]>;
  changeStatus(request: StatusChangeRequest): Promise<Certificate>;
  /** Keys that this scheme's awarding body signs or signed with, the newest first. */
  issuingKeys(scheme: string): Promise<readonly IssuingKey[]>;
  /** What a bulk change would touch; no effect. */
  previewBatch(question: BatchQuestion): Promise<BatchSet>;
  /** @throws ServiceError when it is not what was previewed */
  applyBatch(
    proposal: BatchProposal,
    actors: { readonly actorId: string; readonly secondActorId: string },
  ): Promise<BatchOutcome>;
  changePassport(change: PassportChange): Promise<SkillsPassport>;
  withdrawExperience(request: WithdrawExperience): Promise<ExperienceRecord>;
  markReplaced(
    oldCertificateId: string,
    newCertificateId: string,
    actors: { readonly actorId: string; readonly secondActorId: string },
  ): Promise<Certificate>;
  /** What a follow-up is about goes, and the follow-up is settled with it. */
  revokeFollowUp(request: SettleFollowUp): Promise<AccreditationFollowUp>;
}

/** Opens the transaction in which an act that two people agree to is decided, and makes their agreement part of it. */
export type Decide = Transactor<DeskStore>['transaction'];

/** Other operators whose issuers are recognised; each is a unit of its own. */
export interface DeskFederation {
  list(): Promise<readonly unknown[]>;
  propose(request: {
    readonly source: { readonly url: string };
    readonly roots: readonly string[];
    readonly actorId: string;
  }): Promise<unknown>;
  consent(id: string, actorId: string): Promise<unknown>;
  withdraw(id: string, actorId: string): Promise<unknown>;
}

/** Framework authorities above the awarding bodies. */
export interface DeskAuthorities {
  /** DIDs whose signing key is in this service. */
  signingHere(): Promise<ReadonlySet<string>>;
  /** Takes over what an authority elsewhere signed. @throws ServiceError, see `importAccreditation` */
  importSigned(request: ImportAccreditation): Promise<AccreditationCredential>;
}

/** How a released certificate fits on paper. `bytes` of at most `max` would be in the card's code. */
export interface PrintFit {
  readonly certificateId: string;
  /** `sheet`: too dense for a card, fits the A4 sheet. `online`: no printed code holds it. */
  readonly fit: 'card' | 'sheet' | 'online';
  readonly bytes: number;
  readonly max: number;
}

/** Paper for the desk. */
export interface DeskPrinting {
  /** In the order asked for; certificates that were never released are left out. */
  fits(certificateIds: readonly string[]): Promise<readonly PrintFit[]>;
  /** One PDF with the cards in this order. @throws ServiceError P21 */
  cards(
    cards: readonly { readonly certificateId: string; readonly isOnlineOnly: boolean }[],
    form: 'pages' | 'sheets',
  ): Promise<Uint8Array>;
  /** @throws ServiceError P21, P22 */
  single(certificateId: string, layout: 'card' | 'a4' | 'sheet'): Promise<Uint8Array>;
}

export interface DeskDeps {
  readonly store: Transactor<DeskStore>;
  readonly catalogue: Catalogue;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly issuance: DeskIssuance;
  readonly printing: DeskPrinting;
  /** The background work on release runs. */
  readonly releases: { wake(): void };
  readonly federation: DeskFederation;
  readonly authorities: DeskAuthorities;
  /** The same parts, deciding in a transaction that opens this way. What follows from the decision has its own. */
  deciding(decide: Decide): Pick<DeskDeps, 'issuance' | 'authorities'>;
  /** Something was done for good: what follows from it in the background may begin. Never throws. */
  noted(action: StaffAction): void;
  /** The number of the first row of the audit chain that does not fit, or null; `after` is the row before them. */
  brokenLink(rows: readonly AuditRow[], after: AuditRow | null): number | null;
  /** The assessment services, bound to the transaction at hand. */
  bind(store: DeskStore): AssessmentServices;
}
