import { useEffect, useId, useState } from 'preact/hooks';
import { findPassport } from '../../check/worker-desk.js';
import type { Check } from '../../check/page-verifier.js';
import type { Say } from '../../locales/strings.js';
import { ProblemBox, type Problem } from '../landing.js';
import { WorkerPassport, type Start } from '../worker-passport.js';
import { DigitsField } from './digits-field.js';
import '../../styles/worker.css';

interface NumberPageProps {
  readonly check: Check;
  readonly say: Say;
  readonly language: string;
  readonly ready: boolean;
}

/** For paper whose codes cannot be read any more: the number and the year printed on it. */
export function NumberPage(props: NumberPageProps) {
  const { say, ready } = props;
  const id = useId();
  const [number, setNumber] = useState('');
  const [year, setYear] = useState('');
  const [start, setStart] = useState<Start | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => {
    if (start === null) document.title = `${say('look.title')} - ${say('title')}`;
  }, [start === null, say]);
  if (start !== null) return <WorkerPassport {...props} code={start.code} start={start} />;
  const find = async (): Promise<void> => {
    const answer = await findPassport(number.trim(), year.trim(), say);
    if (!answer.ok) return setProblem(answer.problem);
    const { code, ...opened } = answer.value;
    setStart({ code, opened, birthYear: year.trim() });
  };
  return (
    <main id="main" class="worker" tabIndex={-1}>
      <h1>{say('look.title')}</h1>
      <p class="lead">{say('look.lead')}</p>
      {problem === null ? null : <ProblemBox problem={problem} say={say} />}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void find();
        }}
      >
        <label for={`${id}-number`}>{say('look.number')}</label>
        <input
          id={`${id}-number`}
          class="long-number"
          autocomplete="off"
          maxLength={40}
          required
          dir="ltr"
          value={number}
          onInput={(event) => setNumber(event.currentTarget.value)}
        />
        <label for={`${id}-year`}>{say('c.year')}</label>
        <DigitsField id={`${id}-year`} digits={4} value={year} onInput={setYear} />
        <button type="submit" class="primary" disabled={!ready}>
          {say('look.open')}
        </button>
      </form>
    </main>
  );
}
