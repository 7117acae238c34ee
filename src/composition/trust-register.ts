import { buildTrustList, readTrustList, trustListLimits, type TrustList } from '../issuers/index.js';
import type { Dictionary } from '../passport/index.js';
import { canonicalJson, findEvery, parseJson, type JsonLimits } from '../shared/index.js';
import type { Dictionaries } from './dictionaries.js';
import type { Federation } from './federation.js';
import type { Instance } from './instance.js';

export interface RegisterParts {
  readonly instance: Instance;
  readonly dictionaries: Dictionaries;
  /** Issuers that other operators vouch for, as two administrators agreed. */
  readonly recognised: Pick<Federation, 'issuers' | 'dictionaries'>;
  /** Told with every draft whether the other operators had to be left out of it. */
  readonly noteLeftOut: (isLeftOut: boolean) => void;
}

/**
 * Our own register and the operators we recognise, as an unsigned list; of our own alone when no verifier would read the
 * whole (`isReadable`). Days until verifiers should have a newer one.
 */
export async function draftList(
  { instance, dictionaries, recognised, noteLeftOut }: RegisterParts,
  version: number,
  days: number,
): Promise<TrustList> {
  const { store, catalogue, addresses, clock, settings } = instance;
  const now = clock.now();
  const [organizations, sites, missions, accreditations, lists, keys] = await Promise.all([
    store.read.organizations.find({ type: ['awarding-body', 'framework-authority'] }),
    findEvery(store.read.sites, {}),
    findEvery(store.read.missions, {}),
    findEvery(store.read.accreditations, { subjectType: ['site', 'mission', 'organization'] }),
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
    dictionaries: namesOf(dictionaries.all()),
    generalScopes: [`${addresses.publicUrl}/occupations/*`],
  });
  const foreign = await recognised.issuers(new Set(own.issuers.map(({ did }) => did)));
  const whole = {
    ...own,
    issuers: [...own.issuers, ...foreign],
    dictionaries: namesOf(dictionaries.listed(await recognised.dictionaries())),
  };
  const addsNothing = foreign.length === 0 && whole.dictionaries.length === own.dictionaries.length;
  const isTaken = addsNothing || isReadable(whole);
  noteLeftOut(!isTaken);
  return isTaken ? whole : own;
}

const namesOf = (dictionaries: readonly Dictionary[]): TrustList['dictionaries'] =>
  dictionaries.map(({ dictId, sha256 }) => ({ dictId, sha256 }));

/** Signed text is a third longer, and must pass the same door. */
const limits: JsonLimits = { ...trustListLimits, maxLength: Math.floor((trustListLimits.maxLength * 3) / 4) - 1_024 };

/** Would verifiers read this list? What they do not read whole they do not read at all, our own issuers included. */
export function isReadable(list: TrustList): boolean {
  const parsed = parseJson(canonicalJson(list), limits);
  return parsed.ok && readTrustList(parsed.value) !== null;
}
