import { describe, expect, it } from '@jest/globals';
import { fillText } from '../../../src/shared/fill.js';
import { loadDeskStrings } from '../../../src/web/locales/desk/strings.js';

const english = new Intl.PluralRules('en');
const rows = 'Save {n, plural, one {# row of {what}} other {# rows of {what}}} now';

describe('texts with numbers', () => {
  it('take the form that the language uses for the number', () => {
    const values = { what: 'results' };
    expect(fillText(rows, { ...values, n: 1 }, english)).toBe('Save 1 row of results now');
    expect(fillText(rows, { ...values, n: 0 }, english)).toBe('Save 0 rows of results now');
    expect(fillText(rows, { ...values, n: 21 }, english)).toBe('Save 21 rows of results now');
  });

  it('take the last form for what is no number, and where a category has no form', () => {
    expect(fillText(rows, { n: '200+', what: 'results' }, english)).toBe('Save 200+ rows of results now');
    expect(fillText('{n, plural, one {# mois} other {# mois}}', { n: 1_000_000 }, new Intl.PluralRules('fr'))).toBe(
      '1000000 mois',
    );
  });

  it('leave a place open whose value is not given, and put no value through twice', () => {
    expect(fillText('{n, plural, one {# row} other {# rows}}', {}, english)).toBe(
      '{n, plural, one {# row} other {# rows}}',
    );
    expect(fillText('{a} {b}', { a: '{b}', b: '#' }, english)).toBe('{b} #');
  });

  it('count in six ways in Arabic, in two in French, in one in Filipino', async () => {
    const say = async (language: string) => {
      const desk = await loadDeskStrings(language);
      return [0, 1, 2, 3, 11, 100].map((n) => desk('session.countersign', { n }));
    };
    expect(new Set(await say('ar')).size).toBe(6);
    expect((await say('ar'))[3]).toBe('وقّع 3 سجلات توقيعًا مشتركًا');
    expect(await say('fr')).toEqual(
      ['0 dossier', '1 dossier', '2 dossiers', '3 dossiers', '11 dossiers', '100 dossiers'].map(
        (n) => `Contresigner ${n}`,
      ),
    );
    expect((await say('fil'))[1]).toBe('Lagdaan din ang 1 rekord');
    expect((await say('en'))[1]).toBe('Countersign 1 record');
  });
});
