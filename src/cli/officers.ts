import type { Service } from '../app.js';
import { findEvery, foldOfficer, requireTwoOfficers, sameOfficer } from '../shared/index.js';
import type { StaffAccount } from '../staff/index.js';
import { UsageError } from './command.js';
import { withService } from './instance.js';

export interface OfficerValues {
  readonly by?: string | undefined;
  readonly with?: string | undefined;
}

export interface TwoOfficers {
  readonly actorId: string;
  readonly secondActorId: string;
}

/**
 * Two different officers by --by and --with. What somebody types proves nothing about who they are; this keeps one person from
 * being both by mistake. @throws UsageError when one is missing, ServiceError R27
 */
export function namedOfficers({ by, with: second }: OfficerValues): TwoOfficers {
  const [actorId, secondActorId] = [by?.trim(), second?.trim()];
  if (!actorId || !secondActorId) throw new UsageError('Two officers are needed: --by and --with.');
  requireTwoOfficers(actorId, secondActorId);
  return { actorId, secondActorId };
}

/**
 * Where both names are those of staff accounts (by id, by the person's id, or as displayed), they must be different accounts:
 * a person has one. @throws ServiceError R27
 */
export async function assertTwoPeople({ actorId, secondActorId }: TwoOfficers, { instance }: Service): Promise<void> {
  const accounts = await findEvery(instance.storage.store.read.staffAccounts, { state: 'active' });
  const named = (name: string): readonly StaffAccount[] =>
    accounts.filter(
      ({ id, personId, displayName }) =>
        id === name || personId === name || foldOfficer(displayName) === foldOfficer(name),
    );
  const first = named(actorId);
  if (named(secondActorId).some((account) => first.includes(account))) throw sameOfficer();
}

/** Opens the service for what takes two officers. @throws UsageError, ServiceError R27 */
export async function withTwoOfficers<R>(
  values: OfficerValues,
  work: (service: Service, officers: TwoOfficers) => Promise<R>,
): Promise<R> {
  const officers = namedOfficers(values);
  return withService(async (service) => {
    await assertTwoPeople(officers, service);
    return work(service, officers);
  });
}
