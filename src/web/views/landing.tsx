import { useId, useState } from 'preact/hooks';
import type { TrustState } from '../check/trust-store.js';
import { ageText, dayText } from '../dates.js';
import type { Say } from '../locales/strings.js';
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
    <main class="landing">
      <h1>{say('lead')}</h1>
      {problem === null ? null : <ProblemBox problem={problem} say={say} />}
      <button type="button" class="primary wide" onClick={onScan}>
        <Icon name="scan" /> {say('scan.start')}
      </button>
      <Upload say={say} onFile={onFile} />
      <Paste say={say} onText={onText} />
      <p class="quiet">
        {say('priv.local')} {say('offline.works')}
      </p>
      {footer}
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

function Upload({ say, onFile }: { say: Say; onFile: (file: File) => void }) {
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
        onChange={(event) => take(event.currentTarget)}
      />
      <label for={id} class="button wide">
        <Icon name="upload" /> {say('scan.upload')}
      </label>
      <p class="quiet">{say('upload.hint')}</p>
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
        <p class="quiet">{say('paste.hint')}</p>
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

/** How old the data is that answers rest on; always in sight, always true. */
export function DataAge(props: { say: Say; state: TrustState; now: Date; language: string; onRefresh: () => void }) {
  const { say, state, now, language, onRefresh } = props;
  const { trustList, fetchedAt } = state;
  return (
    <section class="data-age">
      {trustList === null || fetchedAt === null ? (
        <p>{say('data.none')}</p>
      ) : (
        <details>
          <summary>
            {state.online
              ? say('data.age', { age: ageText(now.getTime() - Date.parse(fetchedAt)), n: trustList.issuers.length })
              : say('data.offline', { date: dayText(fetchedAt, language) })}
          </summary>
          <p>{say('data.version', { n: trustList.version, date: dayText(trustList.issuedAt, language) })}</p>
          <p>{say('data.lists', { n: state.statusLists })}</p>
          <ul>
            {trustList.issuers.map((issuer) => (
              <li key={issuer.did}>
                {issuer.name} ({issuer.country})
              </li>
            ))}
          </ul>
        </details>
      )}
      <button type="button" class="small" onClick={onRefresh}>
        {say('data.refresh')}
      </button>
    </section>
  );
}
