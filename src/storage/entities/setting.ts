import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Setting } from '../../issuance/index.js';
import { StoredRow, type Columns } from './stored-row.js';

/** Small named documents that must survive a restart. */
@Entity({ name: 'setting' })
@Index('setting_seq_ix', ['seq'])
export class SettingEntity extends StoredRow implements Columns<Setting> {
  @PrimaryColumn({ type: 'varchar', primaryKeyConstraintName: 'setting_pk' }) id!: string;
  @Column({ type: 'jsonb' }) value!: Setting['value'];
}
