import type {
  Accreditation,
  Mission,
  Organization,
  Qualification,
  QualificationRef,
  Site,
} from '../assessment/index.js';
import type { PublicKeyRecord } from '../keys/index.js';
import { isoDay, isoSeconds } from '../shared/index.js';
import type { AwardScope, TrustedDictionary, TrustedIssuer, TrustedKey, TrustList } from './types.js';

/** Everything a trust list is made of. The register's rows go in; IRIs and addresses come from the caller. */
export interface TrustListSources {
  readonly operator: string;
  readonly version: number;
  readonly now: Date;
  /** When verifiers should have fetched a newer list. */
  readonly nextUpdate: Date;
  readonly organizations: readonly Organization[];
  readonly sites: readonly Site[];
  readonly missions: readonly Mission[];
  readonly accreditations: readonly Accreditation[];
  readonly keys: readonly PublicKeyRecord[];
  readonly catalogue: {
    qualifications(): readonly Qualification[];
    /** The revision and those it replaced: an accreditation for any of them covers it. */
    coveredBy(ref: QualificationRef): readonly QualificationRef[];
  };
  /** IRIs exactly as credentials carry them. */
  readonly addresses: {
    qualification(ref: QualificationRef): string;
    site(siteId: string): string;
    mission(missionId: string): string;
  };
  /** Public office address of an awarding body. */
  readonly contact: (organization: Organization) => string;
  readonly statusLists: (did: string) => readonly string[];
  readonly dictionaries: readonly TrustedDictionary[];
  /**
   * What awarding bodies attest without an accreditation, at any place and from their first key on: experience,
   * `https://.../occupations/*`. Never `*`: that would authorise every qualification everywhere.
   */
  readonly generalScopes?: readonly string[];
}

/**
 * Builds the unsigned trust list: one issuer per awarding body whose keys are here, one scope per accredited tuple; and, without
 * any scope, the framework authorities whose keys are here. Whose keys are elsewhere is in the list of that operator.
 */
export function buildTrustList(sources: TrustListSources): TrustList {
  if (sources.generalScopes?.includes('*')) throw new RangeError("a general scope must not be '*'");
  const listed = sources.organizations.filter(
    ({ type, did, scheme }) =>
      hasKeyHere(did, sources) && ((type === 'awarding-body' && scheme) || type === 'framework-authority'),
  );
  return {
    version: sources.version,
    operator: sources.operator,
    issuedAt: isoSeconds(sources.now),
    nextUpdate: isoSeconds(sources.nextUpdate),
    issuers: listed.map((organization) => issuer(organization, sources)).toSorted(byDid),
    dictionaries: sources.dictionaries,
  };
}

const hasKeyHere = (did: string | null, { keys }: TrustListSources): boolean =>
  keys.some(({ controller }) => controller === did);

/** What the list says in place of a scheme about those who accredit awarding bodies and award nothing themselves. */
const FRAMEWORK_AUTHORITY = 'framework-authority';

export const isFrameworkAuthority = ({ scheme }: Pick<TrustedIssuer, 'scheme'>): boolean =>
  scheme === FRAMEWORK_AUTHORITY;

const byDid = (left: TrustedIssuer, right: TrustedIssuer): number => (left.did < right.did ? -1 : 1);

function issuer(organization: Organization, sources: TrustListSources): TrustedIssuer {
  const did = organization.did ?? '';
  const keys = trustedKeys(did, sources.keys);
  const grants = grantsOf(organization, sources);
  const used = new Set(grants.map(({ scope }) => scope.qualification));
  const places = new Map(grants.map(({ scope, place }) => [scope.place, place]));
  return {
    did,
    name: organization.legalName,
    shortName: organization.shortName,
    country: organization.country,
    scheme: organization.type === FRAMEWORK_AUTHORITY ? FRAMEWORK_AUTHORITY : (organization.scheme ?? ''),
    contact: sources.contact(organization),
    keys,
    scopes: [
      ...grants.map(({ scope }) => scope),
      ...(organization.type === 'awarding-body' ? generalScopes(keys, sources) : []),
    ],
    places: [...places].map(([id, place]) => ({ id, ...place })),
    qualifications: sources.catalogue
      .qualifications()
      .map((entry) => ({ id: sources.addresses.qualification(refOf(entry)), title: entry.title }))
      .filter(({ id }) => used.has(id)),
    statusLists: sources.statusLists(did),
  };
}

