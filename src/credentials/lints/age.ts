import { dayAt, listAt, textAt } from '../claims/fields.js';
import { identity } from '../terms.js';
import { refusal, type Lint } from './lint.js';

const YOUNGEST = 10;
const OLDEST = 100;

/** A birth year far off is a slip of the pen or another person's document. */
export const ageLint: Lint = {
  id: 'age',
  code: 'L05',
  title: 'The birth year fits a working person.',
  run: ({ document, subject }) => {
    const awardYear = Number(dayAt(document, 'awardedDate')?.slice(0, 4));
    return listAt(subject, 'identifier').flatMap((entry, index) => {
      if (textAt(entry, 'identityType') !== identity.birthYear) return [];
      const age = awardYear - Number(textAt(entry, 'identityHash'));
      if (age >= YOUNGEST && age <= OLDEST) return [];
      const whatToDo = 'Compare the birth year with the identity document.';
      return [
        refusal(
          'L05',
          `The birth year is not ${YOUNGEST} to ${OLDEST} years before the award.`,
          whatToDo,
          `/credentialSubject/identifier/${index}`,
        ),
      ];
    });
  },
};
