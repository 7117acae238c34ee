import { setTimeout as sleep } from 'node:timers/promises';
import { allotIndex, bitsOf, buildStatusListCredential, MINIMUM_SLOTS, type Successor } from '../credentials/index.js';
import { findEvery, ServiceError, type JsonObject } from '../shared/index.js';
import { followAccreditations } from './accreditation-status.js';
import type { IssuanceDeps } from './deps.js';
import { mustExist } from './facts.js';
import type { StatusEntryRow, StatusListRow } from './model.js';
import type { IssuanceStore } from './ports.js';
import { restoreStatus } from './restore-status.js';
import { isClash, retryStale } from './retry.js';
import { secureList } from './securing.js';
import { slotOf, type JournalEntry } from './status-journal.js';

const PURPOSES = ['revocation', 'suspension', 'message'] as const;
/** A published list is good for a day (DESIGN 7) and renewed when half of it is gone. */
const VALID_HOURS = 24;
const RENEW_AFTER_HOURS = 12;

/** Opens the three lists (revocation, suspension, message) of an issuer; does nothing when they exist. */
export async function openStatusLists(slug: string, issuerDid: string, deps: IssuanceDeps): Promise<void> {
  await deps.store.transaction(async (store) => {
    if ((await store.statusLists.count({ issuerDid })) > 0) return;
    for (const purpose of PURPOSES) {
      await store.statusLists.insert({
        id: `${slug}-${purpose}`,
        version: 1,
        slug,
        issuerDid,
        purpose,
        size: MINIMUM_SLOTS,
        listVersion: 0,
        bits: '',
        signedJson: null,
        publishedAt: null,
      });
    }
  });
}

/** Random free positions in the issuer's lists: position must not tell when something was issued (THREATS T7). */
export async function allotIndexes(
  store: IssuanceStore,
  issuerDid: string,
  count: number,
  deps: IssuanceDeps,
): Promise<{ slug: string; indexes: number[] }> {
  const [list] = await store.statusLists.find({ issuerDid, purpose: 'revocation' });
  const { slug, size } = mustExist(list, 'status list');
  const indexes: number[] = [];
  for (let taken = 0; taken < count; taken++) {
    const isTaken = async (index: number): Promise<boolean> =>
      indexes.includes(index) || (await store.statusEntries.count({ listSlug: slug, index })) > 0;
    indexes.push(await allotIndex(deps.ids, isTaken, size));
  }
  return { slug, indexes };
}

/**
 * Notes that a list needs publishing. Belongs into the transaction that changes its entries: then no crash and no other
 * publisher can come between the change and the note.
 */
export async function markListChanged(store: IssuanceStore, slug: string): Promise<void> {
  // Always in the same order: two changes at once wait for each other instead of for ever.
  const rows = await store.statusLists.find({ slug }, { orderBy: 'id' });
  for (const row of rows) await store.statusLists.update({ ...row, publishedAt: null });
}

/**
 * Signs and stores every list that changed or grows old. The bits are always derived anew from the entries, the version
 * only rises. What was published once and is missing in a restored database is put back before (`restoreStatus`). Returns the ids of the lists published. Run after changes and on a timer (<= 15 minutes).
 */
export async function publishStatusLists(deps: IssuanceDeps): Promise<string[]> {
  await restoreStatus(deps);
  await followAccreditations(deps, markListChanged);
  const now = deps.clock.now();
  const stale = (row: StatusListRow): boolean =>
    row.publishedAt === null ||
    now.getTime() - Date.parse(row.publishedAt) >= RENEW_AFTER_HOURS * 3_600_000 ||
    Date.parse(row.publishedAt) > now.getTime();
  const rows = (await deps.store.read.statusLists.find({}, { orderBy: 'id' })).filter(stale);
  const published: string[] = [];
  for (const row of rows) if (await publishList(row, deps)) published.push(row.id);
  if (published.length > 0) await finishOutbox(deps);
  return published;
}

const ATTEMPTS = 20;
/** How long one publisher leaves the list to another that reserved a later version, before it takes over. */
const TURNS = 40;
const TURN_MS = 50;

/**
 * Publishes one list as its entries are now. Its version is reserved in the database first, so the journal beside it is
 * ahead only of a database that was restored. When the row moves on meanwhile - another change, another publisher - what
 * was signed may lack that change: it is thrown away and signed anew, so nobody's revocation is overwritten. Until the end
 * the list as it was published before is what is served.
 */
async function publishList(stale: StatusListRow, deps: IssuanceDeps): Promise<boolean> {
  let row: StatusListRow | null = stale;
  for (let attempt = 0; row !== null && attempt < ATTEMPTS; attempt++) {
    const next: StatusListRow = { ...row, listVersion: row.listVersion + 1, publishedAt: null };
    const reserved = await updated(next, deps);
    if (reserved !== null && (await signAndStore(reserved, deps))) return true;
    const ofOthers: number = reserved === null ? next.listVersion : next.listVersion + 1;
    row = await afterOthers(stale.id, ofOthers, deps);
    // Whoever was faster read the entries after us, so the list is complete unless a change was noted since.
    if (row !== null && row.publishedAt !== null && row.listVersion >= ofOthers) return false;
  }
  return false;
}

/** False when the row moved on since its version was reserved; what was signed is then forgotten. */
async function signAndStore(reserved: StatusListRow, deps: IssuanceDeps): Promise<boolean> {
  const set = await setEntries(deps.store.read, reserved);
  const signed = await sign(reserved, set, deps);
  if (signed === null) return false;
  await remember(reserved, set, deps);
  await deps.reach?.('p1', reserved.id);
  const publishedAt = deps.clock.now().toISOString();
  return (await updated({ ...reserved, signedJson: JSON.stringify(signed), publishedAt }, deps)) !== null;
}

