import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { shareDays, shareScopes, type ShareScope, type ShareView } from '../../../sharing/browser.js';
import { listLinks, makeLink, stopLink, type Holder, type ShareWish } from '../../check/share-desk.js';
import { dayText } from '../../dates.js';
import type { Say } from '../../locales/strings.js';
import { systemClock } from '../../../shared/index.js';
import { Icon } from '../icons.js';
import { ProblemBox, type Problem } from '../landing.js';
import { LinkLine } from './share-links.js';

interface PanelProps {
  readonly holder: Holder;
  readonly say: Say;
  readonly language: string;
  /** The passport shows one, so it can be shared too. */
  readonly hasPhoto: boolean;
}

/** Give a limited view, see what was given, stop it. */
export function SharePanel({ holder, say, language, hasPhoto }: PanelProps) {
  const [links, setLinks] = useState<readonly ShareView[] | null>(null);
  const [made, setMade] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const refresh = async (): Promise<void> => {
    const answer = await listLinks(holder, say);
    if (answer.ok) setLinks(answer.value);
  };
  useEffect(() => void refresh(), []);
  const box = useRef<HTMLDivElement>(null);
  // The list of links can be longer than a telephone: what went wrong above it is brought into sight.
  useEffect(() => {
    if (problem !== null) box.current?.focus();
  }, [problem]);
  const make = async (wish: ShareWish): Promise<void> => {
    const answer = await makeLink(holder, wish, say);
    setProblem(answer.ok ? null : answer.problem);
    setMade(answer.ok ? answer.value : null);
    await refresh();
  };
  const stop = async (id: string): Promise<void> => {
    const answer = await stopLink(holder, id, say);
    setProblem(answer.ok ? null : answer.problem);
    await refresh();
    // The button that was pressed is gone: whoever uses a keyboard goes on at the list.
    if (answer.ok) heading.current?.focus();
  };
  return (
    <section class="worker-part">
      <h2>
        <Icon name="link" /> {say('sh.make')}
      </h2>
      <div ref={box} tabIndex={-1}>
        {problem === null ? null : <ProblemBox problem={problem} say={say} />}
      </div>
      <ShareForm {...{ say, language, hasPhoto }} onMake={(wish) => void make(wish)} />
      <div role="status">{made === null ? null : <Made link={made} say={say} />}</div>
      <h3 ref={heading} tabIndex={-1}>
        {say('sh.links')}
      </h3>
      {links === null || links.length === 0 ? (
        <p class="quiet">{say('sh.none')}</p>
      ) : (
        <ul class="links">
          {links.map((link) => (
            <LinkLine key={link.id} {...{ link, say, language }} onStop={() => void stop(link.id)} />
          ))}
        </ul>
      )}
    </section>
  );
}

const dayMs = 86_400_000;

interface FormProps {
  readonly say: Say;
  readonly language: string;
  readonly hasPhoto: boolean;
  readonly onMake: (wish: ShareWish) => void;
}

function ShareForm({ say, language, hasPhoto, onMake }: FormProps) {
  const id = useId();
  const [scope, setScope] = useState<ShareScope>('one');
  const [days, setDays] = useState(7);
  const [hasPin, setHasPin] = useState(false);
  const [pin, setPin] = useState('');
  const end = new Date(systemClock.now().getTime() + days * dayMs).toISOString();
  return (
    <form
      class="share-form"
      onSubmit={(event) => {
        event.preventDefault();
        onMake({ scope, days, ...(hasPin ? { pin } : {}) });
        setPin('');
      }}
    >
      <fieldset>
        <legend>{say('sh.what')}</legend>
        {shareScopes
          .filter((one) => one !== 'photo' || hasPhoto)
          .map((one) => (
            <label key={one} class="choice">
              <input type="radio" name={`${id}-scope`} checked={scope === one} onChange={() => setScope(one)} />
              <span>{say(`sh.${one}`)}</span>
            </label>
          ))}
      </fieldset>
      <fieldset>
        <legend>{say('sh.days')}</legend>
        {shareDays.map((one) => (
          <label key={one} class="choice">
            <input type="radio" name={`${id}-days`} checked={days === one} onChange={() => setDays(one)} />
            <span>{one === 1 ? say('sh.day') : say('sh.days.n', { n: one })}</span>
          </label>
        ))}
      </fieldset>
      <label class="choice">
        <input type="checkbox" checked={hasPin} onChange={() => setHasPin(!hasPin)} />
        <span>{say('sh.pin')}</span>
      </label>
      {hasPin ? (
        <div class="pin-field">
          <label for={`${id}-pin`}>{say('sh.pin.number')}</label>
          <input
            id={`${id}-pin`}
            class="year"
            inputMode="numeric"
            autocomplete="off"
            pattern="[0-9]{6}"
            maxLength={6}
            required
            dir="ltr"
            aria-describedby={`${id}-hint`}
            value={pin}
            onInput={(event) => setPin(event.currentTarget.value)}
          />
          <p class="quiet" id={`${id}-hint`}>
            {say('sh.pin.hint')}
          </p>
        </div>
      ) : null}
      <p>{say('sh.end', { date: dayText(end, language) })}</p>
      <button type="submit" class="primary">
        {say('sh.create')}
      </button>
    </form>
  );
}

function Made({ link, say }: { link: string; say: Say }) {
  const id = useId();
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(link);
    setCopied(true);
  };
  return (
    <div class="made">
      <p>{say('sh.made')}</p>
      <label for={id}>{say('sh.link')}</label>
      <input id={id} readOnly dir="ltr" value={link} onFocus={(event) => event.currentTarget.select()} />
      <button type="button" onClick={() => void copy().catch(() => undefined)}>
        {say(copied ? 'copied' : 'sh.copy')}
      </button>
    </div>
  );
}
