import type { Storage } from '../../../src/storage/index.js';
import type { Stored } from '../../../src/shared/index.js';

const head = (id: string): Stored => ({ id, version: 1 });
const at = '2026-01-05T08:00:00Z';

/** One row of everything that opens doors. */
export async function fillStaff({ store: { read } }: Storage): Promise<void> {
  const roles = [{ organizationId: 'org-1', role: 'registrar' as const }];
  await read.staffAccounts.insert({
    ...head('account-1'),
    ...{ displayName: 'Tracerofficer', roles, personId: 'person-2', state: 'active', createdAt: at },
  });
  await read.staffPasskeys.insert({
    ...head('passkey-1'),
    ...{ accountId: 'account-1', credentialId: 'abc', publicKey: 'def', counter: 1, transports: ['usb'] },
    ...{ backedUp: false, createdAt: at, lastUsedAt: null, state: 'active' },
  });
  await read.staffIdentities.insert({
    ...head('identity-1'),
    ...{ accountId: 'account-1', issuer: 'https://id.example', subject: 's', createdAt: at, state: 'active' },
  });
  await read.staffLinks.insert({
    ...head('link-1'),
    ...{ kind: 'invitation', accountId: null, displayName: 'Tracercolleague', roles, personId: null },
    ...{ organizationId: 'org-1', firstHash: 'ab', secondHash: null, createdBy: 'account-1', approvedBy: null },
    ...{ createdAt: at, endsAt: at, state: 'proposed' },
  });
  await read.staffSessions.insert({
    ...head('staff-session-1'),
    ...{ tokenHash: 'cd', accountId: 'account-1', organizationId: 'org-1', method: 'passkey' },
    ...{ createdAt: at, lastSeenAt: at, endedAt: null, assertedAt: at, provenAt: null },
  });
  await read.staffCeremonies.insert({ ...head('ceremony-1'), content: 'sealed', endsAt: at, isUsed: false });
  await read.tenantHoldings.insert({
    ...head('holding-1'),
    ...{ organizationId: 'org-1', subjectType: 'person', subjectId: 'person-1', heldAt: at },
  });
  await read.twoPersonProposals.insert({
    ...head('proposal-1'),
    ...{ organizationId: 'org-1', action: 'post /x', input: { a: 1 }, proposedBy: 'account-1', proposedAt: at },
    ...{ endsAt: at, confirmedBy: null, state: 'open' },
  });
}
