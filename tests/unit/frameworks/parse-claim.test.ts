import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  checkClaim,
  loadKnowledge,
  parseClaim,
  parseComparison,
  parseUnitComparison,
} from '../../../src/frameworks/index.js';

const codesOf = (input: unknown) => {
  const parsed = parseClaim(input);
  return parsed.ok ? 'ok' : parsed.refusals.map((refusal) => `${refusal.code} ${refusal.at ?? ''}`.trim());
};

describe('a claim from outside', () => {
  it.each([
    ['a list', [], ['claim-not-object']],
    ['null', null, ['claim-not-object']],
    ['a text', 'ph-pqf', ['claim-not-object']],
    ['nothing', {}, ['claim-empty']],
    ['an unknown member', { level: '2', levels: '2' }, ['claim-unknown-member']],
    ['a prototype member', JSON.parse('{"__proto__": "x", "level": "2"}'), ['claim-unknown-member']],
    ['a method name', { toString: 'x' }, ['claim-unknown-member']],
    ['a level as number', { level: 2 }, ['claim-number-for-text /level']],
    ['a field as number', { iscedF: 732 }, ['claim-number-for-text /iscedF']],
    ['credits as text', { credits: '60' }, ['claim-bad-value /credits']],
    ['negative credits', { credits: -1 }, ['claim-bad-value /credits']],
    ['endless credits', { credits: Infinity }, ['claim-bad-value /credits']],
    ['no number', { notionalHours: NaN }, ['claim-bad-value /notionalHours']],
    ['too many hours', { notionalHours: 100_001 }, ['claim-bad-value /notionalHours']],
    ['an empty title', { title: '  ' }, ['claim-bad-value /title']],
    ['a title too long', { title: 'x'.repeat(301) }, ['claim-bad-value /title']],
    ['control characters', { title: 'a\u0000b' }, ['claim-bad-value /title']],
    ['half a surrogate pair', { title: 'a\uD800' }, ['claim-bad-value /title']],
    ['a country in lower case', { awardingCountry: 'ph' }, ['claim-bad-value /awardingCountry']],
    ['31 February', { awardedOn: '2025-02-31' }, ['claim-bad-value /awardedOn']],
    ['a date with time', { awardedOn: '2025-02-01T00:00:00Z' }, ['claim-bad-value /awardedOn']],
    ['partial as text', { partial: 'yes' }, ['claim-bad-value /partial']],
    ['an unknown band', { skillBand: 'top' }, ['claim-bad-value /skillBand']],
    ['an unknown speaker', { assertedBy: 'god' }, ['claim-bad-value /assertedBy']],
    ['two faults', { level: 2, credits: 'x' }, ['claim-number-for-text /level', 'claim-bad-value /credits']],
    ['an object as title', { title: { toString: 'x' } }, ['claim-bad-value /title']],
  ])('refuses %s', (_name, input, codes) => {
    expect(codesOf(input)).toEqual(codes);
  });

  it('never quotes a value in a refusal', () => {
    expect(JSON.stringify(parseClaim({ title: 'secret\u0007', zzz: 'secret' }))).not.toContain('secret');
  });

  it('accepts every member in its right form', () => {
    const claim = {
      title: 'Cookery NC II',
      framework: 'ph-pqf',
      level: '2',
      awardingCountry: 'GB-SCT',
      awardingBody: 'TESDA',
      awardedOn: '2025-05-05',
      sector: 'TVET',
      isced: '354',
      iscedF: '1013',
      isco: '5120',
      esco: 'http://x',
      achievementType: 'Certificate',
      targetFramework: 'eqf',
      targetLevel: '4',
      credits: 1.5,
      notionalHours: 0,
      startedOn: '2025-01-01',
      endedOn: '2025-02-01',
      partial: false,
      skillBand: 'medium',
      assertedBy: 'issuer',
    };
    expect(parseClaim(claim)).toEqual({ ok: true, claim });
  });

  it('whatever is accepted can be checked without an error', () => {
    const knowledge = loadKnowledge();
    const ids = fc.constantFrom(...knowledge.frameworks.keys(), 'PQF', 'nope');
    const text = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 40 }), fc.stringMatching(/^\d{1,5}$/));
    const claims = fc.record(
      {
        title: text,
        framework: ids,
        level: text,
        targetFramework: ids,
        targetLevel: text,
        isced: text,
        iscedF: text,
        isco: text,
        esco: text,
        sector: text,
        credits: fc.double(),
        awardedOn: fc.constantFrom('1999-01-01', '2024-01-01'),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(claims, (input) => {
        const parsed = parseClaim(input);
        if (!parsed.ok) return;
        for (const finding of checkClaim(knowledge, parsed.claim))
          expect(finding.sentence).not.toMatch(/undefined|NaN/);
      }),
      { numRuns: 300 },
    );
  });
});

