import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Moderation } from '../../assessment/index.js';
import { SealedRow, type Columns } from './stored-row.js';

/** Looks of moderators at assessment records, and why each was taken. */
@Entity({ name: 'moderation' })
@Index('moderation_seq_ix', ['seq'])
@Index('moderation_record_ix', ['recordId'])
@Index('moderation_session_ix', ['sessionId'])
@Index('moderation_person_ix', ['personId'])
// One look at a time.
@Index('moderation_open_uq', ['recordId'], { unique: true, where: 'outcome IS NULL' })
export class ModerationEntity extends SealedRow implements Columns<Omit<Moderation, 'note'>> {
  @PrimaryColumn({ type: 'varchar', primaryKeyConstraintName: 'moderation_pk' }) id!: string;
  @Column({ type: 'varchar' }) recordId!: Moderation['recordId'];
  @Column({ type: 'varchar' }) sessionId!: Moderation['sessionId'];
  @Column({ type: 'varchar' }) personId!: Moderation['personId'];
  @Column({ type: 'varchar' }) scheme!: Moderation['scheme'];
  @Column({ type: 'varchar' }) siteId!: Moderation['siteId'];
  @Column({ type: 'jsonb' }) reasons!: Moderation['reasons'];
  @Column({ type: 'varchar' }) openedAt!: Moderation['openedAt'];
  @Column({ type: 'varchar', nullable: true }) moderatorId!: Moderation['moderatorId'];
  @Column({ type: 'varchar', nullable: true }) settledAt!: Moderation['settledAt'];
  @Column({ type: 'varchar', nullable: true }) outcome!: Moderation['outcome'];
  /** The note, sealed with the person's key, see `personal/forms.ts`; NULL = erased. */
  @Column({ type: 'text', nullable: true }) personal!: string | null;
}
