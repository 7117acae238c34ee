import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { IssuanceIntent } from '../../issuance/index.js';
import { SealedRow, type Columns } from './stored-row.js';

/** Written before anything is signed; see docs/issuance-cycle.md. */
@Entity({ name: 'issuance_intent' })
@Index('issuance_intent_seq_ix', ['seq'])
@Unique('issuance_intent_number_uq', ['number'])
@Index('issuance_intent_subject_uq', ['subjectId'], { unique: true, where: "state <> 'voided'" })
@Index('issuance_intent_credential_ix', ['credentialId'])
@Index('issuance_intent_state_ix', ['state'])
export class IssuanceIntentEntity extends SealedRow implements Columns<Omit<IssuanceIntent, 'unsignedJson'>> {
  @PrimaryColumn({ type: 'varchar', primaryKeyConstraintName: 'issuance_intent_pk' }) id!: string;
  @Column({ type: 'varchar' }) kind!: IssuanceIntent['kind'];
  @Column({ type: 'varchar' }) subjectId!: IssuanceIntent['subjectId'];
  @Column({ type: 'varchar' }) scheme!: IssuanceIntent['scheme'];
  @Column({ type: 'varchar' }) number!: IssuanceIntent['number'];
  @Column({ type: 'varchar' }) credentialId!: IssuanceIntent['credentialId'];
  @Column({ type: 'varchar' }) issuerDid!: IssuanceIntent['issuerDid'];
  @Column({ type: 'varchar' }) approvedBy!: IssuanceIntent['approvedBy'];
  @Column({ type: 'varchar' }) releasedBy!: IssuanceIntent['releasedBy'];
  @Column({ type: 'varchar', nullable: true }) proofCreated!: IssuanceIntent['proofCreated'];
  @Column({ type: 'integer' }) revocationIndex!: IssuanceIntent['revocationIndex'];
  @Column({ type: 'integer' }) suspensionIndex!: IssuanceIntent['suspensionIndex'];
  @Column({ type: 'varchar' }) statusListId!: IssuanceIntent['statusListId'];
  @Column({ type: 'varchar' }) state!: IssuanceIntent['state'];
  @Column({ type: 'varchar' }) createdAt!: IssuanceIntent['createdAt'];
  /** Whose key seals `personal`. */
  @Column({ type: 'varchar' }) ownerId!: string;
  /** Sealed with the person's key, see `personal/forms.ts`; NULL = erased. */
  @Column({ type: 'text', nullable: true }) personal!: string | null;
}
