import type { PublicKeyRecord } from '../keys/index.js';
import type { withService } from './instance.js';

type Addressed = Parameters<Parameters<typeof withService>[0]>[0];

/** What a command did to keys stands in the audit trail. Who typed it is known only when `--by` says so. */
export async function recordKeyActs(
  { instance }: Addressed,
  action: 'key.create' | 'key.retire',
  keys: readonly PublicKeyRecord[],
  by: string | undefined,
): Promise<void> {
  await instance.store.transaction(async (tx) => {
    for (const { id, role, validFrom, validUntil, revokedAt } of keys) {
      const facts = { role, validFrom, validUntil, revokedAt };
      await tx.audit.append({ action, actorId: by ?? 'operator', subjectType: 'key', subjectId: id, facts });
    }
  });
}
