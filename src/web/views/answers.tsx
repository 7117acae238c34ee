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

/** The six questions with their answers, each unfolding; what was not checked looks like neither yes nor no. */
export function Answers({ checks, say }: { checks: readonly CheckResult[]; say: Say }) {
  const questions = [...new Set(checks.map(({ answer }) => answer))];
  return (
    <ul class="answers">
      {questions.map((question) => (
        <Question key={question} checks={checks.filter(({ answer }) => answer === question)} say={say} />
      ))}
    </ul>
  );
}

/** One question can have several findings: the weightiest is shown folded, all of them unfolded. */
function Question({ checks, say }: { checks: readonly CheckResult[]; say: Say }) {
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
          <span class="question">{main.title}</span>
          <span class="outcome">{say(`outcome.${outcome}`)}</span>
        </summary>
        {sorted.map((check) => (
          <div class="finding" key={`${check.code}${check.detail}`}>
            <p>
              {check.detail} <span class="spoken-code">{check.code}</span>
            </p>
            {check.source === undefined ? null : <Source text={check.source} />}
          </div>
        ))}
      </details>
    </li>
  );
}

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
