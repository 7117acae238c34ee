import type { Framework } from '../knowledge.js';
import type { FrameworkFinding } from '../types.js';
import { finding, ground, isConfirmed, ownRule, type CheckContext, type Rule } from './rule.js';

const COLLISIONS = 'Ids are country-qualified because acronyms collide between countries';
const registry = ownRule(COLLISIONS);

/** What the registry knows of a framework was read somewhere: the reader can look it up there. */
const readAt = ({ file: { basis }, origin }: Framework) => ground({ ...basis.structure, note: COLLISIONS }, origin);

const q01: Rule = {
  id: 'Q01',
  asks: 'Is the framework in the registry?',
  outcomes: ['pass', 'unknown'],
  check: ({ resolution, targetResolution, framework }) => {
    if (resolution?.kind === 'unknown')
      return finding(
        'Q01-unknown-framework',
        'unknown',
        'We do not know this framework, so its level cannot be checked.',
        registry,
      );
    if (targetResolution?.kind === 'unknown')
      return finding('Q01-unknown-target', 'unknown', 'We do not know the framework it is compared with.', registry);
    if (!framework) return null;
    return finding('Q01-known', 'pass', `${framework.file.acronym} is the ${framework.file.name}.`, readAt(framework));
  },
};

const q02: Rule = {
  id: 'Q02',
  asks: 'Is it clear which framework the acronym means?',
  outcomes: ['pass', 'warn'],
  check: ({ resolution, targetResolution }) => {
    const unclear = [resolution, targetResolution].find((one) => one?.kind === 'ambiguous');
    if (unclear?.kind === 'ambiguous') {
      const where = unclear.countries.length > 0 ? ` (${unclear.countries.join(', ')})` : '';
      return finding(
        'Q02-ambiguous-acronym',
        'warn',
        `${unclear.acronym} is used in more than one country${where}. Name the awarding country.`,
        registry,
      );
    }
    if (resolution?.kind !== 'found' || resolution.by !== 'acronym') return null;
    return finding(
      'Q02-clear',
      'pass',
      `Here the acronym means the ${resolution.framework.file.name}.`,
      readAt(resolution.framework),
    );
  },
};

const q03: Rule = {
  id: 'Q03',
  asks: 'Does the framework have this level?',
  outcomes: ['pass', 'warn', 'fail', 'unknown'],
  check: (context) => {
    const { framework, levelCode } = context;
    if (!framework || levelCode === null || framework.levels.size === 0) return null;
    const { file, origin } = framework;
    const on = ground(file.basis.structure, origin);
    if (!isConfirmed(file.basis.structure))
      return finding(
        'Q03-levels-unconfirmed',
        'unknown',
        `The list of levels of ${file.acronym} is not confirmed here, so level ${levelCode} cannot be checked.`,
        on,
      );
    if (context.level)
      return finding(
        'Q03-exists',
        'pass',
        `Level ${levelCode} is one of the ${framework.levels.size} levels of ${file.acronym}.`,
        on,
      );
    return (
      levelNotListed(context, levelCode) ??
      finding(
        'Q03-no-such-level',
        'fail',
        `${file.acronym} has no level ${levelCode}. It has ${levelRange(context)}.`,
        on,
      )
    );
  },
};

function levelNotListed({ framework, claim }: CheckContext, levelCode: string): FrameworkFinding | null {
  if (!framework) return null;
  const { file } = framework;
  if (file.otherLevels?.codes.includes(levelCode))
    return finding(
      'Q03-level-unlisted',
      'warn',
      `Level ${levelCode} fits the published range of ${file.acronym} but is not in our list.`,
      ground({ ...file.basis.structure, note: file.otherLevels.note }, framework.origin),
    );
  const awardedOn = claim.awardedOn;
  const edition = file.editions.find(
    ({ levels, from, until }) =>
      awardedOn !== undefined &&
      levels?.includes(levelCode) &&
      from <= awardedOn &&
      (until === null || awardedOn <= until),
  );
  if (!edition) return null;
  return finding(
    'Q03-exists-in-edition',
    'pass',
    `Level ${levelCode} existed in the ${edition.label} of ${file.acronym}, which was valid on the award date.`,
    ground({ ...edition.basis, note: edition.note }, framework.origin),
  );
}

function levelRange({ framework }: CheckContext): string {
  const codes = [...(framework?.levels.keys() ?? [])];
  return `${codes.length} levels, ${codes[0] ?? ''} to ${codes.at(-1) ?? ''}`;
}

const q04: Rule = {
  id: 'Q04',
  asks: 'Has the framework adopted levels at all?',
  outcomes: ['pass', 'fail', 'unknown'],
  check: ({ framework, levelCode }) => {
    if (!framework || levelCode === null) return null;
    const { file, origin } = framework;
    const on = ground({ ...file.basis.structure, note: file.statusNote }, origin);
    if (file.status === 'under-development')
      return finding(
        'Q04-not-adopted',
        'fail',
        `${file.acronym} has not adopted any levels yet, so no certificate can stand at one.`,
        on,
      );
    if (file.levels.length === 0)
      return finding('Q04-no-table', 'unknown', `We have no table for ${file.acronym}.`, on);
    if (file.status !== 'in-force')
      return finding(
        'Q04-adoption-unknown',
        'unknown',
        `We could not establish that ${file.acronym} has been adopted.`,
        on,
      );
    return finding('Q04-adopted', 'pass', `${file.acronym} has adopted its levels.`, on);
  },
};

export const identityRules: readonly Rule[] = [q01, q02, q03, q04];
