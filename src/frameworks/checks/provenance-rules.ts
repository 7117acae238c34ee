import { monthsBetween } from '../dates.js';
import { finding, ownRule, type Rule } from './rule.js';

const STALE_AFTER_MONTHS = 24;

const q33: Rule = {
  id: 'Q33',
  asks: 'How old is the reference data?',
  outcomes: ['pass', 'info', 'warn'],
  check: ({ knowledge, framework, today }) => {
    if (today === null || !framework) return null;
    const on = ownRule(`Data version ${knowledge.version}, checked ${knowledge.checkedOn}`);
    const age = monthsBetween(knowledge.checkedOn, today);
    if (age > STALE_AFTER_MONTHS)
      return finding(
        'Q33-data-old',
        'warn',
        `Our framework data was last checked ${age} months ago. Ask the authority for the present state.`,
        on,
      );
    return age > STALE_AFTER_MONTHS / 2
      ? finding('Q33-data-ageing', 'info', `Our framework data was last checked ${age} months ago.`, on)
      : finding('Q33-data-fresh', 'pass', `Our framework data was checked on ${knowledge.checkedOn}.`, on);
  },
};

const q34: Rule = {
  id: 'Q34',
  asks: 'Who says that the levels correspond?',
  outcomes: ['pass', 'info'],
  check: ({ claim, target, targetLevel }) => {
    if (!target || targetLevel === null) return null;
    const on = ownRule('A statement of the issuer is shown as a claim beside our own findings');
    const what = `${target.file.acronym} ${targetLevel}`;
    if (claim.assertedBy === 'verifier') return finding('Q34-own-finding', 'pass', `${what} is our own finding.`, on);
    const who =
      claim.assertedBy === 'issuer'
        ? 'The issuer claims'
        : claim.assertedBy === 'holder'
          ? 'The holder claims'
          : 'It is claimed that this is';
    return finding('Q34-claim', 'info', `${who} ${what}. This is a claim, not our finding.`, on);
  },
};

export const provenanceRules: readonly Rule[] = [q33, q34];
