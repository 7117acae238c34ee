import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { EvidenceFile } from '../../assessment/index.js';
import { SealedRow, type Columns } from './stored-row.js';

/** Whose each evidence file is, so that it goes when the person goes. */
@Entity({ name: 'evidence_file' })
@Index('evidence_file_seq_ix', ['seq'])
@Unique('evidence_file_file_uq', ['fileId'])
@Index('evidence_file_person_ix', ['personId'])
@Index('evidence_file_application_ix', ['applicationId'])
export class EvidenceFileEntity extends SealedRow implements Columns<EvidenceFile> {
  @PrimaryColumn({ type: 'varchar', primaryKeyConstraintName: 'evidence_file_pk' }) id!: string;
  @Column({ type: 'varchar' }) fileId!: EvidenceFile['fileId'];
  @Column({ type: 'varchar' }) personId!: EvidenceFile['personId'];
  @Column({ type: 'varchar' }) applicationId!: EvidenceFile['applicationId'];
  @Column({ type: 'varchar' }) mediaType!: EvidenceFile['mediaType'];
  @Column({ type: 'varchar' }) sha256!: EvidenceFile['sha256'];
  @Column({ type: 'integer' }) sizeBytes!: EvidenceFile['sizeBytes'];
  @Column({ type: 'varchar' }) storedBy!: EvidenceFile['storedBy'];
  @Column({ type: 'varchar' }) storedAt!: EvidenceFile['storedAt'];
  @Column({ type: 'varchar', nullable: true }) removedAt!: EvidenceFile['removedAt'];
}
