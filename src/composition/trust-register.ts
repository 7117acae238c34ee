import { buildTrustList, readTrustList, trustListLimits, type TrustList } from '../issuers/index.js';
import type { Dictionary } from '../passport/index.js';
import { canonicalJson, findEvery, parseJson, type JsonLimits } from '../shared/index.js';
import type { Dictionaries } from './dictionaries.js';
import type { Federation, RecognisedOperator } from './federation.js';
import type { Instance } from './instance.js';

export interface RegisterParts {
  readonly instance: Instance;
  readonly dictionaries: Dictionaries;
  /** Issuers that other operators vouch for, as two administrators agreed. */
  readonly federation: Pick<Federation, 'recognised'>;
  /** Told with every draft which of them had to be left out of it. */
  readonly noteLeftOut: (operators: readonly string[]) => void;
}

/**
 * Our own register and the operators we recognise, as an unsigned list. When no verifier would read the whole (`isReadable`)
 * those agreed to last are left out, each by itself. Days until verifiers should have a newer one.
 */
export async function draftList(
  { instance, dictionaries, federation, noteLeftOut }: RegisterParts,
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
  const recognised = await federation.recognised(new Set(own.issuers.map(({ did }) => did)));
  const withThem = (operators: readonly RecognisedOperator[]): TrustList => ({
    ...own,
    issuers: [...own.issuers, ...operators.flatMap(({ issuers }) => issuers)],
    dictionaries: namesOf(dictionaries.listed(new Set(operators.flatMap((each) => each.dictionaries)))),
  });
  const taken = fitting(recognised, (operators) => isReadable(withThem(operators)));
  noteLeftOut(recognised.filter((each) => !taken.includes(each)).map(({ operator }) => operator));
  return taken.length === 0 ? own : withThem(taken);
}

/** All when all fit; else one after another, without those that would be too much. */
function fitting(
  recognised: readonly RecognisedOperator[],
  doFit: (operators: readonly RecognisedOperator[]) => boolean,
): readonly RecognisedOperator[] {
  if (recognised.length === 0 || doFit(recognised)) return recognised;
  let taken: readonly RecognisedOperator[] = [];
  for (const each of recognised) if (doFit([...taken, each])) taken = [...taken, each];
  return taken;
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
