import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { CertificationDecision } from '../../assessment/index.js';
import { SealedRow, type Columns } from './stored-row.js';

/** A certification officer decided on a record; the rules as they stood. */
@Entity({ name: 'certification_decision' })
@Index('certification_decision_seq_ix', ['seq'])
@Index('certification_decision_record_ix', ['recordId'])
export class CertificationDecisionEntity extends SealedRow implements Columns<CertificationDecision> {
  @PrimaryColumn({ type: 'varchar', primaryKeyConstraintName: 'certification_decision_pk' }) id!: string;
  @Column({ type: 'varchar' }) recordId!: CertificationDecision['recordId'];
  @Column({ type: 'varchar' }) decidedBy!: CertificationDecision['decidedBy'];
  @Column({ type: 'varchar' }) decidedAt!: CertificationDecision['decidedAt'];
  @Column({ type: 'varchar' }) outcome!: CertificationDecision['outcome'];
  @Column({ type: 'varchar', nullable: true }) reason!: CertificationDecision['reason'];
  @Column({ type: 'jsonb' }) rules!: CertificationDecision['rules'];
}
