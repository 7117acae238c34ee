import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { rules } from '../../../src/assessment/index.js';
import { findingAdvice, findingCases, type Finding } from '../../../src/shared/index.js';
import { loadRefusals, type FindingTexts } from '../../../src/web/locales/desk/refusals/refusals.js';
import { languageNames } from '../../../src/web/locales/languages.js';
import { categoriesOf, placesIn, pluralsIn } from '../../support/texts.js';

const english: FindingTexts = { cases: findingCases, advice: findingAdvice };
const root = join(import.meta.dirname, '../../..');
const scripts: Readonly<Record<string, RegExp>> = {
  si: /\p{Script=Sinhala}/u,
  ta: /\p{Script=Tamil}/u,
  ar: /\p{Script=Arabic}/u,
};

/** R05 as the service gives it: twelve candidates for two assessors of five each. */
const tooMany = rules.R05.evaluate({
  ...{ candidates: 12, assessors: 2, maxPerAssessor: 5, siteId: 'site', otherSessions: [] },
  ...{ startsAt: '2026-03-09T06:00:00Z', endsAt: '2026-03-09T10:00:00Z' },
});
const ended: Finding = { case: 'standing.ended', advice: 'renew-or-other-assessor', values: { on: '2026-03-09' } };

describe.each(languageNames.map(([code]) => code).filter((code) => code !== 'en'))('findings in %s', (language) => {
  const file = join(root, 'src/web/locales/desk/refusals/findings', `${language}.ts`);
  const textsOf = async (): Promise<FindingTexts> =>
    ((await import(file)) as { readonly findings: FindingTexts }).findings;

  it('have words for every case of every rule and every advice, with the same values, as drafts', async () => {
    const own = await textsOf();
    for (const part of ['cases', 'advice'] as const) {
      const [texts, wanted]: readonly Readonly<Record<string, string>>[] = [own[part], english[part]];
      expect(Object.keys(texts ?? {}).sort()).toEqual(Object.keys(wanted ?? {}).sort());
      for (const [key, text] of Object.entries(texts ?? {})) {
        expect([key, placesIn(text)]).toEqual([key, placesIn(wanted?.[key] ?? '')]);
        for (const forms of pluralsIn(text)) expect([key, forms.sort()]).toEqual([key, categoriesOf(language)]);
        for (const [code, script] of Object.entries(scripts))
          expect([key, script.test(text)]).toEqual([key, code === language]);
        expect([key, text]).not.toEqual([key, wanted?.[key]]);
      }
    }
    expect(readFileSync(file, 'utf8')).toContain('Draft: needs a native reviewer');
  });

  it('say numbers and days in the language, with nothing left in English', async () => {
    const { finding } = await loadRefusals(language);
    const many = finding(tooMany.finding);
    expect(many?.message).toMatch(/12.*10|10.*12/);
    expect(many?.message).not.toContain('{');
    const day = finding(ended)?.message ?? '';
    expect(day).toContain('2026');
    expect(day).not.toMatch(/March|2026-03-09|\{/);
  });

  it('leave what this page does not know to the service', async () => {
    const { finding } = await loadRefusals(language);
    expect(finding(undefined)).toBeNull();
    for (const name of ['R05.newer', 'constructor'])
      expect(finding({ ...ended, case: name } as unknown as Finding)).toBeNull();
    expect(finding({ ...ended, advice: 'newer' } as unknown as Finding)).toBeNull();
  });
});

describe('findings', () => {
  it('are the English of the service, which the desk leaves as it is', async () => {
    expect(tooMany).toMatchObject({
      message: '12 candidates for 2 assessors; the limit is 10.',
      whatToDo: 'Add an assessor.',
      finding: { case: 'R05.many', advice: 'add-assessor', values: { n: 12, assessors: 2, limit: 10 } },
    });
    expect((await loadRefusals('en')).finding(tooMany.finding)).toBeNull();
  });

  it('say an end of accreditation as readers of French write it', async () => {
    expect((await loadRefusals('fr')).finding(ended)).toEqual({
      message: 'L’accréditation prend fin le 9 mars 2026, avant la fin de la session.',
      whatToDo: 'Renouvelez-la ou choisissez un autre évaluateur.',
    });
  });

  it('are all that rules say: no sentence is written beside the list, and none in it is unused', () => {
    const below = (folder: string): string[] =>
      readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) =>
        entry.isDirectory() ? below(join(folder, entry.name)) : [join(folder, entry.name)],
      );
    const sources = below('src/assessment').map((path) => [path, readFileSync(join(root, path), 'utf8')] as const);
    expect(sources.filter(([, text]) => /rule: 'R\d\d',\s*outcome/.test(text)).map(([path]) => path)).toEqual([]);
    const all = sources.map(([, text]) => text).join('\n');
    const named = (key: string): boolean => all.includes(`'${key}'`) || /^R14\.\w+-(?:decide|release)$/.test(key);
    expect([...Object.keys(findingCases), ...Object.keys(findingAdvice)].filter((key) => !named(key))).toEqual([]);
  });
});
