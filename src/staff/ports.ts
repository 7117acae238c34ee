import type { AuditSink, Repository } from '../shared/index.js';
import type {
  StaffAccount,
  StaffCeremony,
  StaffIdentity,
  StaffLink,
  StaffPasskey,
  StaffSession,
  TenantHolding,
  TwoPersonProposal,
} from './types.js';

/** What people with accounts need stored. `storage/` implements it, inside and outside transactions. */
export interface StaffStore {
  readonly staffAccounts: Repository<StaffAccount>;
  readonly staffPasskeys: Repository<StaffPasskey>;
  readonly staffIdentities: Repository<StaffIdentity>;
  readonly staffLinks: Repository<StaffLink>;
  readonly staffSessions: Repository<StaffSession>;
  readonly staffCeremonies: Repository<StaffCeremony>;
  readonly tenantHoldings: Repository<TenantHolding>;
  readonly twoPersonProposals: Repository<TwoPersonProposal>;
  readonly audit: AuditSink;
}
