import { dayAt, textAt } from '../claims/fields.js';
import { refusal, type Lint } from './lint.js';

/** R16: the end of validity is the scheme's, to the day. */
export const validityLint: Lint = {
  id: 'validity',
  code: 'R16',
  title: 'The end of validity follows the scheme’s policy.',
  run: ({ document, kind }, context) => {
    const whatToDo = 'Let the service set the end of validity; check the scheme’s policy.';
    const expected = context.validUntil({
      kind,
      issuerDid: textAt(document['issuer'], 'id') ?? '',
      awardedOn: dayAt(document, 'awardedDate') ?? '',
    });
    if (expected === undefined) {
      return [refusal('R16', 'No scheme of ours sets the validity of this award.', whatToDo, '/validUntil')];
    }
    return dayAt(document, 'validUntil') === expected
      ? []
      : [refusal('R16', 'The end of validity is not the one the scheme sets.', whatToDo, '/validUntil')];
  },
};
