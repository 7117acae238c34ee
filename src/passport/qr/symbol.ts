import { create } from 'qrcode';
import { ServiceError, utf8 } from '../../shared/index.js';
import { base10Length } from '../codec/base10.js';

/** Error correction: M on print, L on phone screens, Q for the small online code (docs/sp1.md section 5). */
export type EccLevel = 'L' | 'M' | 'Q';

/** White modules that every side of a code needs (ISO/IEC 18004 section 6.3.8). */
export const quietModules = 4;

/** A QR symbol without its quiet zone; `isDark` answers false outside. */
export interface QrSymbol {
  readonly size: number;
  isDark(row: number, column: number): boolean;
}

/**
 * The symbol of an address. Digits after `#` go into a numeric segment, which is what makes SP1 dense; everything
 * before them, and any other text, is a byte segment. Throws ServiceError P21 when no symbol is large enough.
 */
export function qrSymbol(text: string, ecc: EccLevel): QrSymbol {
  const split = /^(.*#)(\d+)$/s.exec(text);
  const [prefix, digits] = split ? [split[1] ?? '', split[2] ?? ''] : [text, ''];
  const segments = [
    { data: utf8(prefix), mode: 'byte' as const },
    ...(digits === '' ? [] : [{ data: digits, mode: 'numeric' as const }]),
  ];
  try {
    const { modules } = create(segments, { errorCorrectionLevel: ecc });
    const isDark = (row: number, column: number): boolean =>
      row >= 0 && column >= 0 && row < modules.size && column < modules.size && modules.get(row, column) === 1;
    return { size: modules.size, isDark };
  } catch (cause) {
    throw new ServiceError('P21', {
      status: 409,
      title: 'The text is longer than any QR code can hold.',
      whatToDo: 'Use the online code.',
      cause,
    });
  }
}

/** Modules per side of the code that carries `payloadBytes` behind `https://<host>/#`. */
export function modulesOf(payloadBytes: number, host: string, ecc: EccLevel = 'M'): number {
  return qrSymbol(`https://${host}/#${'0'.repeat(base10Length(payloadBytes))}`, ecc).size;
}

/** Dark runs, row by row: the fewest rectangles that draw the symbol without gaps. */
export function darkRuns(symbol: QrSymbol): { row: number; column: number; length: number }[] {
  const runs: { row: number; column: number; length: number }[] = [];
  for (let row = 0; row < symbol.size; row++) {
    for (let column = 0; column < symbol.size; column++) {
      if (!symbol.isDark(row, column)) continue;
      const start = column;
      while (symbol.isDark(row, column)) column++;
      runs.push({ row, column: start, length: column - start });
    }
  }
  return runs;
}
