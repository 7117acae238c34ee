import type { DataSource, EntityTarget, ObjectLiteral } from 'typeorm';
import { GuardedRow, PassingRow, SealedRow } from './entities/stored-row.js';
import { StorageMisuse, unstorableText } from './storage-errors.js';

/** One field of a model and the column that holds it. */
export interface ColumnShape {
  readonly field: string;
  readonly column: string;
  readonly kind: 'text' | 'integer' | 'number' | 'boolean' | 'json';
  readonly nullable: boolean;
}

/** What the repository needs to know about one entity, read once from TypeORM's metadata. */
export interface TableShape {
  readonly table: string;
  readonly columns: readonly ColumnShape[];
  /** Fields that may be filtered and sorted by: plain values only. */
  readonly filterable: ReadonlyMap<string, ColumnShape>;
  /** Its rows carry a seal. */
  readonly sealed: boolean;
  /** The seals of the table are summed up, so that a missing row shows. */
  readonly summed: boolean;
  /** The seal is judged with every reading. */
  readonly guarded: boolean;
}

/** Columns that only `storage/` itself knows. */
const INTERNAL = new Set(['seq', 'seal']);

const KINDS: Readonly<Record<string, ColumnShape['kind']>> = {
  varchar: 'text',
  text: 'text',
  integer: 'integer',
  'double precision': 'number',
  boolean: 'boolean',
  jsonb: 'json',
};

export function tableShape(dataSource: DataSource, entity: EntityTarget<ObjectLiteral>): TableShape {
  const metadata = dataSource.getMetadata(entity);
  const columns = metadata.columns
    .filter((column) => !INTERNAL.has(column.propertyName))
    .map((column): ColumnShape => {
      const kind = KINDS[dataSource.driver.normalizeType(column)] ?? KINDS[String(column.type)];
      if (kind === undefined) throw new StorageMisuse(`${metadata.tableName}.${column.databaseName} has no known kind`);
      return { field: column.propertyName, column: column.databaseName, kind, nullable: column.isNullable };
    });
  const plain = columns.filter((column) => column.kind !== 'json' && column.field !== 'personal');
  return {
    table: metadata.tableName,
    columns,
    filterable: new Map(plain.map((column) => [column.field, column])),
    sealed: metadata.columns.some((column) => column.propertyName === 'seal'),
    summed: isKindOf(metadata.target, SealedRow),
    guarded: isKindOf(metadata.target, GuardedRow) || isKindOf(metadata.target, PassingRow),
  };
}

const isKindOf = (target: unknown, kind: abstract new () => object): boolean =>
  typeof target === 'function' && target.prototype instanceof kind;

/**
 * The column values of an entity, in the order of `shape.columns`. Exactly the model's fields are accepted: a field
 * without a column would be lost silently, a missing one would be stored as something nobody said.
 */
export function toRow(shape: TableShape, entity: Readonly<Record<string, unknown>>): unknown[] {
  const known = new Set(shape.columns.map((column) => column.field));
  const stray = Object.keys(entity).find((field) => !known.has(field));
  if (stray !== undefined) throw new StorageMisuse(`${shape.table} has no column for the field ${stray}`);
  return shape.columns.map((column) => toColumnValue(shape, column, entity[column.field] ?? null));
}

/** The plain object of the model: no prototype of the entity class, no internal columns. */
export function fromRow<T>(shape: TableShape, row: ObjectLiteral): T {
  return Object.fromEntries(shape.columns.map(({ field }) => [field, row[field] as unknown])) as T;
}

function toColumnValue(shape: TableShape, column: ColumnShape, value: unknown): unknown {
  if (value === null) {
    if (column.nullable) return null;
    throw new StorageMisuse(`${shape.table}.${column.field} must not be empty`);
  }
  if (column.kind === 'json') return JSON.stringify(value);
  if (!isPlainValueOf(column.kind, value))
    throw new StorageMisuse(`${shape.table}.${column.field} is of the wrong type`);
  return value;
}

/** Throws `unstorable-text` for text PostgreSQL would refuse (NUL) or silently change (lone surrogates). */
export function isPlainValueOf(kind: ColumnShape['kind'], value: unknown): boolean {
  switch (kind) {
    case 'text':
      if (typeof value !== 'string') return false;
      if (value.includes('\0') || /\p{Surrogate}/u.test(value)) throw unstorableText();
      return true;
    case 'integer':
      return Number.isInteger(value) && Math.abs(value as number) < 2 ** 31;
    case 'number':
      return Number.isFinite(value);
    case 'boolean':
      return typeof value === 'boolean';
    case 'json':
      return false;
  }
}
