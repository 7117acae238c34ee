export { AccreditationEntity } from './accreditation.js';
export { AccreditationCredentialEntity } from './accreditation-credential.js';
export { AccreditationFollowUpEntity } from './follow-up.js';
export { EvidenceFileEntity } from './evidence-file.js';
export { AppealEntity } from './appeal.js';
export { ApplicationEntity } from './application.js';
export { CertificateEntity } from './certificate.js';
export { SignedCredentialEntity } from './credential.js';
export { CertificationDecisionEntity } from './decision.js';
export { ExperienceRecordEntity } from './experience.js';
export { IssuanceIntentEntity } from './intent.js';
export { MissionEntity } from './mission.js';
export { ModerationEntity } from './moderation.js';
export { OrganizationEntity } from './organization.js';
export { OutboxEntity } from './outbox.js';
export { SkillsPassportEntity } from './passport.js';
export { PersonEntity } from './person.js';
export { PortraitEntity } from './portrait.js';
export { AssessmentRecordEntity } from './record.js';
export { ReleaseRunEntity } from './release-run.js';
export { SessionEntity } from './session.js';
export { SettingEntity } from './setting.js';
export { ShareLinkEntity, WorkerRequestEntity, YearGuessesEntity } from './sharing.js';
export { ShortCodeEntity } from './short-code.js';
export { SiteEntity } from './site.js';
export { StatusBatchEntity, StatusBatchItemEntity } from './status-batch.js';
export { StatusEntryEntity } from './status-entry.js';
export { StatusEventEntity } from './status-event.js';
export { StatusListEntity } from './status-list.js';
export { UsedChallengeEntity } from './used-challenge.js';
export { TrustImportEntity, TrustStatementEntity } from './trust.js';
export { AuditRowEntity } from './audit-row.js';
export {
  StaffAccountEntity,
  StaffCeremonyEntity,
  StaffIdentityEntity,
  StaffLinkEntity,
  StaffPasskeyEntity,
  StaffSessionEntity,
  TenantHoldingEntity,
  TwoPersonProposalEntity,
} from './staff.js';
export { PersonKeyEntity } from './person-key.js';
export { SealSumEntity } from './seal-sum.js';
