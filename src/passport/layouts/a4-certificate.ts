import { payloadBytesOf, requireReadableDensity } from '../qr/density.js';
import type { PassportLayout, PassportView, PassportWording } from '../types.js';
import { colours, createPaper, type Area, type Paper } from './paper.js';
import { printablePhoto } from './photo.js';
import { isRightToLeft } from './typeset.js';
import { drawUnitTable } from './unit-table.js';
import { countryName, demonstration, lastFour, notProven, ownTitles, personLine, readableDate } from './wording.js';

/** A4 with its margins. Millimetres. */
const PAGE = { width: 210, height: 297 };
const LEFT = 15;
const WIDTH = PAGE.width - 2 * LEFT;
const SMALL = { side: 20, box: 24.3 };

/** Large code's side and its box with quiet zone. */
interface CodeSize {
  readonly side: number;
  readonly box: number;
}

export const a4Certificate: PassportLayout = {
  id: 'a4',
  title: 'the A4 certificate',
  mediaType: 'application/pdf',
  maxPayloadBytes: 450,
  codes: ['sp1', 'short'],
  render: (view) => renderA4(view, a4Certificate, { side: 40, box: 44.2 }),
};

/** For credentials that a 40 mm code cannot hold: own-script names, whole passports. */
export const a4Sheet: PassportLayout = {
  id: 'sheet',
  title: 'the A4 sheet with the 50 mm code',
  mediaType: 'application/pdf',
  maxPayloadBytes: 700,
  codes: ['sp1', 'short'],
  render: (view) => renderA4(view, a4Sheet, { side: 50, box: 55.2 }),
};

async function renderA4(view: PassportView, layout: PassportLayout, code: CodeSize): Promise<Uint8Array> {
  requireReadableDensity(payloadBytesOf(view.sp1Url), layout, [a4Sheet]);
  const paper = createPaper({ size: [PAGE.width, PAGE.height], title: 'Skills passport certificate' });
  const photo = view.photo === null ? null : await printablePhoto(view.photo);
  const bottom = PAGE.height - 17 - code.box;
  drawFrame(paper, view);
  let y = drawHead(paper, view);
  y = drawPerson(paper, view, { y, photo });
  y = drawAward(paper, view, y);
  y = drawContents(paper, view, y);
  const rest = drawUnitTable(paper, view.units, { x: LEFT, y, width: WIDTH, height: bottom - 5 - y });
  drawBottom(paper, view, { y: bottom, code });
  if (rest.length > 0) drawSecondPage(paper, view, rest);
  return paper.finish();
}

function drawSecondPage(paper: Paper, view: PassportView, units: PassportView['units']): void {
  const page = (number: number): void => {
    const box = { x: LEFT, y: 9.4, width: WIDTH, sizes: [7.5], align: 'end' as const, colour: colours.second };
    paper.text(`No. …${lastFour(view.number)} · ${number} of 2`, box);
  };
  page(1);
  paper.addPage();
  drawFrame(paper, view);
  const y = drawHead(paper, view) + 4;
  drawUnitTable(paper, units, { x: LEFT, y, width: WIDTH, height: 275 - y });
  page(2);
}

/** Double frame in the brand colour; everything printed stays 10 mm inside the edge. */
function drawFrame(paper: Paper, view: PassportView): void {
  const frame = (inset: number, width: number, colour: string): void => {
    const corners = [
      [inset, inset],
      [PAGE.width - inset, inset],
      [PAGE.width - inset, PAGE.height - inset],
      [inset, PAGE.height - inset],
    ] as const;
    corners.forEach((corner, index) => paper.line(corner, corners[(index + 1) % 4] ?? corner, { colour, width }));
  };
  frame(6, 0.9, colours.brand);
  frame(7.6, 0.25, colours.accent);
  if (!view.throwaway) return;
  paper.rectangle({ x: 6, y: 291, width: PAGE.width - 12, height: 4.6 }, colours.stop);
  const box = { x: LEFT, y: 291.5, width: WIDTH, sizes: [9], weight: 600 as const, align: 'centre' as const };
  paper.text(demonstration, { ...box, colour: colours.white });
}

