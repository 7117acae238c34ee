import { ServiceError } from '../shared/index.js';

export const wrongType = (): ServiceError =>
  new ServiceError('evidence-type', {
    status: 415,
    title: 'This kind of file is not accepted as evidence.',
    whatToDo: 'Send a JPEG, PNG or WebP picture, a PDF, or an MP4 video.',
  });

export const tooLarge = (maxBytes: number): ServiceError =>
  new ServiceError('evidence-too-large', {
    status: 413,
    title: 'This file is too large.',
    whatToDo: `Send at most ${Math.floor(maxBytes / 1_000_000)} MB, or a shorter video.`,
  });

export const unreadable = (): ServiceError =>
  new ServiceError('evidence-unreadable', {
    status: 422,
    title: 'This file is damaged or holds something that does not belong in it.',
    whatToDo: 'Take the picture or export the document again and send the new file.',
  });

export const notAPicture = (): ServiceError =>
  new ServiceError('evidence-type', {
    status: 415,
    title: 'This is not a photo.',
    whatToDo: 'Send a JPEG, PNG or WebP picture.',
  });

/** D14 of the copy deck, as far as a machine without a face recogniser can say it. */
export const tooDark = (): ServiceError =>
  new ServiceError('D14', {
    status: 422,
    title: 'The photo is too dark or shows nothing.',
    whatToDo: 'Take it again, light from the front.',
  });

export const infected = (): ServiceError =>
  new ServiceError('evidence-infected', {
    status: 422,
    title: 'The virus scanner refused this file.',
    whatToDo: 'Do not open it. Take the picture or export the document again on another device.',
  });

export const notScanned = (): ServiceError =>
  new ServiceError('evidence-not-scanned', {
    status: 503,
    title: 'The virus scanner did not answer, so the file was not kept.',
    whatToDo: 'Try again in a minute.',
  });

export const damagedEvidence = (): ServiceError =>
  new ServiceError('evidence-damaged', {
    status: 500,
    title: 'A stored piece of evidence was changed from outside and cannot be shown.',
    whatToDo: 'Restore the evidence folder from a backup.',
  });
