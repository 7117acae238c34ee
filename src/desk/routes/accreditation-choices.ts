import { z } from 'zod';
import type { Person, QualificationRef } from '../../assessment/index.js';
import { AT_ONCE, findAmong, type Findable } from '../found.js';
import { personLabel } from '../labels.js';
import { reading, type Call, type DeskRoute } from '../route.js';

const kinds = ['site', 'person', 'mission', 'centre'] as const;
type Kind = (typeof kinds)[number];

/** What a new accreditation can be made of. */
export const accreditationChoiceRoutes: readonly DeskRoute[] = [
  reading({
    path: '/accreditation-choices',
    action: 'accreditation.grant',
    summary: 'The qualification revisions that a new accreditation can cover.',
    input: {},
    work: qualificationChoices,
  }),
  {
    ...reading({
      path: '/accreditation-choices/search',
      action: 'accreditation.grant',
      summary:
        'Whom a new accreditation can be for: sites, persons, missions, and centres for new sites, found by parts of names, addresses and numbers.',
      input: {
        kind: z.enum(kinds),
        words: z.string().trim().max(100).default(''),
        limit: z.int().min(1).max(50).default(10),
        offset: z.int().min(0).max(10_000).default(0),
      },
      work: (call) => findAmong(among[call.input.kind](call), call.input),
    }),
    // Changes nothing; but names of people do not belong into an address.
    method: 'post',
  },
];

type Scope = Pick<Call<object>, 'tenant' | 'view' | 'store'>;
type Read = Parameters<typeof findAmong>[0];

const among: Readonly<Record<Kind, (scope: Scope) => Read>> = {
  site: (scope) => async (page) => {
    const sites = await scope.view.sites.find({}, { ...page, orderBy: 'name' });
    const numbers = await numbersOf(scope, 'site', sites);
    return {
      choices: sites.map(({ id, name, address, country }) => ({
        ...{ id, name, detail: address },
        alsoBy: [country, ...(numbers.get(id) ?? [])],
      })),
      isLast: sites.length < page.limit,
    };
  },
  centre:
    ({ view }) =>
    async (page) => {
      const centres = await view.organizations.find({ type: 'assessment-centre' }, { ...page, orderBy: 'legalName' });
      return {
        choices: centres.map(({ id, legalName, shortName, country, registrationIds }) => ({
          ...{ id, name: legalName, detail: country },
          alsoBy: [shortName, ...registrationIds.map(({ value }) => value)],
        })),
        isLast: centres.length < page.limit,
      };
    },
  mission: (scope) => async (page) => {
    const missions = await scope.view.missions.find({}, { ...page, orderBy: '-startsOn' });
    const numbers = await numbersOf(scope, 'mission', missions);
    return {
      choices: missions
        .filter(({ state }) => state !== 'cancelled' && state !== 'closed')
        .map(({ id, title, startsOn, endsOn, country }) => ({
          ...{ id, name: title, detail: `${startsOn} / ${endsOn}` },
          alsoBy: [country, ...(numbers.get(id) ?? [])],
        })),
      isLast: missions.length < page.limit,
    };
  },
  person: (scope) => {
    const wanted = accreditable(scope);
    return async ({ limit, offset }) => {
      const ids = (await wanted).slice(offset, offset + limit);
      const people = ids.length === 0 ? [] : await scope.store.people.find({ id: ids }, { limit: ids.length });
      await scope.view.people.cover(people.map(({ id }) => id));
      const numbers = await numbersOf(scope, 'person', people);
      const choices = people.map((person) => choiceOf(person, numbers.get(person.id) ?? []));
      return {
        choices: choices.toSorted((left, right) => left.name.localeCompare(right.name)),
        isLast: ids.length < limit,
      };
    };
  },
};

/** The birth year tells two of one name apart. */
const choiceOf = (person: Person, numbers: readonly string[]): Findable => ({
  ...{ id: person.id, name: personLabel(person), detail: person.birthDate?.value.slice(0, 4) ?? '' },
  alsoBy: [...person.names.map((name) => personLabel({ names: [name] })), ...numbers],
});

/** How many of each way to be known here are looked through. */
const MOST = 5_000;

/** Who is accredited here already, and whom this desk registered last. */
async function accreditable({ tenant, view, store }: Scope): Promise<readonly string[]> {
  const held = { organizationId: tenant.organizationId, subjectType: 'person' as const };
  const granted = await view.accreditations.find({ subjectType: 'person' }, { limit: MOST, orderBy: '-validUntil' });
  const registered = await store.tenantHoldings.find(held, { limit: MOST, orderBy: '-heldAt' });
  return [...new Set([...granted, ...registered].map(({ subjectId }) => subjectId))];
}

/** Numbers under which these are accredited here or were, by their ids. */
async function numbersOf(
  { view }: Scope,
  subjectType: 'site' | 'person' | 'mission',
  rows: readonly { readonly id: string }[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (rows.length === 0) return new Map();
  const subjectId = rows.map(({ id }) => id);
  const held = await view.accreditations.find({ subjectType, subjectId }, { limit: AT_ONCE * 10 });
  const numbers = new Map<string, readonly string[]>();
  for (const row of held) numbers.set(row.subjectId, [...(numbers.get(row.subjectId) ?? []), row.number]);
  return numbers;
}

async function qualificationChoices({ tenant, deps }: Call<object>): Promise<{
  readonly qualifications: readonly (QualificationRef & { readonly title: string; readonly status: string })[];
}> {
  const scheme = tenant.kind === 'scheme' ? tenant.scheme : null;
  const offered = deps.catalogue.qualifications().filter((entry) => entry.scheme === scheme);
  return {
    qualifications: offered.map(({ id: qualificationId, revision, title, status }) => ({
      ...{ qualificationId, revision, title, status },
    })),
  };
}
