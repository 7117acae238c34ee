import { parseIso } from '../../shared/index.js';

/** An absolute URL as WHATWG parsers read it, without the blanks that they would silently accept or encode. */
export const isUrl = (value: unknown): value is string =>
  typeof value === 'string' && value.length <= 131_072 && !/\s/.test(value) && URL.canParse(value);

/** Members that may hold one value or several: always several here. Absent = none. */
export const valuesOf = (value: unknown): readonly unknown[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];

const ZONE = /(?:Z|[+-]\d{2}:\d{2})$/;

/** xsd:dateTimeStamp (2.0), or xsd:dateTime, whose zone may be missing (1.1), of a day that exists. Null when it is neither. */
export function instantOf(value: unknown, isZoneOptional: boolean): number | null {
  if (typeof value !== 'string' || !value.includes('T')) return null;
  const text = isZoneOptional && !ZONE.test(value) ? `${value}Z` : value;
  return parseIso(text)?.getTime() ?? null;
}
