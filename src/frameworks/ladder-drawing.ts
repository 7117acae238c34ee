import type { Drawing, PathShape, Shape } from '../shared/index.js';
import type { Ladder, LadderColumn, LadderLine, LadderLink } from './ladder.js';
import { textBlock, textWidth, wrapText } from './svg-text.js';

const ink = '#14202B';
const softInk = '#475866';
const edge = '#7A8A97';
const brand = '#0B4F6C';
const panel = '#F3F6F8';
const tint = '#DCEBF2';

const MARGIN = 12;
const ROW = 30;
const MARKED_ROW = 46;
const ROW_GAP = 7;
const HEADER = 64;
const PANEL_GAP = 24;
const MIN_COLUMN = 170;

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
/** How wide, and in which words. */
interface Setting {
  readonly width: number;
  readonly words: LadderWords;
}
interface Placed {
  readonly column: LadderColumn;
  readonly x: number;
  readonly width: number;
  readonly boxes: ReadonlyMap<string, Box>;
}

/** Words that stand in the drawing beside the sentences of the ladder. */
export interface LadderWords {
  readonly title: string;
  readonly certificate: string;
  readonly counterpart: string;
  readonly solid: string;
  readonly dashed: string;
  readonly dotted: string;
  /** `{version}` is replaced. */
  readonly dataVersion: string;
}

export const englishWords: LadderWords = {
  title: 'Levels side by side:',
  certificate: 'this certificate',
  counterpart: 'counterpart',
  solid: 'official: corresponds to',
  dashed: 'compared only',
  dotted: 'former, no longer current',
  dataVersion: 'Data version {version}.',
};

/**
 * The one geometry behind screen and paper: levels side by side, official links solid, comparisons dashed, former ones
 * dotted, a missing relation said in words. Patterns carry the meaning in black-and-white print, colour only helps.
 */
export function ladderDrawing(data: Ladder, wanted: number, words: LadderWords = englishWords): Drawing {
  const width = Math.round(Math.min(Math.max(wanted, 280), 1200));
  const groups: { top: number; shapes: readonly Shape[] }[] = [];
  let top = 0;
  for (const panel of panelsOf(data, width)) {
    const { shapes, height } = drawPanel(panel, { width, words });
    groups.push({ top, shapes });
    top += height + PANEL_GAP;
  }
  const foot = footer(data, { width, top, words });
  return { width, height: Math.ceil(foot.bottom + MARGIN), groups: [...groups, { top: 0, shapes: foot.shapes }] };
}

type Panel = Pick<Ladder, 'columns' | 'links' | 'gaps'>;

/** All columns in one row where there is room; else neighbour beside neighbour, pair under pair. */
function panelsOf(data: Ladder, width: number): readonly Panel[] {
  if (data.columns.length <= 2 || width >= data.columns.length * MIN_COLUMN) return [data];
  return data.columns.slice(1).map((_, column) => ({
    columns: data.columns.slice(column, column + 2),
    links: data.links.filter((link) => link.column === column).map((link) => ({ ...link, column: 0 })),
    gaps: data.gaps.slice(column, column + 1),
  }));
}

function drawPanel(
  panel: Panel,
  { width, words }: Setting,
): { readonly shapes: readonly Shape[]; readonly height: number } {
  const bodyHeight = Math.max(120, ...panel.columns.map(columnHeight));
  const placed = place(panel.columns, width, bodyHeight);
  const middle = HEADER + bodyHeight / 2;
  const shapes = [
    ...placed.flatMap(drawHeader),
    ...drawLinks(panel.links, placed),
    ...panel.gaps.flatMap((gap, column) => (gap === null ? [] : drawGap(gap, column, placed, middle))),
    ...placed.flatMap((one) => drawColumn(one, middle, words)),
  ];
  return { shapes, height: HEADER + bodyHeight };
}

const rowHeight = (column: LadderColumn, index: number): number => (column.levels[index]?.mark ? MARKED_ROW : ROW);
const rowsHeight = (column: LadderColumn): number =>
  column.levels.reduce((sum, _, index) => sum + rowHeight(column, index), 0);
