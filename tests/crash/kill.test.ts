import { execFileSync, spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { composeService, type Service } from '../../src/app.js';
import { releaseCertificates, resume } from '../../src/issuance/index.js';
import { seededIds } from '../../src/shared/index.js';
import {
  approve,
  findings,
  officers,
  openOffice,
  openTestService,
  verdictOf,
  type DatabaseKind,
  type TestService,
} from '../support/service.js';

const root = resolve(import.meta.dirname, '../..');
const NOW = '2026-03-02T08:00:00.000Z';

interface Run {
  readonly killed: boolean;
  /** Subjects whose signature the process called durable before it died. */
  readonly signed: readonly string[];
}

/** Lets the child go so many steps, then kills it without warning, wherever it is by then. */
function runAndKill(
  environment: Readonly<Record<string, string>>,
  { steps, thenMs }: { readonly steps: number; readonly thenMs: number },
): Promise<Run> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'release-child.mjs'), NOW, officers.release], {
      env: { PATH: process.env['PATH'], ...environment },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let text = '';
    let timer: NodeJS.Timeout | undefined;
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (text.split('\n').length > steps) timer ??= setTimeout(() => child.kill('SIGKILL'), thenMs);
    });
    child.once('error', fail);
    child.once('close', (_code, signal) => {
      clearTimeout(timer);
      // A line cut off by the kill says nothing.
      const lines = text.split('\n').slice(0, -1);
      if (signal !== 'SIGKILL' && !lines.includes('finished')) fail(new Error('the child failed by itself'));
      else done({ killed: signal === 'SIGKILL', signed: lines.flatMap((line) => line.match(/^c6 (\S+)$/)?.[1] ?? []) });
    });
  });
}

describe.each<[DatabaseKind, number, number]>([
  ['embedded', 7, 71],
  ['postgresql', 3, 72],
])('issuing on the %s database, killed %i times', (kind, kills, seed) => {
  let test: TestService;
  let ids: string[];
  beforeAll(async () => {
    execFileSync(process.execPath, ['scripts/build.mjs', '--if-stale', '--quiet'], { cwd: root });
    test = await openTestService(kind, '2026-01-05T08:00:00Z', { onDisk: true });
    const office = await openOffice(test.service);
    ids = [];
    for (let group = 0; group < 4; group++)
      ids.push(
        ...(await approve(test, office, { day: '2026-02-02', hour: group, count: 10, seed: seed * 10 + group })),
      );
    await test.service.close();
  }, 60_000);
  afterAll(() => test.close());

  it('loses nothing, repeats nothing and signs nothing without an intent', async () => {
    const draw = seededIds(seed);
    const promised = new Set<string>();
    let killed = 0;
    for (let attempt = 0; attempt < kills; attempt++) {
      const run = await runAndKill(test.environment, { steps: 1 + draw.integer(24), thenMs: draw.integer(12) });
      killed += run.killed ? 1 : 0;
      for (const subjectId of run.signed) promised.add(subjectId);
    }
    // With fewer real kills this would prove little.
    expect(killed).toBe(kills);
    expect(promised.size).toBeGreaterThanOrEqual(kills / 2);

    const service = await composeService(test.settings, { clock: test.clock, throwawayKeys: true });
    try {
      test.clock.set(NOW);
      expect((await resume(service.issuance)).failed).toEqual([]);
      const waiting = await service.instance.store.read.certificates.find({ state: 'approved' });
      const rest = await releaseCertificates(
        waiting.map(({ id }) => id),
        officers.release,
        service.issuance,
      );
      expect(rest.filter(({ ok }) => !ok)).toEqual([]);
      await checkEverything(service, ids, promised);
    } finally {
      await service.close();
    }
  }, 180_000);
});

async function checkEverything(service: Service, ids: readonly string[], promised: ReadonlySet<string>): Promise<void> {
  const { read } = service.instance.store;
  const intents = await read.intents.find({}, { limit: 1_000 });
  const credentials = await read.credentials.find({}, { limit: 1_000 });
  const forms = service.issuance.forms.length;
  expect({
    lost: ids.filter((id) => credentials.filter(({ subjectId }) => subjectId === id).length < forms),
    duplicated: ids.filter((id) => credentials.filter(({ subjectId }) => subjectId === id).length > forms),
    broken: [...promised].filter((id) => !credentials.some(({ subjectId }) => subjectId === id)),
    withoutIntent: credentials.filter((row) => !intents.some(({ credentialId }) => credentialId === row.credentialId)),
    unfinished: intents.filter(({ state }) => state !== 'published'),
    numbersTwice: intents.length - new Set(intents.map(({ number }) => number)).size,
    findings: await findings(service),
  }).toEqual({
    lost: [],
    duplicated: [],
    broken: [],
    withoutIntent: [],
    unfinished: [],
    numbersTwice: 0,
    findings: [],
  });
  expect(intents).toHaveLength(ids.length);
  for (const id of [...promised].slice(0, 3)) expect(await verdictOf(service, id)).toBe('genuine-and-current');
}
