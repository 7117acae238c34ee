import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { ShareLink, WorkerRequest, YearGuesses } from '../../sharing/index.js';
import { StoredRow, type Columns } from './stored-row.js';

/** Links of workers; only hashes of their secrets and PINs. */
@Entity({ name: 'share_link' })
@Index('share_link_seq_ix', ['seq'])
@Unique('share_link_secret_hash_uq', ['secretHash'])
@Index('share_link_credential_ix', ['credentialId'])
export class ShareLinkEntity extends StoredRow implements Columns<ShareLink> {
  @PrimaryColumn({ type: 'varchar', primaryKeyConstraintName: 'share_link_pk' }) id!: string;
  @Column({ type: 'varchar' }) secretHash!: ShareLink['secretHash'];
  @Column({ type: 'varchar' }) credentialId!: ShareLink['credentialId'];
  @Column({ type: 'varchar' }) scope!: ShareLink['scope'];
  @Column({ type: 'varchar' }) createdAt!: ShareLink['createdAt'];
  @Column({ type: 'varchar' }) endsAt!: ShareLink['endsAt'];
  @Column({ type: 'varchar', nullable: true }) pinSalt!: ShareLink['pinSalt'];
  @Column({ type: 'varchar', nullable: true }) pinHash!: ShareLink['pinHash'];
  @Column({ type: 'integer' }) triesLeft!: ShareLink['triesLeft'];
  @Column({ type: 'varchar', nullable: true }) lockedUntil!: ShareLink['lockedUntil'];
  @Column({ type: 'integer' }) opened!: ShareLink['opened'];
  @Column({ type: 'varchar' }) state!: ShareLink['state'];
}

/** What workers ask the office for. */
@Entity({ name: 'worker_request' })
@Index('worker_request_seq_ix', ['seq'])
@Index('worker_request_credential_ix', ['credentialId'])
@Index('worker_request_scheme_ix', ['scheme', 'state'])
export class WorkerRequestEntity extends StoredRow implements Columns<WorkerRequest> {
  @PrimaryColumn({ type: 'varchar', primaryKeyConstraintName: 'worker_request_pk' }) id!: string;
  @Column({ type: 'varchar' }) kind!: WorkerRequest['kind'];
  @Column({ type: 'varchar' }) credentialId!: WorkerRequest['credentialId'];
  @Column({ type: 'varchar' }) number!: WorkerRequest['number'];
  @Column({ type: 'varchar' }) scheme!: WorkerRequest['scheme'];
  @Column({ type: 'varchar' }) siteId!: WorkerRequest['siteId'];
  @Column({ type: 'varchar' }) receivedAt!: WorkerRequest['receivedAt'];
  @Column({ type: 'varchar' }) answerBy!: WorkerRequest['answerBy'];
  @Column({ type: 'varchar', nullable: true }) answeredAt!: WorkerRequest['answeredAt'];
  @Column({ type: 'varchar', nullable: true }) answeredBy!: WorkerRequest['answeredBy'];
  @Column({ type: 'varchar' }) state!: WorkerRequest['state'];
}

/** Wrong birth years per number, until the window has ended. */
@Entity({ name: 'year_guesses' })
@Index('year_guesses_seq_ix', ['seq'])
@Index('year_guesses_ends_ix', ['endsAt'])
export class YearGuessesEntity extends StoredRow implements Columns<YearGuesses> {
  @PrimaryColumn({ type: 'varchar', primaryKeyConstraintName: 'year_guesses_pk' }) id!: string;
  @Column({ type: 'integer' }) wrong!: YearGuesses['wrong'];
  @Column({ type: 'varchar' }) endsAt!: YearGuesses['endsAt'];
}
