import type { FrameworkFile } from '../data-schemas.js';
import { findTitlePhrases } from '../title-index.js';
import { finding, ground, type CheckContext, type Rule } from './rule.js';

type Edition = FrameworkFile['editions'][number];

const q16: Rule = {
  id: 'Q16',
  asks: 'Which edition of the framework does the level belong to?',
  outcomes: ['pass', 'warn', 'fail'],
  check: ({ framework, levelCode, claim }) => {
    if (!framework || levelCode === null || framework.file.editions.length === 0) return null;
    const { file, origin } = framework;
    const on = (edition: Edition) => ground({ ...edition.basis, note: `${edition.label}: ${edition.note}` }, origin);
    const holding = file.editions.filter((edition) => levelsOf(edition, file).includes(levelCode));
    const [known] = holding;
    if (!known) return null; // Q03 has spoken.
    const { awardedOn } = claim;
    if (awardedOn === undefined) return editionNotStated({ file, levelCode, holding, on });
    const then = file.editions.find(
      (edition) => edition.from <= awardedOn && (edition.until === null || awardedOn <= edition.until),
    );
    if (!then) return null; // Q29 speaks of awards before the framework.
    if (!holding.includes(then))
      return finding(
        'Q16-other-edition',
        'fail',
        `Level ${levelCode} belongs to the ${known.label} of ${file.acronym}, not to the edition valid on the award date.`,
        on(known),
      );
    if (then.until === null)
      return finding(
        'Q16-current-edition',
        'pass',
        `The level belongs to the edition of ${file.acronym} valid on the award date.`,
        on(then),
      );
    return finding(
      'Q16-former-edition',
      'warn',
      `On the award date the ${then.label} of ${file.acronym} was valid; its level ${levelCode} is not today's level ${levelCode}.`,
      on(then),
    );
  },
};

const levelsOf = (edition: Edition, file: FrameworkFile): readonly string[] =>
  edition.levels ?? file.levels.map((level) => level.code);

interface EditionQuestion {
  readonly file: FrameworkFile;
  readonly levelCode: string;
  readonly holding: readonly Edition[];
  readonly on: (edition: Edition) => ReturnType<typeof ground>;
}

function editionNotStated({ file, levelCode, holding, on }: EditionQuestion) {
  const [first] = holding;
  if (!first) return null;
  const current = holding.some((edition) => edition.until === null);
  const moved = holding.some((edition) => edition.renumbered.includes(levelCode));
  if (!current)
    return finding(
      'Q16-only-former-edition',
      'warn',
      `Level ${levelCode} exists only in the ${first.label} of ${file.acronym}. Ask for the award date.`,
      on(first),
    );
  if (moved)
    return finding(
      'Q16-edition-not-stated',
      'warn',
      `Level ${levelCode} meant something else in an earlier edition of ${file.acronym}. Ask for the award date.`,
      on(first),
    );
  return null;
}

const q29: Rule = {
  id: 'Q29',
  asks: 'Was the award made after the framework existed?',
  outcomes: ['pass', 'warn', 'unknown'],
  check: (context) => {
    const { framework, levelCode, claim } = context;
    if (!framework || levelCode === null || claim.awardedOn === undefined) return null;
    const { file, origin } = framework;
    if (file.existsSince === null)
      return file.editions.length > 0 || file.kind === 'classification'
        ? null
        : finding(
            'Q29-start-unknown',
            'unknown',
            `We do not know since when ${file.acronym} exists.`,
            ground(file.basis.structure, origin),
          );
    const on = ground(file.existsSince.basis, origin);
    const since = file.existsSince.date.slice(0, 4);
    if (claim.awardedOn < file.existsSince.date)
      return finding(
        'Q29-before-framework',
        'warn',
        `The award date is before ${file.acronym} existed (${since}). The level was added later.`,
        on,
      );
    const placedLater = awardPlacedLater(context, claim.awardedOn);
    if (placedLater !== null)
      return finding(
        'Q29-before-placement',
        'warn',
        `This kind of award was put at level ${levelCode} of ${file.acronym} only in ${placedLater}.`,
        on,
      );
    return finding('Q29-after-start', 'pass', `${file.acronym} existed on the award date.`, on);
  },
};

function awardPlacedLater({ framework, claim, levelCode, knowledge }: CheckContext, awardedOn: string): number | null {
  if (!framework || claim.title === undefined) return null;
  const phrase = findTitlePhrases(claim.title, framework.titles(), knowledge.titleWords.qualifiers).find(
    (one) => one.level === levelCode && one.since !== null,
  );
  return phrase?.since !== undefined && phrase.since !== null && Number(awardedOn.slice(0, 4)) < phrase.since
    ? phrase.since
    : null;
}

export const editionRules: readonly Rule[] = [q16, q29];
