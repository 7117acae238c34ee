import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { AccreditationFollowUp } from '../../assessment/index.js';
import { SealedRow, type Columns } from './stored-row.js';

/** Records and certificates that rest on an accreditation that is void, and what two people said about each. */
@Entity({ name: 'accreditation_follow_up' })
@Index('accreditation_follow_up_seq_ix', ['seq'])
@Unique('accreditation_follow_up_target_uq', ['accreditationId', 'targetId'])
@Index('accreditation_follow_up_target_ix', ['targetId'])
@Index('accreditation_follow_up_body_ix', ['grantedById', 'state'])
export class AccreditationFollowUpEntity extends SealedRow implements Columns<AccreditationFollowUp> {
  @PrimaryColumn({ type: 'varchar', primaryKeyConstraintName: 'accreditation_follow_up_pk' }) id!: string;
  @Column({ type: 'varchar' }) accreditationId!: AccreditationFollowUp['accreditationId'];
  @Column({ type: 'varchar' }) grantedById!: AccreditationFollowUp['grantedById'];
  @Column({ type: 'varchar' }) targetType!: AccreditationFollowUp['targetType'];
  @Column({ type: 'varchar' }) targetId!: AccreditationFollowUp['targetId'];
  @Column({ type: 'varchar' }) state!: AccreditationFollowUp['state'];
  @Column({ type: 'varchar' }) openedAt!: AccreditationFollowUp['openedAt'];
  @Column({ type: 'varchar', nullable: true }) settledBy!: AccreditationFollowUp['settledBy'];
  @Column({ type: 'varchar', nullable: true }) secondActorId!: AccreditationFollowUp['secondActorId'];
  @Column({ type: 'varchar', nullable: true }) settledAt!: AccreditationFollowUp['settledAt'];
  @Column({ type: 'varchar', nullable: true }) reason!: AccreditationFollowUp['reason'];
}
