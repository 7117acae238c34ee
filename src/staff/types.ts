/** People with accounts and what they sign in with. Instants are ISO-8601 UTC; secrets are stored as SHA-256 hex only. */
import type { Stored } from '../shared/index.js';
import type { StaffRole } from './roles.js';

/** A role held in one organisation (tenant). `INSTANCE` stands for the operator of this service. */
export interface RoleGrant {
  readonly organizationId: string;
  readonly role: StaffRole;
}

export interface StaffAccount extends Stored {
  readonly displayName: string;
  readonly roles: readonly RoleGrant[];
  /** The same human in the register of persons: assessors and representatives act under it. Never changed later. */
  readonly personId: string | null;
  readonly state: 'active' | 'disabled';
  readonly createdAt: string;
}

export interface StaffPasskey extends Stored {
  readonly accountId: string;
  /** base64url, as the authenticator gave it. */
  readonly credentialId: string;
  /** COSE key, base64url. */
  readonly publicKey: string;
  readonly counter: number;
  readonly transports: readonly string[];
  readonly backedUp: boolean;
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
  readonly state: 'active' | 'removed';
}

/** An account of an OpenID provider that may sign in here. */
export interface StaffIdentity extends Stored {
  readonly accountId: string;
  readonly issuer: string;
  readonly subject: string;
  readonly createdAt: string;
  readonly state: 'active' | 'removed';
}

export type LinkKind = 'set-up' | 'invitation' | 'recovery';

/**
 * A way in, used once. Invitations and recoveries are made by two administrators and open only with the half each of
 * them hands over, so that neither can walk in alone.
 */
export interface StaffLink extends Stored {
  readonly kind: LinkKind;
  /** Recovery: the account that gets a new passkey. */
  readonly accountId: string | null;
  readonly displayName: string;
  readonly roles: readonly RoleGrant[];
  readonly personId: string | null;
  /** Organisation whose administrators made it. */
  readonly organizationId: string;
  readonly firstHash: string;
  /** Set when a second administrator approved; null for set-up links and for the very first colleague. */
  readonly secondHash: string | null;
  readonly createdBy: string;
  readonly approvedBy: string | null;
  readonly createdAt: string;
  readonly endsAt: string;
  readonly state: 'proposed' | 'open' | 'used' | 'withdrawn';
}

export interface StaffSession extends Stored {
  readonly tokenHash: string;
  readonly accountId: string;
  /** The organisation the person works for at the moment. */
  readonly organizationId: string;
  readonly method: 'passkey' | 'oidc';
  readonly createdAt: string;
  readonly lastSeenAt: string;
  readonly endedAt: string | null;
  /** When a passkey was last used in this session; null for one opened by an OpenID provider. */
  readonly assertedAt: string | null;
  /** When the sign-in was one for which the OpenID provider says that it had just asked who it is; null otherwise. */
  readonly provenAt: string | null;
}

/** First half of a sign-in, for whichever process gets the second. */
export interface StaffCeremony extends Stored {
  /** Encrypted with the secret whose hash is the id. */
  readonly content: string;
  readonly endsAt: string;
  readonly isUsed: boolean;
}

/** This organisation keeps the file of this person or application. */
export interface TenantHolding extends Stored {
  readonly organizationId: string;
  readonly subjectType: 'person' | 'application';
  readonly subjectId: string;
  readonly heldAt: string;
}

/** First half of an act that needs two officers; without effect until another one confirms it. */
export interface TwoPersonProposal extends Stored {
  readonly organizationId: string;
  readonly action: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly proposedBy: string;
  readonly proposedAt: string;
  readonly endsAt: string;
  readonly confirmedBy: string | null;
  readonly state: 'open' | 'confirmed' | 'withdrawn';
}
