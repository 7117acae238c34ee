import { canonicalJson } from '../../shared/index.js';
import { keyedHash } from '../personal/cell-crypto.js';
import type { TableShape } from '../table-shape.js';

/** Written instead of a seal when a row was found altered: the alteration must not be sealed over by the next change. */
export const ALTERED = 'altered';

/**
 * HMAC over table and all columns of a row as they lie in the database. Empty columns are left out, so a column that a
 * later version adds does not break the seals of older rows.
 */
export function rowSeal(key: Uint8Array, shape: TableShape, valueOf: (column: string) => unknown): string {
  const content: Record<string, unknown> = {};
  for (const { column } of shape.columns) {
    const value = valueOf(column);
    if (value !== null && value !== undefined) content[column] = value;
  }
  return keyedHash(key, `${shape.table} ${canonicalJson(content)}`);
}

/** The same for column values on their way in, where JSON is text already. */
export function sealOfNewRow(key: Uint8Array, shape: TableShape, values: readonly unknown[]): string {
  const byColumn = new Map(
    shape.columns.map(({ column, kind }, index) => {
      const value = values[index];
      return [column, kind === 'json' && typeof value === 'string' ? (JSON.parse(value) as unknown) : value];
    }),
  );
  return rowSeal(key, shape, (column) => byColumn.get(column));
}

const MODULUS = 2n ** 256n;

/** Sum of seals modulo 2^256, hex. Anything that is no seal counts as nothing. */
export function addSeals(total: string, added: readonly unknown[], removed: readonly unknown[]): string {
  let sum = numberOf(total);
  for (const seal of added) sum += numberOf(seal);
  for (const seal of removed) sum -= numberOf(seal);
  return (((sum % MODULUS) + MODULUS) % MODULUS).toString(16).padStart(64, '0');
}

const numberOf = (seal: unknown): bigint =>
  typeof seal === 'string' && /^[0-9a-f]{64}$/.test(seal) ? BigInt(`0x${seal}`) : 0n;
