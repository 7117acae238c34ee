import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Organization } from '../../assessment/index.js';
import { SealedRow, type Columns } from './stored-row.js';

/** Awarding bodies, offices, centres, employers, posts abroad. */
@Entity({ name: 'organization' })
@Index('organization_seq_ix', ['seq'])
@Index('organization_parent_ix', ['parentId'])
@Index('organization_type_ix', ['type'])
export class OrganizationEntity extends SealedRow implements Columns<Organization> {
  @PrimaryColumn({ type: 'varchar', primaryKeyConstraintName: 'organization_pk' }) id!: string;
  @Column({ type: 'varchar' }) type!: Organization['type'];
  @Column({ type: 'varchar' }) legalName!: Organization['legalName'];
  @Column({ type: 'varchar' }) shortName!: Organization['shortName'];
  @Column({ type: 'varchar' }) country!: Organization['country'];
  @Column({ type: 'varchar', nullable: true }) parentId!: Organization['parentId'];
  @Column({ type: 'varchar', nullable: true }) did!: Organization['did'];
  @Column({ type: 'varchar', nullable: true }) scheme!: Organization['scheme'];
  @Column({ type: 'jsonb' }) registrationIds!: Organization['registrationIds'];
}
