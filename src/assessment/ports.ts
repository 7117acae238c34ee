import type { AuditSink, Repository } from '../shared/index.js';
import type {
  Accreditation,
  AccreditationFollowUp,
  Appeal,
  Application,
  AssessmentRecord,
  Certificate,
  CertificationDecision,
  EvidenceFile,
  ExperienceRecord,
  Mission,
  Moderation,
  Organization,
  Person,
  Portrait,
  Session,
  Site,
  SkillsPassport,
  StatusEvent,
} from './model/index.js';

/** What the assessment services need stored. `storage/` implements it, inside and outside transactions. */
export interface AssessmentStore {
  readonly organizations: Repository<Organization>;
  readonly sites: Repository<Site>;
  readonly accreditations: Repository<Accreditation>;
  readonly followUps: Repository<AccreditationFollowUp>;
  readonly appeals: Repository<Appeal>;
  readonly evidenceFiles: Repository<EvidenceFile>;
  readonly people: Repository<Person>;
  readonly portraits: Repository<Portrait>;
  readonly missions: Repository<Mission>;
  readonly sessions: Repository<Session>;
  readonly applications: Repository<Application>;
  readonly records: Repository<AssessmentRecord>;
  readonly moderations: Repository<Moderation>;
  readonly decisions: Repository<CertificationDecision>;
  readonly certificates: Repository<Certificate>;
  readonly experience: Repository<ExperienceRecord>;
  readonly passports: Repository<SkillsPassport>;
  readonly statusEvents: Repository<StatusEvent>;
  readonly audit: AuditSink;
  /** 0 to 1, by a secret of the instance: the same for the same id, and nobody can choose or foresee it. */
  lotOf(id: string): number;
}
