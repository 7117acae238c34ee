import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { ServiceError, type Clock } from '../../shared/index.js';

/** Written into the lock file; says who holds the folder, well enough to tell a living holder from a dead one. */
interface Holder {
  readonly pid: number;
  readonly host: string;
  /** When the process began, epoch milliseconds; tells a process from an earlier one that had the same pid. */
  readonly processStartedAt: number;
  /** The kernel's own start mark where it can be read (Linux), else null. */
  readonly startTicks: string | null;
  readonly lockedAt: string;
  /** Tells two locks of one process apart that were taken in the same millisecond. */
  readonly lockId: string;
}

export interface DataDirLock {
  release(): Promise<void>;
}

const LOCK_NAME = 'database.lock';
const HEARTBEAT_MS = 10_000;
/** A holder on another host (or in another container) cannot be probed; its heartbeat is believed this long. */
const SILENCE_MS = 60_000;

/**
 * Takes the data folder for this process alone. The embedded database has no protection of its own: two processes that
 * open one folder lose each other's rows without an error. Throws ServiceError `data-dir-in-use`. A lock left behind by
 * a killed process is taken over.
 */
export async function lockDataDir(
  dataDir: string,
  clock: Clock,
  heartbeatMs: number = HEARTBEAT_MS,
): Promise<DataDirLock> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const path = join(dataDir, LOCK_NAME);
  const text = JSON.stringify(await thisProcess(clock));
  if (!(await createExclusively(path, text))) await takeOver(path, text);

  // Writing the same bytes again lets the file system stamp the time: only its clock is the same for every holder.
  const heartbeat = setInterval(() => {
    writeFile(path, text, { flag: 'r+' }).catch(() => undefined);
  }, heartbeatMs);
  heartbeat.unref();
  return {
    release: async () => {
      clearInterval(heartbeat);
      // Never remove a lock that somebody else has taken in the meantime.
      if ((await readText(path)) === text) await rm(path, { force: true });
    },
  };
}

async function takeOver(path: string, text: string): Promise<void> {
  if (await isHeld(path)) throw inUse();
  // Two starters may both see the dead lock: only the one that creates this second file may replace it.
  const guard = `${path}.takeover`;
  if ((await ageMs(guard, path)) > SILENCE_MS) await rm(guard, { force: true });
  if (!(await createExclusively(guard, text))) throw inUse();
  try {
    if (await isHeld(path)) throw inUse();
    await rm(path, { force: true });
    if (!(await createExclusively(path, text))) throw inUse();
  } finally {
    await rm(guard, { force: true });
  }
}

async function isHeld(path: string): Promise<boolean> {
  const text = await readText(path);
  if (text === null) return false;
  const holder = parseHolder(text);
  // Unreadable: either being written this moment or cut off by a crash.
  if (holder === null || holder.host !== hostname()) return (await ageMs(path, path)) < SILENCE_MS;
  if (holder.pid === process.pid) return isSameStart(holder, await startTicks(process.pid));
  return isAlive(holder.pid) && isSameTicks(holder, await startTicks(holder.pid));
}

function isSameStart(holder: Holder, ticks: string | null): boolean {
  return holder.startTicks !== null && ticks !== null
    ? holder.startTicks === ticks
    : holder.processStartedAt === processStartedAt();
}

const isSameTicks = (holder: Holder, ticks: string | null): boolean =>
  holder.startTicks === null || ticks === null || holder.startTicks === ticks;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

const processStartedAt = (): number => Math.round(performance.timeOrigin);

async function thisProcess(clock: Clock): Promise<Holder> {
  return {
    pid: process.pid,
    host: hostname(),
    processStartedAt: processStartedAt(),
    startTicks: await startTicks(process.pid),
    lockedAt: clock.now().toISOString(),
    lockId: randomUUID(),
  };
}

/** Field 22 of /proc/<pid>/stat (proc(5)); the command name before it may hold spaces and brackets. */
async function startTicks(pid: number): Promise<string | null> {
  const line = await readText(`/proc/${pid}/stat`);
  return line?.slice(line.lastIndexOf(')') + 2).split(' ')[19] ?? null;
}

function parseHolder(text: string): Holder | null {
  try {
    const value = JSON.parse(text) as Holder | null;
    return typeof value?.pid === 'number' && typeof value.host === 'string' ? value : null;
  } catch {
    return null;
  }
}

async function createExclusively(path: string, text: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx', 0o600);
    await file.writeFile(text);
    await file.sync();
    await file.close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Age of a file by the clock of its own file system, which is the clock that stamps it; 0 when it is gone. */
async function ageMs(path: string, besides: string): Promise<number> {
  const probe = `${besides}.probe-${process.pid}`;
  try {
    await (await open(probe, 'w')).close();
    const [now, then] = await Promise.all([stat(probe), stat(path)]);
    return now.mtimeMs - then.mtimeMs;
  } catch {
    return 0;
  } finally {
    await rm(probe, { force: true });
  }
}

async function readText(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    return null;
  }
}

const inUse = (): ServiceError =>
  new ServiceError('data-dir-in-use', {
    status: 503,
    title: 'Another running copy of Skills Passport uses this data folder.',
    whatToDo:
      'Stop the other copy, or give this one another DATA_DIR. If no other copy runs on any machine, wait one minute and start again.',
  });
