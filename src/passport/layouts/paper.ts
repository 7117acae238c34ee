import PDFDocument from 'pdfkit';
import { darkRuns, qrSymbol, quietModules, type EccLevel } from '../qr/symbol.js';
import { fitText, fontFile, leadingOf, mm, visualRuns, isRightToLeft, type Fitted, type Weight } from './typeset.js';

export const colours = {
  ink: '#14202B',
  second: '#475866',
  hairline: '#D5DDE3',
  panel: '#F3F6F8',
  brand: '#0B4F6C',
  tint: '#E7F0F4',
  accent: '#C9A227',
  stop: '#B3121D',
  white: '#FFFFFF',
} as const;
/** Key ink only: four-colour black blurs the edges of modules. */
const KEY_BLACK: PDFKit.Mixins.ColorValue = [0, 0, 0, 100];

export interface TextBox {
  /** Millimetres from the page's left edge to the box. */
  readonly x: number;
  /** Millimetres from the page's top edge to the first line's top. */
  readonly y: number;
  readonly width: number;
  readonly sizes: readonly number[];
  readonly maxLines?: number;
  readonly weight?: Weight;
  readonly colour?: string;
  readonly align?: 'start' | 'centre' | 'end';
}

/** Millimetres from the top left corner of the page. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A PDF under construction; lengths in millimetres, type sizes in points. */
export interface Paper {
  readonly document: PDFKit.PDFDocument;
  addPage(): void;
  /** How a text would be set; nothing is drawn. */
  fit(text: string, box: Omit<TextBox, 'x' | 'y'>): Fitted;
  /** Draws and answers the y just below. */
  text(text: string, box: TextBox): number;
  rectangle(area: Area, fill: string): void;
  line(
    from: readonly [number, number],
    to: readonly [number, number],
    style?: { colour?: string; width?: number },
  ): void;
  /** White box with the code centred; `side` is the code's own side without quiet zone. */
  code(text: string, at: { x: number; y: number; box: number; side: number; ecc: EccLevel }): void;
  photo(jpeg: Uint8Array, area: Area): void;
  finish(): Promise<Uint8Array>;
}

export interface PaperOptions {
  /** Millimetres. */
  readonly size: readonly [number, number];
  /** Document title; never anything personal. */
  readonly title: string;
  readonly language?: string;
}

export function createPaper(options: PaperOptions): Paper {
  const size: [number, number] = [options.size[0] * mm, options.size[1] * mm];
  const document = new PDFDocument({
    size,
    margin: 0,
    pdfVersion: '1.7',
    lang: options.language ?? 'en',
    displayTitle: true,
    info: { Title: options.title, Creator: 'Skills Passport', Producer: 'Skills Passport' },
  });
  const chunks: Uint8Array[] = [];
  const done = new Promise<void>((resolve, reject) => {
    document.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    document.on('end', () => resolve());
    document.on('error', reject);
  });
  const setter = createTypesetter(document);

  return {
    document,
    addPage: () => void document.addPage({ size, margin: 0 }),
    ...setter,
    rectangle: ({ x, y, width, height }, fill) => {
      document.rect(x * mm, y * mm, width * mm, height * mm).fill(fill);
    },
    line: ([x1, y1], [x2, y2], style = {}) => {
      document
        .moveTo(x1 * mm, y1 * mm)
        .lineTo(x2 * mm, y2 * mm)
        .lineWidth((style.width ?? 0.2) * mm)
        .stroke(style.colour ?? colours.hairline);
    },
    code: (text, at) => drawCode(document, text, at),
    photo: (jpeg, { x, y, width, height }) => {
      document.image(Buffer.from(jpeg), x * mm, y * mm, { width: width * mm, height: height * mm });
    },
    finish: async () => {
      document.end();
      await done;
      return new Uint8Array(Buffer.concat(chunks));
    },
  };
}

/** Sets text in as many fonts as its scripts need. */
function createTypesetter(document: PDFKit.PDFDocument): Pick<Paper, 'fit' | 'text'> {
  const useFont = (face: Parameters<typeof fontFile>[0], weight: Weight, points: number): void => {
    document.font(fontFile(face, weight)).fontSize(points);
  };
  const measureWith =
    (weight: Weight) =>
    (text: string, points: number): number =>
      visualRuns(text).reduce((width, run) => {
        useFont(run.face, weight, points);
        return width + document.widthOfString(run.text);
      }, 0);
  const fit = (text: string, box: Omit<TextBox, 'x' | 'y'>): Fitted =>
    fitText(
      text,
      { width: box.width * mm, sizes: box.sizes, maxLines: box.maxLines ?? 1 },
      measureWith(box.weight ?? 400),
    );

  const drawLine = (line: string, box: TextBox, at: { baseline: number; points: number }): void => {
    const weight = box.weight ?? 400;
    const width = measureWith(weight)(line, at.points);
    const room = box.width * mm - width;
    const align = box.align ?? (isRightToLeft(line) ? 'end' : 'start');
    let x = box.x * mm + (align === 'start' ? 0 : align === 'end' ? room : room / 2);
    for (const run of visualRuns(line)) {
      useFont(run.face, weight, at.points);
      document.fillColor(box.colour ?? colours.ink).text(run.text, x, at.baseline, {
        lineBreak: false,
        baseline: 'alphabetic',
      });
      x += document.widthOfString(run.text);
    }
  };

  return {
    fit,
    text: (text, box) => {
      const fitted = fit(text, box);
      const step = fitted.size * leadingOf(text);
      fitted.lines.forEach((line, index) => {
        // The baseline sits where a line's descenders still fit into its box.
        const baseline = box.y * mm + step * index + step / 2 + fitted.size * 0.36;
        drawLine(line, box, { baseline, points: fitted.size });
      });
      return box.y + fitted.height / mm;
    },
  };
}

/** One path for the whole symbol: separate shapes would leave hairlines between rows in some viewers. */
function drawCode(
  document: PDFKit.PDFDocument,
  text: string,
  at: { x: number; y: number; box: number; side: number; ecc: EccLevel },
): void {
  const symbol = qrSymbol(text, at.ecc);
  const module = Math.min(at.side / symbol.size, at.box / (symbol.size + 2 * quietModules)) * mm;
  const offset = (at.box * mm - symbol.size * module) / 2;
  document.rect(at.x * mm, at.y * mm, at.box * mm, at.box * mm).fill(colours.white);
  for (const { row, column, length } of darkRuns(symbol)) {
    document.rect(at.x * mm + offset + column * module, at.y * mm + offset + row * module, length * module, module);
  }
  document.fill(KEY_BLACK);
}
