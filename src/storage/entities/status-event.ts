import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { StatusEvent } from '../../assessment/index.js';
import { SealedRow, type Columns } from './stored-row.js';

/** Append-only history of status changes. */
@Entity({ name: 'status_event' })
@Index('status_event_seq_ix', ['seq'])
@Index('status_event_target_ix', ['targetId'])
export class StatusEventEntity extends SealedRow implements Columns<StatusEvent> {
  @PrimaryColumn({ type: 'varchar', primaryKeyConstraintName: 'status_event_pk' }) id!: string;
  @Column({ type: 'varchar' }) targetType!: StatusEvent['targetType'];
  @Column({ type: 'varchar' }) targetId!: StatusEvent['targetId'];
  @Column({ type: 'varchar' }) from!: StatusEvent['from'];
  @Column({ type: 'varchar' }) to!: StatusEvent['to'];
  @Column({ type: 'varchar' }) reasonClass!: StatusEvent['reasonClass'];
  @Column({ type: 'varchar' }) actorId!: StatusEvent['actorId'];
  @Column({ type: 'varchar', nullable: true }) secondActorId!: StatusEvent['secondActorId'];
  @Column({ type: 'varchar' }) at!: StatusEvent['at'];
}
