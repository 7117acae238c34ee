import { requireReadableDensity, payloadBytesOf } from '../qr/density.js';
import type { PassportLayout, PassportView } from '../types.js';
import { a4Sheet } from './a4-certificate.js';
import { colours, createPaper, type Area, type Paper } from './paper.js';
import { printablePhoto } from './photo.js';
import { isRightToLeft, mm } from './typeset.js';
import { countryName, demonstration, lastFour, personLine, readableDate, validity } from './wording.js';

/** ISO/IEC 7810 ID-1. Millimetres. */
export const cardSize = { width: 85.6, height: 53.98 } as const;
const { width: WIDTH, height: HEIGHT } = cardSize;
const EDGE = 3;
/** Large code: 40 mm, 44.2 mm with its quiet zone at 77 modules. Small code: 20 mm in 24.3. */
const LARGE = { side: 40, box: 44.2 };
const SMALL = { side: 20, box: 24.3 };

export const id1Card: PassportLayout = {
  id: 'card',
  title: 'the card',
  mediaType: 'application/pdf',
  maxPayloadBytes: 450,
  codes: ['sp1', 'short'],
  render: async (view) => {
    const paper = newCardPaper();
    await drawCard(paper, view);
    return paper.finish();
  },
};

export const newCardPaper = (): Paper => createPaper({ size: [WIDTH, HEIGHT], title: 'Skills passport card' });

/** Front and back on two pages; the first page of the paper is used as it is. */
export async function drawCard(paper: Paper, view: PassportView): Promise<void> {
  await drawCardFront(paper, view);
  paper.addPage();
  drawBack(paper, view);
}

/** The front at the top left corner of the page. Throws ServiceError P21 for the back's sake, before anything is drawn. */
export async function drawCardFront(paper: Paper, view: PassportView): Promise<void> {
  requireReadableDensity(payloadBytesOf(view.sp1Url), id1Card, [a4Sheet]);
  drawFront(paper, view, view.photo === null ? null : await printablePhoto(view.photo));
}

export const drawCardBack = (paper: Paper, view: PassportView): void => drawBack(paper, view);

function drawFront(paper: Paper, view: PassportView, photo: Uint8Array | null): void {
  drawHead(paper, view);
  const below = drawNames(paper, view);
  const top = Math.max(22.8, below + 0.4);
  if (photo) paper.photo(photo, { x: EDGE, y: 22.9, width: 19.6, height: 24.5 });
  const left = photo ? 24.9 : EDGE;
  // The box may reach over the safe edge: its outer 2 mm are the white that the code needs.
  const code = { x: WIDTH - EDGE - SMALL.box + 2, y: 23.2 };
  drawFacts(paper, view, { x: left, y: top, width: code.x - 0.4 - left, height: 47.9 - top });
  paper.code(view.shortUrl, { ...code, ...SMALL, ecc: 'Q' });
  const foot = `A card alone proves nothing. Scan it, or open ${view.verifyHost} yourself.`;
  const footWidth = WIDTH - 2 * EDGE;
  paper.text(foot, { x: EDGE, y: 48.2, width: footWidth, sizes: [6.2, 6], colour: colours.second });
  drawEdge(paper, view);
}

function drawHead(paper: Paper, view: PassportView): void {
  paper.rectangle({ x: 0, y: 0, width: WIDTH, height: 7.6 }, colours.brand);
  paper.rectangle({ x: 0, y: 7.6, width: WIDTH, height: 0.5 }, colours.accent);
  const scheme = `${view.schemeTitle} · ${countryName(view.country)}`;
  const onBrand = { colour: colours.white, weight: 600 as const };
  const fitted = paper.fit(scheme, { width: 50, sizes: [7.5, 7, 6.5, 6], maxLines: 1, weight: 600 });
  const y = (7.6 - Math.min(fitted.height / mm, 7.4)) / 2;
  paper.text(scheme, { x: EDGE, y, width: 50, sizes: [fitted.size], maxLines: 2, ...onBrand });
  const box = { x: WIDTH - EDGE - 28, y: 2.1, width: 28, sizes: [7.5], align: 'end' as const };
  paper.text('SKILLS PASSPORT', { ...box, ...onBrand });
}

const NAME_ROOM = { top: 8.7, bottom: 22.6 };
/** Points for the first name and for the own scripts, tried in order. */
const NAME_STEPS = [
  [12.5, 10],
  [11, 9.5],
  [11, 8.5],
  [9.5, 8.5],
  [8.5, 8.5],
  [8.5, 7.5],
  [8.5, 6.5],
  [8, 6],
  [7, 5.5],
] as const;

/** Latin form first and bold, own scripts below, all within the room above the photo. Answers the y below. */
function drawNames(paper: Paper, view: PassportView): number {
  const [first = '', ...others] = view.names.map((name) => name.text);
  const width = WIDTH - 2 * EDGE;
  const room = NAME_ROOM.bottom - NAME_ROOM.top;
  let y = NAME_ROOM.top;
  for (const [main, own] of NAME_STEPS) {
    const mainBox = { width, sizes: [main], maxLines: 3, weight: 600 as const };
    const ownBox = { width, sizes: [own], maxLines: 3 };
    const mainFit = paper.fit(first, mainBox);
    const lines = shareLines(others, (text) => paper.fit(text, ownBox).lines.length === 1);
    const height = [mainFit, ...lines.map((text) => paper.fit(text, ownBox))].reduce(
      (sum, fitted) => sum + fitted.height / mm,
      0,
    );
    const isLast = main === NAME_STEPS.at(-1)?.[0];
    if (!isLast && (height > room || mainFit.lines.length > 2)) continue;
    y = paper.text(first, { x: EDGE, y: y + Math.max(0, room - height) * 0.4, ...mainBox });
    for (const text of lines) y = paper.text(text, { x: EDGE, y, ...ownBox });
    return y;
  }
  return y;
}

