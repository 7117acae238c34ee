import { containsPhrase, findTitlePhrases } from '../title-index.js';
import { finding, ground, inList, isConfirmed, ownRule, type Rule } from './rule.js';

const q07: Rule = {
  id: 'Q07',
  asks: 'Does the title fit the level?',
  outcomes: ['pass', 'warn', 'fail'],
  check: ({ framework, level, levelCode, claim, knowledge }) => {
    if (!framework || levelCode === null || claim.title === undefined) return null;
    if (!level && framework.levels.size > 0) return null; // Q03 has spoken.
    const phrases = findTitlePhrases(claim.title, framework.titles(), knowledge.titleWords.qualifiers);
    const [first] = phrases;
    if (!first) return null;
    const { file, origin } = framework;
    const basis = file.basis.qualifications ?? file.basis.structure;
    const fitting = phrases.find((phrase) => phrase.level === levelCode);
    const used = fitting ?? first;
    const on = ground(
      { ...basis, confidence: used.confidence, note: `${used.award} stands at level ${used.level}` },
      origin,
    );
    if (fitting)
      return finding('Q07-title-fits', 'pass', `This title belongs to level ${levelCode} of ${file.acronym}.`, on);
    const levels = inList([...new Set(phrases.map((phrase) => phrase.level))]);
    const sentence = `This title is not level ${levelCode}: in ${file.acronym} it belongs to level ${levels}. The claim is not supported; this does not make the certificate false.`;
    return isConfirmed(used)
      ? finding('Q07-title-other-level', 'fail', sentence, on)
      : finding('Q07-title-other-level-unconfirmed', 'warn', sentence, on);
  },
};

const q30: Rule = {
  id: 'Q30',
  asks: 'Is a part of a qualification shown as the whole?',
  outcomes: ['pass', 'fail'],
  check: ({ claim, levelCode, framework, knowledge }) => {
    if (levelCode === null) return null;
    const on = ownRule(
      'A unit or a certificate of competency is part of a qualification; only the whole stands at the level',
    );
    const partByTitle = claim.title !== undefined && containsPhrase(claim.title, knowledge.titleWords.partWords);
    if (claim.partial === true || partByTitle)
      return finding(
        'Q30-part-as-whole',
        'fail',
        `This shows part of a qualification. Only the full qualification stands at level ${levelCode}${framework ? ` of ${framework.file.acronym}` : ''}.`,
        on,
      );
    if (claim.partial === false) return finding('Q30-whole', 'pass', 'The full qualification is shown.', on);
    return null;
  },
};

export const awardRules: readonly Rule[] = [q07, q30];
