import type { IssuanceDeps } from './deps.js';
import { findEvery, isoDay } from '../shared/index.js';
import type { ReasonClass, StatusEvent } from '../assessment/index.js';
import type { SignedCredential, StatusEntryRow, StatusListRow } from './model.js';
import type { IssuanceStore } from './ports.js';
import { retryStale } from './retry.js';
import { slotOf, type JournalEntry, type JournalState } from './status-journal.js';

/** Who is named in the history when a status comes back from the journal. */
const RESTORED_BY = 'status-journal';

/** Lists that the database knows in an older version than was published: it was restored from a backup. */
export const setBack = (rows: readonly StatusListRow[], { versions }: JournalState): StatusListRow[] =>
  rows.filter((row) => row.listVersion < (versions.get(row.id) ?? 0));

/** What the journal says about a slot and the database does not. A suspension counts only in a database that is set back. */
export function missingStatus(entry: StatusEntryRow | undefined, known: JournalEntry, isSetBack: boolean): boolean {
  if (entry === undefined) return known.revoked || known.replacedBy !== null || (isSetBack && known.suspended);
  return (
    (known.revoked && !entry.revoked) ||
    (known.replacedBy !== null && entry.replacedBy === null && !entry.revoked) ||
    (isSetBack && known.suspended && !entry.suspended && !entry.revoked && entry.replacedBy === null)
  );
}

/**
 * Brings a restored database up to what was published before: revoked stays revoked, the version goes on from the highest
 * one, and the register says the same as the list. Every slot is a transaction of its own, so it can be broken off and
 * repeated. Does nothing in a database that is not set back. Returns how many slots were put right.
 */
export async function restoreStatus(deps: IssuanceDeps): Promise<number> {
  const state = await deps.journal.read();
  const rows = setBack(await findEvery(deps.store.read.statusLists, {}), state);
  if (rows.length === 0) return 0;
  const slugs = new Set(rows.map(({ slug }) => slug));
  let restored = 0;
  for (const known of state.entries.values()) {
    if (slugs.has(known.list) && (await retryStale(() => restoreOne(known, deps)))) restored++;
  }
  for (const { id } of rows) await retryStale(() => liftVersion(id, state, deps));
  return restored;
}

function restoreOne(known: JournalEntry, deps: IssuanceDeps): Promise<boolean> {
  return deps.store.transaction(async (store) => {
    const [entry] = await store.statusEntries.find({ listSlug: known.list, index: known.index });
    if (!missingStatus(entry, known, true)) return false;
    const said = {
      revoked: known.revoked,
      suspended: known.suspended && !known.revoked,
      replacedBy: known.revoked ? null : known.replacedBy,
      changedAt: known.changedAt ?? isoDay(deps.clock.now()),
      reasonClass: known.reasonClass,
    };
    if (entry !== undefined) await store.statusEntries.update({ ...entry, ...said });
    else {
      // The credential was issued after the backup: nobody else may get its slot, and its bit has to stay.
      const { list: listSlug, index, credentialId } = known;
      await store.statusEntries.insert({ id: deps.ids.uuid(), version: 1, listSlug, index, credentialId, ...said });
    }
    await restoreRegister(store, known, deps);
    await store.audit.append({
      action: 'status.restored',
      actorId: RESTORED_BY,
      subjectType: 'credential',
      subjectId: known.credentialId,
      facts: { list: known.list, slot: slotOf(known), revoked: said.revoked, suspended: said.suspended },
    });
    return true;
  });
}

type Register = 'certificate' | 'passport' | 'experience';

/** The state that the register row has when its list says so, by kind. */
const states = {
  certificate: { revoked: 'revoked', suspended: 'suspended', replaced: 'replaced' },
  passport: { revoked: 'closed', suspended: 'blocked', replaced: 'reissued' },
  experience: { revoked: 'withdrawn', suspended: null, replaced: null },
} as const;

async function restoreRegister(store: IssuanceStore, known: JournalEntry, deps: IssuanceDeps): Promise<void> {
  const [row] = await store.credentials.find({ credentialId: known.credentialId }, { limit: 1 });
  if (row === undefined) return;
  const kind = registerOf(row);
  const status = known.revoked ? 'revoked' : known.replacedBy === null ? 'suspended' : 'replaced';
  const from = await setState(store, { kind, status, subjectId: row.subjectId, known });
  const to = states[kind][status];
  if (from === null || to === null) return;
  const event: StatusEvent = {
    id: deps.ids.uuid(),
    version: 1,
    targetType: kind,
    targetId: row.subjectId,
    from,
    to,
    reasonClass: (known.reasonClass ?? 'issued-in-error') as ReasonClass,
    actorId: RESTORED_BY,
    secondActorId: null,
    at: deps.clock.now().toISOString(),
  };
  await store.statusEvents.insert(event);
}

interface Restoring {
  readonly kind: Register;
  readonly status: 'revoked' | 'suspended' | 'replaced';
  readonly subjectId: string;
  readonly known: JournalEntry;
}

/** The state it had before, or null when there is nothing to set. */
async function setState(store: IssuanceStore, { kind, status, subjectId, known }: Restoring): Promise<string | null> {
  switch (kind) {
    case 'certificate': {
      const certificate = await store.certificates.get(subjectId);
      if (certificate === null) return null;
      const [successor] =
        known.replacedBy === null ? [] : await store.certificates.find({ credentialId: known.replacedBy });
      const replacedById = successor?.id ?? certificate.replacedById;
      await store.certificates.update({ ...certificate, state: states.certificate[status], replacedById });
      return certificate.state;
    }
    case 'passport': {
      const passport = await store.passports.get(subjectId);
      if (passport !== null) await store.passports.update({ ...passport, state: states.passport[status] });
      return passport?.state ?? null;
    }
    case 'experience': {
      const record = await store.experience.get(subjectId);
      if (record !== null && status === 'revoked') await store.experience.update({ ...record, state: 'withdrawn' });
      return record?.state ?? null;
    }
  }
}

const registerOf = ({ kind }: SignedCredential): Register =>
  kind === 'passport' ? 'passport' : kind === 'confirmed-experience' ? 'experience' : 'certificate';

/** From the highest version that was ever published; the next publish run goes on from there. */
function liftVersion(id: string, { versions }: JournalState, deps: IssuanceDeps): Promise<void> {
  return deps.store.transaction(async (store) => {
    const row = await store.statusLists.get(id);
    const highest = versions.get(id) ?? 0;
    if (row !== null && row.listVersion < highest)
      await store.statusLists.update({ ...row, listVersion: highest, publishedAt: null });
  });
}
