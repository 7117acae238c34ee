import { readShape, type JsonObject, type ShapeOf } from '../../shared/index.js';
import { objectAt, textAt } from '../claims/fields.js';
import { isAddress } from './plain-entry.js';

/**
 * What took a replaced credential's place, published inside the signed message list. No personal data: an id that means
 * nothing without the credential, and the end of the new number so that paper and screen can be compared by eye.
 */
export interface Successor {
  /** `id` of the credential that is valid now. */
  readonly successor: string;
  /** Last four characters of the new certificate number. */
  readonly numberEnding: string;
  /** Day of the replacement, YYYY-MM-DD. */
  readonly on: string;
}

/**
 * Defines the one member the vocabularies lack. `@json` keeps its content opaque to JSON-LD processing, and
 * `@protected` keeps later contexts from giving the name another meaning.
 */
export const successorContext = {
  '@protected': true,
  successors: { '@id': 'urn:skills-passport:status-list:v1#successors', '@type': '@json' },
} as const;

/** Defines the days of change in revocation and suspension lists, in the same way. */
export const changedContext = {
  '@protected': true,
  changed: { '@id': 'urn:skills-passport:status-list:v1#changed', '@type': '@json' },
} as const;

const day = /^\d{4}-\d{2}-\d{2}$/;

/** Day on which the bit at `index` was set, YYYY-MM-DD; null when the list does not say or says it otherwise. */
export function readChangedOn(subject: JsonObject, index: number): string | null {
  const found = textAt(subject, 'changed', String(index));
  return found !== null && day.test(found) ? found : null;
}

/** The successor published for `index`, or null when there is none or it is not in the form we publish. */
export function readSuccessor(subject: JsonObject, index: number): Successor | null {
  const shape: ShapeOf<Successor> = { successor: isAddress(512), numberEnding: /^[0-9A-Za-z./-]{1,4}$/, on: day };
  return readShape(shape, objectAt(subject, 'successors', String(index)));
}
