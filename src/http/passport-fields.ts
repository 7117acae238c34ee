import { isObject, ServiceError } from '../shared/index.js';

const CODE = /^[a-z2-7]{26}$/;

export function codeOf(code: unknown): string {
  if (typeof code === 'string' && CODE.test(code)) return code;
  throw unknownCode();
}

export function birthYearOf(body: unknown): string {
  const year = isObject(body) ? body['birthYear'] : undefined;
  if (typeof year === 'string' && /^\d{4}$/.test(year)) return year;
  throw new ServiceError('E18', {
    status: 400,
    title: 'The birth year is missing.',
    whatToDo: 'Type the four digits of the birth year printed on the paper.',
  });
}

/** W10 of the copy deck: the same words for a wrong year and an unknown code. */
export function unknownCode(): ServiceError {
  return new ServiceError('W10', {
    status: 404,
    title: 'We do not know this code with this birth year.',
    whatToDo: 'Check both against the paper. If both are right, this paper is not from us.',
  });
}

export function unknownForm(): ServiceError {
  return new ServiceError('form-unknown', {
    status: 400,
    title: 'We do not give out certificates in this form.',
    whatToDo: 'Ask for eddsa-jcs-2022, eddsa-rdfc-2022, vc+jwt or dc+sd-jwt.',
  });
}

export function noPhoto(): ServiceError {
  return new ServiceError('E18', {
    status: 400,
    title: 'There is no photo on this passport that could be shared.',
    whatToDo: 'Share without it, or ask the office to take a photo.',
  });
}

export function unknownNumber(): ServiceError {
  return new ServiceError('W10', {
    status: 404,
    title: 'We do not know this number with this birth year.',
    whatToDo: 'Check both against the paper. If both are right, this paper is not from us.',
  });
}
