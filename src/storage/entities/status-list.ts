import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { StatusListRow } from '../../issuance/index.js';
import { StoredRow, type Columns } from './stored-row.js';

/** Bits of one status list and its last published form. */
@Entity({ name: 'status_list' })
@Index('status_list_seq_ix', ['seq'])
@Unique('status_list_slug_purpose_uq', ['slug', 'purpose'])
export class StatusListEntity extends StoredRow implements Columns<StatusListRow> {
  @PrimaryColumn({ type: 'varchar', primaryKeyConstraintName: 'status_list_pk' }) id!: string;
  @Column({ type: 'varchar' }) slug!: StatusListRow['slug'];
  @Column({ type: 'varchar' }) issuerDid!: StatusListRow['issuerDid'];
  @Column({ type: 'varchar' }) purpose!: StatusListRow['purpose'];
  @Column({ type: 'integer' }) size!: StatusListRow['size'];
  @Column({ type: 'integer' }) listVersion!: StatusListRow['listVersion'];
  @Column({ type: 'text' }) bits!: StatusListRow['bits'];
  @Column({ type: 'text', nullable: true }) signedJson!: StatusListRow['signedJson'];
  @Column({ type: 'varchar', nullable: true }) publishedAt!: StatusListRow['publishedAt'];
}
