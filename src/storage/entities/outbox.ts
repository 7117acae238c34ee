import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { OutboxRow } from '../../issuance/index.js';
import { StoredRow, type Columns } from './stored-row.js';

/** Work that must follow a commit: publish a list, send a notice, render a passport. */
@Entity({ name: 'outbox' })
@Index('outbox_seq_ix', ['seq'])
@Index('outbox_pending_ix', ['seq'], { where: 'done_at IS NULL' })
export class OutboxEntity extends StoredRow implements Columns<OutboxRow> {
  @PrimaryColumn({ type: 'varchar', primaryKeyConstraintName: 'outbox_pk' }) id!: string;
  @Column({ type: 'varchar' }) topic!: OutboxRow['topic'];
  @Column({ type: 'varchar' }) subjectId!: OutboxRow['subjectId'];
  @Column({ type: 'jsonb' }) payload!: OutboxRow['payload'];
  @Column({ type: 'varchar' }) createdAt!: OutboxRow['createdAt'];
  @Column({ type: 'varchar', nullable: true }) doneAt!: OutboxRow['doneAt'];
}
