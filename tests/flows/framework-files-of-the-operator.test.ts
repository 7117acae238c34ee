import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import request from 'supertest';
import { frameworksCommand } from '../../src/cli/frameworks.js';
import { openFrameworks } from '../../src/composition/frameworks.js';
import { createHttpDeps } from '../../src/composition/publishing.js';
import { compareClaim, loadKnowledge } from '../../src/frameworks/index.js';
import { createHttpApp } from '../../src/http/index.js';
import { openTestService, type TestService } from '../support/service.js';

const folder = mkdtempSync(join(tmpdir(), 'framework-files-'));
const dir = join(folder, 'frameworks');
const table = join(folder, 'aqrf.csv');
writeFileSync(table, 'from_framework,from_level,to_framework,to_level\nph-pqf,2,aqrf,2\n');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a table that the operator imports', () => {
  const before = process.env['FRAMEWORKS_DIR'];
  const said: string[] = [];
  const run = async (...args: string[]): Promise<number> => {
    said.length = 0;
    for (const channel of ['log', 'error'] as const)
      jest.spyOn(console, channel).mockImplementation((line: unknown) => void said.push(String(line)));
    return frameworksCommand.run(['import', table, '--source', 'https://x.example/report', '--year', '2019', ...args]);
  };
  beforeAll(() => {
    process.env['FRAMEWORKS_DIR'] = dir;
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });
  afterAll(() => {
    if (before === undefined) delete process.env['FRAMEWORKS_DIR'];
    else process.env['FRAMEWORKS_DIR'] = before;
  });

  it('is not imported as something that there is no such thing as', async () => {
    expect(await run('--status', 'equal')).toBe(1);
    expect(said[0]).toMatch(/^table: The status must be one of official-referenced,/);
  });

  it('is worded as what it is', async () => {
    expect(await run('--status', 'official-compared', '--note', 'Joint comparison')).toBe(0);
    const knowledge = loadKnowledge({ dir });
    expect(knowledge.problems).toEqual([]);
    expect(compareClaim(knowledge, { framework: 'ph-pqf', level: '2' }, 'aqrf')).toMatchObject({
      standing: 'compared',
      wording: 'was compared with',
      path: [{ source: 'https://x.example/report', year: 2019, suppliedBy: 'operator-supplied' }],
    });
  });
});

describe('a table that cannot be imported', () => {
  const before = process.env['FRAMEWORKS_DIR'];
  const kept = join(folder, 'kept');
  beforeAll(() => void (process.env['FRAMEWORKS_DIR'] = kept));
  afterAll(() => {
    if (before === undefined) delete process.env['FRAMEWORKS_DIR'];
    else process.env['FRAMEWORKS_DIR'] = before;
  });
  const importing = (file: string) =>
    frameworksCommand.run(['import', file, '--source', 'https://x.example/r', '--year', '2019', '--kind', 'units']);
  const header = 'held_code,held_revision,required_code,required_revision,covers\n';

  it('is refused when its letters cannot be told, and nothing is kept', async () => {
    const latin = join(folder, 'latin.csv');
    writeFileSync(latin, Buffer.from(`${header}FÜR1,,X2,,full\n`, 'latin1'));
    await expect(importing(latin)).rejects.toMatchObject({
      code: 'file-problem',
      message: expect.stringContaining('is not UTF-8 text') as unknown,
    });
    expect(existsSync(kept)).toBe(false);
  });

  it('does not replace what was imported under its name before', async () => {
    const units = join(folder, 'units.csv');
    jest.spyOn(console, 'log').mockImplementation(() => undefined);
    writeFileSync(units, `${header}A1,,X2,,full\n`);
    expect(await importing(units)).toBe(0);
    writeFileSync(units, `${header}B1,,X2,,full\n`);
    await expect(importing(units)).rejects.toMatchObject({
      code: 'file-problem',
      message: expect.stringContaining('was imported into') as unknown,
    });
    expect(readFileSync(join(kept, 'units-2019.json'), 'utf8')).toContain('"A1"');
    jest.restoreAllMocks();
  });
});

describe('a file of the operator that cannot be used', () => {
  let test: TestService;
  const broken = join(folder, 'broken');
  beforeAll(async () => {
    test = await openTestService();
  }, 60_000);
  afterAll(() => test.close());

  const ready = async () => {
    const frameworks = openFrameworks({ ...test.settings, frameworksDir: broken });
    const log = { info: () => undefined, error: () => undefined };
    const service = { ...test.service, frameworks };
    const app = createHttpApp(createHttpDeps({ service, settings: test.settings, log, webDir: import.meta.dirname }));
    const [status, index] = await Promise.all([request(app).get('/ready'), request(app).get('/api/frameworks')]);
    return {
      status: status.status,
      warnings: (status.body as { readonly warnings: readonly string[] }).warnings.filter((each) =>
        each.includes('framework file'),
      ),
      count: (index.body as { readonly frameworks: readonly unknown[] }).frameworks.length,
    };
  };

  it('never stops the service, and /ready names it with its first fault', async () => {
    const { count } = await ready();
    mkdirSync(broken);
    writeFileSync(join(broken, 'xx.json'), '{broken');
    const shape = { format: 'skills-passport/referencing/1', relations: [], edges: [{ from: 'a:1' }, { from: 'b:1' }] };
    writeFileSync(join(broken, 'yy.json'), JSON.stringify(shape));
    const now = await ready();
    expect(now).toMatchObject({ status: 200, count });
    expect(now.warnings).toHaveLength(2);
    expect(now.warnings[0]).toBe('The framework file xx.json is not used: The file is not acceptable JSON (not-json).');
    expect(now.warnings[1]).toMatch(/^The framework file yy\.json is not used \(\/edges\/0/);
  });

  it('is silent where every file is used', async () => {
    rmSync(broken, { recursive: true });
    expect(await ready()).toMatchObject({ status: 200, warnings: [] });
  });
});
