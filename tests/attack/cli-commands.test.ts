import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { openTerminal, type Ended } from '../support/cli.js';
import { postgresDatabase, type TestDatabase } from '../support/database.js';
import { layEmptyDatabase } from '../support/embedded-template.js';
import { freePort } from '../support/free-port.js';

// Every step is a process of its own; on a busy machine each takes seconds.
jest.setTimeout(120_000);

const root = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'skills-passport-cli-'));
const out = join(folder, 'out');
const environment = {
  PATH: process.env['PATH'] ?? '',
  DATA_DIR: join(folder, 'data'),
  OUTBOUND: 'off',
  DATABASE_URL: '',
};
let database: TestDatabase;

const { cli, here } = openTerminal(folder, environment);
const numbersIn = (text: string): string[] => [...text.matchAll(/No\. (\d{14})/g)].map((match) => match[1] ?? '');

beforeAll(async () => {
  execFileSync(process.execPath, ['scripts/build.mjs', '--if-stale', '--quiet'], { cwd: root });
  database = await postgresDatabase();
  environment.DATABASE_URL = database.options.databaseUrl ?? '';
}, 60_000);
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

describe('issue, from the example tables to papers and back', () => {
  let first: Ended;
  let numbers: string[];
  const file = (number: string | undefined, name: string): string => join(out, number ?? '', name);
  beforeAll(() => {
    first = cli(['issue', join(root, 'docs/examples/records.csv'), '--out', out]);
    numbers = numbersIn(first.out);
  }, 90_000);

  it('issues every row of the example, says what it set up, and writes one whole folder per certificate', () => {
    expect([first.code, first.err]).toEqual([0, '']);
    expect(first.out).toContain('with throwaway keys');
    expect(first.out).toContain('4 rows issued, 0 issued before, 0 Not Yet Competent, 0 refused.');
    // Three full certificates, and three for the core units of the one who is not yet competent.
    expect(numbers).toHaveLength(6);
    expect(readdirSync(out).toSorted()).toEqual(numbers.toSorted());
    for (const number of numbers)
      expect(readdirSync(join(out, number)).toSorted()).toEqual([
        'a4.pdf',
        'card.pdf',
        'code.png',
        'code.svg',
        'credential.json',
        'credential.rdfc.json',
      ]);
  });

  it('issues nothing twice when it is run again, and writes lost files anew', async () => {
    rmSync(join(out, numbers[0] ?? ''), { recursive: true });
    const again = await here(['issue', join(root, 'docs/examples/records.csv'), '--out', out]);
    expect(again.code).toBe(0);
    expect(numbersIn(again.out)).toEqual(numbers);
    expect(again.out).toContain('0 rows issued, 4 issued before');
    expect(existsSync(file(numbers[0], 'card.pdf'))).toBe(true);
  });

  it('issues the JSON example into the embedded database: names in Sinhala and Tamil letters', async () => {
    const env = { DATA_DIR: join(folder, 'embedded'), DATABASE_URL: '' };
    await layEmptyDatabase(env.DATA_DIR);
    const done = cli(['issue', join(root, 'docs/examples/records.json'), '--out', join(folder, 'out-lk')], { env });
    expect([done.code, done.err]).toEqual([0, '']);
    const [number = '', ...others] = numbersIn(done.out);
    expect(others).toHaveLength(1);
    expect(cli(['verify', join(folder, 'out-lk', number, 'card.pdf')], { env }).code).toBe(0);
  });

  it('reports each bad row with code and remedy, issues the good ones and leaves no trace of the refused', async () => {
    const header =
      'family_name,given_names,birth_date,qualification,site,assessed_on,assessor_accreditation_no,assessor_accreditation_valid_until,HCS913301,HCS913302,HCS913303,HCS913304,500311105,500311106,500311107,500311108,HCS913201,HCS913202,XYZ99999';
    const row = (name: string, birth: string, rest: string, results = 'C,C,C,C,C,C,C,C,C,C,'): string =>
      `${name},Probe,${birth},Domestic Work NC II,Row site,2026-03-10,${rest},${results}`;
    const table = [
      header,
      row('Impossibledate', '1990-02-31', 'CA-R1,2027-12-31'),
      row('Goodrow', '1990-02-21', 'CA-R1,2027-12-31'),
      row('Endedassessor', '1990-02-22', 'CA-R2,2026-03-09'),
      row('Nothingshown', '1990-02-23', 'CA-R1,2027-12-31', 'NYC,NYC,NYC,NYC,C,C,C,C,C,C,'),
      row('Unknownunit', '1990-02-24', 'CA-R1,2027-12-31', 'C,C,C,C,C,C,C,C,C,C,C'),
      row('Halffilled', '1990-02-25', 'CA-R1,2027-12-31', 'C,C,,,C,C,C,C,C,C,'),
    ].join('\n');
    writeFileSync(join(folder, 'bad.csv'), table);
    const done = await here(['issue', join(folder, 'bad.csv'), '--out', join(folder, 'out-bad')]);
    expect(done.code).toBe(1);
    for (const line of ['C12  Row 2:', 'C14  Row 6:', 'R01  Row 4: Accreditation ends 9 March 2026', 'R08  Row 7:'])
      expect(done.err).toContain(line);
    expect(done.err.match(/What to do: /g)).toHaveLength(4);
    expect(done.out).toContain('Row 5: recorded as Not Yet Competent');
    expect(numbersIn(done.out)).toHaveLength(1);
    expect(done.out).toContain('1 rows issued, 0 issued before, 1 Not Yet Competent, 4 refused.');
    expect(readdirSync(join(folder, 'out-bad'))).toEqual(numbersIn(done.out));
    for (const name of ['Impossibledate', 'Goodrow', 'Endedassessor', 'Unknownunit'])
      expect(done.out + done.err).not.toContain(name);
  });

  it('refuses wrong use with 64 and a useless table with 1', async () => {
    const table = join(root, 'docs/examples/records.csv');
    const one = ['--decided-by', 'anna', '--released-by', 'anna'];
    for (const args of [
      [],
      [table],
      [table, '--out', 'x', '--day-first', '--month-first'],
      [table, '--out', 'x', ...one],
      [table, '--out', 'x', '--frobnicate'],
    ])
      expect([args, (await here(['issue', ...args])).code]).toEqual([args, 64]);
    const production = { NODE_ENV: 'production', PUBLIC_URL: 'https://passport.example.org' };
    expect(cli(['issue', table, '--out', 'x'], { env: production }).code).toBe(64);
    writeFileSync(join(folder, 'photo.csv'), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0]));
    const useless = await here(['issue', join(folder, 'photo.csv'), '--out', join(folder, 'x')]);
    expect([useless.code, useless.err]).toEqual([1, expect.stringContaining('C16')]);
    expect((await here(['issue', 'no-such-file.csv', '--out', 'x'])).err).toContain('file-problem');
    const latin = readFileSync(table, 'utf8').replaceAll('Bautista', 'Ibañez');
    writeFileSync(join(folder, 'latin.csv'), latin, 'latin1');
    const guessed = await here(['issue', join(folder, 'latin.csv'), '--out', join(folder, 'x')]);
    expect([guessed.code, guessed.err]).toEqual([1, expect.stringContaining('add --windows-1252')]);
    expect(existsSync(join(folder, 'x'))).toBe(false);
  });

  it('verifies a file, standard input, picture and PDF with exit code 0, and revoked with 2', async () => {
    for (const name of ['credential.rdfc.json', 'card.pdf', 'code.png']) {
      const done = await here(['verify', file(numbers[1], name)]);
      expect([name, done.code, done.out.split('\n')[0]]).toEqual([name, 0, 'GENUINE-AND-CURRENT']);
    }
    const json = readFileSync(file(numbers[1], 'credential.json'), 'utf8');
    const piped = cli(['verify', '-', '--json'], { input: json });
    expect([piped.code, (JSON.parse(piped.out) as { verdict: string }).verdict]).toEqual([0, 'genuine-and-current']);
    expect(cli(['verify', '-'], { input: json.replace('Domestic Work NC II', 'Domestic Work NC IV') })).toMatchObject({
      code: 2,
      out: expect.stringMatching(/^ALTERED/) as unknown,
    });

    const officers = ['--by', 'officer-a', '--with', 'officer-b'];
    const alone = await here([
      'status',
      'revoke',
      numbers[1] ?? '',
      '--reason',
      'identity-fraud',
      '--by',
      'a',
      '--with',
      'a',
    ]);
    expect([alone.code, alone.err]).toEqual([1, expect.stringContaining('R27')]);
    expect((await here(['verify', file(numbers[1], 'card.pdf')])).code).toBe(0);
    const revoked = cli(['status', 'revoke', numbers[1] ?? '', '--reason', 'identity-fraud', ...officers]);
    expect([revoked.code, revoked.out]).toEqual([0, expect.stringContaining('is now revoked')]);
    const after = cli(['verify', file(numbers[1], 'card.pdf')]);
    expect([after.code, after.out.split('\n')[0]]).toEqual([2, 'REVOKED']);
  }, 60_000);

  it('answers wrong use of verify with 64, unreadable input with 2 as it says, and finds the store in order', async () => {
    expect((await here(['verify'])).code).toBe(64);
    expect((await here(['verify', 'a', 'b'])).code).toBe(64);
    expect((await here(['verify', '--frobnicate'])).code).toBe(64);
    expect((await here(['frobnicate'])).code).toBe(64);
    expect(cli(['verify', '-'], { input: 'hello' })).toMatchObject({
      code: 2,
      err: expect.stringContaining('E12') as unknown,
    });
    const missing = join(folder, 'no-such-file');
    expect(await here(['verify', missing])).toMatchObject({
      code: 2,
      err: expect.stringContaining(`file-problem  There is no "${missing}".`) as unknown,
    });
    const checked = await here(['fsck']);
    expect([checked.code, checked.out]).toEqual([0, expect.stringContaining('0 findings')]);
    expect((await here(['resume'])).out).toContain('0 finished, 0 voided, 0 left as they were.');
  }, 30_000);

  it('does not open the keys with another passphrase', async () => {
    const done = await here(['issue', join(root, 'docs/examples/records.json'), '--out', join(folder, 'y')], {
      KEY_PASSPHRASE: 'another passphrase',
    });
    expect([done.code, done.err]).toEqual([1, expect.stringContaining('wrong-key-passphrase')]);
  });
});