function drawHead(paper: Paper, view: PassportView): number {
  const centred = { x: LEFT, width: WIDTH, align: 'centre' as const };
  let y = paper.text(`${view.schemeTitle} · ${countryName(view.country)}`, {
    ...centred,
    y: 12,
    sizes: [11, 10, 9],
    weight: 600,
    colour: colours.second,
    maxLines: 2,
  });
  y = paper.text(view.awardTitle, {
    ...centred,
    y: y + 0.5,
    sizes: [24, 21, 18, 16],
    weight: 600,
    colour: colours.brand,
  });
  for (const title of ownTitles(view)) {
    y = paper.text(title, { ...centred, y, sizes: [12], colour: colours.brand });
  }
  paper.line([PAGE.width / 2 - 22, y + 1.8], [PAGE.width / 2 + 22, y + 1.8], { colour: colours.accent, width: 0.5 });
  return y + 4;
}

function drawPerson(paper: Paper, view: PassportView, at: { y: number; photo: Uint8Array | null }): number {
  const photoArea = { x: LEFT, y: at.y, width: 24, height: 30 };
  if (at.photo) paper.photo(at.photo, photoArea);
  // With a photo the names keep their centre on the page, so both sides give way.
  const inset = at.photo ? photoArea.width + 3 : 6;
  const box = { x: LEFT + inset, width: WIDTH - 2 * inset, align: 'centre' as const };
  const [first = '', ...others] = view.names.map((name) => name.text);
  let y = paper.text(first, { ...box, y: at.y, sizes: [18, 16.5, 15, 13.5], maxLines: 2, weight: 600 });
  for (const name of others) {
    const sizes = isRightToLeft(name) ? [15, 13, 12, 11] : [13, 12, 11];
    y = paper.text(name, { ...box, y, sizes, maxLines: 2 });
  }
  const person = personLine(view);
  if (person !== '') y = paper.text(person, { ...box, y: y + 0.5, sizes: [9.5], colour: colours.second });
  return Math.max(y, at.photo ? photoArea.y + photoArea.height : 0) + 2;
}

function drawAward(paper: Paper, view: PassportView, top: number): number {
  const centred = { x: LEFT, width: WIDTH, align: 'centre' as const };
  let y = paper.text(view.wording?.lead ?? 'has been assessed as competent in', { ...centred, y: top, sizes: [10.5] });
  y = paper.text(view.title, {
    ...centred,
    y: y + 0.6,
    sizes: [17, 15.5, 14, 12.5],
    maxLines: 2,
    weight: 600,
    colour: colours.brand,
  });
  if (view.levelLine !== '') y = paper.text(view.levelLine, { ...centred, y, sizes: [10.5, 9.5], maxLines: 2 });
  return drawFacts(paper, view, y + 2);
}

/** What a passport holds, one line each. */
function drawContents(paper: Paper, view: PassportView, top: number): number {
  let y = top + 2;
  for (const line of view.wording?.contents ?? []) {
    paper.text('·', { x: LEFT + 3, y, width: 4, sizes: [11], weight: 600, colour: colours.brand });
    y = paper.text(line, { x: LEFT + 8, y, width: WIDTH - 11, sizes: [11, 10, 9], maxLines: 2 }) + 1.6;
  }
  return y;
}

