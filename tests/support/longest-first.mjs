import Sequencer from '@jest/test-sequencer';

/** On a machine that never ran the tests, longest first by the kind of suite: a long one begun last would run alone. */
const KINDS = ['crash', 'browser', 'attack', 'flows', 'conformance', 'unit'];

const rank = ({ path }) => {
  const found = KINDS.findIndex((kind) => path.includes(`/tests/${kind}/`));
  return found < 0 ? KINDS.length : found;
};

export default class LongestFirst extends Sequencer {
  /** By the durations of earlier runs where they are known, as Jest does; else by kind, then size. */
  sort(tests) {
    const sorted = super.sort(tests);
    return sorted.some(({ duration }) => duration !== undefined)
      ? sorted
      : sorted.toSorted((one, other) => rank(one) - rank(other));
  }
}
