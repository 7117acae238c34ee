import { afterEach, describe, expect, it, jest } from '@jest/globals';
import express from 'express';
import request from 'supertest';
import { frameworksCommand } from '../../src/cli/frameworks.js';
import { openFrameworks } from '../../src/composition/frameworks.js';
import { readSettings } from '../../src/config/index.js';
import type { HttpDeps } from '../../src/http/deps.js';
import { frameworkRoutes } from '../../src/http/framework-routes.js';
import { verifyRoutes } from '../../src/http/verify-routes.js';

/** The employer asks by page, by interface or by command line: it is the same question and gets the same answer. */
const frameworks = openFrameworks(readSettings());
const claims = {
  title: 'Domestic Work NC II',
  awardedOn: '2026-04-22',
  frameworkClaims: [{ framework: 'ph-pqf', level: '2' }],
};
const deps = {
  frameworks: frameworks.api,
  verifyInput: async (_input: unknown, options: { readonly language: string; readonly framework?: string }) => ({
    lines: frameworks.forReport(claims as never, options),
  }),
} as unknown as HttpDeps;
const app = express().use(frameworkRoutes(deps)).use(verifyRoutes(deps));

interface Told {
  readonly framework: string;
  readonly comparison: { readonly sentence: string };
}
interface Line {
  readonly title: string;
  readonly outcome: string;
  readonly detail: string;
  readonly evidence: { readonly framework?: string };
}
const claim = { framework: 'ph-pqf', level: '2', awardingCountry: 'PH' };
const told = (answers: readonly Told[]) => answers.map(({ framework, comparison }) => [framework, comparison.sentence]);

const byInterface = async (target: object) => {
  const answer = await request(app)
    .post('/api/frameworks/compare')
    .send({ claim, ...target });
  return told((answer.body as { readonly answers: readonly Told[] }).answers);
};
const inReport = async (framework: unknown) => {
  const answer = await request(app).post('/api/verify').send({ input: 'x', language: 'en', framework });
  return (answer.body as { readonly lines: readonly Line[] }).lines.filter(({ title }) => title.includes('you chose'));
};
const byCommand = async (to: string) => {
  const print = jest.spyOn(console, 'log').mockImplementation(() => undefined);
  await frameworksCommand.run(['compare', '--framework', 'ph-pqf', '--level', '2', '--to', to, '--json']);
  const text = print.mock.calls.map(([line]) => String(line)).join('\n');
  return told((JSON.parse(text) as { readonly answers: readonly Told[] }).answers);
};

describe('a Domestic Work NC II holder before an employer', () => {
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it.each([
    ['KE', 'ke-knqf', 'No official relation to KNQF is known.'],
    ['ZA', 'za-nqf', 'No official relation to SANQF is known.'],
    ['DE', 'de-dqr', 'No official relation to DQR is known.'],
    ['LK', 'lk-nvq', 'No official relation to NVQ is known.'],
  ])('in %s reads the same everywhere', async (country, framework, sentence) => {
    const answers = await byInterface({ targetCountry: country });
    expect(answers).toContainEqual([framework, sentence]);
    expect(await byInterface({ targetFramework: country })).toEqual(answers);
    expect(await byCommand(country)).toEqual(answers);
    const lines = await inReport(country);
    expect(lines.map(({ evidence, detail }) => [evidence.framework, detail])).toEqual(
      answers.map(([id, text]) => [id, `NC II is level 2 of 8 in the Philippine framework. ${text}`]),
    );
  });

  it.each(['sadcqf', 'SADCQF', ' sadcqf '])('may name the framework as "%s"', async (framework) => {
    expect((await inReport(framework)).map(({ detail }) => detail)).toEqual([
      'NC II is level 2 of 8 in the Philippine framework. No official relation to SADCQF is known.',
    ]);
  });

  it.each(['foo', 'XX', '__proto__', 'Kenya', 'x'.repeat(500)])(
    'is told that we do not know "%s" instead of nothing',
    async (framework) => {
      expect(await inReport(framework)).toMatchObject([
        { outcome: 'unknown', detail: 'We do not know the framework you chose, so nothing can be said about it.' },
      ]);
    },
  );

  it('is not asked for a framework', async () => {
    for (const nothing of [undefined, '', ' ']) expect(await inReport(nothing)).toEqual([]);
  });
});
