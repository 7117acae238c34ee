import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { checkClaim, loadKnowledge, parseClaim, rules } from '../../../src/frameworks/index.js';

interface Case {
  readonly name: string;
  readonly claim: object;
  readonly expect: Readonly<Record<string, string | null>>;
}
const path = join(import.meta.dirname, '../../fixtures/frameworks/rule-cases.json');
const { cases } = JSON.parse(readFileSync(path, 'utf8')) as { readonly cases: readonly Case[] };
const knowledge = loadKnowledge();

const findingsOf = (claim: object, today?: string) => {
  const parsed = parseClaim(claim);
  if (!parsed.ok) throw new Error(`the case is not a claim: ${JSON.stringify(parsed.refusals)}`);
  return checkClaim(knowledge, parsed.claim, today === undefined ? {} : { today });
};

describe('rules Q01 to Q35, case by case', () => {
  it.each(cases.map((one) => [one.name, one] as const))('%s', (_name, one) => {
    const told = new Map(findingsOf(one.claim).map((finding) => [finding.rule, `${finding.outcome} ${finding.code}`]));
    const seen = Object.fromEntries(Object.keys(one.expect).map((rule) => [rule, told.get(rule) ?? null]));
    expect(seen).toEqual(one.expect);
  });

  it('has at least 150 cases and touches every outcome a rule declares', () => {
    expect(cases.length).toBeGreaterThanOrEqual(150);
    const seen = new Set(
      cases.flatMap((one) => findingsOf(one.claim).map((finding) => `${finding.rule} ${finding.outcome}`)),
    );
    const declared = rules
      .filter((rule) => rule.id !== 'Q33')
      .flatMap((rule) => rule.outcomes.map((outcome) => `${rule.id} ${outcome}`));
    // An unconfirmed list of members exists only in operators' files: see operator-files.test.ts.
    expect(declared.filter((outcome) => !seen.has(outcome))).toEqual(['Q05 unknown']);
  });

  it('gives only outcomes the rule declares, a sentence and a basis', () => {
    const outcomes = new Map(rules.map((rule) => [rule.id, rule.outcomes]));
    for (const one of cases) {
      for (const finding of findingsOf(one.claim, '2026-11-30')) {
        expect(outcomes.get(finding.rule)).toContain(finding.outcome);
        expect(finding.code.startsWith(`${finding.rule}-`)).toBe(true);
        expect(finding.sentence).toMatch(/^.{10,}\.$/);
        expect(finding.sentence).not.toMatch(/undefined|null|NaN| {2}/);
        expect(finding.basis.length).toBeGreaterThan(5);
      }
    }
  });

  it('names where it was read what a framework is, what its acronym means, how an ESCO identifier looks', () => {
    const found = findingsOf({
      framework: 'PQF',
      level: '2',
      awardingCountry: 'PH',
      esco: 'https://data.europa.eu/esco/occupation/528f90ed-e250-48bd-aacc-ffb7b1de5654',
    });
    const sources = Object.fromEntries(found.map(({ code, source }) => [code, source]));
    expect(sources).toMatchObject({
      'Q01-known': 'https://pqf.gov.ph/Home/Details/7',
      'Q02-clear': 'https://pqf.gov.ph/Home/Details/7',
      'Q25-https': expect.stringMatching(/^https:\/\/esco\.ec\.europa\.eu\//),
    });
  });

  it.each([
    ['2026-11-22', 'pass Q33-data-fresh'],
    ['2028-02-01', 'info Q33-data-ageing'],
    ['2028-11-22', 'info Q33-data-ageing'],
    ['2028-12-22', 'warn Q33-data-old'],
  ])('judges the age of the data on %s', (today, expected) => {
    const found = findingsOf({ framework: 'eqf', level: '4' }, today).find((finding) => finding.rule === 'Q33');
    expect(`${found?.outcome} ${found?.code}`).toBe(expected);
  });

  it('says nothing about age when nobody tells the day', () => {
    expect(findingsOf({ framework: 'eqf', level: '4' }).some((finding) => finding.rule === 'Q33')).toBe(false);
  });
});

describe('the registry of rules', () => {
  it('holds Q01 to Q35 once each, in order', () => {
    expect(rules.map((rule) => rule.id)).toEqual(
      Array.from({ length: 35 }, (_, index) => `Q${String(index + 1).padStart(2, '0')}`),
    );
  });
});
