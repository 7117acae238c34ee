import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Appeal } from '../../assessment/index.js';
import { SealedRow, type Columns } from './stored-row.js';

/** Appeals and complaints with their deadlines. */
@Entity({ name: 'appeal' })
@Index('appeal_seq_ix', ['seq'])
@Index('appeal_person_ix', ['personId'])
@Index('appeal_record_ix', ['recordId'])
@Index('appeal_scheme_ix', ['scheme', 'state'])
export class AppealEntity extends SealedRow implements Columns<Omit<Appeal, 'statement' | 'lateReason' | 'answer'>> {
  @PrimaryColumn({ type: 'varchar', primaryKeyConstraintName: 'appeal_pk' }) id!: string;
  @Column({ type: 'varchar' }) kind!: Appeal['kind'];
  @Column({ type: 'varchar' }) scheme!: Appeal['scheme'];
  @Column({ type: 'varchar' }) siteId!: Appeal['siteId'];
  @Column({ type: 'varchar', nullable: true }) personId!: Appeal['personId'];
  @Column({ type: 'varchar', nullable: true }) recordId!: Appeal['recordId'];
  @Column({ type: 'varchar' }) lodgedBy!: Appeal['lodgedBy'];
  @Column({ type: 'varchar' }) lodgedAt!: Appeal['lodgedAt'];
  @Column({ type: 'varchar' }) windowEnds!: Appeal['windowEnds'];
  @Column({ type: 'varchar' }) answerDue!: Appeal['answerDue'];
  @Column({ type: 'varchar', nullable: true }) acknowledgedAt!: Appeal['acknowledgedAt'];
  @Column({ type: 'varchar', nullable: true }) reviewerId!: Appeal['reviewerId'];
  @Column({ type: 'varchar', nullable: true }) answeredAt!: Appeal['answeredAt'];
  @Column({ type: 'varchar', nullable: true }) escalateUntil!: Appeal['escalateUntil'];
  @Column({ type: 'varchar', nullable: true }) remedy!: Appeal['remedy'];
  @Column({ type: 'varchar', nullable: true }) remedyRecordId!: Appeal['remedyRecordId'];
  @Column({ type: 'varchar', nullable: true }) ruledBy!: Appeal['ruledBy'];
  @Column({ type: 'varchar' }) state!: Appeal['state'];
  /** Whose key seals the words. */
  @Column({ type: 'varchar' }) ownerId!: string;
  /** Sealed with the owner's key, see `personal/forms.ts`; NULL = erased. */
  @Column({ type: 'text', nullable: true }) personal!: string | null;
}
