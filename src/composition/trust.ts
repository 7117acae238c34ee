import { createHash } from 'node:crypto';
import { buildTrustList, signTrustList, type TrustList } from '../issuers/index.js';
import { canonicalJson } from '../shared/index.js';
import type { Dictionaries } from './dictionaries.js';
import type { Instance } from './instance.js';

/** The signed trust list as published now, and its content. */
export interface PublishedTrust {
  readonly list: TrustList;
  readonly jws: string;
}

export interface Trust {
  /** Rebuilt from the register at most every few seconds; `fresh` skips the pause (before a release, after a grant). */
  current(options?: { fresh?: boolean }): Promise<PublishedTrust>;
  /** Public root keys that verifiers pin. */
  roots(): Promise<readonly string[]>;
}

const SETTING = 'trust-list';
const PAUSE_MS = 5_000;
/** Verifiers warn beyond this; the list is renewed long before. */
const NEXT_UPDATE_DAYS = 7;
const RENEW_AFTER_DAYS = 1;
/** Root keys belong to the instance as a whole, not to one awarding body. */
export const rootController = (publicUrl: string): string => `${publicUrl}/trust-list`;

export function createTrust(instance: Instance, dictionaries: Dictionaries): Trust {
  let cached: { at: number; trust: PublishedTrust; content: string } | null = null;

  async function build(): Promise<PublishedTrust> {
    const now = instance.clock.now();
    const draft = await draftList(instance, dictionaries, 0);
    const content = createHash('sha256')
      .update(canonicalJson({ ...draft, issuedAt: '', nextUpdate: '' }))
      .digest('hex');
    const age = cached === null ? Infinity : now.getTime() - Date.parse(cached.trust.list.issuedAt);
    if (cached !== null && cached.content === content && age >= 0 && age < RENEW_AFTER_DAYS * 86_400_000) {
      cached = { ...cached, at: now.getTime() };
      return cached.trust;
    }
    const version = await nextVersion(instance, content);
    const list = { ...draft, version };
    const signer = await instance.keys.signer(rootController(instance.addresses.publicUrl), 'root', now);
    cached = { at: now.getTime(), trust: { list, jws: await signTrustList(list, signer) }, content };
    return cached.trust;
  }

  return {
    current: async ({ fresh = false } = {}) => {
      const idle = cached === null ? Infinity : Math.abs(instance.clock.now().getTime() - cached.at);
      return cached !== null && !fresh && idle < PAUSE_MS ? cached.trust : build();
    },
    roots: async () =>
      (await instance.keys.list())
        .filter((key) => key.role === 'root' && key.revokedAt === null)
        .map((key) => key.publicKeyMultibase),
  };
}

async function draftList(instance: Instance, dictionaries: Dictionaries, version: number): Promise<TrustList> {
  const { store, catalogue, addresses, clock, settings } = instance;
  const now = clock.now();
  const [organizations, sites, missions, accreditations, lists, keys] = await Promise.all([
    store.read.organizations.find({ type: 'awarding-body' }),
    store.read.sites.find({}),
    store.read.missions.find({}),
    store.read.accreditations.find({ subjectType: ['site', 'mission'] }),
    store.read.statusLists.find({}),
    instance.keys.list(),
  ]);
  return buildTrustList({
    operator: settings.operator,
    version,
    now,
    nextUpdate: new Date(now.getTime() + NEXT_UPDATE_DAYS * 86_400_000),
    organizations,
    sites,
    missions,
    accreditations,
    keys,
    catalogue,
    addresses: { qualification: addresses.qualification, site: addresses.site, mission: addresses.mission },
    contact: (organization) => `${organization.legalName}, ${organization.country}`,
    statusLists: (did) =>
      lists.filter((list) => list.issuerDid === did).map((list) => addresses.statusList(list.slug, list.purpose)),
    dictionaries: dictionaries.all().map(({ dictId, sha256 }) => ({ dictId, sha256 })),
    generalScopes: [`${addresses.publicUrl}/occupations/*`],
  });
}

/** The version rises whenever the content changes, across restarts, and never falls. */
async function nextVersion(instance: Instance, content: string): Promise<number> {
  return instance.store.transaction(async (store) => {
    const known = await store.settings.get(SETTING);
    if (known !== null && known.value['content'] === content) return Number(known.value['version']);
    const version = Number(known?.value['version'] ?? 0) + 1;
    const value = { content, version, at: instance.clock.now().toISOString() };
    if (known === null) await store.settings.insert({ id: SETTING, version: 1, value });
    else await store.settings.update({ ...known, value });
    return version;
  });
}
