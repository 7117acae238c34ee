import type { Catalogue, Person, QualificationRef } from '../assessment/index.js';
import type { DeskStore } from './ports.js';

/** Family name first, as registers sort; the first entry is the name on awards. */
export function personLabel(person: Pick<Person, 'names'> | undefined): string {
  const [first] = person?.names ?? [];
  if (first === undefined) return '';
  return [first.family, [first.given, first.middle].filter(Boolean).join(' ')].filter(Boolean).join(', ');
}

/** What stored ids are called on screens. An id that is not on file has no label. */
export interface Labels {
  readonly person: (id: string) => string;
  readonly site: (id: string) => string;
  readonly mission: (id: string | null) => string;
  readonly organization: (id: string) => string;
  /** Officers: the account, or the account of the person. */
  readonly actor: (id: string | null) => string;
}

interface Wanted {
  readonly people?: readonly string[];
  readonly sites?: readonly string[];
  readonly missions?: readonly (string | null)[];
  readonly organizations?: readonly string[];
  readonly actors?: readonly (string | null)[];
}

/** One query per kind, however many rows a list has. */
export async function labelsFor(store: DeskStore, wanted: Wanted): Promise<Labels> {
  const people = await byId(store.people, wanted.people ?? []);
  const sites = await byId(store.sites, wanted.sites ?? []);
  const missions = await byId(store.missions, known(wanted.missions));
  const organizations = await byId(store.organizations, wanted.organizations ?? []);
  const actorIds = known(wanted.actors);
  const accounts = await byId(store.staffAccounts, actorIds);
  const asPeople = actorIds.length === 0 ? [] : await store.staffAccounts.find({ personId: [...actorIds] });
  return {
    person: (id) => personLabel(people.get(id)),
    site: (id) => sites.get(id)?.name ?? '',
    mission: (id) => (id === null ? '' : (missions.get(id)?.title ?? '')),
    organization: (id) => organizations.get(id)?.legalName ?? '',
    actor: (id) =>
      id === null ? '' : ((accounts.get(id) ?? asPeople.find((account) => account.personId === id))?.displayName ?? ''),
  };
}

export const qualificationLabel = (catalogue: Catalogue, ref: QualificationRef): string =>
  catalogue.qualification(ref)?.title ?? ref.qualificationId;

const known = (ids: readonly (string | null)[] | undefined): readonly string[] =>
  (ids ?? []).filter((id): id is string => id !== null);

async function byId<T extends { readonly id: string }>(
  repository: { find(filter: { readonly id: readonly string[] }): Promise<T[]> },
  ids: readonly string[],
): Promise<ReadonlyMap<string, T>> {
  const distinct = [...new Set(ids)].filter((id) => id !== '');
  const rows = distinct.length === 0 ? [] : await repository.find({ id: distinct });
  return new Map(rows.map((row) => [row.id, row]));
}
