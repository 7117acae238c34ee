import { ServiceError, type Refusal } from '../shared/index.js';

export function refusedToSign(code: string, title: string, refusals: readonly Refusal[] = []): ServiceError {
  return new ServiceError(code, {
    status: 409,
    title: `The signing process refused: ${title}`,
    whatToDo:
      'Nothing was signed. Compare the register with what was asked for; run fsck; if it repeats, stop issuing.',
    refusals,
  });
}

export const otherContent = (): ServiceError =>
  refusedToSign('signer-content-differs', 'This is not what the register says this credential contains.');

export const otherList = (): ServiceError =>
  refusedToSign('signer-list-differs', 'This is not what the entries of this status list say now.');
