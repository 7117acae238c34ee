import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import type { CertificationDecision, RuleResult } from '../../../src/assessment/index.js';
import { fixedClock } from '../../../src/shared/index.js';
import { postgresDatabase, type TestDatabase } from '../../support/database.js';
import { samples } from './samples.js';

const settle = 'You may assess; the certificate waits until this is settled.';
const sentence = 'Birth dates differ (4 May 1990, 5 April 1990).';
/** As versions before wrote them: the sentence alone, then with what was found. */
const alone: RuleResult = { rule: 'R13', outcome: 'block', message: sentence, whatToDo: settle };
const found: RuleResult = {
  ...{ ...alone, outcome: 'warn' },
  finding: { case: 'R13.births', advice: 'settle-identity', values: { first: '1990-05-04', second: '1990-04-05' } },
};
const other: RuleResult = { rule: 'R01', outcome: 'pass', message: 'Accredited until 4 May 1990.', whatToDo: '' };

let database: TestDatabase;
let client: pg.Client;
beforeAll(async () => {
  database = await postgresDatabase(fixedClock('2026-01-05T08:00:00Z'));
  client = new pg.Client({ connectionString: database.options.databaseUrl ?? '' });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

it('takes the days out of decisions of earlier versions once, under new seals, and covers no alteration up', async () => {
  const [kept] = samples.decisions;
  if (kept === undefined) throw new Error('there is no sample');
  const decision = (id: string, ...rules: RuleResult[]): CertificationDecision => ({ ...kept, id, rules });
  const first = await database.open();
  const written = [
    decision('alone', other, alone),
    decision('found', found, other),
    decision('neither', other),
    decision('altered', alone),
  ];
  for (const each of written) await first.store.read.decisions.insert(each);
  await first.close();
  await client.query("UPDATE certification_decision SET decided_by = 'somebody-else' WHERE id = 'altered'");

  // Two processes at once: one of them does it.
  const both = await Promise.all([database.open(), database.open()]);
  const { read } = both[0].store;
  const differ = {
    ...{ rule: 'R13', message: 'Birth dates differ.', whatToDo: settle },
    finding: { case: 'R13.births-differ', advice: 'settle-identity', values: {} },
  };
  expect((await read.decisions.get('alone'))?.rules).toEqual([other, { ...differ, outcome: 'block' }]);
  expect((await read.decisions.get('found'))?.rules).toEqual([{ ...differ, outcome: 'warn' }, other]);
  expect(await read.decisions.get('neither')).toEqual(written[2]);
  const stored = await client.query<{ id: string; text: string }>(
    'SELECT id, rules::text AS text FROM certification_decision',
  );
  for (const { id, text } of stored.rows.filter((row) => row.id !== 'neither'))
    expect([id, text.replaceAll(other.message, '')]).toEqual([id, expect.not.stringMatching(/1990/)]);
  expect(await read.brokenSeals()).toEqual([{ table: 'certification_decision', rowId: 'altered' }]);
  for (const each of both) await each.close();

  const later = await database.open();
  const rows = await later.store.read.auditRows(1, 100);
  expect(rows.map(({ action, facts }) => [action, facts])).toEqual([
    ['decisions.forget-birth-dates', { decisions: 3 }],
  ]);
  await later.close();
}, 60_000);
