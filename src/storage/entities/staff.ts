import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type {
  StaffAccount,
  StaffCeremony,
  StaffIdentity,
  StaffLink,
  StaffPasskey,
  StaffSession,
  TenantHolding,
  TwoPersonProposal,
} from '../../staff/index.js';
import { GuardedRow, PassingRow, type Columns } from './stored-row.js';

/** A person with an account. One account per person of the register, so that duties can be kept apart. */
@Entity({ name: 'staff_account' })
@Index('staff_account_seq_ix', ['seq'])
@Unique('staff_account_person_uq', ['personId'])
export class StaffAccountEntity extends GuardedRow implements Columns<Omit<StaffAccount, 'displayName'>> {
  @PrimaryColumn({ type: 'varchar', primaryKeyConstraintName: 'staff_account_pk' }) id!: string;
  @Column({ type: 'jsonb' }) roles!: StaffAccount['roles'];
  @Column({ type: 'varchar', nullable: true }) personId!: StaffAccount['personId'];
  @Column({ type: 'varchar' }) state!: StaffAccount['state'];
  @Column({ type: 'varchar' }) createdAt!: StaffAccount['createdAt'];
  /** Sealed with a key of its own, see `personal/forms.ts`; NULL = erased. */
  @Column({ type: 'text', nullable: true }) personal!: string | null;
}

@Entity({ name: 'staff_passkey' })
@Index('staff_passkey_seq_ix', ['seq'])
@Unique('staff_passkey_credential_uq', ['credentialId'])
@Index('staff_passkey_account_ix', ['accountId'])
export class StaffPasskeyEntity extends GuardedRow implements Columns<StaffPasskey> {
  @PrimaryColumn({ type: 'varchar', primaryKeyConstraintName: 'staff_passkey_pk' }) id!: string;
  @Column({ type: 'varchar' }) accountId!: StaffPasskey['accountId'];
  @Column({ type: 'varchar' }) credentialId!: StaffPasskey['credentialId'];
  @Column({ type: 'text' }) publicKey!: StaffPasskey['publicKey'];
  @Column({ type: 'integer' }) counter!: StaffPasskey['counter'];
  @Column({ type: 'jsonb' }) transports!: StaffPasskey['transports'];
  @Column({ type: 'boolean' }) backedUp!: StaffPasskey['backedUp'];
  @Column({ type: 'varchar' }) createdAt!: StaffPasskey['createdAt'];
  @Column({ type: 'varchar', nullable: true }) lastUsedAt!: StaffPasskey['lastUsedAt'];
  @Column({ type: 'varchar' }) state!: StaffPasskey['state'];
}

@Entity({ name: 'staff_identity' })
@Index('staff_identity_seq_ix', ['seq'])
@Unique('staff_identity_subject_uq', ['issuer', 'subject'])
@Index('staff_identity_account_ix', ['accountId'])
export class StaffIdentityEntity extends GuardedRow implements Columns<StaffIdentity> {
  @PrimaryColumn({ type: 'varchar', primaryKeyConstraintName: 'staff_identity_pk' }) id!: string;
  @Column({ type: 'varchar' }) accountId!: StaffIdentity['accountId'];
  @Column({ type: 'varchar' }) issuer!: StaffIdentity['issuer'];
  @Column({ type: 'varchar' }) subject!: StaffIdentity['subject'];
  @Column({ type: 'varchar' }) createdAt!: StaffIdentity['createdAt'];
  @Column({ type: 'varchar' }) state!: StaffIdentity['state'];
}

/** Set-up links, invitations and recoveries; only hashes of their keys. */
@Entity({ name: 'staff_link' })
@Index('staff_link_seq_ix', ['seq'])
@Unique('staff_link_first_hash_uq', ['firstHash'])
export class StaffLinkEntity extends GuardedRow implements Columns<Omit<StaffLink, 'displayName'>> {
  @PrimaryColumn({ type: 'varchar', primaryKeyConstraintName: 'staff_link_pk' }) id!: string;
  @Column({ type: 'varchar' }) kind!: StaffLink['kind'];
  @Column({ type: 'varchar', nullable: true }) accountId!: StaffLink['accountId'];
  @Column({ type: 'jsonb' }) roles!: StaffLink['roles'];
  @Column({ type: 'varchar', nullable: true }) personId!: StaffLink['personId'];
  @Column({ type: 'varchar' }) organizationId!: StaffLink['organizationId'];
  @Column({ type: 'varchar' }) firstHash!: StaffLink['firstHash'];
  @Column({ type: 'varchar', nullable: true }) secondHash!: StaffLink['secondHash'];
  @Column({ type: 'varchar' }) createdBy!: StaffLink['createdBy'];
  @Column({ type: 'varchar', nullable: true }) approvedBy!: StaffLink['approvedBy'];
  @Column({ type: 'varchar' }) createdAt!: StaffLink['createdAt'];
  @Column({ type: 'varchar' }) endsAt!: StaffLink['endsAt'];
  @Column({ type: 'varchar' }) state!: StaffLink['state'];
  /** Sealed with a key of its own, see `personal/forms.ts`; NULL = erased. */
  @Column({ type: 'text', nullable: true }) personal!: string | null;
}

