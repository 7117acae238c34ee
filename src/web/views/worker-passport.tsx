import { useEffect, useId, useState } from 'preact/hooks';
import { isObject } from '../../shared/index.js';
import type { VerificationReport } from '../../verification/browser.js';
import type { Check } from '../check/page-verifier.js';
import type { Say } from '../locales/strings.js';
import { Person, Skills } from './claims.js';
import { ProblemBox, type Problem } from './landing.js';

/** What the server answers to a right code and birth year. */
interface Opened {
  readonly credential: unknown;
  readonly sp1Url: string;
  readonly qrSvg: string;
}
interface Shown {
  readonly opened: Opened;
  readonly report: VerificationReport | null;
  readonly birthYear: string;
}

interface WorkerPassportProps {
  readonly code: string;
  readonly check: Check;
  readonly say: Say;
  readonly language: string;
  readonly ready: boolean;
}

/** The worker's own page behind the small code: facts and the large code to show, never a sign of approval. */
export function WorkerPassport({ code, check, say, language, ready }: WorkerPassportProps) {
  const [shown, setShown] = useState<Shown | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const open = async (birthYear: string): Promise<void> => {
    const answer = await post(`/api/passports/by-code/${code}`, { birthYear }, say);
    if (!answer.ok) return setProblem(answer.problem);
    const opened = openedFrom(await answer.response.json());
    if (opened === null) return setProblem({ code: 'E32', message: say('service'), whatToDo: '' });
    const result = await check(JSON.stringify(opened.credential), language);
    setProblem(null);
    setShown({ opened, report: result.ok ? result.report : null, birthYear });
  };
  const save = async (layout: 'card' | 'a4', birthYear: string): Promise<void> => {
    const answer = await post(`/api/passports/by-code/${code}/print/${layout}`, { birthYear }, say);
    if (answer.ok) saveFile(await answer.response.blob(), `skills-passport-${layout}.pdf`);
    else setProblem(answer.problem);
  };
  return (
    <main class="worker">
      <h1>{say('w.title')}</h1>
      {problem === null ? null : <ProblemBox problem={problem} say={say} />}
      {shown === null ? (
        <YearForm say={say} disabled={!ready} onOpen={(year) => void open(year)} />
      ) : (
        <Passport shown={shown} say={say} language={language} onSave={(layout) => void save(layout, shown.birthYear)} />
      )}
    </main>
  );
}

function YearForm({ say, disabled, onOpen }: { say: Say; disabled: boolean; onOpen: (year: string) => void }) {
  const id = useId();
  const [year, setYear] = useState('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onOpen(year.trim());
      }}
    >
      <label for={id}>{say('c.year')}</label>
      <p class="quiet">{say('c.hint')}</p>
      <input
        id={id}
        class="year"
        inputMode="numeric"
        autocomplete="off"
        maxLength={4}
        pattern="[0-9]{4}"
        required
        value={year}
        onInput={(event) => setYear(event.currentTarget.value)}
      />
      <button type="submit" class="primary" disabled={disabled}>
        {say('c.open')}
      </button>
    </form>
  );
}

interface PassportProps {
  readonly shown: Shown;
  readonly say: Say;
  readonly language: string;
  readonly onSave: (layout: 'card' | 'a4') => void;
}

function Passport({ shown, say, language, onSave }: PassportProps) {
  const { report, opened } = shown;
  const claims = report?.claims ?? null;
  return (
    <>
      <CodePicture svg={opened.qrSvg} say={say} />
      <p>{say('c.show')}</p>
      {report === null || report.verdict === 'genuine-and-current' ? null : (
        <p class="notice">
          {report.title}. {report.whatToDo}
        </p>
      )}
      {claims === null ? null : (
        <>
          <Person claims={claims} say={say} language={language} />
          <Skills claims={claims} say={say} language={language} />
        </>
      )}
      <div class="actions">
        <button type="button" onClick={() => onSave('card')}>
          {say('c.card')}
        </button>
        <button type="button" onClick={() => onSave('a4')}>
          {say('c.a4')}
        </button>
        <button type="button" onClick={() => location.reload()}>
          {say('w.finish')}
        </button>
      </div>
      <p class="quiet">{say('w.mine')}</p>
    </>
  );
}

/** As a picture, not as markup: nothing inside it can run. White on every theme, or it does not scan. */
function CodePicture({ svg, say }: { svg: string; say: Say }) {
  const [url, setUrl] = useState<string | null>(null);
  const [isLarge, setLarge] = useState(false);
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [svg]);
  return (
    <figure class={isLarge ? 'code-picture large' : 'code-picture'}>
      {url === null ? null : <img src={url} alt={say('w.show')} />}
      <button type="button" onClick={() => setLarge(!isLarge)}>
        {say(isLarge ? 'c.smaller' : 'c.bigger')}
      </button>
    </figure>
  );
}

type Answer = { readonly ok: true; readonly response: Response } | { readonly ok: false; readonly problem: Problem };

async function post(path: string, body: unknown, say: Say): Promise<Answer> {
  let response: Response;
  try {
    response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      cache: 'no-store',
    });
  } catch {
    return { ok: false, problem: { code: 'E30', message: say('net'), whatToDo: '' } };
  }
  if (response.ok) return { ok: true, response };
  if (response.status === 429) return { ok: false, problem: { code: 'E33', message: say('many.tries'), whatToDo: '' } };
  const problem: unknown = await response.json().catch(() => null);
  const text = (name: string): string | null => {
    const value = isObject(problem) ? problem[name] : undefined;
    return typeof value === 'string' ? value : null;
  };
  const message = text('title') ?? say('service');
  return { ok: false, problem: { code: text('code') ?? 'E32', message, whatToDo: text('whatToDo') ?? '' } };
}

function openedFrom(value: unknown): Opened | null {
  if (!isObject(value)) return null;
  const { credential, sp1Url, qrSvg } = value;
  return typeof sp1Url === 'string' && typeof qrSvg === 'string' ? { credential, sp1Url, qrSvg } : null;
}

function saveFile(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
