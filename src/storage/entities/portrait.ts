import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Portrait } from '../../assessment/index.js';
import { SealedRow, type Columns } from './stored-row.js';

/** Photos of candidates, under the key of the person. */
@Entity({ name: 'portrait' })
@Index('portrait_seq_ix', ['seq'])
export class PortraitEntity extends SealedRow implements Columns<Omit<Portrait, 'jpeg' | 'sha256'>> {
  @PrimaryColumn({ type: 'varchar', primaryKeyConstraintName: 'portrait_pk' }) id!: string;
  @Column({ type: 'varchar' }) takenAt!: Portrait['takenAt'];
  @Column({ type: 'varchar' }) storedBy!: Portrait['storedBy'];
  @Column({ type: 'varchar' }) storedAt!: Portrait['storedAt'];
  @Column({ type: 'jsonb', nullable: true }) onPassport!: Portrait['onPassport'];
  /** Sealed with the person's key, see `personal/forms.ts`; NULL = erased. */
  @Column({ type: 'text', nullable: true }) personal!: string | null;
}
