import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Session } from '../../assessment/index.js';
import { StoredRow, type Columns } from './stored-row.js';

/** One sitting of assessments at one site. */
@Entity({ name: 'session' })
@Index('session_seq_ix', ['seq'])
@Index('session_site_ix', ['siteId'])
@Index('session_mission_ix', ['missionId'])
@Index('session_state_ix', ['state'])
export class SessionEntity extends StoredRow implements Columns<Session> {
  @PrimaryColumn({ type: 'varchar', primaryKeyConstraintName: 'session_pk' }) id!: string;
  @Column({ type: 'varchar' }) scheme!: Session['scheme'];
  @Column({ type: 'varchar' }) siteId!: Session['siteId'];
  @Column({ type: 'varchar', nullable: true }) missionId!: Session['missionId'];
  @Column({ type: 'varchar' }) qualificationId!: Session['qualificationId'];
  @Column({ type: 'varchar' }) revision!: Session['revision'];
  @Column({ type: 'varchar' }) startsAt!: Session['startsAt'];
  @Column({ type: 'varchar' }) endsAt!: Session['endsAt'];
  @Column({ type: 'integer' }) capacity!: Session['capacity'];
  @Column({ type: 'varchar' }) requestedBy!: Session['requestedBy'];
  @Column({ type: 'varchar', nullable: true }) requestedAt!: Session['requestedAt'];
  @Column({ type: 'varchar', nullable: true }) approvedBy!: Session['approvedBy'];
  @Column({ type: 'varchar', nullable: true }) approvedAt!: Session['approvedAt'];
  @Column({ type: 'jsonb' }) assessors!: Session['assessors'];
  @Column({ type: 'varchar', nullable: true }) representativeId!: Session['representativeId'];
  @Column({ type: 'jsonb', nullable: true }) assessmentPackage!: Session['assessmentPackage'];
  @Column({ type: 'jsonb', nullable: true }) proceedingsReport!: Session['proceedingsReport'];
  @Column({ type: 'jsonb' }) waivers!: Session['waivers'];
  @Column({ type: 'varchar' }) state!: Session['state'];
}