/** Root and audit keys sign nothing a verifier of credentials should accept. */
function trustedKeys(did: string, keys: readonly PublicKeyRecord[]): readonly TrustedKey[] {
  return keys.flatMap(({ id, controller, role, publicKeyMultibase, validFrom, validUntil, revokedAt }) =>
    controller === did && (role === 'issuer' || role === 'status')
      ? [{ id, publicKeyMultibase, role, validFrom, validUntil, revokedAt }]
      : [],
  );
}

function generalScopes(keys: readonly TrustedKey[], sources: TrustListSources): AwardScope[] {
  const since = keys.map((key) => key.validFrom.slice(0, 10)).toSorted()[0] ?? isoDay(sources.now);
  return (sources.generalScopes ?? []).map((qualification) => ({
    qualification,
    place: '*',
    from: since,
    until: null,
    withdrawnAt: null,
    voidFrom: null,
  }));
}

interface Grant {
  readonly scope: AwardScope;
  readonly place: { readonly name: string; readonly country: string };
}

interface Place {
  readonly id: string;
  readonly name: string;
  readonly country: string;
  /** Days between which the place exists; a mission has them, a site has not. */
  readonly from?: string;
  readonly until?: string;
}

/** Each accreditation of a site or mission, for each qualification revision of this awarding body that it covers. */
function grantsOf(organization: Organization, sources: TrustListSources): Grant[] {
  const own = sources.catalogue.qualifications().filter((entry) => entry.scheme === organization.scheme);
  const revisions = own.map((entry) => ({ ref: refOf(entry), covers: sources.catalogue.coveredBy(refOf(entry)) }));
  const above = sources.accreditations.filter(
    ({ subjectType, subjectId }) => subjectType === 'organization' && subjectId === organization.id,
  );
  return sources.accreditations.flatMap((accreditation) => {
    if (grantedByAnother(accreditation, organization, sources)) return [];
    const places = placesOf(accreditation, sources);
    return revisions
      .filter(({ covers }) => isCovered(accreditation, covers))
      .flatMap(({ ref, covers }) => {
        const grants = places.flatMap((place) => grant(accreditation, ref, place, sources));
        return above.length === 0 ? grants : grants.flatMap((each) => within(each, above, covers));
      });
  });
}

const isCovered = ({ qualifications }: Accreditation, covers: readonly QualificationRef[]): boolean =>
  covers.some((ref) => qualifications.some((held) => sameRef(held, ref)));

/** A body that a framework authority accredits grants no more than it was given: not longer, and nothing after it is withdrawn. */
function within(
  { scope, place }: Grant,
  above: readonly Accreditation[],
  covers: readonly QualificationRef[],
): Grant[] {
  return above.flatMap((accreditation) => {
    const ending = isCovered(accreditation, covers) ? endingOf(accreditation) : null;
    if (ending === null) return [];
    const from = latest(scope.from, accreditation.validFrom);
    const until = earliest(scope.until ?? undefined, accreditation.validUntil, ending.until);
    if (until < from) return [];
    const endings = [scope, ending, ...takenByOthers(accreditation, above, covers)];
    const withdrawnAt = earliest(...endings.map((each) => each.withdrawnAt ?? undefined)) || null;
    const voidFrom = earliest(...endings.map((each) => each.voidFrom ?? undefined)) || null;
    return [{ scope: { ...scope, from, until, withdrawnAt, voidFrom }, place }];
  });
}

