import { createAssessmentServices, type Accreditation } from '../assessment/index.js';
import { findEvery } from '../shared/index.js';
import { judgeSigned, type ImportDeps, type JudgedAccreditation } from './accreditation-import.js';
import { findAudited } from './audit-search.js';

/** How many accreditations changed here. */
export interface Followed {
  readonly suspended: number;
  readonly reinstated: number;
}

/**
 * What an authority elsewhere suspended or revoked after it was taken over is suspended here: the service may take away by
 * itself, and officers decide what follows. When the authority lets it stand again, what was suspended in this way is
 * reinstated; what officers suspended is theirs to lift. What could not be read changes nothing.
 *
 * @param actorId the service, as the audit trail names it
 */
export async function followImported(actorId: string, deps: ImportDeps): Promise<Followed> {
  const { read } = deps.store;
  const here = new Set((await deps.keys.list()).map(({ controller }) => controller));
  const services = createAssessmentServices(deps);
  let [suspended, reinstated] = [0, 0];
  for (const { issuerDid, accreditationId, json } of await findEvery(read.accreditationCredentials, {
    supersededAt: null,
  })) {
    const granted = here.has(issuerDid) ? null : await read.accreditations.get(accreditationId);
    if (granted?.state !== 'active' && granted?.state !== 'suspended') continue;
    const judged = await judgeSigned(json, deps);
    const change = { actorId, accreditationId };
    if (granted.state === 'active' && judged?.isWithdrawn === true) {
      await services.followAuthority({ ...change, event: 'suspend' });
      suspended++;
    } else if (granted.state === 'suspended' && doesStand(judged) && (await isSuspendedBy(actorId, granted, deps))) {
      await services.followAuthority({ ...change, event: 'reinstate' });
      reinstated++;
    }
  }
  return { suspended, reinstated };
}

const doesStand = (judged: JudgedAccreditation | null): boolean =>
  judged !== null &&
  judged.grantor?.isFrameworkAuthority === true &&
  judged.isSignatureIntact &&
  judged.isStatusClear &&
  !judged.isWithdrawn;

/** The audit trail tells who suspended it last. */
async function isSuspendedBy(
  actorId: string,
  { id, stateChangedAt }: Accreditation,
  { store }: ImportDeps,
): Promise<boolean> {
  if (stateChangedAt === null) return false;
  const since = new Date(stateChangedAt.slice(0, 19) + 'Z');
  const row = await findAudited(
    store.read,
    since,
    ({ action, subjectId, at }) =>
      action === 'accreditation.suspend' && subjectId === id && Date.parse(at) >= since.getTime(),
  );
  return row?.actorId === actorId;
}
