import { useEffect, useState } from 'preact/hooks';
import type { JsonObject } from '../../shared/index.js';
import type { VerificationReport } from '../../verification/browser.js';
import type { FrameworkAnswers } from '../check/framework-answers.js';
import { dayText, momentText } from '../dates.js';
import type { Say } from '../locales/strings.js';
import { Answers } from './answers.js';
import { Later } from './later.js';
import { LevelHere } from './level-here.js';
import { Contents, Items } from './result-items.js';
import { VerdictBanner } from './verdict-banner.js';

interface Shown {
  readonly report: VerificationReport;
  readonly say: Say;
}
interface ResultProps extends Shown {
  /** Null until the reference data is on this device. */
  readonly answers: FrameworkAnswers | null;
  /** The document itself, for the fingerprint of a signed receipt. */
  readonly credentials: () => Promise<readonly JsonObject[]>;
  readonly onNext: () => void;
}

/** Verdict, person, validity, skills, reasons, what it does not prove: the same order on every screen and on paper. */
export function Result({ report, say, answers, credentials, onNext }: ResultProps) {
  useOpenOnPaper();
  const host = report.pointedTo === undefined || report.pointedTo === location.host ? null : report.pointedTo;
  const { claims, language } = report;
  return (
    <main id="main" class="result" tabIndex={-1}>
      <ReceiptHead report={report} say={say} />
      <div class="column">
        <Lead report={report} />
        {host === null ? null : <p class="notice">{say('pointed', { host })}</p>}
        <p class="todo">
          <strong>{say('what.to.do')}</strong> {report.whatToDo}
        </p>
        <Contents report={report} say={say} />
        {report.items.length === 0 ? null : <Items items={report.items} say={say} answers={answers} />}
      </div>
      <div class="column">
        {report.checks.length === 0 ? null : (
          <section class="reasons">
            <h2>{say('act.why')}</h2>
            <Answers checks={report.checks} {...{ say, language }} />
          </section>
        )}
        {claims === null || answers === null ? null : <LevelHere {...{ claims, answers, say, language }} />}
        {report.verdict === 'altered' ? null : (
          <section class="not-proven">
            <h2>{say('notproven')}</h2>
            <p>{report.notProven}</p>
          </section>
        )}
        <Freshness report={report} say={say} />
        <Actions report={report} say={say} onNext={onNext} />
        {report.verdict === 'altered' ? null : <Later load={receiptSigner} props={{ credentials, report, say }} />}
      </div>
    </main>
  );
}

const receiptSigner = async () => (await import('./receipt-parts.js')).ReceiptSigner;

/** On paper only: what this sheet is, and that nobody signed it. */
const ReceiptHead = ({ report, say }: Shown) => (
  <div class="receipt-head">
    <p class="receipt-title">{say('receipt.title')}</p>
    <p class="receipt-unsigned">
      {say('receipt.unsigned', { time: momentText(report.checkedAt, report.language), host: location.host })}
    </p>
  </div>
);

/** Several items have no verdict together: the count of each is said, and every item keeps its own banner. */
function Lead({ report }: { report: VerificationReport }) {
  if (report.items.length === 0) return <VerdictBanner report={report} level={1} />;
  return (
    <div class="bundle">
      <h1 id="answer" tabIndex={-1}>
        {report.sentence}
      </h1>
    </div>
  );
}

/** When it was checked, and with data of which age. */
function Freshness({ report, say }: Shown) {
  const { trustList, statusList } = report.freshness;
  const { language } = report;
  return (
    <p class="quiet freshness">
      {say('checked.at', { time: momentText(report.checkedAt, language) })}
      {trustList === null
        ? null
        : ` · ${say('data.version', { n: trustList.version, date: dayText(trustList.issuedAt, language) })}`}
      {statusList === null ? null : ` · ${say('data.status', { time: momentText(statusList.publishedAt, language) })}`}
    </p>
  );
}

function Actions({ report, say, onNext }: Shown & { onNext: () => void }) {
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(supportText(report));
    setCopied(true);
  };
  return (
    <div class="actions">
      <button type="button" class="primary" onClick={onNext}>
        {say('act.next')}
      </button>
      <button type="button" onClick={() => print()}>
        {say('act.receipt')}
      </button>
      <button type="button" class="plain" onClick={() => void copy().catch(() => undefined)} aria-live="polite">
        {say(copied ? 'copied' : 'copy')}
      </button>
    </div>
  );
}

/** Codes and dates tell support what happened; the person is nobody's business there. */
function supportText(report: VerificationReport): string {
  const codesOf = ({ verdict, checks }: VerificationReport) => ({
    verdict,
    codes: checks.map(({ code, outcome }) => `${code} ${outcome}`),
  });
  const { checkedAt, input, freshness, language, items } = report;
  const told = { ...codesOf(report), checkedAt, input, language, freshness, items: items.map(codesOf) };
  return JSON.stringify(told, null, 2);
}

/** Paper cannot be unfolded: everything is open while printing and folded again after. */
function useOpenOnPaper(): void {
  useEffect(() => {
    let opened: HTMLDetailsElement[] = [];
    const open = (): void => {
      opened = [...document.querySelectorAll<HTMLDetailsElement>('.result details:not([open])')];
      for (const details of opened) details.open = true;
    };
    const fold = (): void => {
      for (const details of opened) details.open = false;
    };
    addEventListener('beforeprint', open);
    addEventListener('afterprint', fold);
    return () => {
      removeEventListener('beforeprint', open);
      removeEventListener('afterprint', fold);
    };
  }, []);
}