const columnHeight = (column: LadderColumn): number =>
  rowsHeight(column) + ROW_GAP * Math.max(column.levels.length - 1, 0);

/** Every column fills the height, so that links stay close to level. */
function place(columns: readonly LadderColumn[], width: number, height: number): readonly Placed[] {
  const count = Math.max(columns.length, 1);
  const share = count > 2 ? 0.58 : 0.66;
  const boxWidth = Math.min(((width - 2 * MARGIN) * share) / count, 230);
  const step = count > 1 ? (width - 2 * MARGIN - boxWidth) / (count - 1) : 0;
  return columns.map((column, index) => {
    const x = MARGIN + index * step;
    const gaps = Math.max(column.levels.length - 1, 1);
    const space = Math.max((height - rowsHeight(column)) / gaps, ROW_GAP);
    const boxes = new Map<string, Box>();
    let y = HEADER;
    column.levels.forEach((level, row) => {
      boxes.set(level.code, { x, y, width: boxWidth, height: rowHeight(column, row) });
      y += rowHeight(column, row) + space;
    });
    return { column, x, width: boxWidth, boxes };
  });
}

function drawHeader({ column, x, width }: Placed): readonly Shape[] {
  const centre = x + width / 2;
  const size = textWidth(column.acronym, 16, true) > width + 16 ? 12 : 16;
  const short = wrapText(column.shortName, width, 11).slice(0, 2);
  return [
    textBlock([column.acronym], { x: centre, y: 24, size, fill: ink, bold: true, anchor: 'middle' }),
    textBlock(short, { x: centre, y: 39, leading: 13, size: 11, fill: softInk, anchor: 'middle' }),
  ];
}

function drawColumn({ column, x, width, boxes }: Placed, middle: number, words: LadderWords): readonly Shape[] {
  if (column.empty !== null) {
    const lines = wrapText(column.empty, width - 12, 12);
    const top = middle - (lines.length * 17) / 2;
    return [
      {
        kind: 'box',
        ...{ x, y: top - 12, width, height: lines.length * 17 + 20, radius: 6 },
        ...{ stroke: edge, weight: 1.5, dash: [4, 4] },
      },
      textBlock(lines, { x: x + width / 2, y: top + 11, size: 12, fill: softInk, anchor: 'middle' }),
    ];
  }
  return column.levels.flatMap((level) => {
    const box = boxes.get(level.code);
    return box ? drawLevel(level, box, words) : [];
  });
}

function drawLevel(level: LadderColumn['levels'][number], box: Box, words: LadderWords): readonly Shape[] {
  const fill = level.mark === 'certificate' ? brand : level.mark === 'counterpart' ? tint : panel;
  const stroke = level.mark ? brand : edge;
  const colour = level.mark === 'certificate' ? '#FFFFFF' : ink;
  const frame: Shape = { kind: 'box', ...box, radius: 6, fill, stroke, weight: level.mark ? 2 : 1 };
  const codeWidth = textWidth(level.code, 15, true) + 22;
  // Several awards can stand at a level; the marked box must not name another one than the certificate's.
  const [first = ''] = level.mark === 'certificate' && level.awards.length > 1 ? [] : level.awards;
  const award = [first, shortAward(first)].find((name) => textWidth(name, 12, false) + codeWidth + 8 <= box.width);
  const line = box.y + (level.mark ? 19 : 20);
  const code = textBlock([level.code], { x: box.x + 11, y: line, size: 15, fill: colour, bold: true });
  const awards =
    award === undefined || award === ''
      ? []
      : [textBlock([award], { x: box.x + codeWidth, y: line, size: 12, fill: colour })];
  const word = level.mark === null ? '' : words[level.mark];
  const size = textWidth(word, 11, false) > box.width - 20 ? 10 : 11;
  const mark = level.mark
    ? [textBlock([word], { x: box.x + (size === 10 ? 7 : 11), y: box.y + 37, size, fill: colour })]
    : [];
  return [frame, code, ...awards, ...mark];
}

