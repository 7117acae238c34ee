import {
  ROOT_ROLLOVER_TYPE,
  trustListFreshness,
  verifyRootRollover,
  verifyTrustList,
  type TrustList,
  type TrustStatement,
} from '../issuers/index.js';
import {
  base64urlDecode,
  canonicalJson,
  fromUtf8,
  isObject,
  isoSeconds,
  parseJson,
  ServiceError,
} from '../shared/index.js';
import { isFromTheFuture } from './federation-bounds.js';
import type { Instance } from './instance.js';
import type { TrustJournal } from './trust-journal.js';
import { draftList, type RegisterParts } from './trust-register.js';
import type { RootSet } from './trust-roots.js';

export const TRUST_LIST_SETTING = 'trust-list';
/** Offline keys are fetched from a safe about once a fortnight. Verifiers stop believing a list after 30 days. */
const OFFLINE_UPDATE_DAYS = 28;
const WARN_BEFORE_DAYS = 10;

export type Publication =
  | { readonly kind: 'list'; readonly version: number; readonly remarks: readonly string[] }
  | { readonly kind: 'roots'; readonly serial: number; readonly roots: readonly string[] };

/** The trust list of an instance that has no root key: prepared here, signed elsewhere, published here. */
export interface OfflineTrust {
  /** The highest version ever published, signed here or elsewhere. */
  highestVersion(): Promise<number>;
  published(): Promise<{ readonly list: TrustList; readonly jws: string } | null>;
  prepare(): Promise<TrustList>;
  publish(jws: string, actorId: string): Promise<Publication>;
  warnings(): Promise<readonly string[]>;
}

interface Parts {
  readonly instance: Instance;
  readonly roots: RootSet;
  readonly register: RegisterParts;
  readonly journal: TrustJournal;
}

export function createOfflineTrust(parts: Parts): OfflineTrust {
  const { instance, roots, register, journal } = parts;
  const { clock, crypto, settings } = instance;
  const { store } = instance.storage;
  const versions = createVersions(parts);
  let opened: { readonly id: string; readonly list: TrustList } | null = null;

  async function published(): Promise<{ readonly list: TrustList; readonly jws: string } | null> {
    const [last] = await store.read.trustStatements.find({ kind: 'list' }, { orderBy: '-number', limit: 1 });
    if (last === undefined) return null;
    if (opened?.id === last.id) return { list: opened.list, jws: last.jws };
    // Whatever the database says, only what a pinned root signed is passed on.
    const pinned = await roots.published();
    const read = await verifyTrustList(last.jws, pinned.roots, crypto, last.number);
    if (!read.ok) return null;
    // Before it goes out: then it is remembered whatever becomes of the database.
    await journal.note({ kind: 'list', number: last.number, jws: last.jws });
    opened = { id: last.id, list: read.list };
    return { list: read.list, jws: last.jws };
  }

  async function publishList(jws: string, actorId: string): Promise<Publication> {
    const read = await verifyTrustList(jws, (await roots.published()).roots, crypto, 0);
    if (!read.ok) throw unusable(read.code);
    const { list } = read;
    if (await versions.isOlder(list, jws)) throw unusable('rollback');
    if (list.operator !== settings.operator) throw unusable('other-operator');
    if (isFromTheFuture(list, clock.now())) throw unusable('from-the-future');
    if (trustListFreshness(list, clock.now()).isOverdue) throw unusable('overdue');
    const named = new Set(list.dictionaries.map(({ sha256 }) => sha256));
    const draft = await draftList(register, list.version, OFFLINE_UPDATE_DAYS);
    if (draft.dictionaries.some(({ sha256 }) => !named.has(sha256))) throw unusable('incomplete');
    await keep({ kind: 'list', number: list.version, jws }, actorId);
    const remarks = sameContent(list, draft)
      ? []
      : ['The register changed since this list was prepared; those changes count once the next list is published.'];
    return { kind: 'list', version: list.version, remarks };
  }

  async function publishRoots(jws: string, actorId: string): Promise<Publication> {
    const read = await verifyRootRollover(jws, await roots.published(), crypto);
    if (!read.ok) throw unusable(read.code);
    const { serial, roots: pinned } = read.rollover;
    await keep({ kind: 'roots', number: serial, jws }, actorId);
    opened = null;
    return { kind: 'roots', serial, roots: pinned };
  }

  async function keep(statement: Pick<TrustStatement, 'kind' | 'number' | 'jws'>, actorId: string): Promise<void> {
    await store.transaction(async (tx) => {
      const publishedAt = clock.now().toISOString();
      await tx.trustStatements.insert({
        id: instance.ids.uuid(),
        version: 1,
        ...statement,
        publishedAt,
        publishedBy: actorId,
      });
      const facts = { number: statement.number };
      const subjectType = `trust-${statement.kind}`;
      const action = `${subjectType}.publish`;
      await tx.audit.append({ action, actorId, subjectType, subjectId: String(statement.number), facts });
    });
    await journal.note(statement);
  }

  return {
    highestVersion: versions.highest,
    published,
    prepare: async () => draftList(register, (await versions.highest()) + 1, OFFLINE_UPDATE_DAYS),
    publish: async (jws, actorId) =>
      typeOf(jws) === ROOT_ROLLOVER_TYPE ? publishRoots(jws, actorId) : publishList(jws, actorId),
    warnings: async () => {
      const found = await published();
      const seen = await journal.highestList();
      if (seen.isBrought && seen.version > (found?.list.version ?? 0)) return [lostInRestore(seen.version)];
      if (found === null) return ['No trust list that the root keys signed is published: verifiers know no issuer.'];
      const left = (Date.parse(found.list.nextUpdate) - clock.now().getTime()) / 86_400_000;
      if (left > WARN_BEFORE_DAYS) return [];
      const state = left < 0 ? 'is out of date' : `is out of date in ${Math.floor(left)} days`;
      return [`The trust list of ${isoSeconds(new Date(found.list.issuedAt))} ${state}: sign and publish a new one.`];
    },
  };
}

