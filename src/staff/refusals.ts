import { ServiceError } from '../shared/index.js';
import { rolesAllowedTo, type StaffAction } from './roles.js';

/** Nobody is signed in, or the session has ended. */
export const signInAgain = (): ServiceError =>
  new ServiceError('D10', { status: 401, title: 'Sign in again.', whatToDo: 'Your work is saved on this device.' });

/** The same words for a wrong, a used, an unapproved and an ended link. */
export const linkEnded = (): ServiceError =>
  new ServiceError('D11', {
    status: 410,
    title: 'This link was used or has ended.',
    whatToDo: 'Ask an administrator for a new one.',
  });

/** The same words whatever was wrong with a sign-in, so that nobody learns which accounts exist. */
export const signInFailed = (cause?: unknown): ServiceError =>
  new ServiceError('sign-in-failed', {
    status: 401,
    title: 'This sign-in did not work.',
    whatToDo: 'Try again with the passkey or account you registered, or ask an administrator.',
    cause,
  });

export function notAllowed(action: StaffAction): ServiceError {
  const roles = rolesAllowedTo(action).map((role) => role.replaceAll('-', ' '));
  return new ServiceError('D13', {
    status: 403,
    title: 'You cannot do this: none of your roles here includes it.',
    whatToDo: `Ask one of these: ${roles.join(', ')}.`,
  });
}

export const cannotGrant = (title: string, whatToDo: string): ServiceError =>
  new ServiceError('role-refused', { status: 409, title, whatToDo });

export const secondAdministrator = (): ServiceError =>
  new ServiceError('R27', {
    status: 409,
    title: 'You asked for this yourself. Another administrator must approve it.',
    whatToDo: 'Ask a second administrator to approve it.',
  });

export const noSuch = (what: string): ServiceError =>
  new ServiceError('not-found', {
    status: 404,
    title: `There is no such ${what}.`,
    whatToDo: 'Check the number and search again.',
  });

/** Signed in through a provider, but not just now: whoever sits here may be somebody else. */
export const signInTooOld = (): ServiceError =>
  new ServiceError('sign-in-old', {
    status: 403,
    title: 'A first passkey is made only right after signing in.',
    whatToDo:
      'Sign in with your organisation again. You come back to this screen; then repeat it within five minutes. If that does not help, ask an administrator for a new passkey.',
  });

/** Signed in, but no passkey was used lately: a screen left open is not enough for this. */
export const stepUpNeeded = (): ServiceError =>
  new ServiceError('step-up', {
    status: 403,
    title: 'Show with your passkey that it is you.',
    whatToDo: 'Use your passkey again, then repeat it. Your work is kept.',
  });