describe('starting the server', () => {
  const start = (env: object): Ended => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'dist/main.js')], {
      env: { ...environment, PORT: '0', ...env },
      cwd: folder,
      encoding: 'utf8',
      timeout: 60_000,
    });
    return { code: status, out: stdout, err: stderr };
  };
  const production = { NODE_ENV: 'production', PUBLIC_URL: 'https://passport.example.org' };

  it.each<[string, object, string]>([
    ['production without PUBLIC_URL', { NODE_ENV: 'production' }, 'public-url-missing'],
    ['production with plain http', { ...production, PUBLIC_URL: 'http://passport.example.org' }, 'bad-setting'],
    ['production with throwaway keys', { ...production, KEY_PASSPHRASE: 'x' }, 'example-keys-in-production'],
    ['production without a passphrase', { ...production, DATA_DIR: join(folder, 'empty') }, 'key-passphrase-missing'],
    ['a port that is no number', { PORT: 'three' }, 'bad-setting'],
    ['a database that is not there', { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' }, 'storage-unavailable'],
  ])('refuses %s and says what to do', (_what, env, code) => {
    const done = start(env);
    expect([done.code, done.err]).toEqual([1, expect.stringContaining(code)]);
    expect(done.err).toContain('What to do: ');
    expect(done.err).not.toMatch(/^\s+at /m);
  });

  it('names a taken port', async () => {
    const holder: Server = createServer();
    const port = await new Promise<number>((done) =>
      holder.listen(0, '127.0.0.1', () => done((holder.address() as { port: number }).port)),
    );
    try {
      const done = start({ PORT: String(port) });
      expect([done.code, done.err]).toEqual([1, expect.stringContaining('port-taken')]);
      // The demonstration takes a minute to make: it says so before.
      const made = join(folder, 'demo');
      const demo = cli(['demo'], { env: { DATA_DIR: made, DATABASE_URL: '', PORT: String(port) } });
      expect([demo.code, demo.err, existsSync(made)]).toEqual([1, expect.stringContaining('port-taken'), false]);
    } finally {
      holder.close();
    }
  });

  it('serves, logs nothing about anybody, and stops when asked', async () => {
    const port = await freePort('127.0.0.1');
    const child: ChildProcess = spawn(process.execPath, [join(root, 'dist/main.js')], {
      env: { ...environment, PORT: String(port), LOG_LEVEL: 'info' },
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let log = '';
    child.stdout?.on('data', (chunk: Buffer) => (log += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (log += chunk.toString()));
    const base = `http://127.0.0.1:${port}`;
    await healthy(base);
    const [number = ''] = readdirSync(out);
    const credential = readFileSync(join(out, number, 'credential.json'), 'utf8');
    const verified = await fetch(`${base}/api/verify`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ input: credential }),
    });
    expect(verified.status).toBe(200);
    await fetch(`${base}/c/abcdefghijklmnopqrstuvwx23`);
    await fetch(`${base}/api/verify?name=Dimaculangan`, { method: 'POST', body: 'Dimaculangan' });
    const ended = new Promise((done) => child.once('exit', done));
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(log).toContain('"route":"/api/verify"');
    for (const secret of ['Dimaculangan', 'Rosalinda', number, 'abcdefghijklmnopqrstuvwx23', '127.0.0.1'])
      expect([secret, log.includes(secret)]).toEqual([secret, false]);
  }, 60_000);
});

async function healthy(base: string): Promise<void> {
  for (let attempt = 0; attempt < 150; attempt++) {
    const response = await fetch(`${base}/health`).catch(() => null);
    if (response?.status === 200) return;
    await new Promise((done) => setTimeout(done, 200));
  }
  throw new Error('the server did not start');
}
