import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Person } from '../../assessment/index.js';
import { StoredRow, type Columns } from './stored-row.js';

/** Candidates, assessors, officers. Personal fields pass through `person-mapper.ts`. */
@Entity({ name: 'person' })
@Index('person_seq_ix', ['seq'])
@Index('person_match_key_ix', ['matchKey'])
export class PersonEntity extends StoredRow implements Columns<Person> {
  @PrimaryColumn({ type: 'varchar', primaryKeyConstraintName: 'person_pk' }) id!: string;
  @Column({ type: 'jsonb' }) names!: Person['names'];
  @Column({ type: 'jsonb', nullable: true }) birthDate!: Person['birthDate'];
  @Column({ type: 'jsonb', nullable: true }) conflictingBirthDate!: Person['conflictingBirthDate'];
  @Column({ type: 'varchar', nullable: true }) sex!: Person['sex'];
  @Column({ type: 'jsonb' }) nationalities!: Person['nationalities'];
  @Column({ type: 'varchar', nullable: true }) photoHash!: Person['photoHash'];
  @Column({ type: 'jsonb' }) schemeIds!: Person['schemeIds'];
  @Column({ type: 'jsonb' }) contacts!: Person['contacts'];
  @Column({ type: 'varchar' }) preferredLanguage!: Person['preferredLanguage'];
  @Column({ type: 'jsonb' }) supportNeeds!: Person['supportNeeds'];
  @Column({ type: 'jsonb', nullable: true }) representative!: Person['representative'];
  @Column({ type: 'varchar' }) matchKey!: Person['matchKey'];
}
