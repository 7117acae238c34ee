import { isRootSet } from '../issuers/index.js';
import { refused, ServiceError } from '../shared/index.js';

/** @throws ServiceError `bad-root-set` */
export function chosenRoots(roots: readonly string[]): readonly string[] {
  if (isRootSet(roots)) return roots;
  throw new ServiceError('bad-root-set', {
    status: 422,
    title: 'These are not one to four different Ed25519 keys in Multikey form.',
    whatToDo: "Ask the other operator's people for their root keys, by another way than their web site.",
  });
}

const words: Readonly<Record<string, string>> = {
  'unknown-root': 'None of the root keys given signed this list.',
  rollback: 'This list is older than the one already held.',
  'from-the-future': 'This list was issued in the future.',
  'too-large': 'This list is larger than one operator may be here: 100 issuers, 64 dictionaries, 1 MB.',
};

export const importProblem = (code: string): ServiceError =>
  new ServiceError(`trust-list-${code}`, {
    status: 422,
    title: words[code] ?? 'This is not a signed trust list.',
    whatToDo: 'Compare the root keys with the other operator in person and fetch the list again. Nothing was changed.',
  });

export const ownIssuer = (): ServiceError =>
  new ServiceError('trust-import-own-issuer', {
    status: 422,
    title: 'This list names nobody but ourselves, or claims one of our own awarding bodies.',
    whatToDo: 'Import the list of another operator. If theirs names one of our bodies, tell them.',
  });

export const noSuchImport = (): ServiceError =>
  new ServiceError('not-found', {
    status: 404,
    title: 'There is no such import.',
    whatToDo: 'Use an id from the list of imports.',
  });

export const settled = (): ServiceError =>
  refused([
    {
      code: 'trust-import-settled',
      severity: 'block',
      message: 'This import is not waiting for a decision any more.',
      whatToDo: 'Look at the list of imports; propose it again if it is wanted.',
    },
  ]);

/** A proposal from before issuers were recorded one by one. */
export const nobodyNamed = (): ServiceError =>
  refused([
    {
      code: 'trust-import-names-nobody',
      severity: 'block',
      message: 'This proposal does not say which issuers would be recognised.',
      whatToDo: 'Withdraw it and propose the list again: then both administrators see the same issuers.',
    },
  ]);

export const secondAdministrator = (): ServiceError =>
  refused([
    {
      code: 'R27',
      severity: 'block',
      message: 'Two different administrators must agree to recognise another operator.',
      whatToDo: 'Ask another administrator to read the list and to consent.',
    },
  ]);
