import { useEffect, useId, useState } from 'preact/hooks';
import type { VerificationReport } from '../../../verification/browser.js';
import type { FrameworkAnswers } from '../../check/framework-answers.js';
import type { Check } from '../../check/page-verifier.js';
import { openLink, type Shared } from '../../check/share-desk.js';
import type { Say } from '../../locales/strings.js';
import { useLeaveWhenUnattended } from '../../unattended.js';
import { ProblemBox, type Problem } from '../landing.js';
import { Items } from '../result-items.js';
import { DigitsField } from './digits-field.js';
import { HolderPhoto } from './photo.js';
import '../../styles/worker.css';

interface SharedPageProps {
  /** From the fragment of the address, taken out of it at once. Null on a reload. */
  readonly secret: string | null;
  readonly check: Check;
  readonly answers: FrameworkAnswers | null;
  readonly say: Say;
  readonly language: string;
  readonly ready: boolean;
}

const leave = (): void => location.assign('/');
const pinCodes = new Set(['W15', 'W11']);

/** What a worker shared: fetched by its secret, judged on this device like everything else. */
export function SharedPage({ secret, check, answers, say, language, ready }: SharedPageProps) {
  const [shown, setShown] = useState<Shared | null>(null);
  const [reports, setReports] = useState<readonly VerificationReport[]>([]);
  const [problem, setProblem] = useState<Problem | null>(null);
  useLeaveWhenUnattended(shown !== null, leave);
  useEffect(() => {
    document.title = `${say('sh.shared')} - ${say('title')}`;
  }, [say]);
  const open = async (pin: string | null): Promise<void> => {
    const answer = await openLink(secret ?? '', pin, say);
    setProblem(answer.ok ? null : answer.problem);
    if (answer.ok) setShown(answer.value);
  };
  useEffect(() => {
    if (ready && shown === null && problem === null) void open(null);
  }, [ready]);
  useEffect(() => {
    if (shown === null) return;
    void Promise.all(shown.credentials.map((credential) => check(JSON.stringify(credential), language))).then(
      (results) => setReports(results.flatMap((result) => (result.ok ? [result.report] : []))),
    );
  }, [shown, language]);
  const asksPin = problem !== null && pinCodes.has(problem.code);
  return (
    <main id="main" class="shared-page" tabIndex={-1}>
      <h1>{say('sh.shared')}</h1>
      <p class="lead">{say('sh.shared.lead')}</p>
      {problem === null || problem.code === 'W15' ? null : <ProblemBox problem={problem} say={say} />}
      {asksPin ? <PinForm say={say} onPin={(pin) => void open(pin)} /> : null}
      {problem === null && reports.length === 0 ? <p role="status">{say('working')}</p> : null}
      {shown === null || shown.photo === null ? null : (
        <div class="with-portrait">
          <HolderPhoto jpeg={shown.photo} say={say} />
          <p>{say('photo.compare')}</p>
        </div>
      )}
      {reports.length === 0 ? null : <Items items={withParts(reports)} say={say} answers={answers} />}
    </main>
  );
}

/** A passport is followed by what it holds, but for what was shared beside it. */
function withParts(reports: readonly VerificationReport[]): readonly VerificationReport[] {
  const alone = new Set(reports.map(({ claims }) => claims?.number));
  return reports.flatMap((report) => [report, ...report.items.filter(({ claims }) => !alone.has(claims?.number))]);
}

function PinForm({ say, onPin }: { say: Say; onPin: (pin: string) => void }) {
  const id = useId();
  const [pin, setPin] = useState('');
  return (
    <form
      class="pin-form"
      onSubmit={(event) => {
        event.preventDefault();
        onPin(pin.trim());
        setPin('');
      }}
    >
      <p>{say('pin.lead')}</p>
      <label for={id}>{say('pin.enter')}</label>
      <DigitsField id={id} digits={6} value={pin} onInput={setPin} />
      <button type="submit" class="primary">
        {say('c.open')}
      </button>
    </form>
  );
}
