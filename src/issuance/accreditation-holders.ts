import type { Accreditation } from '../assessment/index.js';
import type { Addresses } from './addresses.js';
import { mustExist } from './facts.js';
import type { IssuanceStore } from './ports.js';

/** Whom an accreditation lets do something, as its credential names it. */
export interface AccreditedHolder {
  /** IRI of the site, DID of the awarding body. */
  readonly id: string;
  readonly name: string;
  /** Scheme of an accredited awarding body; a place is within its grantor's. */
  readonly scheme: string | null;
  /** Days, both included. */
  readonly from: string;
  readonly until: string;
}

/** Accreditations that become credentials. Those of people do not: they are never published. */
export const PUBLISHED_SUBJECTS = ['site', 'mission', 'organization'] as const satisfies Accreditation['subjectType'][];

type Reads = Pick<IssuanceStore, 'sites' | 'missions' | 'organizations'>;

/** A site, an awarding body, or the sites of a mission on its own days and on no others; nobody when it was cancelled. */
export async function holdersOf(
  store: Reads,
  accreditation: Accreditation,
  addresses: Pick<Addresses, 'site'>,
): Promise<AccreditedHolder[]> {
  const { subjectType, subjectId, role, validFrom: from, validUntil: until } = accreditation;
  const kind = `${subjectType} ${role}`;
  if (kind === 'site assessment-centre') {
    const { id, name } = mustExist(await store.sites.get(subjectId), 'site');
    return [{ id: addresses.site(id), name, scheme: null, from, until }];
  }
  if (kind === 'organization awarding-body') {
    const { did, legalName: name, scheme } = mustExist(await store.organizations.get(subjectId), 'organisation');
    return did === null ? [] : [{ id: did, name, scheme, from, until }];
  }
  return kind === 'mission mission' ? holdersOfMission(store, accreditation, addresses) : [];
}

async function holdersOfMission(
  store: Reads,
  { subjectId, validFrom, validUntil }: Accreditation,
  addresses: Pick<Addresses, 'site'>,
): Promise<AccreditedHolder[]> {
  const mission = await store.missions.get(subjectId);
  if (mission === null || mission.state === 'cancelled' || mission.siteIds.length === 0) return [];
  const from = mission.startsOn > validFrom ? mission.startsOn : validFrom;
  const until = mission.endsOn < validUntil ? mission.endsOn : validUntil;
  const sites = from <= until ? await store.sites.find({ id: [...mission.siteIds] }) : [];
  return sites.map(({ id, name }) => ({ id: addresses.site(id), name, scheme: null, from, until }));
}
