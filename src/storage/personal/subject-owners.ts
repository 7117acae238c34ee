import type { FormContext } from './stored-form.js';

const MAX_REMEMBERED = 20_000;
const PERSON_OF_SUBJECT = `SELECT id, person_id FROM certificate WHERE id = ANY($1)
  UNION ALL SELECT id, person_id FROM experience_record WHERE id = ANY($1)
  UNION ALL SELECT id, person_id FROM skills_passport WHERE id = ANY($1)`;

type OwnersOf = (models: readonly { readonly subjectId: string }[], context: FormContext) => Promise<readonly string[]>;

/**
 * Whose an intent or a signed credential is: the person of the certificate, experience record or passport it was issued
 * for. A subject that is in none of these tables owns its rows itself, so nothing is ever stored in the clear.
 */
export function createSubjectOwners(): OwnersOf {
  // A subject never changes its person.
  const known = new Map<string, string>();
  return async (models, { manager }) => {
    const wanted = [...new Set(models.map(({ subjectId }) => subjectId))];
    const owners = new Map(wanted.map((id) => [id, known.get(id) ?? null]));
    const missing = wanted.filter((id) => !known.has(id));
    if (missing.length > 0) {
      const rows: { id: string; person_id: string }[] = await manager.query(PERSON_OF_SUBJECT, [missing]);
      if (known.size >= MAX_REMEMBERED) known.clear();
      for (const row of rows) {
        known.set(row.id, row.person_id);
        owners.set(row.id, row.person_id);
      }
    }
    return models.map(({ subjectId }) => owners.get(subjectId) ?? subjectId);
  };
}
