import { findEvery, isoDay } from '../shared/index.js';
import { PUBLISHED_SUBJECTS } from './accreditation-holders.js';
import type { IssuanceDeps } from './deps.js';
import type { AccreditationCredential } from './model.js';
import type { IssuanceStore } from './ports.js';
import { retryStale } from './retry.js';

const FOLLOWED_BY = 'accreditation-register';

type FollowingDeps = Pick<IssuanceDeps, 'store' | 'clock' | 'keys'>;

export type Mark = (store: IssuanceStore, slug: string) => Promise<void>;

/**
 * Lets the lists say about accreditation credentials what the register says about the accreditations: whichever way one was
 * revoked, suspended or ended with its cancelled mission, the next publish run carries it. Revoked is for ever. `mark` notes
 * that a list needs publishing.
 */
export async function followAccreditations(deps: FollowingDeps, mark: Mark): Promise<void> {
  const { read } = deps.store;
  const here = new Set((await deps.keys.list()).map(({ controller }) => controller));
  const stateOf = await statesOf(read);
  for (const credential of await findEvery(read.accreditationCredentials, { supersededAt: null })) {
    if (!here.has(credential.issuerDid)) continue;
    const state = stateOf.get(credential.accreditationId);
    const revoked = state === 'revoked';
    const said = { revoked, suspended: state === 'suspended', reasonClass: 'accreditation-void' } as const;
    await say(credential, said, { deps, mark, actorId: FOLLOWED_BY });
  }
}

/** Accreditations of places and bodies that the register does not let stand. */
export async function statesOf(read: IssuanceStore): Promise<ReadonlyMap<string, 'suspended' | 'revoked'>> {
  const subjectType = [...PUBLISHED_SUBJECTS];
  const turned = await findEvery(read.accreditations, { subjectType, state: ['suspended', 'revoked'] });
  const cancelled = (await findEvery(read.missions, { state: 'cancelled' })).map(({ id }) => id);
  const ended =
    cancelled.length === 0
      ? []
      : await findEvery(read.accreditations, { subjectType: 'mission', subjectId: cancelled });
  return new Map([
    ...turned.map(({ id, state }) => [id, state === 'revoked' ? 'revoked' : 'suspended'] as const),
    ...ended.map(({ id }) => [id, 'revoked'] as const),
  ]);
}

interface Said {
  readonly revoked: boolean;
  readonly suspended: boolean;
  /** Why, unless both are false. */
  readonly reasonClass: 'accreditation-void' | 'key-compromise';
}

interface Saying {
  readonly deps: Pick<IssuanceDeps, 'store' | 'clock'>;
  readonly mark: Mark;
  readonly actorId: string;
  /** Done in the same transaction. */
  readonly also?: (store: IssuanceStore) => Promise<void>;
}

/**
 * Changes the entry of one credential; nothing where it says so already, is revoked, or is in another operator's list. Only an
 * entry in a list of whoever signed the credential is its own: what others sign bears ids that they choose.
 */
export async function say(
  { accreditationId, credentialId, issuerDid }: AccreditationCredential,
  { revoked, suspended, reasonClass }: Said,
  { deps, mark, actorId, also }: Saying,
): Promise<void> {
  const { statusEntries, statusLists } = deps.store.read;
  const [named] = await statusEntries.find({ credentialId });
  const isOwn = named !== undefined && (await statusLists.count({ slug: named.listSlug, issuerDid })) > 0;
  const entry = isOwn ? named : undefined;
  const isSaid = entry === undefined || entry.revoked || (!revoked && entry.suspended === suspended);
  if (isSaid && also === undefined) return;
  await retryStale(() =>
    deps.store.transaction(async (store) => {
      await also?.(store);
      const fresh = entry === undefined ? null : await store.statusEntries.get(entry.id);
      if (isSaid || fresh === null || fresh.revoked) return;
      const changedAt = isoDay(deps.clock.now());
      const reason = revoked || suspended ? reasonClass : null;
      await store.statusEntries.update({ ...fresh, revoked, suspended, changedAt, reasonClass: reason });
      await mark(store, fresh.listSlug);
      await store.audit.append({
        action: 'accreditation-credential.status',
        actorId,
        subjectType: 'accreditation',
        subjectId: accreditationId,
        facts: { credential: credentialId, revoked, suspended },
      });
    }),
  );
}
