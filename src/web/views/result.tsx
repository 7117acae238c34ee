import { useState } from 'preact/hooks';
import type { VerificationReport } from '../../verification/browser.js';
import { momentText } from '../dates.js';
import type { Say } from '../locales/strings.js';
import { Answers } from './answers.js';
import { Person, Skills } from './claims.js';
import { VerdictBanner } from './verdict-banner.js';

interface Shown {
  readonly report: VerificationReport;
  readonly say: Say;
}

/** Verdict, person, validity, skills, reasons, what it does not prove: the same order on every screen and on paper. */
export function Result({ report, say, onNext }: Shown & { onNext: () => void }) {
  const host = report.pointedTo === undefined || report.pointedTo === location.host ? null : report.pointedTo;
  return (
    <main class="result" id="answer" tabIndex={-1}>
      <div class="column">
        <Lead report={report} />
        {host === null ? null : <p class="notice">{say('pointed', { host })}</p>}
        <p class="todo">
          <strong>{say('what.to.do')}:</strong> {report.whatToDo}
        </p>
        <Contents report={report} say={say} />
        {report.items.length === 0 ? null : <Items items={report.items} say={say} />}
        <Actions report={report} say={say} onNext={onNext} />
      </div>
      <div class="column">
        {report.checks.length === 0 ? null : (
          <section>
            <h2>{say('act.why')}</h2>
            <Answers checks={report.checks} say={say} />
          </section>
        )}
        {report.verdict === 'altered' ? null : (
          <section class="not-proven">
            <h2>{say('notproven')}</h2>
            <p>{report.notProven}</p>
          </section>
        )}
        <p class="quiet">{say('checked.at', { time: momentText(report.checkedAt, report.language) })}</p>
      </div>
    </main>
  );
}

/** Several items have no verdict together: the count of each is said, and every item keeps its own banner. */
function Lead({ report }: { report: VerificationReport }) {
  if (report.items.length === 0) return <VerdictBanner report={report} level={1} />;
  return (
    <div class="bundle">
      <h1>{report.sentence}</h1>
    </div>
  );
}

function Contents({ report, say }: Shown) {
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

function Items({ items, say }: { items: readonly VerificationReport[]; say: Say }) {
  return (
    <section class="items">
      <h2>{say('items')}</h2>
      {items.map((item, position) => (
        <article key={position}>
          <VerdictBanner report={item} level={2} />
          <Contents report={item} say={say} />
          <details>
            <summary>{say('act.why')}</summary>
            <Answers checks={item.checks} say={say} />
          </details>
        </article>
      ))}
    </section>
  );
}

function Actions({ report, say, onNext }: Shown & { onNext: () => void }) {
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    // For support: codes and dates tell what happened; the person is nobody's business there.
    const { verdict, checkedAt, input, freshness, checks } = report;
    const codes = checks.map(({ code, outcome }) => `${code} ${outcome}`);
    await navigator.clipboard.writeText(JSON.stringify({ verdict, checkedAt, input, freshness, codes }, null, 2));
    setCopied(true);
  };
  return (
    <div class="actions">
      <button type="button" class="primary" onClick={onNext}>
        {say('act.next')}
      </button>
      <button type="button" onClick={() => print()}>
        {say('print')}
      </button>
      <button type="button" onClick={() => void copy().catch(() => undefined)} aria-live="polite">
        {say(copied ? 'copied' : 'copy')}
      </button>
    </div>
  );
}
