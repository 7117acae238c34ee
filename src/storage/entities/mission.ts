import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Mission } from '../../assessment/index.js';
import { StoredRow, type Columns } from './stored-row.js';

/** An assessment mission abroad. */
@Entity({ name: 'mission' })
@Index('mission_seq_ix', ['seq'])
export class MissionEntity extends StoredRow implements Columns<Mission> {
  @PrimaryColumn({ type: 'varchar', primaryKeyConstraintName: 'mission_pk' }) id!: string;
  @Column({ type: 'varchar' }) scheme!: Mission['scheme'];
  @Column({ type: 'varchar' }) title!: Mission['title'];
  @Column({ type: 'varchar' }) country!: Mission['country'];
  @Column({ type: 'varchar' }) hostPostId!: Mission['hostPostId'];
  @Column({ type: 'jsonb' }) siteIds!: Mission['siteIds'];
  @Column({ type: 'varchar' }) startsOn!: Mission['startsOn'];
  @Column({ type: 'varchar' }) endsOn!: Mission['endsOn'];
  @Column({ type: 'jsonb' }) qualifications!: Mission['qualifications'];
  @Column({ type: 'jsonb' }) assessorAccreditationIds!: Mission['assessorAccreditationIds'];
  @Column({ type: 'integer' }) quota!: Mission['quota'];
  @Column({ type: 'varchar', nullable: true }) cancelReason!: Mission['cancelReason'];
  @Column({ type: 'varchar' }) state!: Mission['state'];
}
