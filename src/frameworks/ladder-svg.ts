import type { Drawing, Shape, TextShape } from '../shared/index.js';
import type { Knowledge } from './knowledge.js';
import { ladder, type Ladder, type LadderSide } from './ladder.js';
import { englishWords, ladderDrawing, type LadderWords } from './ladder-drawing.js';
import { escapeXml } from './svg-text.js';

export interface LadderSvgOptions {
  /** Drawing width in CSS pixels, 280 to 1200; the default fits the narrowest phone. */
  readonly width?: number;
  /** Prefix of the ids for title and description, unique in the page. */
  readonly idPrefix?: string;
  /** Language of the sentences and `words`; English when left out. */
  readonly language?: string;
  readonly words?: LadderWords;
}

/** Draws a ladder as a standalone SVG of presentation attributes only: a strict content security policy lets it in. */
export function ladderSvg(
  knowledge: Knowledge,
  sides: { readonly left: LadderSide; readonly right: LadderSide; readonly more?: readonly LadderSide[] },
  options: LadderSvgOptions = {},
): string {
  return drawLadder(ladder(knowledge, [sides.left, sides.right, ...(sides.more ?? [])]), options);
}

export function drawLadder(data: Ladder, options: LadderSvgOptions = {}): string {
  const id = (options.idPrefix ?? 'ladder').replace(/[^A-Za-z0-9_-]/g, '');
  const { language = 'en', words = englishWords } = options;
  const drawing = ladderDrawing(data, options.width ?? 320, words);
  const { width, height } = drawing;
  const title = `${words.title} ${data.columns.map((column) => column.acronym).join(', ')}`;
  const description = [...data.sentences, ...data.gaps.flatMap((gap) => gap ?? []), data.caution].join(' ');
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" lang="${escapeXml(language)}" aria-labelledby="${id}-title ${id}-desc" font-family="Noto Sans, Noto Sans Sinhala, Noto Sans Tamil, Noto Naskh Arabic, Segoe UI, Arial, sans-serif">`,
    `<title id="${id}-title">${escapeXml(title)}</title>`,
    `<desc id="${id}-desc">${escapeXml(description)}</desc>`,
    `<rect width="${width}" height="${height}" fill="#FFFFFF"/>`,
    ...drawing.groups.flatMap(groupSvg),
    '</svg>',
  ].join('\n');
}

const groupSvg = ({ top, shapes }: Drawing['groups'][number]): readonly string[] => [
  `<g transform="translate(0 ${round(top)})">`,
  ...shapes.map(shapeSvg),
  '</g>',
];

function shapeSvg(shape: Shape): string {
  switch (shape.kind) {
    case 'box': {
      const { x, y, width, height, radius, fill = 'none' } = shape;
      return `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" rx="${radius}" fill="${fill}"${strokeSvg(shape)}/>`;
    }
    case 'path':
      return `<path d="${escapeXml(shape.data)}" fill="none"${strokeSvg(shape)}/>`;
    case 'circle':
      return `<circle cx="${round(shape.x)}" cy="${round(shape.y)}" r="${shape.radius}" fill="${shape.fill}"${strokeSvg(shape)}/>`;
    case 'text':
      return textSvg(shape);
  }
}

function strokeSvg({ stroke, weight, dash, roundCaps }: Exclude<Shape, TextShape>): string {
  const dashes = dash === undefined ? '' : ` stroke-dasharray="${dash.join(' ')}"`;
  return ` stroke="${stroke}" stroke-width="${weight}"${dashes}${roundCaps === true ? ' stroke-linecap="round"' : ''}`;
}

/** One `<text>` with a `<tspan>` per line. */
function textSvg({ lines, x, y, leading, size, fill, bold, anchor }: TextShape): string {
  const spans = lines.map(
    (line, index) => `<tspan x="${round(x)}" y="${round(y + index * leading)}">${escapeXml(line)}</tspan>`,
  );
  const weight = bold ? ' font-weight="600"' : '';
  const align = anchor === 'middle' ? ' text-anchor="middle"' : '';
  return `<text font-size="${size}" fill="${fill}"${weight}${align}>${spans.join('')}</text>`;
}

const round = (value: number): number => Math.round(value * 10) / 10;
