import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ShareView } from '../../../sharing/browser.js';
import { dayText } from '../../dates.js';
import type { Say } from '../../locales/strings.js';

interface LineProps {
  readonly link: ShareView;
  readonly say: Say;
  readonly language: string;
  readonly onStop: () => void;
}

/** One link that was given away: what it shows, until when, how often it was opened, and how to stop it. */
export function LinkLine({ link, say, language, onStop }: LineProps) {
  const [isAsked, setIsAsked] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const wasAsked = useRef(false);
  useLayoutEffect(() => {
    // Who keeps the link goes on where they were.
    if (wasAsked.current && !isAsked) button.current?.focus();
    wasAsked.current = isAsked;
  }, [isAsked]);
  return (
    <li class={link.state === 'open' ? undefined : 'over'}>
      <p>
        <strong>{say(`sh.${link.scope}`)}</strong> ·{' '}
        {link.state === 'stopped' ? say('sh.stopped') : say('sh.stops', { date: dayText(link.endsAt, language) })}
        {link.hasPin ? ` · ${say('sh.pin.on')}` : ''}
      </p>
      <p class="quiet">{say('sh.count', { n: link.opened })}</p>
      {link.state !== 'open' ? null : isAsked ? (
        <StopQuestion say={say} onYes={onStop} onNo={() => setIsAsked(false)} />
      ) : (
        <button type="button" ref={button} onClick={() => setIsAsked(true)}>
          {say('sh.stop')}
        </button>
      )}
    </li>
  );
}

interface QuestionProps {
  readonly say: Say;
  readonly onYes: () => void;
  readonly onNo: () => void;
}

/** What stopping does, before it is done: it cannot be taken back. Stands in the list, beside the link it is about. */
function StopQuestion({ say, onYes, onNo }: QuestionProps) {
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => box.current?.focus(), []);
  return (
    <div
      ref={box}
      class="stop-question"
      role="group"
      tabIndex={-1}
      aria-labelledby={`${id}-ask`}
      aria-describedby={`${id}-effect`}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onNo();
      }}
    >
      <p id={`${id}-ask`}>
        <strong>{say('sh.stop.ask')}</strong>
      </p>
      <p id={`${id}-effect`}>{say('sh.stop.effect')}</p>
      <div class="actions">
        <button type="button" onClick={onYes}>
          {say('sh.stop.yes')}
        </button>
        <button type="button" onClick={onNo}>
          {say('sh.stop.no')}
        </button>
      </div>
    </div>
  );
}
