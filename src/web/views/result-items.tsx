import type { VerificationReport } from '../../verification/browser.js';
import type { FrameworkAnswers } from '../check/framework-answers.js';
import type { Say } from '../locales/strings.js';
import { Answers } from './answers.js';
import { Person, Skills } from './claims.js';
import { LevelHere } from './level-here.js';
import { VerdictBanner } from './verdict-banner.js';

export function Contents({ report, say }: { report: VerificationReport; say: Say }) {
  const { claims, language } = report;
  if (claims === null) return null;
  const { issuer } = claims;
  return (
    <>
      {report.foreign ? (
        <h2>
          {say('claims.foreign')}
          {issuer.name === null ? '' : `: ${say('claims.issuer', { issuer: issuer.name })}`}
        </h2>
      ) : null}
      <Person claims={claims} say={say} language={language} />
      <Skills claims={claims} say={say} language={language} />
    </>
  );
}

interface ItemsProps {
  readonly items: readonly VerificationReport[];
  readonly say: Say;
  readonly answers: FrameworkAnswers | null;
}

export function Items({ items, say, answers }: ItemsProps) {
  return (
    <section class="items">
      <h2>{say('items')}</h2>
      {items.map((item, position) => (
        <article key={position}>
          <VerdictBanner report={item} level={2} />
          <Contents report={item} say={say} />
          <details class="more">
            <summary>{say('act.why')}</summary>
            <Answers checks={item.checks} say={say} language={item.language} />
          </details>
          {item.claims === null || answers === null ? null : (
            <LevelHere claims={item.claims} answers={answers} say={say} language={item.language} />
          )}
        </article>
      ))}
    </section>
  );
}
