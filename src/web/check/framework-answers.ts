import {
  compareClaim,
  drawLadder,
  frameworkChecksForReport,
  frameworksOfCountry,
  ladder,
  unpackKnowledge,
  type Comparison,
  type Framework,
  type FrameworkChecks,
  type Knowledge,
  type Ladder,
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
  answer(claims: VerifiedClaims, choice: string, width: number): readonly LevelAnswer[];
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

export interface LevelAnswer {
  readonly framework: string;
  readonly name: string;
  /** What the level is at home, then what it is there. English; codes and levels are the same in every language. */
  readonly sentences: readonly string[];
  readonly comparison: Comparison;
  readonly ladder: Ladder;
  /** The same as a picture: SVG made of presentation attributes and escaped text only. */
  readonly picture: string;
}

const maxTargets = 3;

/** Throws a TypeError on anything that is not a pack of a known format. */
export function openAnswers(pack: unknown, now: () => Date): FrameworkAnswers {
  const knowledge = unpackKnowledge(pack);
  return {
    version: knowledge.version,
    checkedOn: knowledge.checkedOn,
    checks: (claims, options) => frameworkChecksForReport(knowledge, isoDay(now()))(claims, options),
    choices: (language) => choicesOf(knowledge, language),
    answer: (claims, choice, width) => {
      const own = mainClaim(knowledge, claims);
      if (own === undefined) return [];
      return targetsOf(knowledge, choice).map((target) => besides(knowledge, own, { target, width }));
    },
  };
}

type LevelClaim = VerifiedClaims['frameworkClaims'][number];

/** The level in the country of the award; other claims are equivalences that the issuer states. */
const mainClaim = (knowledge: Knowledge, { frameworkClaims }: VerifiedClaims): LevelClaim | undefined =>
  frameworkClaims.find(({ framework }) => knowledge.frameworks.get(framework)?.file.kind === 'national') ??
  frameworkClaims[0];

function besides(
  knowledge: Knowledge,
  { framework, level }: LevelClaim,
  { target, width }: { target: Framework; width: number },
): LevelAnswer {
  const comparison = compareClaim(knowledge, { framework, level }, target.id);
  const sides = target.id === framework ? [{ framework, level }] : [{ framework, level }, { framework: target.id }];
  const data = ladder(knowledge, sides);
  return {
    framework: target.id,
    name: target.file.name,
    sentences: data.sentences,
    comparison,
    ladder: data,
    picture: drawLadder(data, { width, idPrefix: `ladder-${target.id}` }),
  };
}

/** A country without a framework of its own in our data is answered with those of its region. */
function targetsOf(knowledge: Knowledge, choice: string): readonly Framework[] {
  const named = knowledge.frameworks.get(choice);
  if (named) return [named];
  if (!/^[A-Z]{2}$/.test(choice)) return [];
  const own = frameworksOfCountry(knowledge, choice);
  const found = own.length > 0 ? own : regional(knowledge).filter(({ members }) => members.has(choice));
  return found.slice(0, maxTargets);
}

const regional = (knowledge: Knowledge): readonly Framework[] =>
  [...knowledge.frameworks.values()].filter(({ file }) => file.kind === 'regional' || file.kind === 'continental');

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
