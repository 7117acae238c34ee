import { DeskProblem } from '../api/problem.js';

const failed = {
  title: 'This sign-in did not work.',
  whatToDo: 'Try again with the passkey or account you registered, or ask an administrator.',
};

/** The service's words: an answer to a change of page carries a code only. */
const known: Readonly<Record<string, typeof failed>> = {
  D11: { title: 'This link was used or has ended.', whatToDo: 'Ask an administrator for a new one.' },
  'sign-in-unavailable': {
    title: 'The sign-in service of your organisation does not answer.',
    whatToDo: 'Sign in with a passkey, or try again in a minute.',
  },
};

/** What somebody is told who comes back from the sign-in service of the organisation without having got in. */
export function sentBackProblem(code: string): DeskProblem {
  const isKnown = Object.hasOwn(known, code);
  const words = (isKnown ? known[code] : undefined) ?? failed;
  return new DeskProblem({ status: 401, code: isKnown ? code : 'sign-in-failed', ...words, isInEnglish: true });
}
