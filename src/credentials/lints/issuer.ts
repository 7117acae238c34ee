import { textAt } from '../claims/fields.js';
import { refusal, type Lint } from './lint.js';

/** The issuer is an awarding body this service signs for. */
export const issuerLint: Lint = {
  id: 'issuer',
  code: 'L10',
  title: 'The issuer is one of ours.',
  run: ({ document }, { isOurIssuer }) => {
    const did = textAt(document['issuer'], 'id');
    if (did !== null && isOurIssuer(did)) return [];
    const whatToDo = 'Check which awarding body the record belongs to.';
    return [refusal('L10', 'The issuer is not an awarding body of this service.', whatToDo, '/issuer/id')];
  },
};
