import { iscedLevel } from '../isced.js';
import { finding, ground, type Rule } from './rule.js';

const iscoUri = /^https?:\/\/data\.europa\.eu\/esco\/isco\/C/;

const q24: Rule = {
  id: 'Q24',
  asks: 'Does the ISCO occupation exist, and does its skill level go with the ISCED level?',
  outcomes: ['pass', 'warn', 'fail'],
  check: ({ claim, knowledge: { tables } }) => {
    if (claim.isco === undefined) return null;
    const basis = tables.occupationBasis();
    const code = claim.isco.trim().replace(iscoUri, '');
    const group = tables.occupations().get(code);
    if (!group) {
      const padded = /^\d{3}$/.test(code) ? tables.occupations().get(`0${code}`) : undefined;
      return padded
        ? finding(
            'Q24-lost-zero',
            'warn',
            `The occupation code lost its leading zero: ${padded.code} (${padded.title}) was probably meant.`,
            ground(basis.titles),
          )
        : finding('Q24-no-such-group', 'fail', 'There is no such ISCO-08 occupation.', ground(basis.titles));
    }
    if (code.length < 4)
      return finding(
        'Q24-not-unit-group',
        'warn',
        `ISCO ${code} (${group.title}) is a wide group; a four-digit unit group is needed.`,
        ground(basis.titles),
      );
    const held = claim.isced === undefined ? null : iscedLevel(tables, claim.isced);
    const needed = group.skillLevels.flatMap((skill) => tables.skillLevelToIsced()[String(skill)] ?? []);
    const lowest = needed.length > 0 ? needed.reduce((least, level) => (level < least ? level : least)) : null;
    if (held !== null && lowest !== null && held < lowest)
      return finding(
        'Q24-below-job',
        'warn',
        `Jobs in ${code} (${group.title}) usually ask for ISCED ${lowest} or more; ISCED ${held} is claimed. ISCO describes jobs, not people.`,
        ground(basis.skillLevels),
      );
    return finding('Q24-exists', 'pass', `ISCO ${code} is ${group.title}.`, ground(basis.titles));
  },
};

const uuid = '[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}';
const escoThing = new RegExp(`^http://data\\.europa\\.eu/esco/(?:occupation|skill)/${uuid}$`);
const escoGroup = /^http:\/\/data\.europa\.eu\/esco\/(?:isco\/C\d{1,4}|isced-f\/\d{2,4}|skill\/[SKTL]\d[\d.]{0,20})$/;
const escoPage = /^https:\/\/esco\.ec\.europa\.eu\/[^?#]{0,120}\?(?:[^#]{0,200}&)?uri=/;
const escoRule = {
  text: 'ESCO identifiers are http URIs with a fixed shape (that of occupations read in the source); existence needs the ESCO data set',
  source: 'https://esco.ec.europa.eu/es/use-esco/use-esco-services-api/esco-web-service-api',
};

const q25: Rule = {
  id: 'Q25',
  asks: 'Has the ESCO identifier the right shape?',
  outcomes: ['pass', 'info', 'fail'],
  check: ({ claim }) => {
    if (claim.esco === undefined) return null;
    const value = claim.esco.trim();
    if (escoThing.test(value))
      return finding('Q25-shape-right', 'pass', 'The ESCO identifier has the right shape.', escoRule);
    if (escoGroup.test(value))
      return finding('Q25-group', 'info', 'The ESCO identifier names a group, not one occupation or skill.', escoRule);
    if (escoPage.test(value))
      return finding(
        'Q25-page-link',
        'info',
        'This is a link to an ESCO page; the identifier is its uri parameter.',
        escoRule,
      );
    return value.startsWith('https://data.europa.eu/esco/')
      ? finding(
          'Q25-https',
          'fail',
          'ESCO identifiers begin with http://, not https://. They are names, not addresses.',
          escoRule,
        )
      : finding('Q25-shape-wrong', 'fail', 'This is not an ESCO identifier.', escoRule);
  },
};

export const occupationRules: readonly Rule[] = [q24, q25];