@Entity({ name: 'staff_session' })
@Index('staff_session_seq_ix', ['seq'])
@Unique('staff_session_token_hash_uq', ['tokenHash'])
@Index('staff_session_account_ix', ['accountId'])
export class StaffSessionEntity extends PassingRow implements Columns<StaffSession> {
  @PrimaryColumn({ type: 'varchar', primaryKeyConstraintName: 'staff_session_pk' }) id!: string;
  @Column({ type: 'varchar' }) tokenHash!: StaffSession['tokenHash'];
  @Column({ type: 'varchar' }) accountId!: StaffSession['accountId'];
  @Column({ type: 'varchar' }) organizationId!: StaffSession['organizationId'];
  @Column({ type: 'varchar' }) method!: StaffSession['method'];
  @Column({ type: 'varchar' }) createdAt!: StaffSession['createdAt'];
  @Column({ type: 'varchar' }) lastSeenAt!: StaffSession['lastSeenAt'];
  @Column({ type: 'varchar', nullable: true }) endedAt!: StaffSession['endedAt'];
  @Column({ type: 'varchar', nullable: true }) assertedAt!: StaffSession['assertedAt'];
  @Column({ type: 'varchar', nullable: true }) provenAt!: StaffSession['provenAt'];
}

/** What stays the same between the two halves of a sign-in, readable only with the secret that the browser holds. */
@Entity({ name: 'staff_ceremony' })
@Index('staff_ceremony_seq_ix', ['seq'])
@Index('staff_ceremony_ends_ix', ['endsAt'])
export class StaffCeremonyEntity extends PassingRow implements Columns<StaffCeremony> {
  @PrimaryColumn({ type: 'varchar', primaryKeyConstraintName: 'staff_ceremony_pk' }) id!: string;
  @Column({ type: 'text' }) content!: StaffCeremony['content'];
  @Column({ type: 'varchar' }) endsAt!: StaffCeremony['endsAt'];
  @Column({ type: 'boolean' }) isUsed!: StaffCeremony['isUsed'];
}

/** Whose file a person or an application is. */
@Entity({ name: 'tenant_holding' })
@Index('tenant_holding_seq_ix', ['seq'])
@Unique('tenant_holding_subject_uq', ['organizationId', 'subjectType', 'subjectId'])
export class TenantHoldingEntity extends GuardedRow implements Columns<TenantHolding> {
  @PrimaryColumn({ type: 'varchar', primaryKeyConstraintName: 'tenant_holding_pk' }) id!: string;
  @Column({ type: 'varchar' }) organizationId!: TenantHolding['organizationId'];
  @Column({ type: 'varchar' }) subjectType!: TenantHolding['subjectType'];
  @Column({ type: 'varchar' }) subjectId!: TenantHolding['subjectId'];
  @Column({ type: 'varchar' }) heldAt!: TenantHolding['heldAt'];
}

/** Acts that wait for a second officer. */
@Entity({ name: 'two_person_proposal' })
@Index('two_person_proposal_seq_ix', ['seq'])
@Index('two_person_proposal_organization_ix', ['organizationId', 'state'])
export class TwoPersonProposalEntity extends GuardedRow implements Columns<TwoPersonProposal> {
  @PrimaryColumn({ type: 'varchar', primaryKeyConstraintName: 'two_person_proposal_pk' }) id!: string;
  @Column({ type: 'varchar' }) organizationId!: TwoPersonProposal['organizationId'];
  @Column({ type: 'varchar' }) action!: TwoPersonProposal['action'];
  @Column({ type: 'jsonb' }) input!: TwoPersonProposal['input'];
  @Column({ type: 'varchar' }) proposedBy!: TwoPersonProposal['proposedBy'];
  @Column({ type: 'varchar' }) proposedAt!: TwoPersonProposal['proposedAt'];
  @Column({ type: 'varchar' }) endsAt!: TwoPersonProposal['endsAt'];
  @Column({ type: 'varchar', nullable: true }) confirmedBy!: TwoPersonProposal['confirmedBy'];
  @Column({ type: 'varchar' }) state!: TwoPersonProposal['state'];
}
