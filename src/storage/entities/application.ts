import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Application } from '../../assessment/index.js';
import { SealedRow, type Columns } from './stored-row.js';

/** A candidate's application for one qualification. */
@Entity({ name: 'application' })
@Index('application_seq_ix', ['seq'])
@Index('application_person_session_uq', ['personId', 'sessionId'], {
  unique: true,
  where: "state NOT IN ('rejected', 'withdrawn')",
})
@Index('application_person_ix', ['personId'])
@Index('application_session_ix', ['sessionId'])
@Index('application_state_ix', ['state'])
export class ApplicationEntity
  extends SealedRow
  implements Columns<Omit<Application, 'declaredTraining' | 'selfAssessment' | 'fee' | 'portfolio' | 'identityCheck'>>
{
  @PrimaryColumn({ type: 'varchar', primaryKeyConstraintName: 'application_pk' }) id!: string;
  @Column({ type: 'varchar' }) personId!: Application['personId'];
  @Column({ type: 'varchar' }) scheme!: Application['scheme'];
  @Column({ type: 'varchar' }) qualificationId!: Application['qualificationId'];
  @Column({ type: 'varchar' }) revision!: Application['revision'];
  @Column({ type: 'varchar' }) target!: Application['target'];
  @Column({ type: 'jsonb' }) unitCodes!: Application['unitCodes'];
  @Column({ type: 'varchar' }) clientType!: Application['clientType'];
  @Column({ type: 'varchar' }) route!: Application['route'];
  @Column({ type: 'double precision' }) claimedExperienceMonths!: Application['claimedExperienceMonths'];
  @Column({ type: 'double precision' }) confirmedExperienceMonths!: Application['confirmedExperienceMonths'];
  @Column({ type: 'jsonb', nullable: true }) consent!: Application['consent'];
  @Column({ type: 'varchar', nullable: true }) assistedByUserId!: Application['assistedByUserId'];
  @Column({ type: 'varchar', nullable: true }) sessionId!: Application['sessionId'];
  @Column({ type: 'varchar', nullable: true }) missionId!: Application['missionId'];
  @Column({ type: 'varchar' }) state!: Application['state'];
  /** Sealed with the person's key, see `personal/forms.ts`; NULL = erased. */
  @Column({ type: 'text', nullable: true }) personal!: string | null;
}
