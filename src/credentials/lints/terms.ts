import jsonld from 'jsonld';
import { refusal, type Lint } from './lint.js';

/**
 * Every member and type is defined by the contexts (JSON-LD 1.1 expansion in safe mode). A byte-wise proof would sign an
 * undefined term without complaint, and other software would silently drop it.
 */
export const termsLint: Lint = {
  id: 'terms',
  code: 'L02',
  title: 'Every term has a meaning in the contexts.',
  run: async ({ document }, { documentLoader }) => {
    try {
      await jsonld.expand(document, { documentLoader, safe: true });
      return [];
    } catch {
      // The processor's own message quotes the document, so it is not passed on.
      const whatToDo = 'This is a fault of the service, not of the record. Report it with the code.';
      return [refusal('L02', 'The credential uses a term that its contexts do not define.', whatToDo, '')];
    }
  },
};
