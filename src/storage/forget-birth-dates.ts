import type { DataSource } from 'typeorm';
import { withoutBirthDates } from '../assessment/index.js';
import { ServiceError, type Transactor } from '../shared/index.js';
import type { HouseStore } from './issuance-store.js';

const DONE = 'decisions-without-birth-dates';
const HELD = `SELECT id FROM certification_decision
   WHERE rules::text LIKE '%"R13.births"%' OR rules::text LIKE '%Birth dates differ (%' ORDER BY id`;

/**
 * Decisions of earlier versions quote two birth dates that differ; decisions outlive a person's data, so the days are taken out
 * of them. SQL could not seal the rows again, hence no migration: the store does it, at the first start that finds decisions, and
 * a row that was altered stays recognisable. Returns how many were changed.
 */
export async function forgetBirthDates(dataSource: DataSource, store: Transactor<HouseStore>): Promise<number> {
  if ((await store.read.settings.get(DONE)) !== null || (await store.read.decisions.count({})) === 0) return 0;
  const held: { id: string }[] = await dataSource.query(HELD);
  return store
    .transaction(async (tx) => {
      await tx.settings.insert({ id: DONE, version: 1, value: { decisions: held.length } });
      for (const { id } of held) {
        const decision = await tx.decisions.get(id);
        if (decision !== null) await tx.decisions.update({ ...decision, rules: decision.rules.map(withoutBirthDates) });
      }
      if (held.length > 0)
        await tx.audit.append({
          ...{ action: 'decisions.forget-birth-dates', actorId: 'service', subjectType: 'setting', subjectId: DONE },
          facts: { decisions: held.length },
        });
      return held.length;
    })
    .catch((error: unknown) => {
      // Another process that starts at the same moment does it.
      if (error instanceof ServiceError && error.code === 'conflict') return 0;
      throw error;
    });
}
