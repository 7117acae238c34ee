import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { TrustImport, TrustStatement } from '../../issuers/index.js';
import { SealedRow, type Columns } from './stored-row.js';

/** Statements of root keys that are not in this service. */
@Entity({ name: 'trust_statement' })
@Index('trust_statement_seq_ix', ['seq'])
@Unique('trust_statement_number_uq', ['kind', 'number'])
export class TrustStatementEntity extends SealedRow implements Columns<TrustStatement> {
  @PrimaryColumn({ type: 'varchar', primaryKeyConstraintName: 'trust_statement_pk' }) id!: string;
  @Column({ type: 'varchar' }) kind!: TrustStatement['kind'];
  @Column({ type: 'integer' }) number!: TrustStatement['number'];
  @Column({ type: 'text' }) jws!: TrustStatement['jws'];
  @Column({ type: 'varchar' }) publishedAt!: TrustStatement['publishedAt'];
  @Column({ type: 'varchar' }) publishedBy!: TrustStatement['publishedBy'];
}

/** Other operators' trust lists, and who agreed to each. */
@Entity({ name: 'trust_import' })
@Index('trust_import_seq_ix', ['seq'])
export class TrustImportEntity extends SealedRow implements Columns<TrustImport> {
  @PrimaryColumn({ type: 'varchar', primaryKeyConstraintName: 'trust_import_pk' }) id!: string;
  @Column({ type: 'varchar' }) operator!: TrustImport['operator'];
  @Column({ type: 'varchar', nullable: true }) url!: TrustImport['url'];
  @Column({ type: 'jsonb' }) roots!: TrustImport['roots'];
  @Column({ type: 'integer' }) rootSerial!: TrustImport['rootSerial'];
  @Column({ type: 'varchar' }) state!: TrustImport['state'];
  @Column({ type: 'integer' }) listVersion!: TrustImport['listVersion'];
  @Column({ type: 'jsonb', nullable: true }) dids!: TrustImport['dids'];
  @Column({ type: 'text' }) jws!: TrustImport['jws'];
  @Column({ type: 'varchar' }) fetchedAt!: TrustImport['fetchedAt'];
  @Column({ type: 'varchar', nullable: true }) lastProblem!: TrustImport['lastProblem'];
  @Column({ type: 'varchar' }) proposedBy!: TrustImport['proposedBy'];
  @Column({ type: 'varchar' }) proposedAt!: TrustImport['proposedAt'];
  @Column({ type: 'varchar', nullable: true }) consentedBy!: TrustImport['consentedBy'];
  @Column({ type: 'varchar', nullable: true }) consentedAt!: TrustImport['consentedAt'];
  @Column({ type: 'varchar', nullable: true }) withdrawnBy!: TrustImport['withdrawnBy'];
  @Column({ type: 'varchar', nullable: true }) withdrawnAt!: TrustImport['withdrawnAt'];
}
