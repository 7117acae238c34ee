import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { Certificate } from '../../assessment/index.js';
import { SealedRow, type Columns } from './stored-row.js';

/** An award. Its number is unique for ever within the scheme. */
@Entity({ name: 'certificate' })
@Index('certificate_seq_ix', ['seq'])
@Unique('certificate_scheme_number_uq', ['scheme', 'number'])
@Index('certificate_person_ix', ['personId'])
@Index('certificate_credential_ix', ['credentialId'])
@Index('certificate_number_ix', ['number'])
@Index('certificate_state_ix', ['state'])
@Index('certificate_replaces_ix', ['replacesId'], { where: 'replaces_id IS NOT NULL' })
export class CertificateEntity extends SealedRow implements Columns<Certificate> {
  @PrimaryColumn({ type: 'varchar', primaryKeyConstraintName: 'certificate_pk' }) id!: string;
  @Column({ type: 'varchar', nullable: true }) number!: Certificate['number'];
  @Column({ type: 'varchar' }) scheme!: Certificate['scheme'];
  @Column({ type: 'varchar' }) awardType!: Certificate['awardType'];
  @Column({ type: 'varchar' }) title!: Certificate['title'];
  @Column({ type: 'varchar', nullable: true }) cocClusterId!: Certificate['cocClusterId'];
  @Column({ type: 'varchar' }) personId!: Certificate['personId'];
  @Column({ type: 'varchar' }) qualificationId!: Certificate['qualificationId'];
  @Column({ type: 'varchar' }) revision!: Certificate['revision'];
  @Column({ type: 'jsonb' }) recordIds!: Certificate['recordIds'];
  @Column({ type: 'jsonb' }) unitResults!: Certificate['unitResults'];
  @Column({ type: 'varchar' }) siteId!: Certificate['siteId'];
  @Column({ type: 'varchar', nullable: true }) missionId!: Certificate['missionId'];
  @Column({ type: 'varchar' }) assessedOn!: Certificate['assessedOn'];
  @Column({ type: 'varchar', nullable: true }) issuedOn!: Certificate['issuedOn'];
  @Column({ type: 'varchar', nullable: true }) validUntil!: Certificate['validUntil'];
  @Column({ type: 'varchar', nullable: true }) approvedBy!: Certificate['approvedBy'];
  @Column({ type: 'varchar', nullable: true }) approvedAt!: Certificate['approvedAt'];
  @Column({ type: 'varchar', nullable: true }) releasedBy!: Certificate['releasedBy'];
  @Column({ type: 'varchar', nullable: true }) releasedAt!: Certificate['releasedAt'];
  @Column({ type: 'varchar', nullable: true }) credentialId!: Certificate['credentialId'];
  @Column({ type: 'varchar', nullable: true }) replacesId!: Certificate['replacesId'];
  @Column({ type: 'varchar', nullable: true }) replacedById!: Certificate['replacedById'];
  @Column({ type: 'varchar' }) state!: Certificate['state'];
}
