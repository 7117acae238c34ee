import { WHO, type Api } from '../api/client.js';
import type { Me } from '../api/me.js';
import type { LocalDatabase } from '../local/database.js';
import type { Typed } from '../local/typed.js';

interface ArrivedParts {
  readonly api: Api;
  readonly database: Promise<LocalDatabase>;
  readonly typed: Typed;
}

/**
 * Who works at the desk that is opened, with what this person left in its forms. Copies of somebody else are not for these
 * eyes: whoever signed in with the organisation comes back without having passed by the sign-in of the desk. @throws DeskProblem
 */
export async function arrived({ api, database, typed }: ArrivedParts): Promise<Me> {
  const kept = await database;
  const before = await kept.get<{ readonly value: { readonly id?: unknown } }>('kept', WHO).catch(() => undefined);
  const found = await api.get<Me>(WHO);
  if (before === undefined || before.value.id === found.id) return withTyped(found, { api, typed });
  await kept.clear('kept').catch(() => undefined);
  return api.get<Me>(WHO);
}

/** The session works for the organisation for which something was typed, so that it is seen. */
export async function withTyped(found: Me, { api, typed }: Pick<ArrivedParts, 'api' | 'typed'>): Promise<Me> {
  const organizationId = await typed.leftFor(found.id);
  if (!found.organizations.some(({ id }) => id === organizationId)) return found;
  // Not answered from a copy, as the question who it is may be: somebody is signed in now.
  const now = await api.post<Me>('/api/staff/me/organization', { organizationId }).catch(() => null);
  if (now === null) return found;
  await typed.bring();
  return now;
}
