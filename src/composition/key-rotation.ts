import type { KeyRole, PublicKeyRecord } from '../keys/index.js';
import { signsAt } from '../keys/index.js';
import { ServiceError } from '../shared/index.js';
import type { Service } from '../app.js';

export interface Rotation {
  readonly controller: string;
  readonly role: KeyRole;
  /** Days in which the new key is published already and does not sign yet, so that caches and carried lists know it. */
  readonly leadDays: number;
  /** Days in which both may sign. */
  readonly overlapDays: number;
}

export interface Rotated {
  readonly made: PublicKeyRecord;
  readonly ending: readonly PublicKeyRecord[];
}

const DAY_MS = 86_400_000;

/** A new key of the same kind, and an end for the ones before it. Nothing signed until now is touched. @throws `no-signing-key` */
export async function rotateKey({ instance, trust }: Service, rotation: Rotation): Promise<Rotated> {
  const { keys, clock } = instance;
  const { controller, role } = rotation;
  const now = clock.now();
  const held = (await keys.list()).filter(
    (key) => key.controller === controller && key.role === role && key.revokedAt === null,
  );
  const current = held.filter((key) => signsAt(key, now));
  const algorithm = current.at(-1)?.algorithm;
  if (algorithm === undefined) throw nothingToRotate(role);
  const validFrom = new Date(now.getTime() + rotation.leadDays * DAY_MS);
  const end = new Date(validFrom.getTime() + rotation.overlapDays * DAY_MS);
  const made = await keys.create({ controller, role, algorithm, validFrom, validUntil: null });
  // Of two root keys the younger stays: it vouches for the next one.
  const leaving = role === 'root' ? current.toSorted(byAge).slice(0, 1) : current;
  const ending: PublicKeyRecord[] = [];
  if (role === 'root') await trust.current({ fresh: true });
  for (const { id } of leaving) ending.push(await keys.retire(id, end, false));
  await trust.current({ fresh: true });
  return { made, ending };
}

const byAge = (left: PublicKeyRecord, right: PublicKeyRecord): number =>
  Date.parse(left.validFrom) - Date.parse(right.validFrom) || (left.id < right.id ? -1 : 1);

const nothingToRotate = (role: KeyRole): ServiceError =>
  new ServiceError('no-signing-key', {
    status: 409,
    title: `There is no ${role} key that signs now, so there is none to rotate.`,
    whatToDo: 'Make one with "keys create".',
  });
