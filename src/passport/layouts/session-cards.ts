import type { PassportView } from '../types.js';
import { drawCard, newCardPaper } from './id1-card.js';

/**
 * The cards of a session in one PDF for a card printer: front and back of each, in the order given (the attendance
 * list). Throws ServiceError P21 when one code is too dense for a card, before anything is returned.
 */
export async function printAllCards(views: readonly PassportView[]): Promise<Uint8Array> {
  const paper = newCardPaper();
  for (const [index, view] of views.entries()) {
    if (index > 0) paper.addPage();
    await drawCard(paper, view);
  }
  return paper.finish();
}
