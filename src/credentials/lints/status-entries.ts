import { readStatusEntries } from '../status/index.js';
import { refusal, type Lint } from './lint.js';

const purposes = ['message', 'revocation', 'suspension'];

/** All three lists are named, each its own, and the credential has the same place in each. */
export const statusEntriesLint: Lint = {
  id: 'status-entries',
  code: 'L07',
  title: 'The credential can be revoked, suspended and replaced.',
  run: ({ document }) => {
    const entries = readStatusEntries(document).flatMap((reading) => (reading.kind === 'entry' ? [reading.entry] : []));
    const complete =
      entries
        .map(({ purpose }) => purpose)
        .sort()
        .join() === purposes.join();
    const lists = new Set(entries.map(({ listUrl }) => listUrl)).size === purposes.length;
    const oneIndex = new Set(entries.map(({ index }) => index)).size === 1;
    if (complete && lists && oneIndex) return [];
    const message = 'The status entries are not one each for revocation, suspension and messages at one index.';
    const whatToDo = 'This is a fault of the service, not of the record. Report it with the code.';
    return [refusal('L07', message, whatToDo, '/credentialStatus')];
  },
};
