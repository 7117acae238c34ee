import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { AccreditationCredential } from '../../issuance/index.js';
import { SealedRow, type Columns } from './stored-row.js';

/** Accreditations of places and awarding bodies as signed credentials, the exact bytes. Public, so nothing in it is sealed with a person's key. */
@Entity({ name: 'accreditation_credential' })
@Index('accreditation_credential_seq_ix', ['seq'])
@Index('accreditation_credential_current_uq', ['accreditationId', 'holder'], {
  unique: true,
  where: 'superseded_at IS NULL',
})
@Unique('accreditation_credential_credential_uq', ['credentialId'])
@Index('accreditation_credential_holder_ix', ['holder'])
@Index('accreditation_credential_issuer_ix', ['issuerDid'])
export class AccreditationCredentialEntity extends SealedRow implements Columns<AccreditationCredential> {
  @PrimaryColumn({ type: 'varchar', primaryKeyConstraintName: 'accreditation_credential_pk' }) id!: string;
  @Column({ type: 'varchar' }) accreditationId!: AccreditationCredential['accreditationId'];
  @Column({ type: 'varchar' }) credentialId!: AccreditationCredential['credentialId'];
  @Column({ type: 'varchar' }) issuerDid!: AccreditationCredential['issuerDid'];
  @Column({ type: 'varchar' }) holder!: AccreditationCredential['holder'];
  @Column({ type: 'text' }) json!: AccreditationCredential['json'];
  @Column({ type: 'varchar' }) sha256!: AccreditationCredential['sha256'];
  @Column({ type: 'varchar' }) signedAt!: AccreditationCredential['signedAt'];
  @Column({ type: 'varchar', nullable: true }) supersededAt!: AccreditationCredential['supersededAt'];
}
