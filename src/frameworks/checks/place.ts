import { isHigherEducation, isVocational } from '../sector.js';
import { sameState } from '../resolve.js';
import { titleWordsOf } from '../title-index.js';
import type { Framework } from '../knowledge.js';
import { finding, ground, isConfirmed, ownRule, type CheckContext, type Rule } from './rule.js';

const q05: Rule = {
  id: 'Q05',
  asks: 'Does the framework apply in the awarding country?',
  outcomes: ['pass', 'warn', 'fail', 'unknown'],
  check: ({ framework, claim }) => {
    const country = claim.awardingCountry;
    if (!framework || country === undefined || framework.file.kind === 'classification') return null;
    const { file, origin } = framework;
    const on = ground(file.basis.membership, origin);
    const member = memberFor(framework, country);
    if (member?.status === 'later')
      return finding(
        'Q05-joined-later',
        'warn',
        `The awarding country joined after ${file.acronym} was made. Ask whether it takes part.`,
        ground({ ...file.basis.membership, note: member.note ?? file.basis.membership.note }, origin),
      );
    if (member?.status === 'former')
      return finding(
        'Q05-left',
        'warn',
        `The awarding country took part in ${file.acronym} and has left.`,
        ground({ ...file.basis.membership, note: member.note ?? file.basis.membership.note }, origin),
      );
    if (member) return finding('Q05-applies', 'pass', `${file.acronym} applies in the awarding country.`, on);
    if (!isConfirmed(file.basis.membership))
      return finding(
        'Q05-members-unconfirmed',
        'unknown',
        `We have no confirmed list of the countries of ${file.acronym}.`,
        on,
      );
    const scope = file.kind === 'national' ? 'belongs to another country' : 'is not shared by the awarding country';
    return finding(
      'Q05-other-country',
      'fail',
      `${file.acronym} ${scope}. A body there cannot award at its levels.`,
      on,
    );
  },
};

function memberFor(framework: Framework, country: string) {
  const exact = framework.members.get(country) ?? framework.members.get(country.slice(0, 2));
  if (exact || country.includes('-')) return exact;
  return [...framework.members.values()].find((member) => sameState(member.country, country));
}

const q06: Rule = {
  id: 'Q06',
  asks: 'May the awarding body award at this level?',
  outcomes: ['pass', 'fail', 'unknown'],
  check: ({ framework, level, claim, knowledge }) => {
    if (!framework || !level || claim.awardingBody === undefined) return null;
    const name = titleWordsOf(claim.awardingBody);
    const entry = knowledge.awardingBodies.bodies.find(
      (body) => body.framework === framework.id && body.names.some((known) => titleWordsOf(known) === name),
    );
    if (!entry)
      return finding(
        'Q06-no-entry',
        'unknown',
        `We have no entry that says at which levels of ${framework.file.acronym} this body may award.`,
        ownRule('Register of awarding bodies per framework'),
      );
    const on = ground(entry.basis);
    const known = entry.names[0] ?? '';
    return entry.levels.includes(level.code)
      ? finding('Q06-competent', 'pass', `${known} may award at level ${level.code} of ${framework.file.acronym}.`, on)
      : finding(
          'Q06-not-competent',
          'fail',
          `${known} does not award at level ${level.code} of ${framework.file.acronym}.`,
          on,
        );
  },
};

const q31: Rule = {
  id: 'Q31',
  asks: 'Is this kind of award inside the scope of the framework?',
  outcomes: ['pass', 'fail', 'unknown'],
  check: (context) => {
    const framework = [context.framework, context.target].find((one) => one?.file.scope === 'higher-education');
    if (!framework) return null;
    const { file, origin } = framework;
    const on = ground({ ...file.basis.structure, note: file.notes[0] ?? file.statusNote }, origin);
    if (isOutOfHigherEducation(context))
      return finding(
        'Q31-out-of-scope',
        'fail',
        `Not applicable: ${file.acronym} covers higher education only, this is a vocational award.`,
        on,
      );
    if (isHigherAward(context))
      return finding('Q31-in-scope', 'pass', `${file.acronym} covers awards of this kind.`, on);
    return finding(
      'Q31-sector-unknown',
      'unknown',
      `${file.acronym} covers higher education only; the claim does not say whether this award is.`,
      on,
    );
  },
};

const isOutOfHigherEducation = ({ claim, level }: CheckContext): boolean =>
  isVocational(claim.sector) || (claim.sector === undefined && isVocational(level?.sector ?? undefined));
const isHigherAward = ({ claim, level }: CheckContext): boolean =>
  isHigherEducation(claim.sector) ||
  isHigherEducation(level?.sector ?? undefined) ||
  (level?.isced !== null && level !== null && level.isced.from >= '6');

const q32: Rule = {
  id: 'Q32',
  asks: 'Do several regional frameworks apply in the awarding country?',
  outcomes: ['pass'],
  check: ({ framework, target, claim, knowledge }) => {
    if (claim.awardingCountry === undefined) return null;
    const regions = knowledge.regionsOf(claim.awardingCountry);
    const concerned =
      regions.some((region) => region === framework || region === target) || framework?.file.kind === 'national';
    if (regions.length < 2 || !concerned) return null;
    const names = regions.map((region) => region.file.acronym).join(' and ');
    const [first] = regions;
    return finding(
      'Q32-dual-membership',
      'pass',
      `The awarding country belongs to more than one region: ${names} each apply on their own.`,
      first ? ground(first.file.basis.membership, first.origin) : ownRule('Membership lists'),
    );
  },
};

export const placeRules: readonly Rule[] = [q05, q06, q31, q32];
