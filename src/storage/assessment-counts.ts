import type { EntityManager } from 'typeorm';
import type { AssessmentCounts, CountLimit } from '../assessment/index.js';
import { signedStates } from '../shared/index.js';
import type { DatabaseSession } from './sessions.js';

const LIMIT = `($1::varchar IS NULL OR row.scheme = $1) AND ($2::varchar[] IS NULL OR row.site_id = ANY($2))`;

const ASSESSED = `SELECT row.qualification_id, row.site_id, held.mission_id, left(row.assessed_on, 7) AS month,
    row.assessor_person_id, count(*) AS assessed, count(*) FILTER (WHERE row.overall = 'competent') AS competent
  FROM assessment_record row JOIN "session" held ON held.id = row.session_id
  WHERE ${LIMIT} AND row.overall IS NOT NULL AND row.state = ANY($3)
    AND NOT EXISTS (SELECT 1 FROM assessment_record later WHERE later.supersedes_id = row.id AND later.state = ANY($3))
  GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5`;

// A replacement was released long after the assessment and says nothing about how fast the office works.
const RELEASE_DAYS = `SELECT row.qualification_id, row.site_id, row.mission_id, left(row.assessed_on, 7) AS month,
    (left(row.released_at, 10)::date - row.assessed_on::date) AS days, count(*) AS count
  FROM certificate row WHERE ${LIMIT} AND row.released_at IS NOT NULL AND row.replaces_id IS NULL
  GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5`;

const ENDING = `SELECT row.qualification_id, row.site_id, row.mission_id, row.valid_until, count(*) AS count
  FROM certificate row WHERE ${LIMIT} AND row.state = 'active' AND row.valid_until BETWEEN $3 AND $4
  GROUP BY 1, 2, 3, 4 ORDER BY 4, 1, 2, 3`;

type Row = Readonly<Record<string, unknown>>;

/** Grouped by the database: nothing personal is decrypted to be counted. */
export function createAssessmentCounts(session: DatabaseSession): AssessmentCounts {
  const query = (sql: string, limit: CountLimit, more: readonly unknown[]): Promise<readonly Row[]> =>
    session.run(async (manager: EntityManager) => {
      const rows: unknown = await manager.query(sql, [limit.scheme ?? null, limit.siteIds ?? null, ...more]);
      return Array.isArray(rows) ? (rows as Row[]) : [];
    });
  return {
    assessed: async (limit) =>
      (await query(ASSESSED, limit, [signedStates])).map((row) => ({
        ...placeOf(row),
        month: String(row['month']),
        assessorPersonId: String(row['assessor_person_id']),
        assessed: Number(row['assessed']),
        competent: Number(row['competent']),
      })),
    releaseDays: async (limit) =>
      (await query(RELEASE_DAYS, limit, [])).map((row) => ({
        ...placeOf(row),
        month: String(row['month']),
        days: Number(row['days']),
        count: Number(row['count']),
      })),
    ending: async (limit, from, until) =>
      (await query(ENDING, limit, [from, until])).map((row) => ({
        ...placeOf(row),
        validUntil: String(row['valid_until']),
        count: Number(row['count']),
      })),
  };
}

const placeOf = (row: Row) => ({
  qualificationId: String(row['qualification_id']),
  siteId: String(row['site_id']),
  missionId: typeof row['mission_id'] === 'string' ? row['mission_id'] : null,
});
