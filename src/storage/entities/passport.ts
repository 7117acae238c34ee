import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { SkillsPassport } from '../../assessment/index.js';
import { SealedRow, type Columns } from './stored-row.js';

/** The bundle of awards and confirmed experience a worker carries. */
@Entity({ name: 'skills_passport' })
@Index('skills_passport_seq_ix', ['seq'])
@Unique('skills_passport_scheme_number_uq', ['scheme', 'number'])
@Index('skills_passport_person_ix', ['personId'])
@Index('skills_passport_credential_ix', ['credentialId'])
export class SkillsPassportEntity extends SealedRow implements Columns<SkillsPassport> {
  @PrimaryColumn({ type: 'varchar', primaryKeyConstraintName: 'skills_passport_pk' }) id!: string;
  @Column({ type: 'varchar' }) personId!: SkillsPassport['personId'];
  @Column({ type: 'varchar' }) scheme!: SkillsPassport['scheme'];
  @Column({ type: 'varchar', nullable: true }) number!: SkillsPassport['number'];
  @Column({ type: 'jsonb' }) certificateIds!: SkillsPassport['certificateIds'];
  @Column({ type: 'jsonb' }) experienceIds!: SkillsPassport['experienceIds'];
  @Column({ type: 'jsonb', nullable: true }) eligibility!: SkillsPassport['eligibility'];
  @Column({ type: 'varchar', nullable: true }) approvedBy!: SkillsPassport['approvedBy'];
  @Column({ type: 'varchar', nullable: true }) credentialId!: SkillsPassport['credentialId'];
  @Column({ type: 'varchar', nullable: true }) issuedOn!: SkillsPassport['issuedOn'];
  @Column({ type: 'varchar', nullable: true }) validUntil!: SkillsPassport['validUntil'];
  @Column({ type: 'varchar' }) state!: SkillsPassport['state'];
}
