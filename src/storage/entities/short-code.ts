import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { ShortCodeRow } from '../../issuance/index.js';
import { StoredRow, type Columns } from './stored-row.js';

/** What `/c/<code>` opens. */
@Entity({ name: 'short_code' })
@Index('short_code_seq_ix', ['seq'])
@Unique('short_code_code_uq', ['code'])
@Index('short_code_credential_ix', ['credentialId'])
export class ShortCodeEntity extends StoredRow implements Columns<ShortCodeRow> {
  @PrimaryColumn({ type: 'varchar', primaryKeyConstraintName: 'short_code_pk' }) id!: string;
  @Column({ type: 'varchar' }) code!: ShortCodeRow['code'];
  @Column({ type: 'varchar' }) credentialId!: ShortCodeRow['credentialId'];
  @Column({ type: 'varchar' }) createdAt!: ShortCodeRow['createdAt'];
}