/** Neighbouring names share a line where both fit. Right-to-left names keep a line of their own. */
function shareLines(names: readonly string[], fits: (text: string) => boolean): string[] {
  return names.reduce<string[]>((lines, name) => {
    const last = lines.at(-1);
    const joined = `${last}  ·  ${name}`;
    if (last === undefined || isRightToLeft(last) || isRightToLeft(name) || !fits(joined)) return [...lines, name];
    return [...lines.slice(0, -1), joined];
  }, []);
}

/** Points for the title and for the lines below it, tried in order. */
const FACT_STEPS = [
  [9, 7],
  [8.5, 7],
  [8, 6.5],
  [7.5, 6.3],
  [7, 6],
  [6.5, 5.5],
] as const;

function drawFacts(paper: Paper, view: PassportView, area: Area): void {
  const { x, width } = area;
  const facts: readonly (readonly [string, 400 | 600])[] = [
    [personLine(view), 400],
    [view.levelLine, 400],
    [`No. ${view.number}`, 600],
    [view.wording ? `Issued ${readableDate(view.awardedOn)}` : `Assessed ${readableDate(view.assessedOn)}`, 400],
    [validity(view), 400],
  ];
  const shown = facts.filter(([text]) => text !== '');
  for (const [titleSize, size] of FACT_STEPS) {
    const title = { width, sizes: [titleSize], maxLines: 3, weight: 600 as const };
    const heights = [
      paper.fit(view.title, title).height,
      ...shown.map(([text, weight]) => paper.fit(text, { width, sizes: [size], weight }).height),
    ];
    const height = heights.reduce((sum, points) => sum + points / mm, 0) + 0.5 + 0.2 * shown.length;
    if (height > area.height && size !== FACT_STEPS.at(-1)?.[1]) continue;
    let y = paper.text(view.title, { x, y: area.y, ...title, colour: colours.brand }) + 0.5;
    for (const [text, weight] of shown) y = paper.text(text, { x, y, width, sizes: [size], weight }) + 0.2;
    return;
  }
}

function drawBack(paper: Paper, view: PassportView): void {
  paper.code(view.sp1Url, { x: 2, y: 4.9, ...LARGE, ecc: 'M' });
  const box = { x: 47.4, width: 35.2 };
  let y = paper.text(view.title, {
    ...box,
    y: 3.4,
    sizes: [8.5, 8, 7.5, 7],
    maxLines: 2,
    weight: 600,
    colour: colours.brand,
  });
  paper.line([box.x, y + 0.5], [box.x + box.width, y + 0.5], { colour: colours.accent, width: 0.3 });
  y += 1.2;
  const small = { ...box, sizes: [6.2, 6], maxLines: 3 };
  const tail = [
    { text: `No. …${lastFour(view.number)}`, box: { ...box, sizes: [7], weight: 600 as const } },
    { text: `To check: open ${view.verifyHost} yourself and scan this code.`, box: small },
    { text: `If found: return it to ${view.issuerName}.`, box: { ...small, colour: colours.second } },
  ];
  const tailHeight = tail.reduce((sum, part) => sum + paper.fit(part.text, part.box).height / mm + 0.3, 0);
  const tailTop = 50.9 - tailHeight;
  drawUnits(paper, view, { ...box, y, height: tailTop - 0.6 - y });
  tail.reduce((top, part) => paper.text(part.text, { ...part.box, y: top }) + 0.3, tailTop);
  drawEdge(paper, view);
}

/** One line each where there is room, else running text; what does not fit is counted, and the code holds it all. */
function drawUnits(paper: Paper, view: PassportView, area: Area): void {
  const titles = view.wording?.contents ?? view.units.filter((unit) => unit.competent).map((unit) => unit.title);
  const entry = { width: area.width - 2, maxLines: 3 };
  for (const size of [6.5, 6.2, 6]) {
    const heights = titles.map((text) => paper.fit(text, { ...entry, sizes: [size] }).height / mm + 0.25);
    if (heights.reduce((sum, height) => sum + height, 0) > area.height) continue;
    titles.reduce((y, text) => {
      paper.text('·', { x: area.x, y, width: 2, sizes: [size], weight: 600, colour: colours.brand });
      return paper.text(text, { ...entry, x: area.x + 2, y, sizes: [size] }) + 0.25;
    }, area.y);
    return;
  }
  const running = { x: area.x, y: area.y, width: area.width, sizes: [6], maxLines: 30 };
  for (let shown = titles.length; shown >= 0; shown--) {
    const text = runningUnits(titles.slice(0, shown), titles.length - shown);
    if (paper.fit(text, running).height / mm > area.height && shown > 0) continue;
    paper.text(text, running);
    return;
  }
}

function runningUnits(titles: readonly string[], hidden: number): string {
  const rest = hidden === 0 ? [] : [`and ${hidden} more ${hidden === 1 ? 'unit' : 'units'} in the code`];
  return [...titles, ...rest].join(' · ');
}

function drawEdge(paper: Paper, view: PassportView): void {
  if (!view.throwaway) return;
  paper.rectangle({ x: 0, y: HEIGHT - 2.7, width: WIDTH, height: 2.7 }, colours.stop);
  paper.text(demonstration, {
    x: EDGE,
    y: HEIGHT - 2.68,
    width: WIDTH - 2 * EDGE,
    sizes: [6],
    weight: 600,
    colour: colours.white,
    align: 'centre',
  });
}
