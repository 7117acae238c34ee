import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { ReleaseRun } from '../../issuance/index.js';
import { StoredRow, type Columns } from './stored-row.js';

/** How far a release of many certificates has come. */
@Entity({ name: 'release_run' })
@Index('release_run_seq_ix', ['seq'])
@Unique('release_run_number_uq', ['organizationId', 'number'])
@Index('release_run_state_ix', ['state'])
export class ReleaseRunEntity extends StoredRow implements Columns<ReleaseRun> {
  @PrimaryColumn({ type: 'varchar', primaryKeyConstraintName: 'release_run_pk' }) id!: string;
  @Column({ type: 'varchar' }) organizationId!: ReleaseRun['organizationId'];
  @Column({ type: 'integer' }) number!: ReleaseRun['number'];
  @Column({ type: 'varchar', nullable: true }) sessionId!: ReleaseRun['sessionId'];
  @Column({ type: 'varchar' }) startedBy!: ReleaseRun['startedBy'];
  @Column({ type: 'varchar' }) startedAt!: ReleaseRun['startedAt'];
  @Column({ type: 'jsonb' }) items!: ReleaseRun['items'];
  @Column({ type: 'varchar' }) state!: ReleaseRun['state'];
  @Column({ type: 'varchar', nullable: true }) heldBy!: ReleaseRun['heldBy'];
  @Column({ type: 'varchar', nullable: true }) leaseUntil!: ReleaseRun['leaseUntil'];
  @Column({ type: 'varchar', nullable: true }) finishedAt!: ReleaseRun['finishedAt'];
}
