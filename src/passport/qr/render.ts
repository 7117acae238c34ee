import sharp from 'sharp';
import { darkRuns, qrSymbol, quietModules, type EccLevel } from './symbol.js';

/** One module is one user unit; the quiet zone is part of the picture. Black on white whatever the page's theme. */
export function qrSvg(text: string, ecc: EccLevel): string {
  const symbol = qrSymbol(text, ecc);
  const side = symbol.size + 2 * quietModules;
  const path = darkRuns(symbol)
    .map(({ row, column, length }) => `M${column + quietModules} ${row + quietModules}h${length}v1h-${length}z`)
    .join('');
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges" role="img">` +
    `<title>QR code</title><path fill="#fff" d="M0 0h${side}v${side}H0z"/><path fill="#000" d="${path}"/></svg>`
  );
}

/** Grey raster (0 dark, 255 white) with whole pixels per module, quiet zone included. */
export function qrRaster(text: string, ecc: EccLevel, pixelsPerModule: number): { side: number; grey: Uint8Array } {
  const symbol = qrSymbol(text, ecc);
  const side = (symbol.size + 2 * quietModules) * pixelsPerModule;
  const grey = new Uint8Array(side * side).fill(255);
  for (const { row, column, length } of darkRuns(symbol)) {
    const left = (column + quietModules) * pixelsPerModule;
    for (let line = 0; line < pixelsPerModule; line++) {
      const start = ((row + quietModules) * pixelsPerModule + line) * side + left;
      grey.fill(0, start, start + length * pixelsPerModule);
    }
  }
  return { side, grey };
}

/** PNG in two colours; every module is exactly `pixelsPerModule` (1 to 40) pixels wide. */
export async function qrPng(text: string, ecc: EccLevel, pixelsPerModule = 10): Promise<Uint8Array> {
  if (!Number.isInteger(pixelsPerModule) || pixelsPerModule < 1 || pixelsPerModule > 40) {
    throw new RangeError('pixels per module: a whole number from 1 to 40');
  }
  const { side, grey } = qrRaster(text, ecc, pixelsPerModule);
  return twoColourPng(grey, side, side);
}

export async function twoColourPng(grey: Uint8Array, width: number, height: number): Promise<Uint8Array> {
  const image = sharp(grey, { raw: { width, height, channels: 1 } }).threshold(128);
  return new Uint8Array(await image.png({ palette: true, colours: 2, compressionLevel: 9 }).toBuffer());
}

const BLACK_ON_WHITE = '\u001b[38;5;16;48;5;231m';
const RESET = '\u001b[0m';

/** Two modules per character cell, black on white in any terminal theme. */
export function qrTerminal(text: string, ecc: EccLevel): string {
  const symbol = qrSymbol(text, ecc);
  const lines: string[] = [];
  for (let row = -quietModules; row < symbol.size + quietModules; row += 2) {
    let line = '';
    for (let column = -quietModules; column < symbol.size + quietModules; column++) {
      line += halfBlock(symbol.isDark(row, column), symbol.isDark(row + 1, column));
    }
    lines.push(`${BLACK_ON_WHITE}${line}${RESET}`);
  }
  return lines.join('\n');
}

function halfBlock(upper: boolean, lower: boolean): string {
  if (upper) return lower ? '█' : '▀';
  return lower ? '▄' : ' ';
}
