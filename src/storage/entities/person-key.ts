import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The wrapped data key of a person; NULL once it was destroyed. Small and apart, so that it can be rewritten whole. */
@Entity({ name: 'person_key' })
export class PersonKeyEntity {
  @PrimaryColumn({ type: 'varchar', primaryKeyConstraintName: 'person_key_pk' }) ownerId!: string;
  @Column({ type: 'text', nullable: true }) wrapped!: string | null;
}
