import type { Drawing, Shape, TextShape } from '../../shared/index.js';
import { colours, createPaper, type Paper } from './paper.js';
import { fontFile, mm, scriptRuns } from './typeset.js';

/** What a sheet shows. Drawings come from the same geometry as on the screen. */
export interface LevelSheet {
  readonly title: string;
  readonly parts: readonly {
    readonly heading: string;
    readonly drawing: Drawing;
    readonly notes: readonly {
      readonly heading: string;
      readonly lines: readonly { readonly text: string; readonly link: string | null }[];
    }[];
  }[];
  readonly foot: string;
}

const PAGE = { width: 210, height: 297 };
const LEFT = 15;
const WIDTH = PAGE.width - 2 * LEFT;
const TOP = 16;
const BOTTOM = 280;
/** A drawing is made smaller before it is cut by the page's end. Millimetres. */
const MAX_DRAWING = 190;
/** CSS pixels are 1/96 inch, points 1/72. */
const POINTS_PER_PIXEL = 0.75;

/** Levels of frameworks side by side on A4, one framework a page, each statement with its source. English. */
export async function printLevelSheet(sheet: LevelSheet): Promise<Uint8Array> {
  const paper = createPaper({ size: [PAGE.width, PAGE.height], title: 'Comparison of levels' });
  const pages = createPages(paper, sheet);
  sheet.parts.forEach(({ heading, drawing, notes }, index) => {
    if (index > 0) pages.turn();
    pages.text(heading, { sizes: [15], weight: 600, colour: colours.brand, maxLines: 2 }, 2);
    pages.draw(drawing);
    for (const note of notes) {
      if (note.lines.length === 0) continue;
      pages.keepTogether(14);
      pages.text(note.heading, { sizes: [11], weight: 600, maxLines: 1 }, 0.5);
      for (const { text, link } of note.lines) pages.text(text, { sizes: [9], maxLines: 6, link }, 1);
      pages.skip(2.5);
    }
  });
  return paper.finish();
}

interface LineStyle {
  readonly sizes: readonly number[];
  readonly maxLines: number;
  readonly weight?: 400 | 600;
  readonly colour?: string;
  readonly link?: string | null;
}

/** Writes down the page and turns it when it is full. */
function createPages(paper: Paper, { title, foot }: LevelSheet) {
  let y = TOP;
  let page = 0;
  const start = (): void => {
    page += 1;
    paper.text(title, { x: LEFT, y: 8.5, width: WIDTH, sizes: [8.5], maxLines: 1, colour: colours.second });
    paper.line([LEFT, 13.5], [LEFT + WIDTH, 13.5], { colour: colours.accent, width: 0.4 });
    const box = { x: LEFT, y: 284.5, width: WIDTH, sizes: [7.5], maxLines: 2, colour: colours.second };
    paper.text(`${foot} Page ${page}.`, box);
    y = TOP;
  };
  const turn = (): void => {
    paper.addPage();
    start();
  };
  start();
  return {
    turn,
    skip: (height: number) => void (y += height),
    keepTogether: (height: number) => {
      if (y + height > BOTTOM) turn();
    },
    text: (text: string, { link = null, ...style }: LineStyle, gap: number) => {
      const height = paper.fit(text, { width: WIDTH, ...style }).height / mm;
      if (y + height > BOTTOM) turn();
      const area = { x: LEFT, y, width: WIDTH, height };
      if (link !== null) paper.document.link(area.x * mm, area.y * mm, area.width * mm, area.height * mm, link);
      y = paper.text(text, { x: LEFT, y, width: WIDTH, ...style }) + gap;
    },
    draw: (drawing: Drawing) => {
      const natural = (drawing.height * POINTS_PER_PIXEL) / mm;
      const scale =
        POINTS_PER_PIXEL * Math.min(1, (WIDTH * mm) / (drawing.width * POINTS_PER_PIXEL), MAX_DRAWING / natural);
      const height = (drawing.height * scale) / mm;
      if (y + height > BOTTOM) turn();
      const inset = (WIDTH - (drawing.width * scale) / mm) / 2;
      drawOn(paper.document, drawing, { x: (LEFT + inset) * mm, y: y * mm, scale });
      y += height + 3;
    },
  };
}

function drawOn(document: PDFKit.PDFDocument, drawing: Drawing, at: { x: number; y: number; scale: number }): void {
  document.save().translate(at.x, at.y).scale(at.scale);
  for (const { top, shapes } of drawing.groups) {
    document.save().translate(0, top);
    for (const shape of shapes) drawShape(document, shape);
    document.restore();
  }
  document.restore();
}

function drawShape(document: PDFKit.PDFDocument, shape: Shape): void {
  if (shape.kind === 'text') return drawText(document, shape);
  const { stroke, weight, dash, roundCaps = false } = shape;
  document
    .save()
    .lineWidth(weight)
    .lineCap(roundCaps ? 'round' : 'butt');
  if (dash) document.dash(dash[0] ?? 1, { space: dash[1] ?? 1 });
  if (shape.kind === 'path') document.path(shape.data).stroke(stroke);
  else {
    if (shape.kind === 'circle') document.circle(shape.x, shape.y, shape.radius);
    else document.roundedRect(shape.x, shape.y, shape.width, shape.height, shape.radius);
    if (shape.fill === undefined) document.stroke(stroke);
    else document.fillAndStroke(shape.fill, stroke);
  }
  document.restore();
}

function drawText(document: PDFKit.PDFDocument, shape: TextShape): void {
  const weight = shape.bold ? 600 : 400;
  shape.lines.forEach((line, index) => {
    const runs = scriptRuns(line).map(({ face, text }) => {
      document.font(fontFile(face, weight)).fontSize(shape.size);
      return { face, text, width: document.widthOfString(text) };
    });
    const width = runs.reduce((sum, run) => sum + run.width, 0);
    let x = shape.anchor === 'middle' ? shape.x - width / 2 : shape.x;
    for (const run of runs) {
      document.font(fontFile(run.face, weight)).fontSize(shape.size).fillColor(shape.fill);
      document.text(run.text, x, shape.y + index * shape.leading, { lineBreak: false, baseline: 'alphabetic' });
      x += run.width;
    }
  });
}
