import type { EntityManager } from 'typeorm';
import type { Filter } from '../../shared/index.js';
import type { OwnerKeys } from './owner-keys.js';

/** What a form may use while it works: the connection at hand and the keys of the people concerned. */
export interface FormContext {
  readonly manager: EntityManager;
  readonly keys: OwnerKeys;
}

/** The column values of one row by field. */
export type StoredRecord = Readonly<Record<string, unknown>>;

/**
 * How things of one kind pass on their way to and from their table. Always whole batches, so that a list costs one
 * look-up of keys. Nothing outside `storage/` notices.
 */
export interface StoredForm<T> {
  toStored(models: readonly T[], context: FormContext): Promise<StoredRecord[]>;
  fromStored(rows: readonly StoredRecord[], context: FormContext): Promise<T[]>;
  /** A filter in the model's terms, as the columns have to be asked. */
  filter(filter: Filter<T>): Filter<T>;
}
