import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The sum of all row seals of one table: a row that disappears, or returns to an earlier state, is missed in it. */
@Entity({ name: 'seal_sum' })
export class SealSumEntity {
  @PrimaryColumn({ type: 'varchar', primaryKeyConstraintName: 'seal_sum_pk' }) tableName!: string;
  @Column({ type: 'varchar' }) total!: string;
  @Column({ type: 'varchar' }) mac!: string;
}
