import type { EntityManager, EntityTarget, ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import type { Filter, Repository, Stored } from '../shared/index.js';
import { addFilter, addPage, refuseCutListing } from './conditions.js';
import type { OwnerKeys } from './personal/owner-keys.js';
import type { StoredForm } from './personal/stored-form.js';
import { purgeRows } from './purge.js';
import type { RowWriter } from './seals/row-writer.js';
import type { DatabaseSession } from './sessions.js';
import { alteredRow, refusedQuery, stale } from './storage-errors.js';
import { fromRow, toRow, type TableShape } from './table-shape.js';

/** Rows per INSERT: large enough to amortise the round trip, small enough for the 65,535 parameters of the protocol. */
const MAX_ROWS_PER_INSERT = 500;
const MAX_PARAMETERS = 30_000;

export interface RepositoryParts<T extends Stored> {
  readonly session: DatabaseSession;
  readonly entity: EntityTarget<ObjectLiteral>;
  readonly shape: TableShape;
  readonly keys: OwnerKeys;
  readonly writer: RowWriter;
  readonly form?: StoredForm<T>;
}

/** One TypeORM entity behind the house's `Repository` port; the same code inside and outside transactions. */
export function createRepository<T extends Stored>(parts: RepositoryParts<T>): Repository<T> {
  const { session, entity, shape, form, keys, writer } = parts;

  async function toModels(manager: EntityManager, rows: readonly ObjectLiteral[]): Promise<T[]> {
    if (shape.guarded && !rows.every((row) => writer.isGenuine(shape, row))) throw alteredRow();
    if (!form) return rows.map((row) => fromRow<T>(shape, row));
    const stored = rows.map((row) => fromRow<Record<string, unknown>>(shape, row));
    return stored.length === 0 ? [] : form.fromStored(stored, { manager, keys });
  }
  async function toRows(manager: EntityManager, models: readonly T[]): Promise<unknown[][]> {
    const stored = form ? await form.toStored(models, { manager, keys }) : models;
    return stored.map((model) => toRow(shape, model as Readonly<Record<string, unknown>>));
  }
  const select = (manager: EntityManager): SelectQueryBuilder<ObjectLiteral> =>
    manager.createQueryBuilder(entity, 'row');

  async function filtered(manager: EntityManager, filter: Filter<T>): Promise<SelectQueryBuilder<ObjectLiteral>> {
    const query = select(manager);
    addFilter(query, shape, form ? form.filter(filter) : filter);
    return query;
  }
  /** A row, its seal and the sum of the seals change together or not at all. */
  const write = <R>(work: (manager: EntityManager) => Promise<R>, statements: number): Promise<R> =>
    shape.sealed || statements > 1 ? session.atomically(work) : session.run(work);

  async function insertAll(models: readonly T[]): Promise<void> {
    const size = Math.min(MAX_ROWS_PER_INSERT, Math.floor(MAX_PARAMETERS / (shape.columns.length + 1)));
    await write(
      async (manager) => {
        for (let start = 0; start < models.length; start += size) {
          await writer.insert(manager, shape, await toRows(manager, models.slice(start, start + size)));
        }
      },
      Math.ceil(models.length / size),
    );
  }

  return {
    get: (id) =>
      session.run(async (manager) => {
        // From a URL an id can arrive as a list; "one of" is for filters only.
        if (typeof id !== 'string') throw refusedQuery('An id must be one text.');
        const query = select(manager);
        addFilter(query, shape, { id });
        const row = await query.getOne();
        const [model] = row ? await toModels(manager, [row]) : [];
        return model ?? null;
      }),
    find: (filter, page = {}) =>
      session.run(async (manager) => {
        const query = await filtered(manager, filter);
        addPage(query, shape, page);
        const rows = await query.getMany();
        refuseCutListing(rows.length);
        return toModels(manager, rows);
      }),
    count: (filter) => session.run(async (manager) => (await filtered(manager, filter)).getCount()),
    insert: async (model) => {
      await insertAll([model]);
      return model;
    },
    insertMany: async (models) => {
      if (models.length > 0) await insertAll(models);
    },
    update: async (model) => {
      const next: T = { ...model, version: model.version + 1 };
      const isWritten = await write(async (manager) => {
        const [row = []] = await toRows(manager, [next]);
        return writer.update(manager, shape, { row, expected: model });
      }, 1);
      if (!isWritten) throw stale();
      return next;
    },
    purge: (request) => session.run((manager) => purgeRows(manager, shape, request)),
  };
}
