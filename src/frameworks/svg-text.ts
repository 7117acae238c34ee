import type { TextShape } from '../shared/index.js';

/** Text in a drawing has no layout engine: widths are estimated on the safe side, lines are broken here. */

const narrow = new Set("ilI.,:;'|!()[] ");
const wide = new Set('mwMWQ@%');

/** Estimated width in px, never less than common sans-serif fonts need. */
export function textWidth(text: string, size: number, bold = false): number {
  let units = 0;
  for (const char of text) {
    if (narrow.has(char)) units += 0.34;
    else if (wide.has(char)) units += 0.95;
    else units += char >= 'A' && char <= 'Z' ? 0.72 : 0.58;
  }
  return units * size * (bold ? 1.08 : 1);
}

/** Breaks at blanks; a word longer than the line stands alone. */
export function wrapText(text: string, width: number, size: number, bold = false): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && textWidth(`${last} ${word}`, size, bold) <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

export interface TextStyle {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly fill: string;
  readonly bold?: boolean;
  readonly anchor?: 'start' | 'middle';
  readonly leading?: number;
}

/** Lines of text set under each other; `y` is the first baseline. */
export function textBlock(lines: readonly string[], style: TextStyle): TextShape {
  const { size, bold = false, anchor = 'start', leading = Math.round(size * 1.4) } = style;
  return { kind: 'text', lines, ...style, bold, anchor, leading };
}

/** Also drops characters that XML 1.0 does not allow. */
export const escapeXml = (text: string): string =>
  text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;');
