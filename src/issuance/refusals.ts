import type { Refusal, ServiceError } from '../shared/index.js';

export function refusal(code: string, message: string, whatToDo: string): Refusal {
  return { code, severity: 'block', message, whatToDo };
}

export const beingReleased = (): Refusal =>
  refusal(
    'being-released',
    'The release of this award has already begun.',
    'Wait a moment and look at its state. If it does not change, run resume: it finishes what was begun.',
  );

export const notFound = (what: string): Refusal =>
  refusal('not-found', `This ${what} does not exist.`, 'Check the id; reload the list.');

export const asRefusal = ({ code, title, whatToDo }: ServiceError): Refusal => refusal(code, title, whatToDo);
