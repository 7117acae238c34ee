import type { FieldOfStudy, LookupTables } from '../lookup-tables.js';
import { containsPhrase } from '../title-index.js';
import { finding, ground, inList, type Rule } from './rule.js';

const fieldUri = /^https?:\/\/data\.europa\.eu\/(?:snb|esco)\/isced-f\//;
const codeIn = (text: string): string => text.trim().replace(fieldUri, '');

/** The field meant: as written, or with the zero that a spreadsheet took away. */
function readField(
  tables: LookupTables,
  text: string,
): { readonly field: FieldOfStudy | null; readonly lostZero: boolean } {
  const code = codeIn(text);
  const exact = tables.fields().get(code);
  if (exact) return { field: exact, lostZero: false };
  const padded = /^\d{2,3}$/.test(code) ? tables.fields().get(`0${code}`) : undefined;
  return { field: padded ?? null, lostZero: padded !== undefined };
}

const q22: Rule = {
  id: 'Q22',
  asks: 'Does the ISCED-F field exist, and is it exact enough?',
  outcomes: ['pass', 'info', 'warn', 'fail'],
  check: ({ claim, knowledge: { tables } }) => {
    if (claim.iscedF === undefined) return null;
    const on = ground(tables.fieldBasis());
    const { field, lostZero } = readField(tables, claim.iscedF);
    if (!field)
      return finding(
        'Q22-no-such-field',
        'fail',
        'There is no such ISCED-F 2013 field. A code has two, three or four digits.',
        on,
      );
    if (lostZero)
      return finding(
        'Q22-lost-zero',
        'warn',
        `The field code lost its leading zero: ${field.code} (${field.title}) was probably meant.`,
        on,
      );
    if (field.kind !== 'field')
      return finding(
        'Q22-too-vague',
        'warn',
        `Field ${field.code} is "${field.title}": too vague for a qualification.`,
        on,
      );
    if (field.code.length < 4)
      return finding(
        'Q22-broad',
        'info',
        `Field ${field.code} (${field.title}) exists; a four-digit field would be more exact.`,
        on,
      );
    return finding('Q22-exists', 'pass', `Field ${field.code} is ${field.title}.`, on);
  },
};

const q23: Rule = {
  id: 'Q23',
  asks: 'Does the field fit the title?',
  outcomes: ['pass', 'warn'],
  check: ({ claim, knowledge: { tables, titleWords } }) => {
    if (claim.iscedF === undefined || claim.title === undefined) return null;
    const { title } = claim;
    const { field } = readField(tables, claim.iscedF);
    const expected = titleWords.fields
      .filter((entry) => containsPhrase(title, entry.words))
      .flatMap((entry) => entry.fields);
    if (!field || (field.kind !== 'field' && field.code.length === 4) || expected.length === 0) return null;
    const on = ground(titleWords.basis);
    if (expected.some((code) => code.startsWith(field.code)))
      return finding('Q23-field-fits', 'pass', 'The field fits the words of the title.', on);
    const suggested = inList(expected.map((code) => `${code} (${tables.fields().get(code)?.title ?? ''})`));
    return finding(
      'Q23-field-differs',
      'warn',
      `Field ${field.code} is ${field.title}; the title suggests ${suggested}.`,
      on,
    );
  },
};

export const fieldRules: readonly Rule[] = [q22, q23];
