import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import type { Page } from '../shared/index.js';
import { refusedQuery, tooManyRows } from './storage-errors.js';
import { isPlainValueOf, type TableShape } from './table-shape.js';

/**
 * One listing returns at most this many rows. More is refused, never cut off in silence: a cut list of revoked
 * certificates would make the rest valid again.
 */
export const MAX_ROWS = 10_000;
const MAX_CHOICES = 10_000;

type RowQuery = SelectQueryBuilder<ObjectLiteral>;

/**
 * Adds an equality filter. Filters may come from a URL, so only known plain fields and plain values pass, and every
 * value travels as a parameter. Throws ServiceError `unknown-filter`.
 */
export function addFilter(query: RowQuery, shape: TableShape, filter: Readonly<Record<string, unknown>>): void {
  Object.entries(filter).forEach(([field, wanted], position) => {
    const column = shape.filterable.get(field);
    if (column === undefined) throw refusedQuery('This list cannot be filtered by one of the fields asked for.');
    const choices: unknown[] = Array.isArray(wanted) ? wanted : [wanted];
    if (choices.length > MAX_CHOICES) throw tooManyRows();
    const values = choices.filter((choice) => choice !== null);
    if (!values.every((value) => isPlainValueOf(column.kind, value))) {
      throw refusedQuery('A filter value has the wrong type.');
    }
    addChoice(query, `row.${field}`, { values, orNull: values.length < choices.length, name: `filter${position}` });
  });
}

interface Choice {
  readonly values: readonly unknown[];
  readonly orNull: boolean;
  readonly name: string;
}

function addChoice(query: RowQuery, path: string, { values, orNull, name }: Choice): void {
  const parts: string[] = [];
  if (values.length === 1) parts.push(`${path} = :${name}`);
  if (values.length > 1) parts.push(`${path} IN (:...${name})`);
  if (orNull) parts.push(`${path} IS NULL`);
  // "One of nothing" is false; leaving the condition out would return everything.
  if (parts.length === 0) parts.push('1 = 0');
  query.andWhere(`(${parts.join(' OR ')})`, values.length === 1 ? { [name]: values[0] } : { [name]: values });
}

/** Order, limit and offset. `orderBy` is a plain field, with a leading `-` for descending; ties keep insertion order. */
export function addPage(query: RowQuery, shape: TableShape, page: Page): void {
  const { orderBy, after } = page;
  if (after !== undefined) query.andWhere('row.id > :after', { after });
  if (orderBy !== undefined) {
    const isDescending = orderBy.startsWith('-');
    const field = isDescending ? orderBy.slice(1) : orderBy;
    if (!shape.filterable.has(field)) throw refusedQuery('This list cannot be sorted by the field asked for.');
    query.orderBy(`row.${field}`, isDescending ? 'DESC' : 'ASC');
  }
  query.addOrderBy('row.seq', 'ASC');
  const limit = wholeNumber(page.limit ?? MAX_ROWS);
  if (limit > MAX_ROWS) throw tooManyRows();
  // One row more than allowed shows that an unlimited listing would be cut.
  query.limit(page.limit ?? MAX_ROWS + 1);
  query.offset(wholeNumber(page.offset ?? 0));
}

/** Throws ServiceError `too-many-rows` when a listing without a limit of its own met the cap. */
export function refuseCutListing(rowCount: number): void {
  if (rowCount > MAX_ROWS) throw tooManyRows();
}

function wholeNumber(value: number): number {
  if (!Number.isSafeInteger(value) || value < 0)
    throw refusedQuery('Limit and offset must be whole numbers, not negative.');
  return value;
}
