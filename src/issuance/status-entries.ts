import type { PublishedStatus } from '../assessment/index.js';
import { isoDay, type Clock } from '../shared/index.js';
import { mustExist } from './facts.js';
import type { IssuanceStore } from './ports.js';
import { markListChanged } from './status-lists.js';

/**
 * Writes what the lists must say about a credential, and notes that they need publishing. Part of the caller's transaction.
 *
 * @param marked lists this transaction noted already: its lock on them lasts to the end, so that once is enough
 */
export async function setPublishedStatus(
  store: IssuanceStore,
  { credentialId, revoked, suspended, replacedBy, reasonClass }: PublishedStatus,
  { clock, marked }: { readonly clock: Clock; readonly marked: Set<string> },
): Promise<void> {
  const [found] = await store.statusEntries.find({ credentialId });
  const entry = mustExist(found, 'status entry');
  const changedAt = isoDay(clock.now());
  // Revoked is for ever, whatever anybody asks for later.
  const said = { revoked: entry.revoked || revoked, suspended, replacedBy, changedAt, reasonClass };
  await store.statusEntries.update({ ...entry, ...said });
  if (marked.has(entry.listSlug)) return;
  marked.add(entry.listSlug);
  await markListChanged(store, entry.listSlug);
}
