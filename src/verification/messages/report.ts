import { instantOf, isoSeconds } from '../../shared/index.js';
import { wholeDays, type Finding } from '../checks/check.js';
import type { InputProblem, ReadInput } from '../input/read-input.js';
import { alteredCode, updateNeeded, type Judgement } from '../judgement.js';
import type {
  Answer,
  CheckResult,
  NotAnInput,
  Outcome,
  VerificationReport,
  VerifyDeps,
  VerifyResult,
} from '../types.js';
import { loadPhrases, type Phrases } from './phrases.js';
import { tellItems, tellVerdict } from './sentence.js';

/** Puts what was read and judged into words. Nothing is decided here. Without a judgement nothing could be read. */
export async function tell(read: ReadInput, judgement: Judgement | null, deps: VerifyDeps): Promise<VerifyResult> {
  const phrases = await loadPhrases(deps.language);
  if (read.kind === 'problem') return { ok: false, problem: tellProblem(read, phrases) };
  const settled = judgement && deps.withAccreditations ? await deps.withAccreditations(judgement) : judgement;
  const report = reportOf(settled ?? (read.kind === 'altered' ? alteredCode : updateNeeded), deps, phrases);
  return { ok: true, report: read.host === null ? report : { ...report, pointedTo: read.host } };
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
    claims: facts.claims ?? null,
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
  const note = judgement.findings.some(({ code }) => code === 'H21') ? ` ${phrases.text('H21')}` : '';
  const isSound = ownVerdict === 'genuine-and-current' || form === 'presentation';
  return {
    title: phrases.text(`v.${verdict}.title`),
    sentence: isSound ? `${summary}${note}` : `${own.sentence} ${summary}`,
    whatToDo: isSound ? phrases.text('v.items.do') : own.whatToDo,
  };
}

function freshnessOf({ facts }: Judgement, { trustList, now }: VerifyDeps): VerificationReport['freshness'] {
  const age = (date: string): number => Math.max(0, now.getTime() - instantOf(date));
  const { statusPublishedAt: publishedAt = null } = facts;
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
  const { id, code, values = {}, evidence, chain } = finding;
  const { date, age, successor } = values;
  const [letter = '', digit] = code;
  const answer = answers[letter] ?? 'integrity';
  const outcome = finding.outcome ?? outcomes[Number(digit)] ?? 'unknown';
  const detail = phrases.text(code, {
    ...values,
    ...(typeof date === 'string' ? { date: phrases.date(date) } : {}),
    ...(typeof age === 'number' ? { age: spokenAge(age, phrases) } : {}),
    ...(successor ? { successor: phrases.text('successor.number', { last4: successor }) } : {}),
  });
  const title = phrases.text(`q.${answer}`);
  return { id, answer, outcome, code, title, detail, ...(evidence && { evidence }), ...(chain && { chain }) };
}

/** What the letter and the first digit of a code say. */
const answers: Readonly<Record<string, Answer>> = {
  I: 'integrity',
  A: 'authority',
  S: 'status',
  T: 'time',
  Q: 'frameworks',
  H: 'holder',
};
const outcomes: readonly Outcome[] = ['pass', 'fail', 'unknown'];

function spokenAge(milliseconds: number, phrases: Phrases): string {
  if (milliseconds < hour) return phrases.text('age.minutes', { n: Math.max(1, Math.round(milliseconds / 60_000)) });
  if (milliseconds < 48 * hour) return phrases.text('age.hours', { n: Math.floor(milliseconds / hour) });
  return phrases.text('age.days', { n: wholeDays(milliseconds) });
}

/** What is accepted at most, as it is told: of any text, and of the text of a code. */
const maxSpoken = { 'too-long': '256 kB', E14: '3 kB' };

/** Why something is not an input, and what to do. */
function tellProblem(problem: InputProblem, phrases: Phrases): NotAnInput {
  const { code, what = 'text', shortCode } = problem;
  switch (code) {
    case 'too-long':
    case 'E14':
      return { code: 'E14', message: phrases.text('E14', { max: maxSpoken[code] }), whatToDo: phrases.text('E14.do') };
    case 'not-json':
    case 'E18':
      return { code: 'E18', message: phrases.text('E18'), whatToDo: phrases.text('E18.do') };
    case 'E11':
      return { code, message: phrases.text('E11'), whatToDo: phrases.text('E11.do') };
    case 'E12': {
      if (shortCode !== undefined)
        return { code, message: phrases.text('E12.link'), whatToDo: phrases.text('E12.link.do'), shortCode };
      const message = phrases.text('E12', { kind: phrases.text(`E12.${what}`) });
      return { code, message, whatToDo: phrases.text(what === 'number' ? 'E12.number.do' : 'E12.do') };
    }
    default:
      return { code: `json-${code}`, message: phrases.text(`json-${code}`), whatToDo: phrases.text('json.do') };
  }
}
