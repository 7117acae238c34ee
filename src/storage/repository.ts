import type { EntityManager, EntityTarget, ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import type { Filter, Repository, Stored } from '../shared/index.js';
import { addFilter, addPage, refuseCutListing } from './conditions.js';
import type { StoredForm } from './person-mapper.js';
import type { DatabaseSession } from './sessions.js';
import { refusedQuery, stale } from './storage-errors.js';
import { fromRow, toRow, type ColumnShape, type TableShape } from './table-shape.js';

/** Rows per INSERT: large enough to amortise the round trip, small enough for the 65,535 parameters of the protocol. */
const MAX_ROWS_PER_INSERT = 500;
const MAX_PARAMETERS = 30_000;

export interface RepositoryParts<T extends Stored> {
  readonly session: DatabaseSession;
  readonly entity: EntityTarget<ObjectLiteral>;
  readonly shape: TableShape;
  readonly form?: StoredForm<T>;
}

/** One TypeORM entity behind the house's `Repository` port; the same code inside and outside transactions. */
export function createRepository<T extends Stored>(parts: RepositoryParts<T>): Repository<T> {
  const { session, entity, shape, form } = parts;

  const toModel = (row: ObjectLiteral): T => {
    const stored = fromRow<T>(shape, row);
    return form ? form.fromStored(stored) : stored;
  };
  const toColumns = (model: T): unknown[] => {
    const stored = form ? form.toStored(model) : model;
    return toRow(shape, stored as unknown as Record<string, unknown>);
  };
  const select = (manager: EntityManager): SelectQueryBuilder<ObjectLiteral> =>
    manager.createQueryBuilder(entity, 'row');

  async function filtered(manager: EntityManager, filter: Filter<T>): Promise<SelectQueryBuilder<ObjectLiteral>> {
    const query = select(manager);
    addFilter(query, shape, filter);
    return query;
  }

  return {
    get: (id) =>
      session.run(async (manager) => {
        // From a URL an id can arrive as a list; "one of" is for filters only.
        if (typeof id !== 'string') throw refusedQuery('An id must be one text.');
        const query = select(manager);
        addFilter(query, shape, { id });
        const row = await query.getOne();
        return row ? toModel(row) : null;
      }),
    find: (filter, page = {}) =>
      session.run(async (manager) => {
        const query = await filtered(manager, filter);
        addPage(query, shape, page);
        const rows = await query.getMany();
        refuseCutListing(rows.length);
        return rows.map(toModel);
      }),
    count: (filter) => session.run(async (manager) => (await filtered(manager, filter)).getCount()),
    insert: async (model) => {
      const row = toColumns(model);
      await session.run((manager) => insertRows(manager, shape, [row]));
      return model;
    },
    insertMany: async (models) => {
      const rows = models.map(toColumns);
      if (rows.length === 0) return;
      if (rows.length <= rowsPerInsert(shape)) await session.run((manager) => insertRows(manager, shape, rows));
      else await session.atomically((manager) => insertInChunks(manager, shape, rows));
    },
    update: async (model) => {
      const next: T = { ...model, version: model.version + 1 };
      const row = toColumns(next);
      const isWritten = await session.run((manager) => updateRow(manager, shape, { row, expected: model }));
      if (!isWritten) throw stale();
      return next;
    },
  };
}

const rowsPerInsert = (shape: TableShape): number =>
  Math.min(MAX_ROWS_PER_INSERT, Math.floor(MAX_PARAMETERS / shape.columns.length));

async function insertInChunks(manager: EntityManager, shape: TableShape, rows: unknown[][]): Promise<void> {
  const size = rowsPerInsert(shape);
  for (let start = 0; start < rows.length; start += size) {
    await insertRows(manager, shape, rows.slice(start, start + size));
  }
}

/** TypeORM's own insert costs about twice the time per row (docs/performance.md), hence the plain statement. */
async function insertRows(manager: EntityManager, shape: TableShape, rows: readonly unknown[][]): Promise<void> {
  const columns = shape.columns.map(({ column }) => `"${column}"`).join(', ');
  const width = shape.columns.length;
  const tuples = rows.map(
    (_, rowIndex) =>
      `(${shape.columns.map((column, index) => placeholder(column, rowIndex * width + index)).join(', ')})`,
  );
  await manager.query(`INSERT INTO "${shape.table}" (${columns}) VALUES ${tuples.join(', ')}`, rows.flat());
}

interface Update {
  readonly row: readonly unknown[];
  readonly expected: Stored;
}

async function updateRow(manager: EntityManager, shape: TableShape, { row, expected }: Update): Promise<boolean> {
  const assignments = shape.columns.map((column, index) => `"${column.column}" = ${placeholder(column, index)}`);
  const [id, version] = [shape.columns.length + 1, shape.columns.length + 2];
  const result: unknown = await manager.query(
    `UPDATE "${shape.table}" SET ${assignments.join(', ')} WHERE "id" = $${id} AND "version" = $${version}`,
    [...row, expected.id, expected.version],
  );
  return Array.isArray(result) && result[1] === 1;
}

const placeholder = (column: ColumnShape, index: number): string =>
  `$${index + 1}${column.kind === 'json' ? '::jsonb' : ''}`;
