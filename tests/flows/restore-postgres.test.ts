import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import { composeService, type Service } from '../../src/app.js';
import { changeCertificateStatus, resume, type CrashPoint } from '../../src/issuance/index.js';
import { fixedClock, type JsonObject } from '../../src/shared/index.js';
import { composeTestService, type ComposedService } from '../support/composed-service.js';
import { candidatesApart } from '../support/many-people.js';
import {
  approve,
  certify,
  credentialOf,
  findings,
  openOffice,
  release,
  two,
  verdictOf,
  verifyInput,
  type Office,
} from '../support/service.js';

/**
 * The drill of docs/runbooks/restore.md on PostgreSQL, from the backup to the first award after it (threat T23). A few awards and a
 * copy by the server with every run; `node scripts/restore-drill.mjs` takes 1,000 through `pg_dump` and `pg_restore`.
 */
const AWARDS = Number(process.env['AWARDS'] ?? 12);
const PROGRAMS = process.env['PG_BIN'] ?? null;
const PER_SESSION = 10;
const DAY_MS = 86_400_000;

const clock = fixedClock('2026-01-05T08:00:00Z');
let armed: CrashPoint | null = null;
let composed: ComposedService;
let now: Service;
let office: Office;
let nth = 0;

const reach = (point: CrashPoint): void => {
  if (point === armed) throw new Error(`stopped at ${point}`);
};
const reopen = async (): Promise<void> => {
  now = await composeService(composed.settings, { clock, throwawayKeys: true, reach });
};
const addressOf = (database: string): string => {
  const url = new URL(composed.databaseUrl ?? '');
  url.pathname = `/${database}`;
  return url.href;
};
const live = (): string => new URL(composed.databaseUrl ?? '').pathname.slice(1);
const copy = (): string => `${live()}_backup`;

async function onServer(...statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: addressOf('postgres') });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}

async function backUp(): Promise<void> {
  if (PROGRAMS !== null) {
    execFileSync(join(PROGRAMS, 'pg_dump'), ['-Fc', '-f', join(composed.dataDir, 'backup'), addressOf(live())]);
    return;
  }
  await now.close();
  await onServer(`CREATE DATABASE ${copy()} TEMPLATE ${live()}`);
  await reopen();
}

async function restore(): Promise<void> {
  if (PROGRAMS === null) return onServer(`CREATE DATABASE ${live()} TEMPLATE ${copy()}`);
  await onServer(`CREATE DATABASE ${live()}`);
  const how = ['--clean', '--if-exists', '--dbname', addressOf(live()), join(composed.dataDir, 'backup')];
  execFileSync(join(PROGRAMS, 'pg_restore'), how);
}

/** The next session, four a day. */
function nextSession(count: number): Parameters<typeof certify>[2] {
  const session = Math.ceil(nth / PER_SESSION);
  const day = new Date(Date.UTC(2026, 0, 12) + Math.floor(session / 4) * DAY_MS).toISOString().slice(0, 10);
  const candidates = candidatesApart(now, { nth, count, seed: 90_000 });
  nth += PER_SESSION;
  return { day, hour: (session % 4) * 2, candidates };
}
const revoke = (certificateId: string) =>
  changeCertificateStatus({ ...two, certificateId, event: 'revoke', reasonClass: 'assessment-fraud' }, now.issuance);
const versions = async (): Promise<readonly (readonly [string, number])[]> =>
  (await now.instance.store.read.statusLists.find({})).map(({ id, listVersion }) => [id, listVersion] as const);

beforeAll(async () => {
  composed = await composeTestService({ clock, reach, environment: { RELEASES_PER_CENTRE_PER_DAY: '10000' } });
  now = composed.service;
  office = await openOffice(now);
}, 60_000);
afterAll(async () => {
  await now.close();
  await onServer(...[live(), copy()].map((name) => `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
  rmSync(composed.dataDir, { recursive: true, force: true });
});

it(
  `a destroyed database comes back with ${AWARDS} awards, nothing un-revoked and no number given out twice`,
  async () => {
    const ids: string[] = [];
    while (ids.length < AWARDS)
      ids.push(
        ...(await certify({ service: now, clock }, office, nextSession(Math.min(PER_SESSION, AWARDS - ids.length)))),
      );
    const revoked = ids.filter((_id, index) => index % 10 === 1);
    for (const id of revoked) await revoke(id);
    await backUp();

    const since = ids.filter((_id, index) => index % 10 === 2);
    for (const id of since) await revoke(id);
    const lost = await certify({ service: now, clock }, office, nextSession(3));
    const cards: JsonObject[] = [];
    for (const id of lost) cards.push(await credentialOf(now, id));
    await revoke(lost[0] ?? '');
    const unfinished = await approve({ service: now, clock }, office, nextSession(1));
    // In the middle of an award: signed, and not stored.
    armed = 'c4';
    await expect(release({ service: now, clock }, unfinished)).rejects.toThrow('stopped at c4');
    armed = null;
    const { read } = now.instance.store;
    const numbersBefore = new Set((await read.intents.find({}, { limit: 10_000 })).map(({ number }) => number));
    const versionsBefore = await versions();
    await now.close();

    const began = performance.now();
    await onServer(`DROP DATABASE ${live()} WITH (FORCE)`);
    await restore();
    await reopen();
    const codes = new Set((await findings(now)).map(({ code }) => code));
    expect([...codes].toSorted()).toEqual(['list-version-set-back', 'status-set-back']);
    await resume(now.issuance);
    expect(await findings(now)).toEqual([]);
    const [next = ''] = await certify({ service: now, clock }, office, nextSession(1));
    const seconds = (performance.now() - began) / 1_000;

    const expected = (id: string): string => ([...revoked, ...since].includes(id) ? 'revoked' : 'genuine-and-current');
    const wrong: string[] = [];
    for (const id of ids) if ((await verdictOf(now, id)) !== expected(id)) wrong.push(id);
    const verdicts: string[] = [];
    for (const card of cards) verdicts.push((await verifyInput(now, card)).verdict);
    const { number } = (await now.instance.store.read.certificates.get(next)) ?? {};
    process.stdout.write(
      `${ids.length} awards restored by ${PROGRAMS === null ? 'a copy' : 'pg_restore'}: ${wrong.length} with another verdict, ` +
        `${revoked.length + since.length + 1} revoked and still so, fsck finds nothing, the next award issued; ` +
        `${seconds.toFixed(1)} s after the loss\n`,
    );
    expect(wrong).toEqual([]);
    expect(verdicts).toEqual(['revoked', 'genuine-and-current', 'genuine-and-current']);
    expect(await verdictOf(now, next)).toBe('genuine-and-current');
    expect(numbersBefore.has(number ?? '')).toBe(false);
    const after = new Map(await versions());
    expect(versionsBefore.filter(([id, version]) => (after.get(id) ?? 0) <= version)).toEqual([]);
    expect(seconds).toBeLessThanOrEqual(1_800);
  },
  240_000 + 1_000 * AWARDS,
);
