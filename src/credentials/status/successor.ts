import { isObject, type JsonObject } from '../../shared/index.js';

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

/** Day on which the bit at `index` was set, YYYY-MM-DD; null when the list does not say or says it otherwise. */
export function readChangedOn(subject: JsonObject, index: number): string | null {
  const { changed } = subject;
  const key = String(index);
  const day = isObject(changed) && Object.hasOwn(changed, key) ? changed[key] : null;
  return typeof day === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(day) ? day : null;
}

/** The successor published for `index`, or null when there is none or it is not in the form we publish. */
export function readSuccessor(subject: JsonObject, index: number): Successor | null {
  const { successors } = subject;
  const key = String(index);
  if (!isObject(successors) || !Object.hasOwn(successors, key)) return null;
  const found = successors[key];
  if (!isObject(found)) return null;
  const { successor, numberEnding, on } = found;
  if (typeof successor !== 'string' || successor.length > 512 || !URL.canParse(successor)) return null;
  if (typeof numberEnding !== 'string' || !/^[0-9A-Za-z./-]{1,4}$/.test(numberEnding)) return null;
  if (typeof on !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(on)) return null;
  return { successor, numberEnding, on };
}
