import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { fixedClock, systemClock } from '../../../src/shared/index.js';
import { openStorage, verifyAuditChain, type Storage } from '../../../src/storage/index.js';
import { lockDataDir } from '../../../src/storage/embedded/data-dir-lock.js';
import { testSecret } from '../../support/database.js';
import { embeddedTemplate } from '../../support/embedded-template.js';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'skills-passport-embedded-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const open = async (): Promise<Storage> =>
  openStorage({ dataDir, clock: systemClock, secret: testSecret, template: await embeddedTemplate() });

describe('embedded database on disk', () => {
  it('keeps its data over a restart and gives the folder free', async () => {
    const first = await open();
    expect(first.kind).toBe('embedded');
    await first.store.read.settings.insert({ id: 'kept', version: 1, value: { a: 1 } });
    await expect(open()).rejects.toMatchObject({ code: 'data-dir-in-use', status: 503 });
    await first.refreshStatistics();
    await first.close();
    await first.close();
    expect(existsSync(join(dataDir, 'database.lock'))).toBe(false);

    const second = await open();
    expect(await second.store.read.settings.get('kept')).toEqual({ id: 'kept', version: 1, value: { a: 1 } });
    await second.close();
  });

  it('starts afresh when the very first start was killed half-way', async () => {
    mkdirSync(join(dataDir, 'pgdata.new'));
    writeFileSync(join(dataDir, 'pgdata.new', 'PG_VERSION'), '18\n');
    const storage = await open();
    expect(await storage.health()).toEqual({ kind: 'embedded', status: 'up' });
    await storage.close();
    expect(existsSync(join(dataDir, 'pgdata.new'))).toBe(false);
  });

  it('says that the folder cannot be used, and lets go of the lock, when the data is not a database', async () => {
    mkdirSync(join(dataDir, 'pgdata'));
    writeFileSync(join(dataDir, 'pgdata', 'PG_VERSION'), 'nonsense');
    await expect(open()).rejects.toMatchObject({ code: 'storage-unavailable', status: 503 });
    expect(existsSync(join(dataDir, 'database.lock'))).toBe(false);
  });

  it('says that the folder cannot be used when it is a file', async () => {
    writeFileSync(join(dataDir, 'file'), '');
    const opening = openStorage({ dataDir: join(dataDir, 'file'), clock: systemClock, secret: testSecret });
    await expect(opening).rejects.toMatchObject({ code: 'storage-unavailable' });
  });

  it('has every acknowledged row after a kill -9 in the middle of inserting', async () => {
    const child = startWriter();
    const acknowledged = await killAfter(child, 40);
    expect(acknowledged).toBeGreaterThanOrEqual(40);
    expect(existsSync(join(dataDir, 'database.lock'))).toBe(true);

    const storage = await open();
    const rows = await storage.store.read.settings.find({}, { limit: 10_000 });
    const numbers = rows.map((row) => Number(row.value['number']));
    expect(numbers).toEqual(Array.from({ length: numbers.length }, (_, index) => index + 1));
    expect(numbers.length).toBeGreaterThanOrEqual(acknowledged);
    // Row and audit row were one transaction: none without the other.
    const audit = await storage.store.read.auditRows(1, 10_000);
    expect(audit.map((row) => row.subjectId)).toEqual(rows.map((row) => row.id));
    expect(verifyAuditChain(audit)).toMatchObject({ ok: true });
    await storage.close();
  });

  it('refuses a second process while the first one lives', async () => {
    const child = startWriter();
    const stopped = killAfter(child, 1, async () => {
      await expect(open()).rejects.toMatchObject({ code: 'data-dir-in-use' });
    });
    await stopped;
  });
});