/** Null when somebody else changed the row since it was read. */
async function updated(row: StatusListRow, deps: IssuanceDeps): Promise<StatusListRow | null> {
  try {
    return await deps.store.transaction((store) => store.statusLists.update(row));
  } catch (error) {
    if (!isClash(error)) throw error;
    return null;
  }
}

/**
 * The row as it is now; when another publisher has reserved `version` or a later one, as it is after that one stored its
 * list. A reservation at once would throw away its work, and so on in turns. One that died is not waited for for ever.
 */
async function afterOthers(id: string, version: number, deps: IssuanceDeps): Promise<StatusListRow | null> {
  for (let turn = 0; ; turn++) {
    const row = await deps.store.read.statusLists.get(id);
    const isBusy = row !== null && row.publishedAt === null && row.listVersion >= version;
    if (!isBusy || turn >= TURNS) return row;
    await sleep(TURN_MS);
  }
}

/** Null when the entries changed while the signing process looked at them. */
async function sign(
  row: StatusListRow,
  set: readonly StatusEntryRow[],
  deps: IssuanceDeps,
): Promise<JsonObject | null> {
  try {
    return await secureList(row, await unsignedList(row, set, deps, deps.clock.now()), deps);
  } catch (error) {
    if (error instanceof ServiceError && error.code === 'signer-list-differs') return null;
    throw error;
  }
}

/** Why something took another one's place: it was not right, or the key that signed it was lost. */
const REPLACING = ['superseded-by-correction', 'key-compromise'] as const;

/** Every entry whose bit is set in this list. Only those with something to say are read, not the thousands of clear ones. */
export async function setEntries(
  { statusEntries }: Pick<IssuanceStore, 'statusEntries'>,
  { slug: listSlug, purpose }: Pick<StatusListRow, 'slug' | 'purpose'>,
): Promise<StatusEntryRow[]> {
  if (purpose === 'revocation') return findEvery(statusEntries, { listSlug, revoked: true });
  if (purpose === 'suspension') return findEvery(statusEntries, { listSlug, suspended: true });
  const ended = await findEvery(statusEntries, { listSlug, reasonClass: [...REPLACING] });
  return ended.filter(({ replacedBy }) => replacedBy !== null);
}

/** Writes what this list says, and its version, where no restored database can forget it; before anybody can fetch it. */
async function remember(row: StatusListRow, set: readonly StatusEntryRow[], { journal }: IssuanceDeps): Promise<void> {
  const { entries } = await journal.read();
  const slots = new Set(set.map(({ index }) => index));
  const changed = set
    .map((entry): JournalEntry => ({ list: row.slug, ...wordsOf(entry) }))
    .filter((entry) => !isKnown(entries.get(slotOf(entry)), entry));
  // Of the three only a suspension is ever taken back.
  const lifted =
    row.purpose === 'suspension'
      ? [...entries.values()]
          .filter((entry) => entry.list === row.slug && entry.suspended && !slots.has(entry.index))
          .map((entry) => ({ ...entry, suspended: false }))
      : [];
  await journal.append([...changed, ...lifted], { list: row.id, version: row.listVersion });
}

const wordsOf = (entry: StatusEntryRow): Omit<JournalEntry, 'list'> => ({
  index: entry.index,
  credentialId: entry.credentialId,
  revoked: entry.revoked,
  suspended: entry.suspended,
  replacedBy: entry.replacedBy,
  changedAt: entry.changedAt,
  reasonClass: entry.reasonClass,
});

const isKnown = (known: JournalEntry | undefined, entry: JournalEntry): boolean =>
  known !== undefined &&
  known.revoked === entry.revoked &&
  known.suspended === entry.suspended &&
  known.replacedBy === entry.replacedBy;

/** What a list says, not signed yet: nothing but its row (with the version reserved for it), its entries and the time. */
export async function unsignedList(
  row: StatusListRow,
  set: readonly StatusEntryRow[],
  deps: Pick<IssuanceDeps, 'addresses' | 'store'>,
  now: Date,
): Promise<JsonObject> {
  return buildStatusListCredential({
    id: deps.addresses.statusList(row.slug, row.purpose),
    issuer: row.issuerDid,
    purpose: row.purpose,
    version: row.listVersion,
    bits: bitsOf(
      set.map((entry) => entry.index),
      row.size,
    ),
    validFrom: now,
    validForHours: VALID_HOURS,
    ...(row.purpose === 'message' ? { successors: await successorsOf(set, deps) } : { changedOn: daysOf(set) }),
  });
}

const daysOf = (entries: readonly StatusEntryRow[]): ReadonlyMap<number, string> =>
  new Map(entries.flatMap(({ index, changedAt }) => (changedAt === null ? [] : [[index, changedAt] as const])));

async function successorsOf(
  entries: readonly StatusEntryRow[],
  deps: Pick<IssuanceDeps, 'store'>,
): Promise<ReadonlyMap<number, Successor>> {
  const found = new Map<number, Successor>();
  for (const entry of entries) {
    const [signed] = await deps.store.read.credentials.find({ credentialId: entry.replacedBy ?? '' }, { limit: 1 });
    if (entry.replacedBy === null || signed === undefined) continue;
    found.set(entry.index, {
      successor: entry.replacedBy,
      numberEnding: signed.number.slice(-4),
      on: entry.changedAt ?? '',
    });
  }
  return found;
}

async function finishOutbox(deps: IssuanceDeps): Promise<void> {
  await retryStale(() =>
    deps.store.transaction(async (store) => {
      const open = await findEvery(store.outbox, { topic: 'status-list', doneAt: null });
      for (const row of open) await store.outbox.update({ ...row, doneAt: deps.clock.now().toISOString() });
    }),
  );
}
