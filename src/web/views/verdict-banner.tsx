import type { VerificationReport, Verdict } from '../../verification/browser.js';
import { Icon, type IconName } from './icons.js';
import { WithRegistered } from '../parts/registered.js';

const icons: Readonly<Record<Verdict, IconName>> = {
  'genuine-and-current': 'check',
  'genuine-but-expired': 'clock',
  suspended: 'pause',
  revoked: 'block',
  replaced: 'swap',
  'issuer-not-authorised': 'house',
  altered: 'cross',
  'cannot-confirm': 'question',
};

/** Word, icon, colour and edge pattern: none of them carries the verdict alone. */
export function VerdictBanner({ report, level }: { report: VerificationReport; level: 1 | 2 }) {
  const { sentence, claims, foreign: isForeign } = report;
  const Heading = level === 1 ? 'h1' : 'h2';
  return (
    <div class={`verdict verdict-${report.verdict}`}>
      <div class="verdict-edge" aria-hidden="true" />
      <div class="verdict-words">
        <Heading class="verdict-title" {...(level === 1 ? { id: 'answer', tabIndex: -1 } : {})}>
          <Icon name={icons[report.verdict]} />
          <span>{report.title}</span>
        </Heading>
        <p class="verdict-sentence">
          {isForeign ? sentence : <WithRegistered text={sentence} name={claims?.title ?? ''} />}
        </p>
      </div>
    </div>
  );
}
