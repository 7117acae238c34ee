import type { LookupTables } from './lookup-tables.js';

/** An ISCED 2011 value as people write it: `3`, `354`, `ED3`, `ISCED 2013 level 3`, `0713 554`. */
export interface IscedInput {
  /** One or three digits, or what was given when it is neither. */
  readonly code: string;
  /** The first digit when it is a level, else null. */
  readonly level: string | null;
  /** The common slip: levels are ISCED 2011, 2013 is the list of fields. */
  readonly saidIsced2013: boolean;
  /** A field code stood before it (national programme codes). */
  readonly composite: boolean;
}

export function readIsced(text: string): IscedInput {
  const trimmed = text.trim();
  const composite = /^\d{4}\s+(\d{3})[A-Z]?$/.exec(trimmed);
  const plain = trimmed.replace(/^isced(?:-?[ap])?\s*(?:2011|2013)?\s*(?:level)?\s*/i, '').replace(/^ED(?=\d$)/i, '');
  const code = composite?.[1] ?? plain;
  return {
    code,
    level: /^[0-8](\d\d)?$/.test(code) ? code.slice(0, 1) : null,
    saidIsced2013: /^isced\s*2013/i.test(trimmed),
    composite: composite !== null,
  };
}

/** The one-digit level of a code that exists, else null. */
export function iscedLevel(tables: LookupTables, text: string): string | null {
  const { code, level } = readIsced(text);
  if (level === null) return null;
  return code.length === 1 || tables.attainmentCodes.has(code) || tables.programmeCodes.has(code) ? level : null;
}
