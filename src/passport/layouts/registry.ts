import { ServiceError } from '../../shared/index.js';
import type { PassportLayout } from '../types.js';
import { a4Certificate, a4Sheet } from './a4-certificate.js';
import { id1Card } from './id1-card.js';
import { messengerPicture } from './messenger-picture.js';

/** Every way to draw a passport. A new layout is one file and one entry here; the contract test runs over all. */
export const layouts: readonly PassportLayout[] = [id1Card, a4Certificate, a4Sheet, messengerPicture];

/** Throws ServiceError `no-such-layout` (404). */
export function layoutById(id: string): PassportLayout {
  const layout = layouts.find((candidate) => candidate.id === id);
  if (layout) return layout;
  throw new ServiceError('no-such-layout', {
    status: 404,
    title: 'This layout does not exist.',
    whatToDo: `Choose one of: ${layouts.map((each) => each.id).join(', ')}.`,
  });
}
