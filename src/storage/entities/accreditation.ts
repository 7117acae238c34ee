import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Accreditation } from '../../assessment/index.js';
import { SealedRow, type Columns } from './stored-row.js';

/** Who may assess or issue what, where and when. */
@Entity({ name: 'accreditation' })
@Index('accreditation_seq_ix', ['seq'])
// A renewal may keep its number: the record it takes over from is superseded by then.
@Index('accreditation_number_role_uq', ['number', 'role'], {
  unique: true,
  where: "state NOT IN ('superseded', 'refused')",
})
@Index('accreditation_subject_ix', ['subjectId', 'role'])
export class AccreditationEntity extends SealedRow implements Columns<Accreditation> {
  @PrimaryColumn({ type: 'varchar', primaryKeyConstraintName: 'accreditation_pk' }) id!: string;
  @Column({ type: 'varchar' }) subjectType!: Accreditation['subjectType'];
  @Column({ type: 'varchar' }) subjectId!: Accreditation['subjectId'];
  @Column({ type: 'varchar' }) role!: Accreditation['role'];
  @Column({ type: 'jsonb' }) qualifications!: Accreditation['qualifications'];
  @Column({ type: 'varchar' }) number!: Accreditation['number'];
  @Column({ type: 'varchar' }) grantedById!: Accreditation['grantedById'];
  @Column({ type: 'varchar' }) validFrom!: Accreditation['validFrom'];
  @Column({ type: 'varchar' }) validUntil!: Accreditation['validUntil'];
  @Column({ type: 'varchar' }) state!: Accreditation['state'];
  @Column({ type: 'varchar', nullable: true }) retroactiveFrom!: Accreditation['retroactiveFrom'];
  @Column({ type: 'varchar', nullable: true }) stateChangedAt!: Accreditation['stateChangedAt'];
}
