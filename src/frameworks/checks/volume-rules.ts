import { parseIso } from '../../shared/index.js';
import { finding, ground, isConfirmed, ownRule, type Rule } from './rule.js';

/** A year of full-time learning, hours. About: a quarter more is tolerated. */
const HOURS_PER_YEAR = 1_800;
const TOLERANCE = 1.25;
const DAY_MS = 86_400_000;

const q26: Rule = {
  id: 'Q26',
  asks: 'Do hours and credits agree?',
  outcomes: ['pass', 'warn', 'fail', 'unknown'],
  check: ({ claim, framework }) => {
    const { credits, notionalHours } = claim;
    if (!framework || credits === undefined || notionalHours === undefined || framework.file.kind === 'classification')
      return null;
    const { file, origin } = framework;
    if (file.credit === null)
      return finding(
        'Q26-no-credit-rule',
        'unknown',
        `We know no rule that ties credits of ${file.acronym} to hours.`,
        ownRule('Credit rule of the framework: not known'),
      );
    const on = ground(file.credit.basis, origin);
    const expected = credits * file.credit.hoursPerCredit;
    const off = expected === notionalHours ? 0 : Math.abs(notionalHours - expected) / Math.max(expected, 1);
    const sentence = `${credits} credits of ${file.acronym} are ${expected} hours; ${notionalHours} are claimed.`;
    if (off <= 0.1) return finding('Q26-agree', 'pass', sentence, on);
    return off > 0.5 && isConfirmed(file.credit.basis)
      ? finding('Q26-far-apart', 'fail', sentence, on)
      : finding('Q26-apart', 'warn', sentence, on);
  },
};

const q27: Rule = {
  id: 'Q27',
  asks: 'Are there enough credits for the level?',
  outcomes: ['pass', 'fail', 'unknown'],
  check: ({ claim, framework, level }) => {
    if (!framework || !level || claim.credits === undefined || framework.file.kind === 'classification') return null;
    const { file, origin } = framework;
    const minimum = level.minCredits;
    if (!minimum || !isConfirmed(minimum.basis))
      return finding(
        'Q27-table-not-loaded',
        'unknown',
        `The minimum credits for level ${level.code} of ${file.acronym} are not loaded.`,
        ownRule('Table of minimum credits: not loaded'),
      );
    const on = ground(minimum.basis, origin);
    const sentence = `Level ${level.code} of ${file.acronym} needs at least ${minimum.credits} credits; ${claim.credits} are claimed.`;
    return claim.credits >= minimum.credits
      ? finding('Q27-enough', 'pass', sentence, on)
      : finding('Q27-too-few', 'fail', sentence, on);
  },
};

const q28: Rule = {
  id: 'Q28',
  asks: 'Do the hours fit between the dates?',
  outcomes: ['pass', 'warn'],
  check: ({ claim, framework }) => {
    const start = claim.startedOn === undefined ? null : parseIso(claim.startedOn);
    const end = claim.endedOn === undefined ? null : parseIso(claim.endedOn);
    if (!start || !end) return null;
    const on = ownRule(`About ${HOURS_PER_YEAR} hours of learning fit into a year`);
    if (end < start) return finding('Q28-ends-before-start', 'warn', 'The course ends before it starts.', on);
    const credited =
      claim.credits === undefined || !framework?.file.credit
        ? undefined
        : claim.credits * framework.file.credit.hoursPerCredit;
    const hours = claim.notionalHours ?? credited;
    if (hours === undefined) return null;
    const days = Math.round((end.getTime() - start.getTime()) / DAY_MS) + 1;
    const room = Math.round(((HOURS_PER_YEAR * days) / 365) * TOLERANCE);
    return hours > room
      ? finding('Q28-too-many-hours', 'warn', `${hours} hours do not fit into ${days} days; about ${room} would.`, on)
      : finding('Q28-fit', 'pass', `${hours} hours fit into ${days} days.`, on);
  },
};

export const volumeRules: readonly Rule[] = [q26, q27, q28];
