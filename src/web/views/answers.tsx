import type { CheckResult, Outcome } from '../../verification/browser.js';
import type { Say } from '../locales/strings.js';
import { Icon, type IconName } from './icons.js';

const icons: Readonly<Record<Outcome, IconName>> = {
  pass: 'check',
  info: 'person',
  warn: 'note',
  fail: 'cross',
  unknown: 'question',
  'not-applicable': 'dash',
};
/** What a reader must not miss comes first. */
const weight: readonly Outcome[] = ['fail', 'warn', 'unknown', 'info', 'pass', 'not-applicable'];

interface AnswersProps {
  readonly checks: readonly CheckResult[];
  readonly say: Say;
  readonly language: string;
}

/** The six questions with their answers, each unfolding; what was not checked looks like neither yes nor no. */
export function Answers({ checks, say, language }: AnswersProps) {
  const questions = [...new Set(checks.map(({ answer }) => answer))];
  return (
    <ul class="answers">
      {questions.map((question) => (
        <Question key={question} checks={checks.filter(({ answer }) => answer === question)} {...{ say, language }} />
      ))}
    </ul>
  );
}

/** One question can have several findings: the weightiest is shown folded, all of them unfolded. */
function Question({ checks, say, language }: AnswersProps) {
  const sorted = [...checks].sort((left, right) => weight.indexOf(left.outcome) - weight.indexOf(right.outcome));
  const [main] = sorted;
  if (main === undefined) return null;
  // Only the person is something to do; elsewhere the same outcome is something to read.
  const isNote = main.outcome === 'info' && main.answer !== 'holder';
  const outcome = isNote ? 'warn' : main.outcome;
  return (
    <li>
      <details open={outcome !== 'pass' && outcome !== 'not-applicable'}>
        <summary>
          <span class={`mark mark-${isNote ? 'info' : outcome}`}>
            <Icon name={icons[outcome]} />
          </span>
          <span class="question">{main.answer === 'frameworks' ? say('q.level') : main.title}</span>
          <span class="outcome">{say(`outcome.${outcome}`)}</span>
        </summary>
        {sorted.map((check) => (
          <div class="finding" key={`${check.code}${check.detail}`}>
            <p>
              <Detail {...{ check, say, language }} /> <span class="spoken-code">{check.code}</span>
            </p>
            {check.source === undefined ? null : <Source text={check.source} />}
          </div>
        ))}
      </details>
    </li>
  );
}

/** Findings about levels come in English: the main ones are told in the reader's language, the rest is marked English. */
function Detail({ check, say, language }: Pick<AnswersProps, 'say' | 'language'> & { check: CheckResult }) {
  if (language === 'en' || check.answer !== 'frameworks') return <>{check.detail}</>;
  const { framework, level, of } = check.evidence ?? {};
  const told = { framework: acronymOf(framework), level: String(level ?? ''), of: String(of ?? '') };
  switch (check.code) {
    case 'Q00':
      return <>{check.outcome === 'pass' ? say('fw.own', told) : check.detail}</>;
    case 'Q03':
      return <>{say('fw.claim.nolevel', told)}</>;
    case 'Q07':
      return <>{say('fw.claim.unsupported')}</>;
    case 'Q04':
      return <>{say('fw.levels.none', told)}</>;
    case 'Q09':
      return <>{say('fw.none', { to: told.framework })}</>;
    default:
      return (
        <span lang="en" dir="ltr">
          {check.detail}
        </span>
      );
  }
}

/** `ph-pqf` is told as PQF. */
const acronymOf = (id: unknown): string => (typeof id === 'string' ? id.replace(/^[a-z]{2}-/, '').toUpperCase() : '');

function Source({ text }: { text: string }) {
  const isAddress = /^https:\/\/[^\s]+$/.test(text);
  return (
    <p class="source" dir="ltr">
      {isAddress ? (
        <a href={text} target="_blank" rel="noopener noreferrer">
          {text}
        </a>
      ) : (
        text
      )}
    </p>
  );
}
