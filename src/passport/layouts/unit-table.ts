import type { PassportView } from '../types.js';
import { colours, type Area, type Paper } from './paper.js';
import { mm } from './typeset.js';

type Units = PassportView['units'];

/** Column widths in millimetres for a table of 180 mm; the title takes what is left. */
const COLUMNS = { code: 26, kind: 23, result: 33 };
/** Millimetres above and below a row: less only where the list would not fit. */
const PADDINGS = [1, 0.7, 0.4];
const SIZE = 8.5;
const HEAD_HEIGHT = 6;

/** Draws the table and answers the units that had no room, for a second page. Type is never set smaller. */
export function drawUnitTable(paper: Paper, units: Units, area: Area): Units {
  if (units.length === 0) return [];
  const titleWidth = area.width - COLUMNS.code - COLUMNS.kind - COLUMNS.result;
  const heightOf = (unit: Units[number]): number =>
    paper.fit(unit.title, { width: titleWidth - 2, sizes: [SIZE], maxLines: 3 }).height / mm;
  const total = (padding: number): number =>
    HEAD_HEIGHT + units.reduce((sum, unit) => sum + heightOf(unit) + 2 * padding, 0);
  const padding = PADDINGS.find((candidate) => total(candidate) <= area.height) ?? 0.4;
  drawHeadRow(paper, area);
  let y = area.y + HEAD_HEIGHT;
  for (const [index, unit] of units.entries()) {
    const height = heightOf(unit) + 2 * padding;
    if (y + height > area.y + area.height) return units.slice(index);
    if (index % 2 === 1) paper.rectangle({ x: area.x, y, width: area.width, height }, colours.panel);
    drawCells(paper, [unit.code, unit.title, kindWord(unit.category), resultWord(unit)], { ...area, y: y + padding });
    y += height;
  }
  paper.line([area.x, y], [area.x + area.width, y], { colour: colours.brand, width: 0.3 });
  return [];
}

function drawHeadRow(paper: Paper, area: Area): void {
  paper.rectangle({ x: area.x, y: area.y, width: area.width, height: HEAD_HEIGHT }, colours.brand);
  const cells = ['Code', 'Unit of competency', 'Kind', 'Result'] as const;
  drawCells(paper, cells, { ...area, y: area.y + 1.1 }, colours.white);
}

function drawCells(
  paper: Paper,
  cells: readonly [string, string, string, string],
  at: Area,
  colour: string = colours.ink,
): void {
  const titleWidth = at.width - COLUMNS.code - COLUMNS.kind - COLUMNS.result;
  const widths = [COLUMNS.code, titleWidth, COLUMNS.kind, COLUMNS.result];
  let x = at.x + 1.5;
  cells.forEach((text, index) => {
    const width = (widths[index] ?? 0) - 2;
    const isTitle = index === 1;
    const sizes = isTitle ? [SIZE] : [SIZE, 8, 7.5, 7, 6.5];
    const weight = colour === colours.white || index === 3 ? (600 as const) : (400 as const);
    paper.text(text, { x, y: at.y, width, sizes, maxLines: isTitle ? 3 : 1, weight, colour });
    x += widths[index] ?? 0;
  });
}

/** The result in full words: its colour is never the message. */
const resultWord = (unit: Units[number]): string => (unit.competent ? 'Competent' : 'Not Yet Competent');

const kindWord = (category: string): string => category.charAt(0).toUpperCase() + category.slice(1);
