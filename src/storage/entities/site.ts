import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Site } from '../../assessment/index.js';
import { StoredRow, type Columns } from './stored-row.js';

/** A place where assessments happen. */
@Entity({ name: 'site' })
@Index('site_seq_ix', ['seq'])
@Index('site_organization_ix', ['organizationId'])
export class SiteEntity extends StoredRow implements Columns<Site> {
  @PrimaryColumn({ type: 'varchar', primaryKeyConstraintName: 'site_pk' }) id!: string;
  @Column({ type: 'varchar' }) organizationId!: Site['organizationId'];
  @Column({ type: 'varchar' }) name!: Site['name'];
  @Column({ type: 'varchar' }) address!: Site['address'];
  @Column({ type: 'varchar' }) country!: Site['country'];
}
