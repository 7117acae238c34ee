import { ServiceError } from '../shared/index.js';

/** W13, also for a link that never was: guessing must not tell one from the other. */
export const linkStopped = (): ServiceError =>
  new ServiceError('W13', {
    status: 404,
    title: 'This link was stopped by the worker, or it is not complete.',
    whatToDo: 'Ask for a new one.',
  });

export const linkEnded = (endsAt: string): ServiceError =>
  new ServiceError('W14', {
    status: 410,
    title: `This link stopped on ${endsAt.slice(0, 10)}. The certificate itself may still be good.`,
    whatToDo: 'Ask for a new link.',
  });

export const pinNeeded = (): ServiceError =>
  new ServiceError('W15', {
    status: 403,
    title: 'This link is protected by a PIN.',
    whatToDo: 'Ask the worker for it.',
  });

export const wrongPin = (triesLeft: number): ServiceError =>
  new ServiceError('W11', {
    status: 403,
    title: `That PIN is not right. Tries left: ${triesLeft}.`,
    whatToDo: 'Ask the worker for the PIN.',
  });

export const locked = (until: string): ServiceError =>
  new ServiceError('W12', {
    status: 429,
    title: `Locked until ${until.slice(11, 16)} (UTC). The certificate is safe.`,
    whatToDo: 'Wait until then, or ask the worker for a new link.',
  });

/** W12 of the look-ups by birth year. No day in it: the pages show a number in this title as an hour. */
export const lockedForDays = (until: string): ServiceError =>
  new ServiceError('W12', {
    status: 429,
    title: 'Locked after too many wrong answers. The certificate is safe.',
    whatToDo: `Wait until ${until.slice(0, 10)}, or ask the office.`,
  });

export const badRequest = (title: string, whatToDo: string): ServiceError =>
  new ServiceError('E18', { status: 400, title, whatToDo });

export const tooManyLinks = (most: number): ServiceError =>
  new ServiceError('W16', {
    status: 409,
    title: `There are ${most} open links already.`,
    whatToDo: 'Stop one that you no longer need.',
  });

export const noSuchLink = (): ServiceError =>
  new ServiceError('not-found', { status: 404, title: 'There is no such link.', whatToDo: 'Look at the list again.' });
