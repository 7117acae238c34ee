import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { StatusBatch, StatusBatchItem } from '../../issuance/index.js';
import { StoredRow, type Columns } from './stored-row.js';

/** A decision of two officers about the status of many things. */
@Entity({ name: 'status_batch' })
@Index('status_batch_seq_ix', ['seq'])
@Index('status_batch_state_ix', ['state'])
@Index('status_batch_scheme_ix', ['scheme'])
export class StatusBatchEntity extends StoredRow implements Columns<StatusBatch> {
  @PrimaryColumn({ type: 'varchar', primaryKeyConstraintName: 'status_batch_pk' }) id!: string;
  @Column({ type: 'varchar' }) scheme!: StatusBatch['scheme'];
  @Column({ type: 'varchar' }) event!: StatusBatch['event'];
  @Column({ type: 'varchar' }) reasonClass!: StatusBatch['reasonClass'];
  @Column({ type: 'jsonb' }) scope!: StatusBatch['scope'];
  @Column({ type: 'varchar' }) setSha256!: StatusBatch['setSha256'];
  @Column({ type: 'integer' }) total!: StatusBatch['total'];
  @Column({ type: 'varchar' }) actorId!: StatusBatch['actorId'];
  @Column({ type: 'varchar' }) secondActorId!: StatusBatch['secondActorId'];
  @Column({ type: 'varchar' }) begunAt!: StatusBatch['begunAt'];
  @Column({ type: 'varchar', nullable: true }) finishedAt!: StatusBatch['finishedAt'];
  @Column({ type: 'varchar' }) state!: StatusBatch['state'];
}

/** One thing of a batch and what became of it. */
@Entity({ name: 'status_batch_item' })
@Index('status_batch_item_seq_ix', ['seq'])
@Unique('status_batch_item_target_uq', ['batchId', 'targetId'])
@Index('status_batch_item_state_ix', ['batchId', 'state', 'id'])
export class StatusBatchItemEntity extends StoredRow implements Columns<StatusBatchItem> {
  @PrimaryColumn({ type: 'varchar', primaryKeyConstraintName: 'status_batch_item_pk' }) id!: string;
  @Column({ type: 'varchar' }) batchId!: StatusBatchItem['batchId'];
  @Column({ type: 'varchar' }) targetType!: StatusBatchItem['targetType'];
  @Column({ type: 'varchar' }) targetId!: StatusBatchItem['targetId'];
  @Column({ type: 'varchar' }) state!: StatusBatchItem['state'];
  @Column({ type: 'varchar', nullable: true }) code!: StatusBatchItem['code'];
}