/** What one authority takes away, an accreditation by another that began before does not give back. */
function takenByOthers(
  { grantedById, validFrom }: Accreditation,
  above: readonly Accreditation[],
  covers: readonly QualificationRef[],
): Ending[] {
  return above
    .filter((other) => other.grantedById !== grantedById && isCovered(other, covers))
    .map(endingOf)
    .filter((ending) => ending !== null)
    .filter(({ withdrawnAt }) => withdrawnAt !== null && validFrom <= withdrawnAt);
}

/** Two awarding bodies may share a scheme; an accreditation counts for the one that granted it, if that is named. */
function grantedByAnother({ grantedById }: Accreditation, { id }: Organization, sources: TrustListSources): boolean {
  const grantor = sources.organizations.find((organization) => organization.id === grantedById);
  return grantor?.type === 'awarding-body' && grantor.did !== null && grantor.id !== id;
}

function placesOf(accreditation: Accreditation, { sites, missions, addresses }: TrustListSources): Place[] {
  const { subjectType, subjectId, role } = accreditation;
  if (subjectType === 'site' && role === 'assessment-centre') {
    return sites.filter(({ id }) => id === subjectId).map((site) => ({ ...site, id: addresses.site(site.id) }));
  }
  if (subjectType !== 'mission' || role !== 'mission') return [];
  return missions
    .filter(({ id, state }) => id === subjectId && state !== 'cancelled')
    .flatMap((mission) => {
      const period = { from: mission.startsOn, until: mission.endsOn };
      const host = { id: addresses.mission(mission.id), name: mission.title, country: mission.country, ...period };
      const used = sites.filter(({ id }) => mission.siteIds.includes(id));
      return [host, ...used.map((site) => ({ ...site, id: addresses.site(site.id), ...period }))];
    });
}

function grant(accreditation: Accreditation, ref: QualificationRef, place: Place, sources: TrustListSources): Grant[] {
  const ending = endingOf(accreditation);
  if (ending === null) return [];
  const from = latest(accreditation.validFrom, place.from);
  const until = earliest(accreditation.validUntil, place.until, ending.until);
  if (until < from) return [];
  const qualification = sources.addresses.qualification(ref);
  const { withdrawnAt, voidFrom } = ending;
  return [
    {
      scope: { qualification, place: place.id, from, until, withdrawnAt, voidFrom },
      place: { name: place.name, country: place.country },
    },
  ];
}

interface Ending {
  readonly withdrawnAt: string | null;
  readonly voidFrom: string | null;
  readonly until?: string;
}

/** How the accreditation's state limits its scope; null when it never gave one. */
function endingOf({ state, stateChangedAt, retroactiveFrom, validFrom }: Accreditation): Ending | null {
  switch (state) {
    case 'applied':
    case 'evaluated':
    case 'refused':
      return null;
    case 'active':
      return { withdrawnAt: null, voidFrom: retroactiveFrom };
    case 'superseded':
      // Renewed by a new record: nothing was taken away, the old one simply ended.
      return {
        withdrawnAt: null,
        voidFrom: retroactiveFrom,
        ...(stateChangedAt ? { until: day(stateChangedAt) } : {}),
      };
    case 'suspended':
    case 'revoked':
      // Without a date of withdrawal nothing can be shown to have been done before it.
      return stateChangedAt === null
        ? { withdrawnAt: validFrom, voidFrom: validFrom }
        : { withdrawnAt: day(stateChangedAt), voidFrom: retroactiveFrom };
  }
}

const refOf = ({ id, revision }: Qualification): QualificationRef => ({ qualificationId: id, revision });
const sameRef = (left: QualificationRef, right: QualificationRef): boolean =>
  left.qualificationId === right.qualificationId && left.revision === right.revision;
const day = (instant: string): string => instant.slice(0, 10);
const latest = (...days: (string | undefined)[]): string => days.filter(isDay).toSorted().at(-1) ?? '';
const earliest = (...days: (string | undefined)[]): string => days.filter(isDay).toSorted()[0] ?? '';
const isDay = (text: string | undefined): text is string => text !== undefined;
