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

/** The questions with their answers, each unfolding; what was not checked looks like neither yes nor no. */
export function Answers({ checks, say }: { checks: readonly CheckResult[]; say: Say }) {
  return (
    <ul class="answers">
      {checks.map((check) => (
        <li key={`${check.id}${check.code}`}>
          <details open={check.outcome !== 'pass' && check.outcome !== 'not-applicable'}>
            <summary>
              <span class={`mark mark-${check.outcome}`}>
                <Icon name={icons[check.outcome]} />
              </span>
              <span class="question">{check.title}</span>
              <span class="outcome">{say(`outcome.${check.outcome}`)}</span>
            </summary>
            <p>
              {check.detail} <span class="spoken-code">{check.code}</span>
            </p>
            {check.source === undefined ? null : <Source text={check.source} />}
          </details>
        </li>
      ))}
    </ul>
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
