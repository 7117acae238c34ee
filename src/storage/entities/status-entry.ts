import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { StatusEntryRow } from '../../issuance/index.js';
import { SealedRow, type Columns } from './stored-row.js';

/** The slot of one credential; an index is given out once. */
@Entity({ name: 'status_entry' })
@Index('status_entry_seq_ix', ['seq'])
@Unique('status_entry_list_index_uq', ['listSlug', 'index'])
@Index('status_entry_credential_ix', ['credentialId'])
export class StatusEntryEntity extends SealedRow implements Columns<StatusEntryRow> {
  @PrimaryColumn({ type: 'varchar', primaryKeyConstraintName: 'status_entry_pk' }) id!: string;
  @Column({ type: 'varchar' }) listSlug!: StatusEntryRow['listSlug'];
  @Column({ type: 'integer' }) index!: StatusEntryRow['index'];
  @Column({ type: 'varchar' }) credentialId!: StatusEntryRow['credentialId'];
  @Column({ type: 'boolean' }) revoked!: StatusEntryRow['revoked'];
  @Column({ type: 'boolean' }) suspended!: StatusEntryRow['suspended'];
  @Column({ type: 'varchar', nullable: true }) replacedBy!: StatusEntryRow['replacedBy'];
  @Column({ type: 'varchar', nullable: true }) changedAt!: StatusEntryRow['changedAt'];
  @Column({ type: 'varchar', nullable: true }) reasonClass!: StatusEntryRow['reasonClass'];
}
