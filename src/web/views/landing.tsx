import { useId, useState } from 'preact/hooks';
import type { Say } from '../locales/strings.js';
import { CardPicture } from './card-picture.js';
import { Icon } from './icons.js';

export interface Problem {
  readonly code: string;
  readonly message: string;
  readonly whatToDo: string;
  readonly shortCode?: string | undefined;
}

export interface LandingProps {
  readonly say: Say;
  readonly problem: Problem | null;
  readonly onScan: () => void;
  readonly onFile: (file: File) => void;
  readonly onText: (text: string) => void;
  readonly footer: preact.ComponentChildren;
}

export function Landing({ say, problem, onScan, onFile, onText, footer }: LandingProps) {
  return (
    <main id="main" class="landing" tabIndex={-1}>
      <div class="ways">
        <h1>{say('lead')}</h1>
        <p class="lead">{say('lead.text')}</p>
        {problem === null ? null : <ProblemBox problem={problem} say={say} />}
        <button type="button" class="primary wide scan" onClick={onScan}>
          <Icon name="scan" /> {say('scan.start')}
        </button>
        <Upload say={say} onFile={onFile} />
        <Paste say={say} onText={onText} />
        <p class="other-ways">
          <a href="/number">{say('look.title')}</a> <a href="/batch">{say('batch')}</a>
        </p>
        <p class="quiet local">
          <Icon name="device" />
          <span>
            {say('priv.local')} {say('offline.works')}
          </span>
        </p>
        {footer}
      </div>
      <aside class="about" aria-label={say('about')}>
        <CardPicture />
        <p>{say('about.card')}</p>
        <h2>{say('about.answers')}</h2>
        <ul class="questions">
          {(['q.integrity', 'q.authority', 'q.status', 'q.time', 'q.level', 'q.holder'] as const).map((question) => (
            <li key={question}>{say(question)}</li>
          ))}
        </ul>
      </aside>
    </main>
  );
}

export function ProblemBox({ problem, say }: { problem: Problem; say: Say }) {
  return (
    <div class="problem" role="alert">
      <h2>{say('error.title')}</h2>
      <p>
        {problem.message} {problem.whatToDo}
      </p>
      {problem.shortCode === undefined ? null : (
        <p>
          <a href={`/c/${problem.shortCode}`}>{say('link.open')}</a>
        </p>
      )}
      <p class="spoken-code">{say('code', { code: problem.code })}</p>
    </div>
  );
}

export function Upload({ say, onFile }: { say: Say; onFile: (file: File) => void }) {
  const id = useId();
  const take = (input: HTMLInputElement): void => {
    const [file] = input.files ?? [];
    // The same file may be chosen again after a problem.
    input.value = '';
    if (file) onFile(file);
  };
  return (
    <div class="upload">
      <input
        id={id}
        type="file"
        class="visually-hidden"
        accept="image/png,image/jpeg,image/webp,application/pdf,application/json,.json,.jwt,.txt"
        aria-describedby={`${id}-hint`}
        onChange={(event) => take(event.currentTarget)}
      />
      <label for={id} class="button wide">
        <Icon name="upload" /> {say('scan.upload')}
      </label>
      <p class="quiet" id={`${id}-hint`}>
        {say('upload.hint')}
      </p>
    </div>
  );
}

function Paste({ say, onText }: { say: Say; onText: (text: string) => void }) {
  const id = useId();
  const [text, setText] = useState('');
  return (
    <details class="paste">
      <summary class="button wide">
        <Icon name="paste" /> {say('scan.paste')}
      </summary>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onText(text);
        }}
      >
        <label for={id}>{say('paste.label')}</label>
        <textarea
          id={id}
          rows={5}
          spellcheck={false}
          autocomplete="off"
          dir="ltr"
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <button type="submit" class="primary">
          {say('paste.check')}
        </button>
      </form>
    </details>
  );
}