describe('lock of the data folder', () => {
  const lockPath = (): string => join(dataDir, 'database.lock');
  const holder = (): Record<string, unknown> => JSON.parse(readFileSync(lockPath(), 'utf8')) as Record<string, unknown>;
  const leave = (text: string, ageSeconds = 0): void => {
    writeFileSync(lockPath(), text);
    const then = new Date(systemClock.now().getTime() - ageSeconds * 1_000);
    utimesSync(lockPath(), then, then);
  };
  const inUse = { code: 'data-dir-in-use', whatToDo: expect.stringContaining('DATA_DIR') as unknown };

  it('excludes a second holder in the same process until it is released', async () => {
    const lock = await lockDataDir(dataDir, systemClock);
    expect(holder()).toMatchObject({ pid: process.pid, host: hostname() });
    await expect(lockDataDir(dataDir, systemClock)).rejects.toMatchObject(inUse);
    await lock.release();
    await (await lockDataDir(dataDir, systemClock)).release();
  });

  it.each<[string, (self: Record<string, unknown>) => object]>([
    ['a process that is gone', (self) => ({ ...self, pid: 2 ** 22 - 7 })],
    [
      'an earlier process with our pid (a restarted container)',
      (self) => ({ ...self, startTicks: '1', processStartedAt: 1 }),
    ],
    ['an earlier process with a pid that lives again', (self) => ({ ...self, pid: process.ppid, startTicks: '1' })],
  ])('takes over from %s', async (_, left) => {
    // In one and the same millisecond.
    const clock = fixedClock('2026-01-05T08:00:00Z');
    const lock = await lockDataDir(dataDir, clock);
    leave(JSON.stringify(left(holder())));
    const next = await lockDataDir(dataDir, clock);
    expect(holder()).toMatchObject({ pid: process.pid });
    // The one that lost the folder must not remove the lock of its successor.
    await lock.release();
    expect(existsSync(lockPath())).toBe(true);
    await next.release();
    expect(existsSync(lockPath())).toBe(false);
  });

  it('believes a holder on another host while its heartbeat is fresh', async () => {
    const foreign = JSON.stringify({ pid: 1, host: 'elsewhere', processStartedAt: 1, startTicks: null, lockedAt: '' });
    leave(foreign, 30);
    await expect(lockDataDir(dataDir, systemClock)).rejects.toMatchObject(inUse);
    leave(foreign, 120);
    await (await lockDataDir(dataDir, systemClock)).release();
  });

  it('keeps its own heartbeat fresh', async () => {
    const lock = await lockDataDir(dataDir, systemClock, 10);
    const text = readFileSync(lockPath(), 'utf8');
    leave(text, 120);
    const before = statSync(lockPath()).mtimeMs;
    while (statSync(lockPath()).mtimeMs < before + 100_000) await new Promise((later) => setTimeout(later, 10));
    expect(readFileSync(lockPath(), 'utf8')).toBe(text);
    await lock.release();
  });

  it.each(['', '{"pid":', 'null', '[]'])('believes an unreadable lock (%j) for a minute', async (text) => {
    leave(text, 5);
    await expect(lockDataDir(dataDir, systemClock)).rejects.toMatchObject(inUse);
    leave(text, 120);
    await (await lockDataDir(dataDir, systemClock)).release();
  });

  it('lets exactly one of many starters take over a dead lock', async () => {
    leave(JSON.stringify({ pid: 2 ** 22 - 7, host: hostname(), processStartedAt: 1, startTicks: '1', lockedAt: '' }));
    const tries = await Promise.allSettled(Array.from({ length: 10 }, () => lockDataDir(dataDir, systemClock)));
    const won = tries.filter((result) => result.status === 'fulfilled');
    expect(won).toHaveLength(1);
    await won[0]?.value.release();
  });
});

function startWriter(): ChildProcess {
  const script = resolve(import.meta.dirname, 'child-writer.ts');
  return spawn(process.execPath, ['--import', 'tsx', script, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
}

/** Kills the writer, without any warning, once it has acknowledged `count` rows; returns the last number it said. */
async function killAfter(child: ChildProcess, count: number, before?: () => Promise<void>): Promise<number> {
  let said = '';
  let isKilling = false;
  const last = (): number => Number(said.slice(0, said.lastIndexOf('\n')).split('\n').at(-1));
  return new Promise((done, failed) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8');
      if (isKilling || !said.includes('\n') || last() < count) return;
      isKilling = true;
      void (before?.() ?? Promise.resolve()).catch(failed).finally(() => child.kill('SIGKILL'));
    });
    child.once('close', (code) =>
      isKilling ? done(last()) : failed(new Error(`writer ended early: ${String(code)}`)),
    );
  });
}
