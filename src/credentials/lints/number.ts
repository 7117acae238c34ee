import { listAt, textAt } from '../claims/fields.js';
import { identity } from '../terms.js';
import { refusal, type Lint } from './lint.js';

/** The number people type to look the award up has the form and check digits of its kind. */
export const numberLint: Lint = {
  id: 'number',
  code: 'L09',
  title: 'The certificate number has the right form.',
  run: ({ subject, kind }, { isNumber }) => {
    const passportNumber = listAt(subject, 'identifier').find(
      (entry) => textAt(entry, 'identityType') === identity.passportNumber,
    );
    const number = kind === 'passport' ? textAt(passportNumber, 'identityHash') : textAt(subject, 'licenseNumber');
    if (number !== null && isNumber(number, kind)) return [];
    const whatToDo = 'Let the service allot the number.';
    return [refusal('L09', 'The number does not have the form of its kind.', whatToDo, '/credentialSubject')];
  },
};
