import { Column } from 'typeorm';
import type { Stored } from '../../shared/index.js';

/** Every field of the model, optional ones included, must have a column: a forgotten one is a type error. */
export type Columns<T extends Stored> = { readonly [K in keyof T]-?: T[K] };

/** What every table has beside its own columns. The id is declared per entity so that its constraint has a fixed name. */
export abstract class StoredRow {
  /** Rises by one with each update (optimistic locking). */
  @Column({ type: 'integer' }) version!: number;
  /** Order of insertion, the default order of every listing. Never leaves `storage/`. */
  @Column({ type: 'bigint', generated: 'increment' }) seq!: string;
}

/** A row that nobody can edit beside the service without `fsck` naming it, see `seals/`. */
export abstract class SealedRow extends StoredRow {
  /** HMAC over everything in the row; never leaves `storage/`. */
  @Column({ type: 'varchar', nullable: true }) seal!: string | null;
}

/** A sealed row that is judged whenever it is read: whoever edits or adds one beside the service gets nowhere with it. */
export abstract class GuardedRow extends SealedRow {}

/** The same for rows that come and go. Their seals are not summed up, so that they can be removed when they are over. */
export abstract class PassingRow extends StoredRow {
  @Column({ type: 'varchar', nullable: true }) seal!: string | null;
}