/** `NC II` out of `National Certificate II (NC II)`. */
const shortAward = (name: string): string => /\(([^()]+)\)$/.exec(name)?.[1] ?? name;

const dashes: Record<LadderLine, Pick<PathShape, 'dash' | 'roundCaps'>> = {
  solid: {},
  dashed: { dash: [8, 5] },
  dotted: { dash: [1, 6], roundCaps: true },
};

function drawLinks(links: readonly LadderLink[], placed: readonly Placed[]): readonly Shape[] {
  // Marked ones last, so that they lie on top.
  return [...links]
    .sort((left, right) => Number(left.marked) - Number(right.marked))
    .flatMap((link) => {
      const from = placed[link.column]?.boxes.get(link.from);
      const to = placed[link.column + 1]?.boxes.get(link.to);
      if (!from || !to) return [];
      const [x1, y1, x2, y2] = [from.x + from.width, from.y + from.height / 2, to.x, to.y + to.height / 2];
      const bend = (x2 - x1) / 2;
      const curve = `M${round(x1)} ${round(y1)}C${round(x1 + bend)} ${round(y1)} ${round(x2 - bend)} ${round(y2)} ${round(x2)} ${round(y2)}`;
      const stroke = link.marked ? brand : edge;
      const weight = (link.marked ? 2 : 0) + (link.line === 'dotted' ? 2.5 : 1.5);
      return [{ kind: 'path', data: curve, stroke, weight, ...dashes[link.line] }];
    });
}

/** Where nothing links two columns, the gap says so beside the certificate's level. */
function drawGap(words: string, column: number, placed: readonly Placed[], middle: number): readonly Shape[] {
  const [left, right] = [placed[column], placed[column + 1]];
  if (!left || !right) return [];
  const marked = left.column.levels.find((level) => level.mark !== null);
  const box = marked ? left.boxes.get(marked.code) : undefined;
  const start = left.x + left.width;
  const space = right.x - start;
  const lines = wrapText(words, space - 12, 12);
  const y = box ? box.y + box.height / 2 : middle;
  const stub: readonly Shape[] = box
    ? [
        { kind: 'path', data: `M${round(start)} ${round(y)}H${round(start + 12)}`, stroke: brand, weight: 2 },
        { kind: 'circle', x: start + 16, y, radius: 4, fill: '#FFFFFF', stroke: brand, weight: 2 },
      ]
    : [];
  const above = box !== undefined && y + 18 + lines.length * 15 > HEADER + columnHeight(left.column);
  const top = above ? y - 12 - (lines.length - 1) * 15 : y + 24;
  return [
    ...stub,
    textBlock(lines, { x: start + space / 2, y: top, size: 12, fill: softInk, anchor: 'middle', leading: 15 }),
  ];
}

function footer(
  data: Ladder,
  { width, top, words }: Setting & { readonly top: number },
): { readonly shapes: readonly Shape[]; readonly bottom: number } {
  const room = width - 2 * MARGIN;
  const shapes: Shape[] = [];
  let y = top;
  const put = (text: string, size: number, fill: string, bold = false) => {
    const lines = wrapText(text, room, size, bold);
    const leading = Math.round(size * 1.4);
    shapes.push(textBlock(lines, { x: MARGIN, y: y + size, size, fill, bold, leading }));
    y += lines.length * leading + 6;
  };
  for (const sentence of data.sentences) put(sentence, 14, ink, true);
  for (const line of ['solid', 'dashed', 'dotted'] as const) {
    const used = data.links.find((link) => link.line === line);
    if (!used) continue;
    const weight = line === 'dotted' ? 3.5 : 2.5;
    shapes.push({ kind: 'path', data: `M${MARGIN} ${round(y + 9)}h36`, stroke: ink, weight, ...dashes[line] });
    shapes.push(textBlock([words[line]], { x: MARGIN + 46, y: y + 13, size: 12, fill: ink }));
    y += 22;
  }
  put(data.caution, 12, softInk);
  put(words.dataVersion.replace('{version}', data.dataVersion), 11, softInk);
  return { shapes, bottom: y };
}

const round = (value: number): number => Math.round(value * 10) / 10;
