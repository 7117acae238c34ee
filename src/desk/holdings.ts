import { noSuch, type TenantHolding } from '../staff/index.js';
import type { Call } from './route.js';

/** From now on the organisation keeps these files; files it keeps already are left as they are. */
export async function hold(
  call: Pick<Call<unknown>, 'store' | 'deps'>,
  organizationId: string,
  subjectType: TenantHolding['subjectType'],
  subjectIds: readonly string[],
): Promise<void> {
  const distinct = [...new Set(subjectIds)];
  if (distinct.length === 0) return;
  const known = await call.store.tenantHoldings.find({ organizationId, subjectType, subjectId: distinct });
  const missing = distinct.filter((id) => !known.some((row) => row.subjectId === id));
  await call.store.tenantHoldings.insertMany(
    missing.map((subjectId) => ({
      id: call.deps.ids.uuid(),
      version: 1,
      organizationId,
      subjectType,
      subjectId,
      heldAt: call.deps.clock.now().toISOString(),
    })),
  );
}

/** Whether this person's file is the tenant's, without saying so to anybody. */
export async function isWithinReach(call: Pick<Call<unknown>, 'view'>, personId: string): Promise<boolean> {
  try {
    await call.view.people.cover([personId]);
    return true;
  } catch (error) {
    if ((error as { code?: unknown }).code === noSuch('person').code) return false;
    throw error;
  }
}
