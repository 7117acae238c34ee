import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { AssessmentRecord } from '../../assessment/index.js';
import { SealedRow, type Columns } from './stored-row.js';

/** Competency Assessment Results Summary of one candidate in one session. */
@Entity({ name: 'assessment_record' })
@Index('assessment_record_seq_ix', ['seq'])
// The correction of a voided record may carry the reference number printed on the paper.
@Index('assessment_record_reference_no_uq', ['referenceNo'], { unique: true, where: "state <> 'voided'" })
@Index('assessment_record_session_ix', ['sessionId'])
@Index('assessment_record_application_ix', ['applicationId'])
@Index('assessment_record_person_ix', ['personId'])
@Index('assessment_record_assessor_ix', ['assessorPersonId'])
@Index('assessment_record_accreditation_ix', ['assessorAccreditationId'])
@Index('assessment_record_site_ix', ['siteId'])
@Index('assessment_record_state_ix', ['state'])
export class AssessmentRecordEntity extends SealedRow implements Columns<Omit<AssessmentRecord, 'results'>> {
  @PrimaryColumn({ type: 'varchar', primaryKeyConstraintName: 'assessment_record_pk' }) id!: string;
  @Column({ type: 'varchar' }) referenceNo!: AssessmentRecord['referenceNo'];
  @Column({ type: 'varchar' }) scheme!: AssessmentRecord['scheme'];
  @Column({ type: 'varchar' }) sessionId!: AssessmentRecord['sessionId'];
  @Column({ type: 'varchar' }) applicationId!: AssessmentRecord['applicationId'];
  @Column({ type: 'varchar' }) personId!: AssessmentRecord['personId'];
  @Column({ type: 'varchar' }) qualificationId!: AssessmentRecord['qualificationId'];
  @Column({ type: 'varchar' }) revision!: AssessmentRecord['revision'];
  @Column({ type: 'varchar' }) siteId!: AssessmentRecord['siteId'];
  @Column({ type: 'varchar' }) assessorPersonId!: AssessmentRecord['assessorPersonId'];
  @Column({ type: 'varchar' }) assessorAccreditationId!: AssessmentRecord['assessorAccreditationId'];
  @Column({ type: 'jsonb' }) unitCodes!: AssessmentRecord['unitCodes'];
  @Column({ type: 'jsonb' }) evidence!: AssessmentRecord['evidence'];
  @Column({ type: 'jsonb', nullable: true }) recommendation!: AssessmentRecord['recommendation'];
  @Column({ type: 'varchar', nullable: true }) overall!: AssessmentRecord['overall'];
  @Column({ type: 'varchar', nullable: true }) feedbackGivenAt!: AssessmentRecord['feedbackGivenAt'];
  @Column({ type: 'jsonb', nullable: true }) acknowledgement!: AssessmentRecord['acknowledgement'];
  @Column({ type: 'jsonb' }) signatures!: AssessmentRecord['signatures'];
  @Column({ type: 'varchar', nullable: true }) frozenSha256!: AssessmentRecord['frozenSha256'];
  @Column({ type: 'jsonb' }) riskFlags!: AssessmentRecord['riskFlags'];
  @Column({ type: 'jsonb' }) clock!: AssessmentRecord['clock'];
  @Column({ type: 'varchar', nullable: true }) supersedesId!: AssessmentRecord['supersedesId'];
  @Column({ type: 'varchar' }) assessedOn!: AssessmentRecord['assessedOn'];
  @Column({ type: 'varchar' }) state!: AssessmentRecord['state'];
  /** Sealed with the person's key, see `personal/forms.ts`; NULL = erased. */
  @Column({ type: 'text', nullable: true }) personal!: string | null;
}