/** What went out before, as the database and the journal beside it say. */
function createVersions({ instance, journal }: Parts) {
  const { read } = instance.storage.store;
  /** After a restore that is less than what went out. */
  async function stored(): Promise<number> {
    const [last] = await read.trustStatements.find({ kind: 'list' }, { orderBy: '-number', limit: 1 });
    const known = await read.settings.get(TRUST_LIST_SETTING);
    return Math.max(last?.number ?? 0, Number(known?.value['version'] ?? 0));
  }
  return {
    highest: async (): Promise<number> => Math.max(await stored(), (await journal.highestList()).version),
    /** After a restore the newest list is brought once more: the same text, not another one of its version. */
    isOlder: async ({ version }: TrustList, jws: string): Promise<boolean> => {
      if (version <= (await stored())) return true;
      const seen = (await journal.highestList()).version;
      return version < seen || (version === seen && !(await journal.isHighest(jws)));
    },
  };
}

const lostInRestore = (version: number): string =>
  `Version ${version} of the trust list was published before and is not in the database: publish it once more, or a new one.`;

const sameContent = (left: TrustList, right: TrustList): boolean =>
  canonicalJson({ ...left, issuedAt: '', nextUpdate: '' }) ===
  canonicalJson({ ...right, issuedAt: '', nextUpdate: '' });

/** Only to know what is being brought; whether it is true is judged afterwards. */
function typeOf(jws: string): unknown {
  const bytes = base64urlDecode(jws.split('.', 1)[0]?.slice(0, 1_024) ?? '');
  try {
    const header = bytes === null ? null : parseJson(fromUtf8(bytes));
    return header?.ok && isObject(header.value) ? header.value['typ'] : null;
  } catch {
    return null;
  }
}

const words: Readonly<Record<string, string>> = {
  rollback: 'A list with this version or a higher one was published before.',
  'unknown-root': 'None of the pinned root keys signed this.',
  'other-operator': 'This list names another operator.',
  'from-the-future': 'This list was issued in the future.',
  overdue: 'This list is out of date already.',
  incomplete: 'This list lacks a dictionary that cards in use need.',
  'out-of-order': 'This root statement is not the one that comes next.',
};

const unusable = (code: string): ServiceError =>
  new ServiceError(`trust-list-${code}`, {
    status: 422,
    title: words[code] ?? 'This is not a signed trust list or root statement.',
    whatToDo: 'Run "trust prepare" here, sign its file with a pinned root key and publish that. Nothing was changed.',
  });
