import { findEvery, isoDay } from '../shared/index.js';
import type { IssuanceDeps } from './deps.js';
import type { IssuanceStore } from './ports.js';
import { retryStale } from './retry.js';

const FOLLOWED_BY = 'accreditation-register';

/**
 * Lets the lists say about accreditation credentials what the register says about the accreditations: whichever way one was
 * revoked or suspended, the next publish run carries it. Revoked is for ever. `mark` notes that a list needs publishing.
 */
export async function followAccreditations(
  deps: Pick<IssuanceDeps, 'store' | 'clock'>,
  mark: (store: IssuanceStore, slug: string) => Promise<void>,
): Promise<void> {
  const { read } = deps.store;
  const turned = await findEvery(read.accreditations, {
    subjectType: ['site', 'mission'],
    state: ['suspended', 'revoked'],
  });
  const stateOf = new Map(turned.map(({ id, state }) => [id, state]));
  for (const { accreditationId, credentialId } of await findEvery(read.accreditationCredentials, {})) {
    const state = stateOf.get(accreditationId);
    const [entry] = await read.statusEntries.find({ credentialId });
    if (entry === undefined || entry.revoked) continue;
    const revoked = state === 'revoked';
    const suspended = state === 'suspended';
    if (!revoked && entry.suspended === suspended) continue;
    await retryStale(() =>
      deps.store.transaction(async (store) => {
        const fresh = await store.statusEntries.get(entry.id);
        if (fresh === null || fresh.revoked) return;
        const changedAt = isoDay(deps.clock.now());
        const reasonClass = revoked || suspended ? 'accreditation-void' : null;
        await store.statusEntries.update({ ...fresh, revoked, suspended, changedAt, reasonClass });
        await mark(store, fresh.listSlug);
        await store.audit.append({
          action: 'accreditation-credential.status',
          actorId: FOLLOWED_BY,
          subjectType: 'accreditation',
          subjectId: accreditationId,
          facts: { credential: credentialId, revoked, suspended },
        });
      }),
    );
  }
}
