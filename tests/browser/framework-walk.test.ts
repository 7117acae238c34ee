import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import express from 'express';
import type { Browser, Page } from 'playwright-core';
import request from 'supertest';
import { frameworksCommand } from '../../src/cli/frameworks.js';
import { openFrameworks } from '../../src/composition/index.js';
import { readSettings } from '../../src/config/index.js';
import type { EmployerAnswer } from '../../src/frameworks/index.js';
import { frameworkRoutes } from '../../src/http/framework-routes.js';
import type { HttpDeps } from '../../src/http/index.js';
import { inBrowser } from '../support/browser.js';
import { createPageWorld, type PageWorld } from '../support/page-world.js';

/** One holder of Domestic Work NC II before employers of four countries: page, API and command line say the same. */
let world: PageWorld;
let browser: Browser;
let page: Page;
const errors: string[] = [];
inBrowser(createPageWorld, (opened) => ({ world, browser } = opened));
beforeAll(async () => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-GB' });
  context.setDefaultTimeout(8_000);
  page = await context.newPage();
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  await page.goto(`${world.server.origin}/#${world.digitsOf(world.genuine)}`);
  await page.waitForSelector('.level select');
}, 120_000);

const { api } = openFrameworks(readSettings({}));
// Only the reference data is asked here; the routes are the service's own.
const app = express().use(frameworkRoutes({ frameworks: api } as HttpDeps));

async function fromApi(country: string): Promise<readonly EmployerAnswer[]> {
  const asked = { framework: 'ph-pqf', level: '2', targetCountry: country };
  const response = await request(app).post('/api/frameworks/compare').send(asked);
  expect(response.status).toBe(200);
  return (response.body as { answers: EmployerAnswer[] }).answers;
}

async function fromCommandLine(...options: readonly string[]): Promise<string> {
  const said: string[] = [];
  const log = jest.spyOn(console, 'log').mockImplementation((text: unknown) => void said.push(String(text)));
  try {
    expect(await frameworksCommand.run(['compare', '--framework', 'ph-pqf', '--level', '2', ...options])).toBe(0);
  } finally {
    log.mockRestore();
  }
  return said.join('\n');
}

interface Shown {
  readonly name: string;
  readonly sentence: string;
  readonly statements: readonly { readonly text: string; readonly link: string | null }[];
}

const onThePage = (): Promise<readonly Shown[]> =>
  page.locator('.level-answer').evaluateAll((answers) =>
    answers.map((answer) => ({
      name: answer.querySelector('h3')?.textContent?.trim() ?? '',
      sentence: answer.querySelector('.level-sentence')?.textContent ?? '',
      statements: [...answer.querySelectorAll('.sources li')].map((statement) => ({
        text: statement.textContent ?? '',
        link: statement.querySelector('a')?.getAttribute('href') ?? null,
      })),
    })),
  );

describe.each([
  ['KE', ['KNQF', 'EAQFHE']],
  ['ZA', ['SANQF', 'SADCQF']],
  ['DE', ['DQR', 'EQF']],
  ['LK', ['NVQ', 'SLQF']],
])('an employer in %s', (country, acronyms) => {
  it(`is told about ${acronyms.join(' and ')} alike everywhere, with everything it rests on`, async () => {
    await page.selectOption('.level select', country);
    const shown = await onThePage();
    const answers = await fromApi(country);
    expect(answers.map(({ acronym }) => acronym)).toEqual(acronyms);
    const own = 'This certificate is level 2 of 8 in the Philippine framework.';
    expect(shown.map(({ name, sentence }) => ({ name, sentence }))).toEqual(
      answers.map(({ name, comparison }) => ({ name, sentence: `${own} ${comparison.sentence}` })),
    );
    // Honest: nobody has related these frameworks to the Philippine one, and no source is invented for it.
    for (const { acronym, comparison } of answers) {
      expect(comparison.sentence).toBe(`No official relation to ${acronym} is known.`);
      expect(comparison.level).toBeNull();
    }
    shown.forEach(({ statements }, index) => {
      const expected = answers[index]?.statements ?? [];
      expect(expected.length).toBeGreaterThanOrEqual(3);
      expect(statements.map(({ link }) => link)).toEqual(expected.map(({ source }) => source));
      statements.forEach(({ text }, at) => {
        const { about = '', year = null, confidence = '' } = expected[at] ?? {};
        expect(text).toContain(about);
        expect(text).toContain(`Confidence: ${confidence}`);
        expect(text).toContain('Status: ');
        if (year !== null) expect(text).toContain(String(year));
      });
    });
    expect(JSON.parse(await fromCommandLine('--to', country, '--json'))).toEqual({ country, answers });
    const words = await fromCommandLine('--to', country);
    for (const { comparison, statements } of answers) {
      expect(words).toContain(comparison.sentence);
      for (const { source } of statements) if (source !== null) expect(words).toContain(source);
    }
    expect(errors).toEqual([]);
  });
});

it('a statement of the page can be unfolded and its link followed from the keyboard', async () => {
  await page.selectOption('.level select', 'KE');
  const sources = page.locator('.level-answer').first().locator('details').last();
  await sources.locator('summary').press('Enter');
  expect(await sources.locator('a').first().isVisible()).toBe(true);
});

it('the paper of the comparison is one click away and names only levels in its address', async () => {
  const link = await page.locator('.sheet-link a').first().getAttribute('href');
  expect(link).toBe('/api/frameworks/level-sheet.pdf?framework=ph-pqf&level=2&to=ke-knqf');
  const sheet = await request(app)
    .get(link ?? '')
    .buffer(true)
    .parse((response, done) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => done(null, Buffer.concat(chunks)));
    });
  expect([sheet.status, sheet.type]).toEqual([200, 'application/pdf']);
  expect((sheet.body as Buffer).subarray(0, 5).toString()).toBe('%PDF-');
  const unknown = await request(app).get('/api/frameworks/level-sheet.pdf?framework=ph-pqf&level=12&to=KE');
  expect(unknown.status).toBe(404);
});
it('the command line writes the same paper, and refuses what it does not know', async () => {
  const file = join(await mkdtemp(join(tmpdir(), 'levels-')), 'levels.pdf');
  await fromCommandLine('--to', 'KE', '--pdf', file);
  expect((await readFile(file)).subarray(0, 5).toString()).toBe('%PDF-');
  const unknown = ['compare', '--framework', 'ph-pqf', '--level', '12', '--to', 'KE', '--pdf', file];
  const log = jest.spyOn(console, 'log').mockImplementation(() => undefined);
  await expect(frameworksCommand.run(unknown)).rejects.toMatchObject({ code: 'not-found', status: 404 });
  log.mockRestore();
});

it("speaks the reader's language about levels", async () => {
  await page.selectOption('.language select', 'ar');
  await page.waitForSelector('html[dir=rtl]');
  await page.waitForFunction(
    () => !document.querySelector('.level-sentence')?.textContent?.includes('This certificate'),
  );
  const [first] = await onThePage();
  expect(first?.sentence).toMatch(/\p{Script=Arabic}/u);
  expect(first?.sentence).toContain('KNQF');
  expect(first?.sentence).not.toContain('No official relation');
  await page.selectOption('.language select', 'en');
});