/** Four facts side by side on a tinted band, the place below them. */
function drawFacts(paper: Paper, view: PassportView, top: number): number {
  const facts: PassportWording['facts'] = view.wording?.facts ?? [
    ['Certificate number', view.number],
    ['Assessed', readableDate(view.assessedOn)],
    ['Awarded', readableDate(view.awardedOn)],
    ['Valid until', view.validUntil === null ? 'No end date' : readableDate(view.validUntil)],
  ];
  paper.rectangle({ x: LEFT, y: top, width: WIDTH, height: 16.2 }, colours.tint);
  const column = (WIDTH - 6) / facts.length;
  facts.forEach(([label, value], index) => {
    const box = { x: LEFT + 3 + column * index, width: column - 2 };
    paper.text(label, { ...box, y: top + 1.4, sizes: [7.5], colour: colours.second });
    paper.text(value, { ...box, y: top + 4.8, sizes: [10, 9, 8, 7], weight: 600 });
  });
  const place = view.wording?.note ?? `Assessed at: ${view.placeName}`;
  if (place !== '') paper.text(place, { x: LEFT + 3, y: top + 10.8, width: WIDTH - 6, sizes: [9, 8, 7] });
  return top + 16.2 + 3;
}

function drawBottom(paper: Paper, view: PassportView, at: { y: number; code: CodeSize }): void {
  const { y, code } = at;
  // The code's white reaches into the margin, so that its dark part stands on the text edge.
  const large = { x: LEFT - 2.1, y };
  paper.code(view.sp1Url, { ...large, ...code, ecc: 'M' });
  const small = { x: PAGE.width - LEFT - SMALL.box + 2.1, y: y + code.box - SMALL.box };
  paper.code(view.shortUrl, { ...small, ...SMALL, ecc: 'Q' });
  const left = large.x + code.box + 3;
  drawCheck(paper, view, { x: left, y: y + 2, width: PAGE.width - LEFT - left, height: 0 });
  const width = small.x - 2 - left;
  drawSignatures(paper, view, { x: left, y: y + code.box - 19.5, width, height: 0 });
  drawRuler(paper, { x: PAGE.width - LEFT - 50, y: PAGE.height - 12.6 });
  const foot = { x: LEFT, y: PAGE.height - 15.6, width: WIDTH - 54, sizes: [7], maxLines: 2, colour: colours.second };
  paper.text(`Issued by ${view.issuerName}. Print at 100 %: "Fit to page" makes the code too small.`, foot);
}

function drawCheck(paper: Paper, view: PassportView, area: Area): void {
  const { x, width } = area;
  const check = `To check: open ${view.verifyHost} yourself and scan the large code.`;
  const y = paper.text(check, {
    x,
    y: area.y,
    width,
    sizes: [9, 8.5],
    maxLines: 2,
    weight: 600,
    colour: colours.brand,
  });
  const box = { x, y: y + 0.6, width, sizes: [7.5], maxLines: 4, colour: colours.second };
  paper.text(`Paper alone proves nothing. ${notProven}`, box);
}

function drawSignatures(paper: Paper, view: PassportView, area: Area): void {
  const gap = 4;
  const each = (area.width - gap) / 2;
  ['Certification officer', 'Release officer'].forEach((role, index) => {
    const x = area.x + index * (each + gap);
    paper.line([x, area.y + 12], [x + each, area.y + 12], { colour: colours.ink, width: 0.25 });
    paper.text(role, { x, y: area.y + 12.6, width: each, sizes: [7.5], colour: colours.second });
  });
  const note = { x: area.x, y: area.y + 16.4, width: area.width, sizes: [7], colour: colours.second };
  paper.text(`No. …${lastFour(view.number)}`, note);
}

/** Printed to scale, it shows at a glance whether the page was shrunk. */
function drawRuler(paper: Paper, at: { x: number; y: number }): void {
  const style = { colour: colours.second, width: 0.2 };
  paper.line([at.x, at.y], [at.x + 50, at.y], style);
  for (const x of [at.x, at.x + 50]) paper.line([x, at.y - 1], [x, at.y + 1], style);
  const box = { x: at.x, y: at.y - 3.2, width: 50, sizes: [6.5], align: 'centre' as const, colour: colours.second };
  paper.text('This line is 50 mm', box);
}
