import { buildTrustList, type TrustedIssuer, type TrustList } from '../issuers/index.js';
import { findEvery } from '../shared/index.js';
import type { Dictionaries } from './dictionaries.js';
import type { Instance } from './instance.js';

export interface RegisterParts {
  readonly instance: Instance;
  readonly dictionaries: Dictionaries;
  /** Issuers that other operators vouch for, as two administrators agreed. */
  readonly recognised: (own: ReadonlySet<string>) => Promise<readonly TrustedIssuer[]>;
}

/** Our own register and the operators we recognise, as an unsigned list. Days until verifiers should have a newer one. */
export async function draftList(
  { instance, dictionaries, recognised }: RegisterParts,
  version: number,
  days: number,
): Promise<TrustList> {
  const { store, catalogue, addresses, clock, settings } = instance;
  const now = clock.now();
  const [organizations, sites, missions, accreditations, lists, keys] = await Promise.all([
    store.read.organizations.find({ type: 'awarding-body' }),
    findEvery(store.read.sites, {}),
    findEvery(store.read.missions, {}),
    findEvery(store.read.accreditations, { subjectType: ['site', 'mission'] }),
    findEvery(store.read.statusLists, {}),
    instance.keys.list(),
  ]);
  const own = buildTrustList({
    operator: settings.operator,
    version,
    now,
    nextUpdate: new Date(now.getTime() + days * 86_400_000),
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
    dictionaries: dictionaries.listed().map(({ dictId, sha256 }) => ({ dictId, sha256 })),
    generalScopes: [`${addresses.publicUrl}/occupations/*`],
  });
  const foreign = await recognised(new Set(own.issuers.map(({ did }) => did)));
  return { ...own, issuers: [...own.issuers, ...foreign] };
}
