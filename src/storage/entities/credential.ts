import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { SignedCredential } from '../../issuance/index.js';
import { SealedRow, type Columns } from './stored-row.js';

/** The exact signed bytes of one secured form, as text. */
@Entity({ name: 'signed_credential' })
@Index('signed_credential_seq_ix', ['seq'])
@Unique('signed_credential_credential_form_uq', ['credentialId', 'form'])
@Index('signed_credential_subject_ix', ['subjectId'])
@Index('signed_credential_number_ix', ['number'])
export class SignedCredentialEntity extends SealedRow implements Columns<Omit<SignedCredential, 'json'>> {
  @PrimaryColumn({ type: 'varchar', primaryKeyConstraintName: 'signed_credential_pk' }) id!: string;
  @Column({ type: 'varchar' }) credentialId!: SignedCredential['credentialId'];
  @Column({ type: 'varchar' }) form!: SignedCredential['form'];
  @Column({ type: 'varchar' }) kind!: SignedCredential['kind'];
  @Column({ type: 'varchar' }) subjectId!: SignedCredential['subjectId'];
  @Column({ type: 'varchar' }) scheme!: SignedCredential['scheme'];
  @Column({ type: 'varchar' }) number!: SignedCredential['number'];
  @Column({ type: 'varchar' }) issuerDid!: SignedCredential['issuerDid'];
  @Column({ type: 'varchar' }) sha256!: SignedCredential['sha256'];
  @Column({ type: 'varchar' }) signedAt!: SignedCredential['signedAt'];
  @Column({ type: 'varchar', nullable: true }) validUntil!: SignedCredential['validUntil'];
  /** Whose key seals `personal`. */
  @Column({ type: 'varchar' }) ownerId!: string;
  /** Sealed with the person's key, see `personal/forms.ts`; NULL = erased. */
  @Column({ type: 'text', nullable: true }) personal!: string | null;
}
