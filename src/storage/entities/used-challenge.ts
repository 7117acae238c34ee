import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { UsedChallenge } from '../../issuance/index.js';
import { StoredRow, type Columns } from './stored-row.js';

/** Challenges that a presentation has answered, until they have expired. */
@Entity({ name: 'used_challenge' })
@Index('used_challenge_seq_ix', ['seq'])
@Index('used_challenge_expires_ix', ['expiresAt'])
export class UsedChallengeEntity extends StoredRow implements Columns<UsedChallenge> {
  @PrimaryColumn({ type: 'varchar', primaryKeyConstraintName: 'used_challenge_pk' }) id!: string;
  @Column({ type: 'varchar' }) expiresAt!: UsedChallenge['expiresAt'];
}
