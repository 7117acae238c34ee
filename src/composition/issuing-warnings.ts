import { assertNotStopped, isStopped } from '../issuance/index.js';
import type { Instance } from './instance.js';
import type { Trust } from './trust.js';

/** What an operator should know about issuing although the service is well: one sentence for each thing, for `/ready`. */
export async function issuingWarnings(instance: Instance, trust: Pick<Trust, 'published'>): Promise<readonly string[]> {
  const stopped = await assertNotStopped(instance).then(() => false, stoppedOrThrow);
  return [
    ...(stopped ? ['Issuing is stopped by the switch: nothing is signed until an administrator allows it again.'] : []),
    ...(await waitingKeys(instance, trust)).map(
      (id) =>
        `The key ${id} is compromised and the published trust list does not say so yet: sign and publish a new one.`,
    ),
  ];
}

function stoppedOrThrow(error: unknown): true {
  if (isStopped(error)) return true;
  throw error;
}

/** Keys that verifiers still believe. With root keys in the store the list follows by itself within seconds. */
async function waitingKeys({ settings, keys }: Instance, trust: Pick<Trust, 'published'>): Promise<readonly string[]> {
  if (settings.rootKeys !== 'offline') return [];
  const list = (await trust.published())?.list;
  const believed = new Set(
    (list?.issuers ?? []).flatMap((issuer) =>
      issuer.keys.filter(({ revokedAt }) => revokedAt === null).map(({ id }) => id),
    ),
  );
  return (await keys.list()).filter(({ id, revokedAt }) => revokedAt !== null && believed.has(id)).map(({ id }) => id);
}
