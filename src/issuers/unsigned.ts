import { canonicalJson, isObject, parseJson } from '../shared/index.js';
import { readRootRollover } from './rollovers.js';
import { readTrustList, trustListLimits } from './read.js';
import type { RootRollover, TrustList } from './types.js';

/** What is carried to the machine with the root key: one statement, not signed yet. */
export type UnsignedStatement =
  | { readonly format: 'skills-passport-trust-list/1'; readonly list: TrustList }
  | { readonly format: 'skills-passport-root-statement/1'; readonly rollover: RootRollover };

export const writeUnsigned = (statement: UnsignedStatement): string => `${canonicalJson(statement)}\n`;

/** Null for anything that is not exactly one of the two files. */
export function readUnsigned(text: string): UnsignedStatement | null {
  const parsed = parseJson(text, trustListLimits);
  if (!parsed.ok || !isObject(parsed.value)) return null;
  const { format, list, rollover } = parsed.value;
  if (format === 'skills-passport-trust-list/1') {
    const read = readTrustList(list);
    return read && { format, list: read };
  }
  const read = format === 'skills-passport-root-statement/1' ? readRootRollover(rollover) : null;
  return read === null ? null : { format: 'skills-passport-root-statement/1', rollover: read };
}
