import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Person } from '../../assessment/index.js';
import { SealedRow, type Columns } from './stored-row.js';

/** Candidates, assessors, officers. Personal fields are sealed with the person's key (`personal/forms.ts`). */
@Entity({ name: 'person' })
@Index('person_seq_ix', ['seq'])
@Index('person_match_key_ix', ['matchKey'])
export class PersonEntity
  extends SealedRow
  implements
    Columns<
      Omit<
        Person,
        | 'names'
        | 'birthDate'
        | 'conflictingBirthDate'
        | 'sex'
        | 'nationalities'
        | 'photoHash'
        | 'schemeIds'
        | 'contacts'
        | 'preferredLanguage'
        | 'supportNeeds'
        | 'representative'
      >
    >
{
  @PrimaryColumn({ type: 'varchar', primaryKeyConstraintName: 'person_pk' }) id!: string;
  @Column({ type: 'varchar' }) matchKey!: Person['matchKey'];
  /** Sealed with the person's key, see `personal/forms.ts`; NULL = erased. */
  @Column({ type: 'text', nullable: true }) personal!: string | null;
}
