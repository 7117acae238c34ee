import { documentLimits, ServiceError } from '../../shared/index.js';

/** What a picture was found to carry. `unreadable` is neither "no credential" nor "forged". */
export type BakedReading =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'unreadable'; readonly reason: 'too-large' | 'damaged' | 'compressed' | 'two-credentials' };

/** Larger pictures are not looked at, in either direction. Bytes, or UTF-16 units for SVG. */
export const MAX_PICTURE_SIZE = 5_000_000;

/** Longest credential text that is baked or read: what the JSON guard would accept. UTF-16 units. */
const { maxLength: MAX_TEXT_LENGTH } = documentLimits;
export { MAX_TEXT_LENGTH };

export const unreadable = (reason: (BakedReading & { kind: 'unreadable' })['reason']): BakedReading => ({
  kind: 'unreadable',
  reason,
});

/** A picture that cannot take a credential; 422, because the request is well formed and the picture is not usable. */
export const pictureUnusable = (title: string): ServiceError =>
  new ServiceError('badge-picture-unusable', {
    status: 422,
    title,
    whatToDo: 'Use another picture: a plain PNG or SVG of at most 5 MB without a credential in it.',
  });

export function assertBakeable(pictureSize: number, text: string): void {
  if (pictureSize > MAX_PICTURE_SIZE) throw pictureUnusable('The picture is too large.');
  if (text.length > MAX_TEXT_LENGTH) throw pictureUnusable('The credential is too long to be put into a picture.');
}
