import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { AuditRow } from '../../issuance/index.js';

/** One link of the audit chain. A trigger refuses UPDATE, DELETE and TRUNCATE on this table. */
@Entity({ name: 'audit_row' })
@Index('audit_row_at_ix', ['at'])
export class AuditRowEntity {
  @PrimaryColumn({ type: 'bigint', primaryKeyConstraintName: 'audit_row_pk' }) sequence!: string;
  @Column({ type: 'varchar' }) at!: string;
  @Column({ type: 'varchar' }) action!: string;
  @Column({ type: 'varchar' }) actorId!: string;
  @Column({ type: 'varchar' }) subjectType!: string;
  @Column({ type: 'varchar' }) subjectId!: string;
  @Column({ type: 'jsonb' }) facts!: AuditRow['facts'];
  @Column({ type: 'varchar' }) previousHash!: string;
  @Column({ type: 'varchar' }) hash!: string;
}
