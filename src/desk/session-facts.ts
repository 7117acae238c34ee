import { labelsFor } from './labels.js';
import type { Call } from './route.js';

/** Day, place and mission: how officers name a session. */
export async function sessionFacts(store: Call<unknown>['store'], sessionIds: readonly (string | null)[]) {
  const distinct = [...new Set(sessionIds)].filter((each): each is string => each !== null);
  const sessions = distinct.length === 0 ? [] : await store.sessions.find({ id: distinct });
  const labels = await labelsFor(store, {
    sites: sessions.map((session) => session.siteId),
    missions: sessions.map((session) => session.missionId),
  });
  return new Map(
    sessions.map((session) => [
      session.id,
      {
        id: session.id,
        startsAt: session.startsAt,
        site: labels.site(session.siteId),
        mission: labels.mission(session.missionId),
      },
    ]),
  );
}
