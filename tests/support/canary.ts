import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { mustKnow } from '../../src/demo/parties.js';
import { resultsFor, type SessionCandidate } from '../../src/intake/index.js';
import { fixedClock } from '../../src/shared/index.js';
import { composeTestService } from './composed-service.js';
import { domesticWork, sha256Of, type DatabaseKind, type TestService } from './service.js';

/**
 * Texts that occur nowhere but in one invented person: wherever one turns up, personal data got there. All databases of the
 * test server share one write-ahead log, so no other suite may write them, not even into a database of its own.
 */
export const canary = {
  family: 'Zzpiifamily',
  given: 'Zzpiigiven',
  motherMaiden: 'Zzpiimaiden',
  idNumber: 'ZZPII-ULI-470815',
  phone: '+63 900 ZZPII 11',
  address: 'Zzpii Street 12',
  note: 'Zzpiinote: held the iron in the left hand',
  supportNeed: 'Zzpiisupport',
  employer: 'Household of Zzpiiemployer',
  birthDate: '1961-02-27',
} as const;

/** Anything that has to do with the canary, in any case. */
const CANARY = /zzpii|1961-02-27/gi;

export const hitsIn = (text: string): string[] => text.match(CANARY) ?? [];

export function canaryCandidate(service: TestService['service']): SessionCandidate {
  const { family, given, motherMaiden } = canary;
  const [first, ...results] = resultsFor(mustKnow(service, domesticWork), []);
  if (!first) throw new Error('no unit to assess');
  return {
    details: {
      names: [{ family, given, motherMaiden, script: 'Latn', asIn: 'passport' }],
      birthDate: { value: canary.birthDate, source: 'passport' },
      schemeIds: [{ scheme: 'ULI', value: canary.idNumber }],
      contacts: [
        { kind: 'phone', value: canary.phone },
        { kind: 'address', value: canary.address },
      ],
      supportNeeds: [canary.supportNeed],
      representative: { name: `Aunt ${family}`, authority: 'letter', validUntil: '2030-01-01' },
    },
    clientType: 'ofw',
    results: [{ ...first, note: canary.note }, ...results],
    evidenceSha256: sha256Of('rating sheet of the canary'),
  };
}

/** A service whose database really lies on the disk, so that its files can be searched. */
export interface SearchableService extends TestService {
  /** Rows as they lie in the tables. */
  sql(statement: string): Promise<Record<string, unknown>[]>;
  /** Offsets are of no interest: how often any of the texts occurs in the files of the database. */
  occurrences(texts: readonly string[], options: { readonly logs: boolean }): Promise<number>;
}

export async function openSearchable(kind: DatabaseKind): Promise<SearchableService> {
  const clock = fixedClock('2026-01-05T08:00:00Z');
  const composed = await composeTestService({ kind, clock, onDisk: true, environment: { LOG_LEVEL: 'info' } });
  const { dataDir, databaseUrl } = composed;
  const folder = join(dataDir, 'pgdata');
  return {
    ...composed,
    clock,
    failAt: () => undefined,
    sql: (statement) => (databaseUrl === null ? queryCopy(folder, statement) : queryServer(databaseUrl, statement)),
    occurrences: async (texts, { logs }) => {
      const files = databaseUrl === null ? filesIn(folder, logs) : await serverFiles(databaseUrl, logs);
      return files.reduce((count, bytes) => count + countIn(bytes, texts), 0);
    },
  };
}

/** Nobody but the service may open its folder; a copy is what a thief of the disk would have. */
async function queryCopy(folder: string, statement: string): Promise<Record<string, unknown>[]> {
  const copy = mkdtempSync(join(tmpdir(), 'skills-passport-copy-'));
  cpSync(folder, copy, { recursive: true });
  const database = await PGlite.create({ dataDir: copy });
  try {
    return (await database.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await database.close();
    rmSync(copy, { recursive: true, force: true });
  }
}

async function queryServer(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
}

function countIn(bytes: Buffer, texts: readonly string[]): number {
  let count = 0;
  for (const text of texts) for (let at = bytes.indexOf(text); at >= 0; at = bytes.indexOf(text, at + 1)) count++;
  return count;
}

function filesIn(folder: string, logs: boolean): Buffer[] {
  return readdirSync(folder, { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((path) => statSync(path).isFile() && (logs || !path.includes('pg_wal')))
    .map((path) => readFileSync(path));
}

/** Every page of every table, index and TOAST table of the database, read as the server's superuser. */
async function serverFiles(url: string, logs: boolean): Promise<Buffer[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('CHECKPOINT');
    const folders = ["'base/' || (SELECT oid FROM pg_database WHERE datname = current_database())"];
    if (logs) folders.push(`'pg_wal'`);
    const files: Buffer[] = [];
    for (const folder of folders) files.push(...(await filesOf(client, folder)));
    return files;
  } finally {
    await client.end();
  }
}

/** All suites write one log, so a segment may be given another name while it is read: then everything is read once more. */
async function filesOf(client: pg.Client, folder: string): Promise<readonly Buffer[]> {
  for (let attempt = 1; ; attempt++) {
    const { rows } = await client.query<{ bytes: Buffer | null }>(
      `SELECT pg_read_binary_file(d || '/' || f, 0, size, true) AS bytes FROM (SELECT ${folder} AS d) AS dir,
        LATERAL pg_ls_dir(d) AS f, LATERAL pg_stat_file(d || '/' || f, true) WHERE isdir IS NOT TRUE`,
    );
    const found = rows.flatMap(({ bytes }) => bytes ?? []);
    if (found.length === rows.length) return found;
    if (attempt === 20) throw new Error(`files of ${folder} change faster than they are read`);
  }
}
