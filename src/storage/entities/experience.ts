import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { ExperienceRecord } from '../../assessment/index.js';
import { SealedRow, type Columns } from './stored-row.js';

/** Work claimed by a person and what was confirmed about it. */
@Entity({ name: 'experience_record' })
@Index('experience_record_seq_ix', ['seq'])
@Index('experience_record_person_ix', ['personId'])
@Index('experience_record_employer_ix', ['employerId'])
export class ExperienceRecordEntity
  extends SealedRow
  implements
    Columns<
      Omit<ExperienceRecord, 'employerName' | 'country' | 'occupation' | 'tasks' | 'from' | 'to' | 'confirmations'>
    >
{
  @PrimaryColumn({ type: 'varchar', primaryKeyConstraintName: 'experience_record_pk' }) id!: string;
  @Column({ type: 'varchar' }) personId!: ExperienceRecord['personId'];
  @Column({ type: 'varchar', nullable: true }) employerId!: ExperienceRecord['employerId'];
  @Column({ type: 'varchar', nullable: true }) credentialId!: ExperienceRecord['credentialId'];
  @Column({ type: 'varchar' }) state!: ExperienceRecord['state'];
  /** Sealed with the person's key, see `personal/forms.ts`; NULL = erased. */
  @Column({ type: 'text', nullable: true }) personal!: string | null;
}