describe('levels from strangers', () => {
  it('are repeated in our sentences only when they look like a level', () => {
    const knowledge = loadKnowledge();
    const levels = { level: '4. Call +1 555', targetFramework: 'ie-nfq', targetLevel: '<b>4</b>' };
    const sentences = checkClaim(knowledge, { framework: 'eqf', ...levels })
      .map((finding) => finding.sentence)
      .join(' ');
    expect(sentences).toContain('EQF has no level (unreadable).');
    expect(sentences).not.toMatch(/555|<b>/);
  });

  it('stand at a framework that is given by its full name', () => {
    const claim = { framework: 'Philippine Qualifications Framework', level: '2' };
    expect(checkClaim(loadKnowledge(), claim).find((finding) => finding.rule === 'Q03')).toMatchObject({
      outcome: 'pass',
    });
  });

  it('get the attainment code that a programme code leads to', () => {
    const q17 = (isced: string) =>
      checkClaim(loadKnowledge(), { isced }).find((finding) => finding.rule === 'Q17')?.sentence;
    expect(q17('554')).toContain('What a person holds through it is ISCED-A 550.');
    expect(q17('551')).toContain('What a person holds takes a code of ISCED-A or the level alone.');
  });
});

describe('other requests', () => {
  it('a comparison needs framework and level', () => {
    expect(parseComparison({ framework: 'ph-pqf' })).toMatchObject({
      ok: false,
      refusals: [{ code: 'compare-incomplete' }],
    });
    expect(parseComparison({ framework: 'ph-pqf', level: 2 })).toMatchObject({
      ok: false,
      refusals: [{ code: 'claim-number-for-text' }],
    });
    expect(parseComparison({ framework: 'ph-pqf', level: '2', targetFramework: 'eqf' })).toEqual({
      ok: true,
      request: { claim: { framework: 'ph-pqf', level: '2' }, targetFramework: 'eqf' },
    });
    expect(parseComparison({ framework: 'PQF', level: '2', awardingCountry: 'PH' })).toMatchObject({
      ok: true,
      request: { targetFramework: null },
    });
  });

  it.each([
    ['no object', []],
    ['an unknown member', { held: [], required: [], x: 1 }],
    ['held missing', { required: [] }],
    ['a unit without a code', { held: [{}], required: [] }],
    ['a unit with an unknown member', { held: [{ code: 'A', x: 1 }], required: [] }],
    ['too many units', { held: Array.from({ length: 201 }, () => ({ code: 'A' })), required: [] }],
    ['a target that is no text', { held: [], required: { target: 4 } }],
    ['a revision that is a number', { held: [{ code: 'A', revision: 3 }], required: [] }],
    ['a title that is a number', { held: [], required: [{ code: 'A', title: 3 }] }],
  ])('a unit request with %s is refused', (_name, input) => {
    expect(parseUnitComparison(input)).toMatchObject({ ok: false, refusals: [{ code: 'units-bad-request' }] });
  });

  it('a unit request may name a target or list the units', () => {
    expect(parseUnitComparison({ held: [{ code: 'A' }], required: { target: 't' } })).toEqual({
      ok: true,
      request: { held: [{ code: 'A', revision: null }], required: { target: 't' } },
    });
    expect(parseUnitComparison({ held: [], required: [{ code: 'B', revision: 'r1', title: 'Cook' }] })).toMatchObject({
      ok: true,
    });
  });
});
