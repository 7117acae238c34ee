import type { Person } from '../assessment/index.js';

/**
 * The one place where a person's fields pass on their way to and from the table. Encryption at rest belongs here:
 * `toStored` seals the personal fields, `fromStored` opens them, nothing else in the house notices.
 */
export interface StoredForm<T> {
  toStored(entity: T): T;
  fromStored(stored: T): T;
}

export const personForm: StoredForm<Person> = {
  toStored: (person) => person,
  fromStored: (stored) => stored,
};
