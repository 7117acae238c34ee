import type { PassportView } from '../types.js';
import { cardSize, drawCard, drawCardBack, drawCardFront, newCardPaper } from './id1-card.js';
import { colours, createPaper, type Paper } from './paper.js';
import { mm } from './typeset.js';

/**
 * The cards of a session in one PDF for a card printer: front and back of each, in the order given (the attendance
 * list). Throws ServiceError P21 when one code is too dense for a card, before anything is returned.
 */
export async function printAllCards(views: readonly PassportView[]): Promise<Uint8Array> {
  const paper = newCardPaper();
  for (const [index, view] of views.entries()) {
    if (index > 0) paper.addPage();
    await drawCard(paper, view);
    await othersTurn();
  }
  return paper.finish();
}

const COLUMNS = 2;
const ROWS = 5;
const PER_SHEET = COLUMNS * ROWS;
/** A4 in millimetres, and where the block of cards begins. */
const SHEET = { width: 210, height: 297 };
const LEFT = (SHEET.width - COLUMNS * cardSize.width) / 2;
const TOP = (SHEET.height - ROWS * cardSize.height) / 2;

/**
 * The same on A4, ten cards per sheet with crop marks: a page of fronts, then a page of backs mirrored left to right, to be
 * turned over its long edge. Throws ServiceError P21.
 */
export async function cardSheets(views: readonly PassportView[]): Promise<Uint8Array> {
  const paper = createPaper({ size: [SHEET.width, SHEET.height], title: 'Skills passport cards' });
  for (let first = 0; first < views.length; first += PER_SHEET) {
    const onSheet = views.slice(first, first + PER_SHEET);
    if (first > 0) paper.addPage();
    for (const [index, view] of onSheet.entries()) {
      await placed(paper, placeOf(index, false), () => drawCardFront(paper, view));
      await othersTurn();
    }
    drawMarks(paper);
    drawRuler(paper);
    paper.addPage();
    for (const [index, view] of onSheet.entries()) {
      await placed(paper, placeOf(index, true), async () => drawCardBack(paper, view));
      await othersTurn();
    }
    drawMarks(paper);
  }
  return paper.finish();
}

interface Corner {
  readonly x: number;
  readonly y: number;
}

function placeOf(index: number, isBack: boolean): Corner {
  const column = index % COLUMNS;
  const shown = isBack ? COLUMNS - 1 - column : column;
  return { x: LEFT + shown * cardSize.width, y: TOP + Math.floor(index / COLUMNS) * cardSize.height };
}

/** Draws with the corner as origin. */
async function placed(paper: Paper, { x, y }: Corner, draw: () => Promise<void>): Promise<void> {
  paper.document.save();
  paper.document.translate(x * mm, y * mm);
  await draw();
  paper.document.restore();
}

/** Outside of the cards only: nothing is drawn where something is cut off. */
function drawMarks(paper: Paper): void {
  const style = { colour: colours.ink, width: 0.15 };
  const right = LEFT + COLUMNS * cardSize.width;
  const bottom = TOP + ROWS * cardSize.height;
  for (let column = 0; column <= COLUMNS; column++) {
    const x = LEFT + column * cardSize.width;
    paper.line([x, TOP - 6], [x, TOP - 2], style);
    paper.line([x, bottom + 2], [x, bottom + 6], style);
  }
  for (let row = 0; row <= ROWS; row++) {
    const y = TOP + row * cardSize.height;
    paper.line([LEFT - 6, y], [LEFT - 2, y], style);
    paper.line([right + 2, y], [right + 6, y], style);
  }
}

function drawRuler(paper: Paper): void {
  paper.line([LEFT + 8, 7], [LEFT + 58, 7], { colour: colours.ink, width: 0.3 });
  const text = 'Print at 100 %. This line is 50 mm. Turn over the long edge.';
  paper.text(text, { x: LEFT + 62, y: 4.8, width: 105, sizes: [7], colour: colours.second });
}

/** Drawing is work of the processor: whoever else waits gets a turn between two cards. */
const othersTurn = (): Promise<void> => new Promise((resume) => setImmediate(resume));
