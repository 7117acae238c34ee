import { checkClaim } from './check-claim.js';
import { compareClaim, type Comparison, type ComparisonStanding } from './compare.js';
import type { Framework, Knowledge, Level } from './knowledge.js';
import { frameworksForEmployer } from './employer.js';
import { findLevel, levelCodeOf, resolveFramework } from './resolve.js';
import { findTitlePhrases } from './title-index.js';
import type { FrameworkFinding, FrameworkOutcome } from './types.js';

/** The part of verified claims that level checks read. */
export interface ReportedClaims {
  readonly title: string;
  readonly awardedOn: string | null;
  readonly frameworkClaims: readonly { readonly framework: string; readonly level: string }[];
  /** `foreign`: somebody else's document, whose contents are not ours to judge. */
  readonly kind?: string;
}
/** A check line as the verification report carries it. */
export interface FrameworkCheckResult {
  readonly id: string;
  readonly answer: 'frameworks';
  readonly outcome: FrameworkOutcome | 'not-applicable';
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly evidence: Readonly<Record<string, string | number | boolean | null>>;
  readonly source?: string;
}
export interface ReportOptions {
  /** The employer's framework (id or acronym) or country (`QA`). */
  readonly framework?: string;
  readonly language: string;
}
export type FrameworkChecks = (claims: ReportedClaims, options: ReportOptions) => readonly FrameworkCheckResult[];

const question = 'Are the level claims right?';
const employerQuestion = 'What is this level in the framework you chose?';

/**
 * Makes the framework part of a verification report. The first national level is checked by every rule; further levels
 * are the issuer's equivalence claims and are shown as claims beside our own finding (Q34). English sentences; screens
 * in other languages translate by `code`. `today` (YYYY-MM-DD) lets the age of the data be judged.
 */
export function frameworkChecksForReport(knowledge: Knowledge, today?: string): FrameworkChecks {
  return (claims, options) => {
    if (claims.kind === 'foreign') return othersClaims(knowledge, claims, { chosen: options.framework, today });
    const national = claims.frameworkClaims.find(
      (claim) => knowledge.frameworks.get(claim.framework)?.file.kind === 'national',
    );
    const main = national ?? claims.frameworkClaims[0];
    if (!main) return [noClaims];
    const others = claims.frameworkClaims.filter((claim) => claim !== main);
    return [
      ...mainLevel(knowledge, claims, main, today),
      ...others.flatMap((other) => issuerClaim(knowledge, main, other)),
      ...employerAnswers(knowledge, claims, main, options.framework),
    ];
  };
}

/**
 * Levels that somebody else's document names, by id, name or acronym. They are told as its claims; only what is wrong with
 * them in themselves (no such level, not adopted, not known here) is added.
 */
function othersClaims(
  knowledge: Knowledge,
  claims: ReportedClaims,
  { chosen, today }: { readonly chosen: string | undefined; readonly today: string | undefined },
): readonly FrameworkCheckResult[] {
  const [first] = claims.frameworkClaims;
  if (!first) return [noClaims];
  const told = claims.frameworkClaims.flatMap(({ framework, level }) => {
    const named = resolveFramework(knowledge, framework);
    const evidence = { framework: named.kind === 'found' ? named.framework.id : null, level, claimedBy: 'issuer' };
    const problems = checkClaim(
      knowledge,
      { framework, level, assertedBy: 'issuer' },
      today === undefined ? {} : { today },
    ).filter(({ outcome }) => shown.has(outcome));
    const claimed = named.kind === 'found' ? [claimLine(named.framework, level, evidence)] : [];
    return [...claimed, ...problems.map((finding) => fromFinding(finding, evidence))];
  });
  return [...told, ...employerAnswers(knowledge, claims, first, chosen)];
}

const claimLine = (
  { file }: Framework,
  level: string,
  evidence: FrameworkCheckResult['evidence'],
): FrameworkCheckResult =>
  line({
    outcome: 'info',
    code: 'Q34',
    title: question,
    detail: `The issuer claims ${file.acronym} ${levelCodeOf(level)}. This is a claim, not our finding.`,
    evidence: { ...evidence, case: 'Q34-claim' },
    source: file.basis.structure.source,
  });

type LevelClaim = ReportedClaims['frameworkClaims'][number];

const noClaims: FrameworkCheckResult = {
  id: 'frameworks',
  answer: 'frameworks',
  outcome: 'not-applicable',
  code: 'Q00',
  title: question,
  detail: 'The document claims no level of any framework.',
  evidence: {},
};

const shown: ReadonlySet<FrameworkOutcome> = new Set(['warn', 'fail', 'unknown']);

