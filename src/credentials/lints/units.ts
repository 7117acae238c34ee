import type { Qualification } from '../../assessment/index.js';
import type { Refusal } from '../../shared/index.js';
import { listAt, textAt } from '../claims/fields.js';
import { COMPETENT } from '../terms.js';
import { refusal, type Lint, type LintSubject } from './lint.js';

/** Units are the catalogue's, word for word, each with one result; a full award has every required unit Competent. */
export const unitsLint: Lint = {
  id: 'units',
  code: 'L06',
  title: 'Units and results agree with the catalogue.',
  run: (subject, context) => {
    if (!subject.isAward) return [];
    const iri = textAt(subject.achievement, 'id') ?? '';
    const qualification = context.qualification(iri);
    if (!qualification)
      return [wrong('The catalogue has no such qualification revision.', '/credentialSubject/achievement/id')];
    return [
      ...subject.units.flatMap((unit, index) => unitProblems(unit, `${iri}#`, qualification, index)),
      ...resultProblems(subject),
      ...fullAwardProblems(subject, `${iri}#`, qualification),
    ];
  },
};

function unitProblems(
  unit: { [key: string]: unknown },
  prefix: string,
  known: Qualification,
  index: number,
): Refusal[] {
  const at = `/credentialSubject/achievement/resultDescription/${index}`;
  const match = known.units.find(
    ({ code, revision }) => revision === known.revision && unit['id'] === `${prefix}${code}`,
  );
  if (!match) return [wrong('The catalogue revision has no such unit.', at)];
  return match.title === unit['name'] ? [] : [wrong('The title of a unit is not the catalogue’s.', at)];
}

function resultProblems({ subject, units }: LintSubject): Refusal[] {
  const at = '/credentialSubject/result';
  const results = listAt(subject, 'result').map((result) => textAt(result, 'resultDescription'));
  const ids = units.map((unit) => textAt(unit, 'id'));
  const agree = results.length === new Set(results).size && [...results].sort().join() === [...ids].sort().join();
  return agree ? [] : [wrong('Units and results are not one to one.', at)];
}

function fullAwardProblems({ kind, subject }: LintSubject, prefix: string, known: Qualification): Refusal[] {
  if (kind === 'record-of-achievement') return [];
  const results = listAt(subject, 'result');
  const competent = new Set(
    results
      .filter((result) => textAt(result, 'value') === COMPETENT)
      .map((result) => textAt(result, 'resultDescription')),
  );
  const at = '/credentialSubject/result';
  if (competent.size !== results.length) return [wrong('The award lists a unit that is not Competent.', at)];
  if (kind === 'certificate-of-competency') return [];
  const missing = known.units.filter(
    ({ code, required }) => required && code !== null && !competent.has(prefix + code),
  );
  return missing.length === 0 ? [] : [wrong('A unit that the full qualification needs is missing.', at)];
}

const wrong = (message: string, at: string): Refusal =>
  refusal('L06', message, 'Compare the record with the standard’s revision in the catalogue.', at);
