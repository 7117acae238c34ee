import { iscedLevel, readIsced } from '../isced.js';
import { skillBandOf } from '../lookup-tables.js';
import { isGeneral, isVocational } from '../sector.js';
import { finding, ground, inList, type Rule } from './rule.js';

const q17: Rule = {
  id: 'Q17',
  asks: 'Does the ISCED code exist, and is it one that a person can hold?',
  outcomes: ['pass', 'info', 'warn', 'fail'],
  check: ({ claim, knowledge: { tables } }) => {
    if (claim.isced === undefined) return null;
    const { code, level, saidIsced2013 } = readIsced(claim.isced);
    const on = ground(code.length === 1 ? tables.isced.basis.levels : tables.isced.basis.codes);
    if (code === '9' || code === '999')
      return finding(
        'Q17-residual',
        'warn',
        'This ISCED code means "not elsewhere classified" and says nothing about a qualification.',
        on,
      );
    if (level === null || (code.length === 3 && !tables.attainmentCodes.has(code) && !tables.programmeCodes.has(code)))
      return finding('Q17-no-such-code', 'fail', 'There is no such ISCED 2011 code.', on);
    if (code.length === 3 && !tables.attainmentCodes.has(code))
      return finding(
        'Q17-programme-code',
        'warn',
        `This is a code for programmes (ISCED-P). ${attainmentAdvice(code, tables.attainmentCodes)}`,
        on,
      );
    if (saidIsced2013)
      return finding(
        'Q17-levels-are-2011',
        'info',
        'Levels are those of ISCED 2011; 2013 is the list of fields. Read as ISCED 2011.',
        on,
      );
    return finding('Q17-exists', 'pass', `ISCED ${code} exists (level ${level}).`, on);
  },
};

/** Programmes of levels 5 to 8 that complete the level all lead to one attainment code, ending in 0. */
function attainmentAdvice(code: string, attainment: ReadonlyMap<string, unknown>): string {
  const held = `${code.slice(0, 2)}0`;
  return !code.endsWith('1') && attainment.has(held)
    ? `What a person holds through it is ISCED-A ${held}.`
    : 'What a person holds takes a code of ISCED-A or the level alone.';
}

const q18: Rule = {
  id: 'Q18',
  asks: 'Is the code one for programmes that do not complete the level?',
  outcomes: ['fail'],
  check: ({ claim, knowledge: { tables } }) => {
    if (claim.isced === undefined) return null;
    const { code } = readIsced(claim.isced);
    const programme = tables.programmeCodes.get(code);
    if (!programme || !code.endsWith('1') || programme.completes !== false) return null;
    return finding(
      'Q18-does-not-complete',
      'fail',
      `ISCED ${code} marks a programme too short to complete level ${programme.level}; nobody holds level ${programme.level} through it.`,
      ground(tables.isced.basis.codes),
    );
  },
};

const q19: Rule = {
  id: 'Q19',
  asks: 'Does the orientation in the ISCED code fit the sector?',
  outcomes: ['pass', 'info', 'warn'],
  check: ({ claim, level, knowledge: { tables } }) => {
    if (claim.isced === undefined) return null;
    const { code } = readIsced(claim.isced);
    const entry = tables.attainmentCodes.get(code) ?? tables.programmeCodes.get(code);
    const sector = claim.sector ?? level?.sector ?? undefined;
    if (!entry?.orientation || (!isVocational(sector) && !isGeneral(sector))) return null;
    const on = ground(tables.isced.basis.codes);
    const expected = isVocational(sector) ? 'vocational' : 'general';
    if (entry.orientation === 'unspecified' || entry.orientation === expected)
      return finding('Q19-orientation-fits', 'pass', 'The orientation in the ISCED code fits the sector.', on);
    const sentence = `The ISCED code marks ${entry.orientation} education, the award is ${expected}.`;
    return entry.level <= '5'
      ? finding('Q19-orientation-differs', 'warn', sentence, on)
      : finding('Q19-orientation-loose', 'info', `${sentence} At this level countries use the two loosely.`, on);
  },
};

const q20: Rule = {
  id: 'Q20',
  asks: 'Is the ISCED level plausible for the framework level?',
  outcomes: ['pass', 'info', 'warn', 'unknown'],
  check: ({ claim, framework, level, knowledge }) => {
    if (claim.isced === undefined || !framework || !level) return null;
    const claimed = iscedLevel(knowledge.tables, claim.isced);
    if (claimed === null) return null;
    const edges = knowledge.edgesFrom.get(`${level.ref}>isced-2011`) ?? [];
    const [edge] = edges;
    const range = edge?.to
      ? {
          from: edge.to.slice(-1),
          to: edge.to.slice(-1),
          on: ground({ ...edge, note: 'Indicative relation to ISCED' }, edge.origin),
        }
      : level.isced && { ...level.isced, on: ground(level.isced.basis, framework.origin) };
    if (!range)
      return finding(
        'Q20-not-classified',
        'unknown',
        `How ${framework.file.acronym} ${level.code} stands in ISCED is decided by the national classification, which is not loaded here.`,
        ground(knowledge.tables.isced.basis.levels),
      );
    const distance = Math.max(Number(range.from) - Number(claimed), Number(claimed) - Number(range.to), 0);
    const expected = range.from === range.to ? range.from : `${range.from} to ${range.to}`;
    const sentence = `${framework.file.acronym} ${level.code} is usually near ISCED ${expected}; ISCED ${claimed} is claimed.`;
    if (distance === 0) return finding('Q20-plausible', 'pass', sentence, range.on);
    return distance === 1
      ? finding('Q20-next-to-it', 'info', sentence, range.on)
      : finding('Q20-implausible', 'warn', sentence, range.on);
  },
};

const q21: Rule = {
  id: 'Q21',
  asks: 'Does the kind of achievement fit the ISCED level?',
  outcomes: ['pass', 'fail'],
  check: ({ claim, knowledge: { tables } }) => {
    if (claim.isced === undefined || claim.achievementType === undefined) return null;
    const claimed = iscedLevel(tables, claim.isced);
    const types = tables.isced.achievementTypes;
    const levels = Object.hasOwn(types, claim.achievementType) ? types[claim.achievementType] : undefined;
    if (claimed === null || !levels) return null;
    const on = ground(tables.isced.basis.achievementTypes);
    return levels.includes(claimed)
      ? finding('Q21-type-fits', 'pass', 'The kind of achievement fits the ISCED level.', on)
      : finding(
          'Q21-type-other-level',
          'fail',
          `This kind of achievement is ISCED ${inList(levels)}; ISCED ${claimed} is claimed.`,
          on,
        );
  },
};

const q35: Rule = {
  id: 'Q35',
  asks: 'Does the skill band of the policy papers fit the ISCED level?',
  outcomes: ['pass', 'info'],
  check: ({ claim, knowledge: { tables } }) => {
    if (claim.skillBand === undefined || claim.isced === undefined) return null;
    const claimed = iscedLevel(tables, claim.isced);
    const band = claimed === null ? null : skillBandOf(tables.isced, claimed);
    if (claimed === null || band === null) return null;
    const on = ground(tables.isced.basis.skillBands);
    return band === claim.skillBand
      ? finding('Q35-band-fits', 'pass', `The policy papers group ISCED ${claimed} as ${band}-skilled.`, on)
      : finding(
          'Q35-band-differs',
          'info',
          `The policy papers group ISCED ${claimed} as ${band}-skilled, the claim says ${claim.skillBand}. It is not the ISCO skill level.`,
          on,
        );
  },
};

export const iscedRules: readonly Rule[] = [q17, q18, q19, q20, q21, q35];
