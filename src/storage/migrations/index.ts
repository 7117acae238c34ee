import type { MigrationInterface } from 'typeorm';
import { Initial1763769600000 } from './1763769600000-initial.js';
import { Staff1795305600000 } from './1795305600000-staff.js';
import { PersonalDataAndSeals1795309200000 } from './1795309200000-personal-data-and-seals.js';
import { ReleaseRuns1795321800000 } from './1795321800000-release-runs.js';
import { UsedChallenges1795313400000 } from './1795313400000-used-challenges.js';
import { TrustMaterial1795317000000 } from './1795317000000-trust-material.js';
import { Sharing1795323600000 } from './1795323600000-sharing.js';
import { FollowUpsAndAppeals1795320000000 } from './1795320000000-follow-ups-and-appeals.js';
import { EvidenceFiles1795325400000 } from './1795325400000-evidence-files.js';
import { StatusBatches1795327200000 } from './1795327200000-status-batches.js';
import { StaffSeals1795329000000 } from './1795329000000-staff-seals.js';
import { YearGuesses1795330800000 } from './1795330800000-year-guesses.js';
import { TrustImportDids1795332600000 } from './1795332600000-trust-import-dids.js';
import { AccreditationCredentials1795334400000 } from './1795334400000-accreditation-credentials.js';
import { Portraits1795335000000 } from './1795335000000-portraits.js';
import { AccreditationReissue1795336100000 } from './1795336100000-accreditation-reissue.js';
import { Moderation1795336200000 } from './1795336200000-moderation.js';
import { MissionCancelReason1795336300000 } from './1795336300000-mission-cancel-reason.js';
import { StaffProvenAt1795336400000 } from './1795336400000-staff-proven-at.js';
import { ReleaseRunNumbers1795336500000 } from './1795336500000-release-run-numbers.js';
import { CertificateReplaces1795336600000 } from './1795336600000-certificate-replaces.js';
import { AuditTime1795336000000 } from './1795336000000-audit-time.js';

/** Every migration, oldest first. */
export const migrations: (new () => MigrationInterface)[] = [
  Initial1763769600000,
  Staff1795305600000,
  PersonalDataAndSeals1795309200000,
  UsedChallenges1795313400000,
  TrustMaterial1795317000000,
  ReleaseRuns1795321800000,
  FollowUpsAndAppeals1795320000000,
  Sharing1795323600000,
  EvidenceFiles1795325400000,
  StatusBatches1795327200000,
  StaffSeals1795329000000,
  YearGuesses1795330800000,
  TrustImportDids1795332600000,
  AccreditationCredentials1795334400000,
  Portraits1795335000000,
  AuditTime1795336000000,
  AccreditationReissue1795336100000,
  Moderation1795336200000,
  MissionCancelReason1795336300000,
  StaffProvenAt1795336400000,
  ReleaseRunNumbers1795336500000,
  CertificateReplaces1795336600000,
];
