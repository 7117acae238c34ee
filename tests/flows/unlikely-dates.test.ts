import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Accreditation } from '../../src/assessment/index.js';
import { day } from '../../src/desk/fields.js';
import type { Storage } from '../../src/storage/index.js';
import { createWorld, latin, type World } from '../support/assessment-world.js';
import { postgresDatabase, type TestDatabase } from '../support/database.js';

/** Dates that are dates but cannot be meant. The service's day is in May 2017. */
let database: TestDatabase;
let storage: Storage;
let world: World;
beforeAll(async () => {
  database = await postgresDatabase();
  storage = await database.open();
  world = await createWorld(storage.store);
});
afterAll(async () => {
  await storage.close();
  await database.drop();
});

const refused = (title: string) => expect.objectContaining({ code: 'input-invalid', status: 422, title });

it.each(['0000-01-01', '1899-12-31', '2200-01-01', '9999-12-31'])('%s is no day that a desk sends', (text) => {
  expect(day.safeParse(text).success).toBe(false);
});

it.each(['1890-06-01', '2017-12-31', '2999-12-31'])('nobody is registered as born on %s', async (value) => {
  const { services } = world;
  const birthDate = { value, source: 'passport' };
  const details = { names: [latin('Lim', 'Eva')], birthDate };
  const known = await services.registerCandidate({ actorId: 'desk', names: [latin(`Reyes ${value}`, 'Ana')] });
  for (const work of [
    services.registerCandidate({ actorId: 'desk', ...details }),
    services.registerCandidates({ actorId: 'desk', candidates: [details] }),
    services.addBirthDate({ actorId: 'desk', personId: known.id, birthDate }),
  ])
    await expect(work).rejects.toEqual(refused('Nobody who is assessed today was born on this day.'));
  expect((await storage.store.read.people.get(known.id))?.birthDate).toBeNull();
});

describe('an accreditation', () => {
  const two = { actorId: 'officer-a', secondActorId: 'officer-b' };
  const held = async (nth: number): Promise<Accreditation> => {
    const found = await storage.store.read.accreditations.get(world.assessors[nth]?.accreditationId ?? '');
    if (found === null) throw new Error('the accreditation is gone');
    return found;
  };

  it('is not revoked from a day that has not come', async () => {
    const { id } = await held(0);
    const revoke = { ...two, accreditationId: id, reasonClass: 'assessment-fraud' } as const;
    await expect(world.services.revokeAccreditation({ ...revoke, retroactiveFrom: '2099-01-01' })).rejects.toEqual(
      refused('The day from which nothing counts lies in the future.'),
    );
    expect(await held(0)).toMatchObject({ state: 'active', retroactiveFrom: null });
  });

  it('is not renewed from a day before its own start: all that was done under it would be void', async () => {
    const { id, qualifications, validFrom, validUntil } = await held(0);
    const renewal = {
      ...{ ...two, accreditationId: id, number: 'CA-RENEWED', qualifications, validUntil },
      ...{ moderationAttended: true, performanceEvaluated: true },
    };
    for (const start of ['1999-01-01', validFrom])
      await expect(world.services.renewAccreditation({ ...renewal, validFrom: start })).rejects.toEqual(
        refused('The new accreditation would begin before the one that it follows.'),
      );
    expect(await held(0)).toMatchObject({
      state: 'active',
      stateChangedAt: expect.not.stringMatching(/^1999/) as unknown,
    });
    await world.services.renewAccreditation({ ...renewal, validFrom: '2017-06-01' });
    expect(await held(0)).toMatchObject({ stateChangedAt: '2017-06-01T00:00:00.000Z' });
  });
});
