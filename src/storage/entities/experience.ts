import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { ExperienceRecord } from '../../assessment/index.js';
import { StoredRow, type Columns } from './stored-row.js';

/** Work claimed by a person and what was confirmed about it. */
@Entity({ name: 'experience_record' })
@Index('experience_record_seq_ix', ['seq'])
@Index('experience_record_person_ix', ['personId'])
@Index('experience_record_employer_ix', ['employerId'])
export class ExperienceRecordEntity extends StoredRow implements Columns<ExperienceRecord> {
  @PrimaryColumn({ type: 'varchar', primaryKeyConstraintName: 'experience_record_pk' }) id!: string;
  @Column({ type: 'varchar' }) personId!: ExperienceRecord['personId'];
  @Column({ type: 'varchar', nullable: true }) employerId!: ExperienceRecord['employerId'];
  @Column({ type: 'varchar' }) employerName!: ExperienceRecord['employerName'];
  @Column({ type: 'varchar' }) country!: ExperienceRecord['country'];
  @Column({ type: 'jsonb' }) occupation!: ExperienceRecord['occupation'];
  @Column({ type: 'jsonb' }) tasks!: ExperienceRecord['tasks'];
  @Column({ type: 'varchar' }) from!: ExperienceRecord['from'];
  @Column({ type: 'varchar' }) to!: ExperienceRecord['to'];
  @Column({ type: 'jsonb' }) confirmations!: ExperienceRecord['confirmations'];
  @Column({ type: 'varchar', nullable: true }) credentialId!: ExperienceRecord['credentialId'];
  @Column({ type: 'varchar' }) state!: ExperienceRecord['state'];
}
