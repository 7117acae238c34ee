import { createHash } from 'node:crypto';
import { retryClash } from '../issuance/index.js';
import { signTrustList, type PublishedRoots, type RootRollover, type TrustList } from '../issuers/index.js';
import type { Signer } from '../keys/index.js';
import { canonicalJson, ServiceError } from '../shared/index.js';
import type { Dictionaries } from './dictionaries.js';
import type { Federation } from './federation.js';
import type { Instance } from './instance.js';
import { createTrustJournal, type TrustJournal } from './trust-journal.js';
import { createOfflineTrust, TRUST_LIST_SETTING, type Publication } from './trust-offline.js';
import { createOwnRevocations } from './trust-own-keys.js';
import { draftList } from './trust-register.js';
import { createRootSet, rootController } from './trust-roots.js';

export { rootController } from './trust-roots.js';

/** The signed trust list as published now, and its content. */
export interface PublishedTrust {
  readonly list: TrustList;
  readonly jws: string;
}

export interface Trust {
  /**
   * What the register says now: issuing goes by it. Rebuilt at most every few seconds; `fresh` skips the pause (before a
   * release, after a grant). With root keys in the store this also publishes it.
   */
  current(options?: { fresh?: boolean }): Promise<Pick<PublishedTrust, 'list'>>;
  /** As root keys signed it; null while nothing was published. */
  published(): Promise<PublishedTrust | null>;
  /**
   * What documents brought to us are judged by: the register where we sign its list ourselves, else only what the offline
   * root keys signed, so that no row added to the database makes an issuer; without keys of ours that were stolen since.
   */
  judging(): Promise<TrustList | null>;
  /** Public root keys that verifiers pin, and how they changed. */
  roots(): Promise<PublishedRoots>;
  /** The next list and the next root statement, for root keys elsewhere to sign. */
  prepare(): Promise<TrustList>;
  prepareRoots(roots: readonly string[]): Promise<RootRollover>;
  /** Takes what offline root keys signed. @throws ServiceError `trust-list-...` */
  publish(jws: string, actorId: string): Promise<Publication>;
  /** What an operator should do soon about the list, in words. */
  warnings(): Promise<readonly string[]>;
}

const leftOutNote = (operator: string): string =>
  `${operator}: with its issuers the trust list is too large for verifiers; it is not recognised. Withdraw it or another one.`;
const PAUSE_MS = 5_000;
/** Verifiers warn beyond this; the list is renewed long before. */
const NEXT_UPDATE_DAYS = 7;
const RENEW_AFTER_DAYS = 1;

export function createTrust(instance: Instance, dictionaries: Dictionaries, federation: Federation): Trust {
  let leftOut: readonly string[] = [];
  const register = {
    instance,
    dictionaries,
    federation,
    noteLeftOut: (operators: readonly string[]): void => {
      leftOut = operators;
    },
  };
  const journal = createTrustJournal(instance);
  const roots = createRootSet(instance, journal);
  const offline = createOfflineTrust({ instance, roots, register, journal });
  const isOffline = instance.settings.rootKeys === 'offline';
  const withOwnRevocations = createOwnRevocations(instance);
  let cached: { at: number; trust: PublishedTrust; content: string } | null = null;

  async function build(): Promise<PublishedTrust> {
    const now = instance.clock.now();
    await dictionaries.catchUp();
    const signer = isOffline ? null : await rootSigner(now);
    const draft = await draftList(register, 0, NEXT_UPDATE_DAYS);
    const content = createHash('sha256')
      .update(canonicalJson({ ...draft, issuedAt: '', nextUpdate: '', signedBy: signer?.id ?? '' }))
      .digest('hex');
    const age = cached === null ? Infinity : now.getTime() - Date.parse(cached.trust.list.issuedAt);
    if (cached !== null && cached.content === content && age >= 0 && age < RENEW_AFTER_DAYS * 86_400_000) {
      cached = { ...cached, at: now.getTime() };
      return cached.trust;
    }
    const version = signer ? await nextVersion(instance, journal, content) : await offline.highestVersion();
    const list = { ...draft, version };
    cached = { at: now.getTime(), trust: { list, jws: signer ? await signTrustList(list, signer) : '' }, content };
    return cached.trust;
  }

  async function rootSigner(now: Date): Promise<Signer> {
    await roots.keepUp();
    return instance.keys.signer(rootController(instance.addresses.publicUrl), 'root', now);
  }

  async function current({ fresh = false } = {}): Promise<PublishedTrust> {
    const idle = cached === null ? Infinity : Math.abs(instance.clock.now().getTime() - cached.at);
    return cached !== null && !fresh && idle < PAUSE_MS ? cached.trust : build();
  }

  return {
    current,
    published: () => (isOffline ? offline.published() : current()),
    judging: async () => {
      if (!isOffline) return (await current()).list;
      const signed = await offline.published();
      return signed && withOwnRevocations(signed.list);
    },
    roots: roots.published,
    prepare: async () => offlineOnly(isOffline) ?? offline.prepare(),
    prepareRoots: async (wanted) => offlineOnly(isOffline) ?? roots.draft(wanted),
    publish: async (jws, actorId) => offlineOnly(isOffline) ?? offline.publish(jws, actorId),
    warnings: async () => [
      ...(isOffline ? await offline.warnings() : []),
      ...leftOut.map(leftOutNote),
      ...(await federation.warnings()),
    ],
  };
}

function offlineOnly(isOffline: boolean): null {
  if (isOffline) return null;
  throw new ServiceError('root-keys-in-store', {
    status: 409,
    title: 'The root keys are in the key store, which signs the trust list by itself.',
    whatToDo: 'To sign outside this service, set ROOT_KEYS=offline and ROOT_PINS with the public root keys.',
  });
}

/**
 * The version rises whenever the content changes, across restarts, and never falls: the journal beside the database knows
 * the highest one that went out, also after the database was restored from a backup.
 */
async function nextVersion({ store, clock }: Instance, journal: TrustJournal, content: string): Promise<number> {
  // Read before the row, which is raised first: so only a restored database is behind the journal.
  const published = (await journal.highestList()).version;
  const version = await retryClash(() =>
    store.transaction(async (tx) => {
      const known = await tx.settings.get(TRUST_LIST_SETTING);
      const last = Number(known?.value['version'] ?? 0);
      if (known !== null && known.value['content'] === content && last >= published) return last;
      const next = Math.max(last, published) + 1;
      const value = { content, version: next, at: clock.now().toISOString() };
      if (known === null) await tx.settings.insert({ id: TRUST_LIST_SETTING, version: 1, value });
      else await tx.settings.update({ ...known, value });
      return next;
    }),
  );
  await journal.note({ kind: 'list', number: version });
  return version;
}
