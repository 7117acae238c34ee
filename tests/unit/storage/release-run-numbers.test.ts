import { expect, it } from '@jest/globals';
import { fixedClock } from '../../../src/shared/index.js';
import { ReleaseRunNumbers1795336500000 } from '../../../src/storage/migrations/1795336500000-release-run-numbers.js';
import { openPostgres } from '../../../src/storage/postgres/open-postgres.js';
import { postgresDatabase } from '../../support/database.js';

const at = '2026-01-05T08:00:00.000Z';
const run = { version: 1, sessionId: null, startedBy: 'officer', startedAt: at, items: [], state: 'done' } as const;
const over = { heldBy: null, leaseUntil: null, finishedAt: at };

it('releases from before are numbered in their order, in each organisation from 1', async () => {
  const database = await postgresDatabase(fixedClock(at));
  const first = await database.open();
  let number = 0;
  for (const [id, organizationId = ''] of ['c tesda', 'a tvec', 'b tesda', 'a tesda'].map((text) => text.split(' ')))
    await first.store.read.releaseRuns.insert({
      ...{ ...run, ...over, id: `${organizationId}-${id}`, organizationId, number: ++number },
    });
  await first.close();
  const { dataSource, close } = await openPostgres(database.options.databaseUrl ?? '');
  const migration = new ReleaseRunNumbers1795336500000();
  await migration.down(dataSource.createQueryRunner());
  await migration.up(dataSource.createQueryRunner());
  await close();
  const again = await database.open();
  const { releaseRuns } = again.store.read;
  const found = await releaseRuns.find({});
  expect(found.map(({ id, number: now }) => [id, now])).toEqual([
    ['tesda-c', 1],
    ['tvec-a', 1],
    ['tesda-b', 2],
    ['tesda-a', 3],
  ]);
  const twice = releaseRuns.insert({ ...run, ...over, id: 'another', organizationId: 'tesda', number: 1 });
  await expect(twice).rejects.toMatchObject({ code: 'conflict' });
  await again.close();
  await database.drop();
}, 60_000);
