import type { BatchScope, BatchSet } from '../../issuance/index.js';
import { labelsFor } from '../labels.js';
import type { Call } from '../route.js';

type Reading = Pick<Call<unknown>, 'store' | 'deps' | 'tenant'>;

interface Choice {
  readonly id: string;
  readonly label: string;
}

/** What the certificates of this awarding body can have in common, in words. */
export async function batchChoices({ store, deps, tenant }: Reading) {
  if (tenant.kind !== 'scheme') return { mission: [], centre: [], assessor: [], key: [] };
  const groups = await store.statistics.assessed({ scheme: tenant.scheme });
  const distinct = (ids: readonly (string | null)[]) => [...new Set(ids)].filter((id): id is string => id !== null);
  const missions = distinct(groups.map((group) => group.missionId));
  const sites = distinct(groups.map((group) => group.siteId));
  const people = distinct(groups.map((group) => group.assessorPersonId));
  const labels = await labelsFor(store, { missions, sites, people });
  const named = (ids: readonly string[], label: (id: string) => string): readonly Choice[] =>
    ids
      .map((id) => ({ id, label: label(id) }))
      .filter(({ label: text }) => text !== '')
      .toSorted((left, right) => left.label.localeCompare(right.label));
  const keys = await deps.issuance.issuingKeys(tenant.scheme);
  return {
    mission: named(missions, labels.mission),
    centre: named(sites, labels.site),
    assessor: named(people, labels.person),
    key: keys.map(({ id, validFrom, validUntil }) => ({
      id,
      label: `${id.slice(id.indexOf('#') + 1)} (${validFrom.slice(0, 10)} – ${validUntil?.slice(0, 10) ?? '…'})`,
    })),
  };
}

/** Whom a preview shows, with their names; the count and the token are of all of them. */
export async function shownTargets(targets: BatchSet['targets'], store: Call<unknown>['store']) {
  const of = (kind: BatchSet['targets'][number]['targetType']) =>
    targets.filter((target) => target.targetType === kind).map((target) => target.targetId);
  const rows = [
    ...(await found(store.certificates, of('certificate'))).map((row) => ({ ...row, what: row.title })),
    ...(await found(store.passports, of('passport'))).map((row) => ({ ...row, what: '' })),
    ...(await found(store.experience, of('experience'))).map((row) => ({ ...row, what: row.employerName })),
  ];
  const labels = await labelsFor(store, { people: rows.map((row) => row.personId) });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return targets.map((target) => ({
    ...target,
    name: labels.person(byId.get(target.targetId)?.personId ?? ''),
    title: byId.get(target.targetId)?.what ?? '',
  }));
}

/** What the batches of a list were about, in words. */
export async function scopeLabels(
  scopes: readonly BatchScope[],
  store: Call<unknown>['store'],
): Promise<(scope: BatchScope) => string> {
  const of = (kind: BatchScope['kind']) => scopes.filter((scope) => scope.kind === kind).map((scope) => scope.id);
  const labels = await labelsFor(store, { missions: of('mission'), sites: of('centre'), people: of('assessor') });
  const words = {
    mission: labels.mission,
    centre: labels.site,
    assessor: labels.person,
    key: (id: string) => id.slice(id.indexOf('#') + 1),
  } as const;
  return ({ kind, id }) => words[kind](id);
}

const found = <T>(
  repository: { find(filter: { readonly id: readonly string[] }, page: { readonly limit: number }): Promise<T[]> },
  ids: readonly string[],
): Promise<T[]> => (ids.length === 0 ? Promise.resolve([]) : repository.find({ id: ids }, { limit: ids.length }));
