import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import { seededIds, type Ids } from '../../src/shared/index.js';
import { certify, findings, officers, openOffice, openTestService, type TestService } from '../support/service.js';

/** A few with every run; `node scripts/tamper.mjs` makes 1,200 (docs/threat-model.md, T5). */
const COUNT = Number(process.env['TAMPERINGS'] ?? 40);
const SEED = Number(process.env['SEED'] ?? 20_261_122);

let test: TestService;
let client: pg.Client;
let cells: { readonly table: string; readonly column: string; readonly type: string }[] = [];
let tables: string[] = [];
const random: Ids = seededIds(SEED);
const pick = <T>(from: readonly T[]): T => {
  const found = from[random.integer(from.length)];
  if (found === undefined) throw new Error('nothing to pick from');
  return found;
};

beforeAll(async () => {
  test = await openTestService('postgresql');
  const office = await openOffice(test.service);
  const [first = ''] = await certify(test, office, { day: '2026-02-02', count: 4, seed: 41 });
  const { assessment, evidenceFiles, instance } = test.service;
  await assessment
    .changeCertificateStatus({
      ...{ certificateId: first, event: 'suspend', reasonClass: 'assessment-fraud' },
      ...{ actorId: officers.certification, secondActorId: officers.release },
    })
    .catch(() => undefined);
  const applications = await instance.store.read.applications.find({});
  for (const [index, application] of applications.entries()) {
    const bytes = Buffer.from(`%PDF-1.4\n1 0 obj << /Type /Catalog /N ${index} >> endobj\n%%EOF\n`);
    await evidenceFiles.attach({ applicationId: application.id, actorId: 'desk', bytes: new Uint8Array(bytes) });
  }
  client = new pg.Client({ connectionString: test.databaseUrl ?? '' });
  await client.connect();
  await client.query('SET session_replication_role = replica');
  const { rows } = await client.query<(typeof cells)[number]>(
    `SELECT table_name AS table, column_name AS column, data_type AS type FROM information_schema.columns
      WHERE table_schema = 'public' AND column_name <> 'seq' AND (table_name = 'audit_row'
        OR table_name IN (SELECT table_name FROM information_schema.columns WHERE column_name = 'seal')) ORDER BY 1, 2`,
  );
  tables = [];
  for (const table of new Set(rows.map((row) => row.table))) {
    const answer = await client.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`);
    if ((answer.rows[0]?.n ?? 0) > 0) tables.push(table);
  }
  cells = rows.filter(({ table }) => tables.includes(table));
}, 120_000);
afterAll(async () => {
  await client.end();
  await test.close();
});

const CHANGED: Readonly<Record<string, (column: string) => string>> = {
  integer: (column) => `${column} + 100000`,
  bigint: (column) => `${column} + 100000`,
  'double precision': (column) => `${column} + 0.5`,
  boolean: (column) => `NOT ${column}`,
  jsonb: (column) => `jsonb_build_object('was', ${column})`,
  'character varying': (column) => `coalesce(${column}, '') || '~'`,
  text: (column) => `coalesce(${column}, '') || '~'`,
};

interface Tampering {
  readonly what: string;
  /** Tables to put back. */
  readonly tables: readonly string[];
  readonly statements: readonly string[];
}

const one = (table: string): string =>
  `ctid = (SELECT ctid FROM ${table} ORDER BY md5(ctid::text || '${random.uuid()}') LIMIT 1)`;
const summed = (): readonly string[] =>
  tables.filter((table) => table !== 'audit_row' && !table.startsWith('staff_session'));

function cell(): Tampering {
  const { table, column, type } = pick(cells);
  const change = CHANGED[type];
  if (!change) throw new Error(`no change for ${type}`);
  return {
    what: `cell ${table}.${column}`,
    tables: [table],
    statements: [`UPDATE ${table} SET "${column}" = ${change(`"${column}"`)} WHERE ${one(table)}`],
  };
}

const kinds: readonly (() => Tampering)[] = [
  cell,
  cell,
  cell,
  () => {
    const table = pick(summed());
    return {
      what: `row of ${table} deleted`,
      tables: [table],
      statements: [`DELETE FROM ${table} WHERE ${one(table)}`],
    };
  },
  () => ({
    what: 'identities swapped',
    tables: ['certificate'],
    statements: [
      `UPDATE certificate SET person_id = (SELECT person_id FROM certificate c WHERE c.id > certificate.id
        UNION ALL SELECT id FROM person WHERE id <> certificate.person_id LIMIT 1) WHERE ${one('certificate')}`,
    ],
  }),
  () => ({
    what: 'audit row deleted',
    tables: ['audit_row'],
    statements: [`DELETE FROM audit_row WHERE ${one('audit_row')}`],
  }),
  () => ({
    what: 'another table’s seal sum',
    tables: ['seal_sum'],
    statements: [`UPDATE seal_sum SET total = md5(total) || md5(mac) WHERE ${one('seal_sum')}`],
  }),
  () => ({
    what: 'a person’s key destroyed',
    tables: ['person_key'],
    statements: [
      `UPDATE person_key SET wrapped = NULL WHERE owner_id = (SELECT id FROM person ORDER BY md5(id || '${random.uuid()}') LIMIT 1)`,
    ],
  }),
];

async function found(): Promise<boolean> {
  await test.service.instance.storage.purgeDestroyedKeys();
  try {
    return (await findings(test.service)).length > 0;
  } catch {
    // A refusal to read at all names the damage too: the command ends with an error.
    return true;
  }
}

async function tampered({ tables: touched, statements }: Tampering): Promise<boolean> {
  for (const table of touched) await client.query(`CREATE TABLE kept_${table} AS SELECT * FROM ${table}`);
  try {
    for (const statement of statements) await client.query(statement);
    return await found();
  } finally {
    for (const table of touched) {
      await client.query(`DELETE FROM ${table}`);
      await client.query(`INSERT INTO ${table} SELECT * FROM kept_${table}`);
      await client.query(`DROP TABLE kept_${table}`);
    }
  }
}

/** One byte of one evidence file. */
async function file(): Promise<{ readonly what: string; readonly isFound: boolean }> {
  const kept = await test.service.instance.evidence.list();
  const { id } = pick(kept);
  const path = join(test.settings.dataDir, 'evidence', id.slice(0, 2), `${id}.evidence`);
  const bytes = readFileSync(path);
  const changed = Buffer.from(bytes);
  const at = random.integer(bytes.length);
  changed[at] = (changed[at] ?? 0) ^ (1 + random.integer(255));
  writeFileSync(path, changed);
  try {
    return { what: `byte ${at} of an evidence file`, isFound: await found() };
  } finally {
    writeFileSync(path, bytes);
  }
}

it(`finds ${COUNT} of ${COUNT} random tamperings (seed ${SEED}) and nothing in between`, async () => {
  expect(await findings(test.service)).toEqual([]);
  const missed: string[] = [];
  for (let round = 0; round < COUNT; round++) {
    if (random.integer(kinds.length + 1) === 0) {
      const { what, isFound } = await file();
      if (!isFound) missed.push(what);
      continue;
    }
    const tampering = pick(kinds)();
    if (!(await tampered(tampering))) missed.push(tampering.what);
    if (round % 50 === 0) expect(await findings(test.service)).toEqual([]);
  }
  expect(missed).toEqual([]);
  await test.service.instance.storage.purgeDestroyedKeys();
  expect(await findings(test.service)).toEqual([]);
}, 3_600_000);
