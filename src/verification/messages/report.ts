import { isoSeconds } from '../../shared/index.js';
import { instant, wholeDays, type Finding } from '../checks/check.js';
import type { InputProblem } from '../input/read-input.js';
import type { Judgement } from '../pipeline.js';
import type { CheckResult, NotAnInput, VerificationReport, VerifyDeps } from '../types.js';
import { loadPhrases, type Phrases } from './phrases.js';
import { tellItems, tellVerdict } from './sentence.js';

/** Puts a judgement into words. Nothing is decided here. */
export async function tellReport(judgement: Judgement, deps: VerifyDeps): Promise<VerificationReport> {
  return reportOf(judgement, deps, await loadPhrases(deps.language));
}

function reportOf(judgement: Judgement, deps: VerifyDeps, phrases: Phrases): VerificationReport {
  const { form, verdict, facts, isForeign } = judgement;
  const checks = judgement.findings.map((one) => tellFinding(one, phrases));
  const items = judgement.items.map((item) => reportOf(item, deps, phrases));
  return {
    verdict,
    ...wordsOf(judgement, checks, phrases),
    language: phrases.language,
    checkedAt: isoSeconds(deps.now),
    input: form,
    checks,
    freshness: freshnessOf(judgement, deps),
    claims: facts.claims,
    items,
    foreign: isForeign,
    notProven: phrases.text('not-proven'),
  };
}

function wordsOf(judgement: Judgement, checks: readonly CheckResult[], phrases: Phrases) {
  const { form, ownVerdict, verdict, items } = judgement;
  const own = tellVerdict(judgement, checks, phrases);
  if (items.length === 0) return own;
  const summary = tellItems(
    items.map((item) => item.verdict),
    phrases,
  );
  const isSound = ownVerdict === 'genuine-and-current' || form === 'presentation';
  return {
    title: phrases.text(`v.${verdict}.title`),
    sentence: isSound ? summary : `${own.sentence} ${summary}`,
    whatToDo: isSound ? phrases.text('v.items.do') : own.whatToDo,
  };
}

function freshnessOf({ facts }: Judgement, { trustList, now }: VerifyDeps): VerificationReport['freshness'] {
  const age = (date: string): number => Math.max(0, now.getTime() - instant(date));
  const { statusPublishedAt: publishedAt } = facts;
  return {
    trustList: trustList && {
      version: trustList.version,
      issuedAt: trustList.issuedAt,
      ageDays: wholeDays(age(trustList.issuedAt)),
    },
    statusList: publishedAt === null ? null : { publishedAt, ageHours: Math.floor(age(publishedAt) / hour) },
  };
}

const hour = 3_600_000;

/** A check result in the reader's words. Results of checks that were handed in have theirs already. */
function tellFinding(finding: Finding | CheckResult, phrases: Phrases): CheckResult {
  if ('detail' in finding) return finding;
  const { values, ...result } = finding;
  const { date, age, successor } = values;
  const detail = phrases.text(finding.code, {
    ...values,
    ...(typeof date === 'string' ? { date: phrases.date(date) } : {}),
    ...(typeof age === 'number' ? { age: spokenAge(age, phrases) } : {}),
    ...(successor ? { successor: phrases.text('successor.number', { last4: successor }) } : {}),
  });
  return { ...result, title: phrases.text(`q.${finding.answer}`), detail };
}

function spokenAge(milliseconds: number, phrases: Phrases): string {
  if (milliseconds < hour) return phrases.text('age.minutes', { n: Math.max(1, Math.round(milliseconds / 60_000)) });
  if (milliseconds < 48 * hour) return phrases.text('age.hours', { n: Math.floor(milliseconds / hour) });
  return phrases.text('age.days', { n: wholeDays(milliseconds) });
}

const maxSpoken = '256 kB';

/** Why something is not an input, and what to do. */
export async function tellProblem(problem: InputProblem, deps: VerifyDeps): Promise<NotAnInput> {
  const phrases = await loadPhrases(deps.language);
  const { code, what = 'text', shortCode } = problem;
  switch (code) {
    case 'too-long':
    case 'E14':
      return { code: 'E14', message: phrases.text('E14', { max: maxSpoken }), whatToDo: phrases.text('E14.do') };
    case 'not-json':
    case 'E18':
      return { code: 'E18', message: phrases.text('E18'), whatToDo: phrases.text('E18.do') };
    case 'E11':
      return { code, message: phrases.text('E11'), whatToDo: phrases.text('E11.do') };
    case 'E12': {
      const message = phrases.text('E12', { kind: what });
      if (shortCode !== undefined) return { code, message, whatToDo: phrases.text('E12.link.do'), shortCode };
      return { code, message, whatToDo: phrases.text(what === 'a number' ? 'E12.number.do' : 'E12.do') };
    }
    default:
      return { code: `json-${code}`, message: phrases.text(`json-${code}`), whatToDo: phrases.text('json.do') };
  }
}
