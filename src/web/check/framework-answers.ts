import {
  answersForEmployer,
  drawLadder,
  frameworkChecksForReport,
  ladder,
  unpackKnowledge,
  type EmployerAnswer,
  type FrameworkChecks,
  type Knowledge,
  type Ladder,
  type LadderWords,
} from '../../frameworks/browser.js';
import { isoDay } from '../../shared/index.js';
import type { VerifiedClaims } from '../../verification/browser.js';

/** Fetched apart from the page, after the first answer can already be given. */
export interface FrameworkAnswers {
  readonly version: string;
  /** Day on which the statements were last compared with their sources. */
  readonly checkedOn: string;
  readonly checks: FrameworkChecks;
  choices(language: string): Choices;
  /** Beside each framework of the chosen country, or beside the chosen one. Empty when the document claims no level. */
  answer(claims: VerifiedClaims, choice: string): readonly LevelAnswer[];
  /** The ladder as a picture: SVG made of presentation attributes and escaped text only. */
  picture(answer: LevelAnswer, options: PictureOptions): string;
}

export interface Choice {
  /** Country code (`DE`) or framework id (`eqf`). */
  readonly value: string;
  readonly name: string;
}

export interface Choices {
  readonly countries: readonly Choice[];
  readonly frameworks: readonly Choice[];
}

export interface LevelAnswer extends EmployerAnswer {
  /** The sentences inside are English. */
  readonly ladder: Ladder;
}

export interface PictureOptions {
  readonly width: number;
  readonly language: string;
  /** Sentences, gaps and caution in the reader's language. */
  readonly told: Pick<Ladder, 'sentences' | 'gaps' | 'caution'>;
  readonly words: LadderWords;
}

/** Throws a TypeError on anything that is not a pack of a known format. */
export function openAnswers(pack: unknown, now: () => Date): FrameworkAnswers {
  const knowledge = unpackKnowledge(pack);
  return {
    version: knowledge.version,
    checkedOn: knowledge.checkedOn,
    checks: (claims, options) => frameworkChecksForReport(knowledge, isoDay(now()))(claims, options),
    choices: (language) => choicesOf(knowledge, language),
    answer: (claims, choice) => {
      const own = mainClaim(knowledge, claims);
      if (own === undefined) return [];
      const { framework, level } = own;
      return answersForEmployer(knowledge, { framework, level }, choice).map((answer) => ({
        ...answer,
        ladder: ladder(knowledge, [own, ...(answer.framework === framework ? [] : [{ framework: answer.framework }])]),
      }));
    },
    picture: ({ framework, ladder: data }, { width, language, told, words }) =>
      drawLadder({ ...data, ...told }, { width, language, words, idPrefix: `ladder-${framework}` }),
  };
}

type LevelClaim = VerifiedClaims['frameworkClaims'][number];

/** The level in the country of the award; other claims are equivalences that the issuer states. */
const mainClaim = (knowledge: Knowledge, { frameworkClaims }: VerifiedClaims): LevelClaim | undefined =>
  frameworkClaims.find(({ framework }) => knowledge.frameworks.get(framework)?.file.kind === 'national') ??
  frameworkClaims[0];

function choicesOf(knowledge: Knowledge, language: string): Choices {
  const nameOf = new Intl.DisplayNames([language, 'en'], { type: 'region', fallback: 'code' });
  const byName = (left: Choice, right: Choice): number => left.name.localeCompare(right.name, language);
  const all = [...knowledge.frameworks.values()];
  const codes = new Set(
    all.filter(({ file }) => file.kind !== 'classification').flatMap(({ members }) => [...members.keys()]),
  );
  const states = new Set([...codes].map((code) => code.slice(0, 2)));
  return {
    countries: [...states].map((value) => ({ value, name: nameOf.of(value) ?? value })).sort(byName),
    frameworks: all.map(({ id, file }) => ({ value: id, name: `${file.acronym} · ${file.name}` })).sort(byName),
  };
}
