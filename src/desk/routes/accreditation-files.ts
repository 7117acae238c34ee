import { chainAbove } from '../accreditation-file.js';
import { id } from '../fields.js';
import { labelsFor, personLabel } from '../labels.js';
import { reading, type Call, type DeskRoute } from '../route.js';

/** One accreditation with what it rests on, and what a new one can be made of. */
export const accreditationFileRoutes: readonly DeskRoute[] = [
  reading({
    path: '/accreditations/:accreditationId/file',
    action: 'accreditations.read',
    summary: 'One accreditation, the chain above it with what was signed, and what waits for a second officer.',
    touches: { accreditations: ['accreditationId'] },
    input: { accreditationId: id },
    work: accreditationFile,
  }),
  reading({
    path: '/accreditation-choices',
    action: 'accreditation.grant',
    summary:
      'Whom and what a new accreditation can be for: sites (and centres for new ones), persons, missions, qualification revisions.',
    input: {},
    work: choices,
  }),
];

async function accreditationFile({ input, view, store, deps }: Call<{ accreditationId: string }>) {
  const accreditation = await view.accreditations.get(input.accreditationId);
  const chain = await chainAbove(accreditation, store, deps);
  const waiting = (await view.proposals.find({ state: 'open' }, { limit: 500 })).filter(
    (proposal) => proposal.input['accreditationId'] === accreditation.id,
  );
  const labels = await labelsFor(store, { actors: waiting.map(({ proposedBy }) => proposedBy) });
  return {
    ...chain,
    place: await placeOf(accreditation, store),
    waiting: waiting.map(({ id: proposalId, action, proposedBy, endsAt }) => ({
      ...{ id: proposalId, action, endsAt },
      by: labels.actor(proposedBy),
    })),
  };
}

/** Address and centre of an accredited site; empty for everything else. */
async function placeOf(
  { subjectType, subjectId }: { readonly subjectType: string; readonly subjectId: string },
  store: Call<object>['store'],
): Promise<{ readonly address: string; readonly centre: string }> {
  const site = subjectType === 'site' ? await store.sites.get(subjectId) : null;
  const centre = site === null ? null : await store.organizations.get(site.organizationId);
  return { address: site?.address ?? '', centre: centre?.legalName ?? '' };
}

/** How many are offered of each kind. */
const OFFERED = 200;

async function choices({ tenant, view, store, deps }: Call<object>) {
  const scheme = tenant.kind === 'scheme' ? tenant.scheme : null;
  const sites = await view.sites.find({}, { limit: OFFERED, orderBy: 'name' });
  const centres = await view.organizations.find(
    { type: 'assessment-centre' },
    { limit: OFFERED, orderBy: 'legalName' },
  );
  const missions = await view.missions.find({}, { limit: OFFERED, orderBy: '-startsOn' });
  return {
    qualifications: deps.catalogue
      .qualifications()
      .filter((entry) => entry.scheme === scheme)
      .map(({ id: qualificationId, revision, title, status }) => ({ qualificationId, revision, title, status })),
    sites: sites.map(({ id: siteId, name, address }) => ({ id: siteId, name, detail: address })),
    /** Of which a new site can be registered. */
    centres: centres.map(({ id: centreId, legalName, country }) => ({
      id: centreId,
      name: legalName,
      detail: country,
    })),
    missions: missions
      .filter(({ state }) => state !== 'cancelled' && state !== 'closed')
      .map(({ id: missionId, title, startsOn, endsOn }) => ({
        ...{ id: missionId, name: title, detail: `${startsOn} / ${endsOn}` },
      })),
    people: await accreditable({ tenant, view, store }),
  };
}

/** Who is accredited here already, and whom this desk registered last; the birth year tells two of one name apart. */
async function accreditable({ tenant, view, store }: Pick<Call<object>, 'tenant' | 'view' | 'store'>) {
  const held = { organizationId: tenant.organizationId, subjectType: 'person' as const };
  const registered = await store.tenantHoldings.find(held, { limit: OFFERED, orderBy: '-heldAt' });
  const granted = await view.accreditations.find({ subjectType: 'person' }, { limit: OFFERED, orderBy: '-validUntil' });
  const wanted = [...new Set([...granted, ...registered].map(({ subjectId }) => subjectId))];
  const people = wanted.length === 0 ? [] : await store.people.find({ id: wanted }, { limit: wanted.length });
  await view.people.cover(people.map((person) => person.id));
  return people
    .map((person) => ({
      ...{ id: person.id, name: personLabel(person) },
      detail: person.birthDate?.value.slice(0, 4) ?? '',
    }))
    .toSorted((left, right) => left.name.localeCompare(right.name));
}
