import { readChangedOn, readSuccessor, type StatusEntry, type StatusList } from '../../credentials/browser.js';
import type { Reading } from './status.js';

/** The day on which a status turned and what took the place of a replaced credential, as far as the list tells it. */
export function whenTurned(
  { facts, subject }: StatusList,
  { purpose, index }: StatusEntry,
): Pick<Reading, 'turnedOn' | 'values'> {
  const successor = purpose === 'message' ? readSuccessor(subject, index) : null;
  const turnedOn = successor?.on ?? readChangedOn(subject, index) ?? facts.publishedAt ?? '';
  return { turnedOn, values: { date: turnedOn, successor: successor?.numberEnding ?? '' } };
}