function mainLevel(
  knowledge: Knowledge,
  claims: ReportedClaims,
  main: LevelClaim,
  today?: string,
): readonly FrameworkCheckResult[] {
  const findings = checkClaim(
    knowledge,
    {
      title: claims.title,
      framework: main.framework,
      level: main.level,
      assertedBy: 'issuer',
      ...(claims.awardedOn === null ? {} : { awardedOn: claims.awardedOn }),
    },
    today === undefined ? {} : { today },
  );
  const evidence = { framework: main.framework, level: main.level };
  const problems = findings.filter((finding) => shown.has(finding.outcome));
  const framework = knowledge.frameworks.get(main.framework);
  const level = framework ? findLevel(framework, main.level) : null;
  const settled = !problems.some(
    (finding) => finding.outcome === 'fail' || finding.rule === 'Q03' || finding.rule === 'Q01',
  );
  const yes: readonly FrameworkCheckResult[] =
    framework && level && settled
      ? [
          line({
            outcome: 'pass',
            code: 'Q00',
            title: question,
            detail: `Yes. ${ownSentence(knowledge, claims.title, framework, level)}`,
            evidence: { ...evidence, of: framework.levels.size, basis: framework.file.basis.structure.note },
            source: framework.file.basis.structure.source,
          }),
        ]
      : [];
  return [...yes, ...problems.map((finding) => fromFinding(finding, evidence))];
}

/** "NC II is level 2 of 8 in the Philippine framework." */
function ownSentence(knowledge: Knowledge, title: string, framework: Framework, level: Level): string {
  const phrase = findTitlePhrases(title, framework.titles(), knowledge.titleWords.qualifiers).find(
    (one) => one.level === level.code,
  );
  const award = phrase ? (/\(([^()]+)\)$/.exec(phrase.award)?.[1] ?? phrase.award) : 'This award';
  return `${award} is level ${level.code} of ${framework.levels.size} in the ${framework.file.shortName} framework.`;
}

function issuerClaim(knowledge: Knowledge, main: LevelClaim, other: LevelClaim): readonly FrameworkCheckResult[] {
  const findings = checkClaim(knowledge, {
    framework: main.framework,
    level: main.level,
    targetFramework: other.framework,
    targetLevel: other.level,
    assertedBy: 'issuer',
  });
  const evidence = { framework: other.framework, level: other.level, claimedBy: 'issuer' };
  const relevant = /^Q(01|08|09|1[0-5]|34)$/;
  return findings
    .filter((finding) => relevant.test(finding.rule) && (finding.outcome !== 'pass' || finding.rule === 'Q10'))
    .map((finding) => fromFinding(finding, evidence));
}

function employerAnswers(
  knowledge: Knowledge,
  claims: ReportedClaims,
  main: LevelClaim,
  chosen: string | undefined,
): readonly FrameworkCheckResult[] {
  if (chosen === undefined) return [];
  const targets = frameworksForEmployer(knowledge, chosen);
  if (targets.length === 0)
    return [
      line({
        outcome: 'unknown',
        code: 'Q01',
        title: employerQuestion,
        detail: 'We do not know the framework you chose, so nothing can be said about it.',
        evidence: {},
        source: null,
      }),
    ];
  return targets.map((target) => employerAnswer(knowledge, claims, main, target));
}

function employerAnswer(
  knowledge: Knowledge,
  claims: ReportedClaims,
  main: LevelClaim,
  target: Framework,
): FrameworkCheckResult {
  const comparison = compareClaim(knowledge, main, target.id);
  const framework = claims.kind === 'foreign' ? undefined : knowledge.frameworks.get(main.framework);
  const level = framework ? findLevel(framework, main.level) : null;
  const own = framework && level ? `${ownSentence(knowledge, claims.title, framework, level)} ` : '';
  const told = comparison.standing === 'same-framework' && own !== '' ? own.trim() : `${own}${comparison.sentence}`;
  const { outcome, code } = answerCodes[comparison.standing];
  const evidence = {
    framework: target.id,
    level: comparison.level,
    wording: comparison.wording,
    indicative: comparison.indicative,
    dataVersion: knowledge.version,
  };
  return line({ outcome, code, title: employerQuestion, detail: told, evidence, source: sourceOf(comparison) });
}

const sourceOf = (comparison: Comparison): string | null =>
  comparison.sources[0]?.url ?? comparison.here?.source ?? null;

const answerCodes: Readonly<Record<ComparisonStanding, { readonly outcome: FrameworkOutcome; readonly code: string }>> =
  {
    'same-framework': { outcome: 'pass', code: 'Q00' },
    official: { outcome: 'pass', code: 'Q10' },
    compared: { outcome: 'warn', code: 'Q11' },
    historical: { outcome: 'warn', code: 'Q12' },
    indicative: { outcome: 'warn', code: 'Q15' },
    'no-counterpart': { outcome: 'info', code: 'Q14' },
    'not-endorsed': { outcome: 'info', code: 'Q13' },
    'table-not-loaded': { outcome: 'unknown', code: 'Q09' },
    'not-established': { outcome: 'unknown', code: 'Q09' },
    none: { outcome: 'info', code: 'Q09' },
    'cannot-compare': { outcome: 'unknown', code: 'Q04' },
  };

const fromFinding = (finding: FrameworkFinding, evidence: FrameworkCheckResult['evidence']): FrameworkCheckResult =>
  line({
    outcome: finding.outcome,
    code: finding.rule,
    title: question,
    detail: finding.sentence,
    evidence: { ...evidence, case: finding.code, basis: finding.basis },
    source: finding.source,
  });

interface Line {
  readonly outcome: FrameworkCheckResult['outcome'];
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly evidence: FrameworkCheckResult['evidence'];
  readonly source: string | null;
}

const line = ({ source, ...told }: Line): FrameworkCheckResult => ({
  id: 'frameworks',
  answer: 'frameworks',
  ...told,
  ...(source === null ? {} : { source }),
});
