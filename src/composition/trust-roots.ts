import {
  followRollovers,
  isRootSet,
  signRootRollover,
  type PublishedRoots,
  type RootRollover,
} from '../issuers/index.js';
import { signsAt, type PublicKeyRecord } from '../keys/index.js';
import { isoSeconds, ServiceError } from '../shared/index.js';
import type { Instance } from './instance.js';
import type { TrustJournal } from './trust-journal.js';

/** The root keys verifiers pin, and the statements that changed them. */
export interface RootSet {
  published(): Promise<PublishedRoots>;
  /**
   * Root keys kept in the store: publishes a statement when they are no longer the pinned ones.
   * @throws ServiceError `root-rollover-impossible`
   */
  keepUp(): Promise<void>;
  /** The statement after which exactly these keys count, unsigned. @throws ServiceError `bad-root-set` */
  draft(roots: readonly string[]): Promise<RootRollover>;
}

const SETTING = 'trust-roots';

/** Root keys belong to the instance as a whole, not to one awarding body. */
export const rootController = (publicUrl: string): string => `${publicUrl}/trust-list`;

export function createRootSet(instance: Instance, journal: TrustJournal): RootSet {
  const { settings, clock, crypto, keys } = instance;
  const { store } = instance.storage;

  async function storedRoots(): Promise<readonly PublicKeyRecord[]> {
    const now = clock.now();
    return (await keys.list()).filter(
      (key) =>
        key.controller === rootController(instance.addresses.publicUrl) && key.role === 'root' && signsAt(key, now),
    );
  }

  /** What serial 0 was: from the settings, or for keys in the store what they were when first published. */
  async function initial(): Promise<readonly string[]> {
    if (settings.rootKeys === 'offline') return settings.rootPins;
    const known = await store.read.settings.get(SETTING);
    if (known !== null) return String(known.value['initial']).split(' ');
    const roots = (await storedRoots()).map((key) => key.publicKeyMultibase);
    if (roots.length > 0) {
      const value = { initial: roots.join(' ') };
      await store.transaction((tx) => tx.settings.insert({ id: SETTING, version: 1, value }));
    }
    return roots;
  }

  async function published(): Promise<PublishedRoots> {
    const rollovers = await statements();
    const followed = await followRollovers({ roots: await initial(), serial: 0 }, rollovers, crypto);
    if (!followed.ok) throw brokenChain();
    // Before it goes out: then it is remembered whatever becomes of the database.
    for (const [index, jws] of rollovers.entries()) await journal.note({ kind: 'roots', number: index + 1, jws });
    return { ...followed.pinned, rollovers };
  }

  /** In order. A database restored from a backup lacks some that verifiers have followed; the journal has them. */
  async function statements(): Promise<readonly string[]> {
    const stored = await store.read.trustStatements.find({ kind: 'roots' }, { orderBy: 'number', limit: 100 });
    const texts = new Map([
      ...(await journal.rootStatements()),
      ...stored.map(({ number, jws }) => [number, jws] as const),
    ]);
    return [...texts].toSorted(([left], [right]) => left - right).map(([, jws]) => jws);
  }

  async function draft(roots: readonly string[]): Promise<RootRollover> {
    if (!isRootSet(roots)) throw badRootSet();
    const { serial } = await published();
    return { serial: serial + 1, operator: settings.operator, issuedAt: isoSeconds(clock.now()), roots };
  }

  async function keepUp(): Promise<void> {
    const held = await storedRoots();
    const pinned = await published();
    const wanted = held.map((key) => key.publicKeyMultibase);
    const isSame = wanted.length === pinned.roots.length && wanted.every((root) => pinned.roots.includes(root));
    if (isSame || wanted.length === 0) return;
    const elder = held.find((key) => pinned.roots.includes(key.publicKeyMultibase));
    if (elder === undefined) throw noElder();
    const rollover = await draft(wanted);
    const jws = await signRootRollover(rollover, await keys.signerOf(elder.id, clock.now()));
    await store.transaction(async (tx) => {
      await tx.trustStatements.insert({
        id: instance.ids.uuid(),
        version: 1,
        kind: 'roots',
        number: rollover.serial,
        jws,
        publishedAt: clock.now().toISOString(),
        publishedBy: 'key-store',
      });
      await tx.audit.append({
        action: 'trust-roots.publish',
        actorId: 'key-store',
        subjectType: 'trust-roots',
        subjectId: String(rollover.serial),
        facts: { roots: rollover.roots.join(' ') },
      });
    });
  }

  return { published, keepUp, draft };
}

const brokenChain = (): ServiceError =>
  new ServiceError('root-chain-broken', {
    status: 500,
    title: 'The stored statements about root keys do not follow from the first root keys.',
    whatToDo: 'Compare ROOT_PINS with the paper of the key ceremony and run fsck: rows may have been altered.',
  });

const noElder = (): ServiceError =>
  new ServiceError('root-rollover-impossible', {
    status: 500,
    title: 'None of the pinned root keys is left to vouch for the new ones.',
    whatToDo: 'See docs/runbooks/key-compromise.md, "Both root keys are lost". Nothing was published.',
  });

const badRootSet = (): ServiceError =>
  new ServiceError('bad-root-set', {
    status: 422,
    title: 'These are not one to four different Ed25519 keys in Multikey form.',
    whatToDo: 'Give the public keys as "trust root-key" printed them, separated by commas.',
  });
