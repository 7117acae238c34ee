import { useEffect, useRef, useState } from 'preact/hooks';
import type { Say } from '../locales/strings.js';

interface CodePictureProps {
  readonly svg: string;
  readonly say: Say;
  /** Printed under the large code, so that it can be read over the telephone. */
  readonly number: string | null;
}

/** As a picture, not as markup: nothing inside it can run. White on every theme, or it does not scan. */
export function CodePicture({ svg, say, number }: CodePictureProps) {
  const [url, setUrl] = useState<string | null>(null);
  const [isLarge, setLarge] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [svg]);
  useEffect(() => {
    if (!isLarge) return;
    button.current?.focus();
    const release = keepScreenOn();
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') setLarge(false);
    };
    addEventListener('keydown', onKey);
    return () => {
      release();
      removeEventListener('keydown', onKey);
    };
  }, [isLarge]);
  return (
    <figure class={isLarge ? 'code-picture large' : 'code-picture'}>
      {url === null ? null : <img src={url} alt={say('w.show')} />}
      <figcaption>
        {say('c.show')}
        {isLarge && number !== null ? <span class="code-number">{say('number', { number })}</span> : null}
        {isLarge ? <span class="code-hint">{say('c.brighter')}</span> : null}
      </figcaption>
      <button type="button" ref={button} onClick={() => setLarge(!isLarge)}>
        {say(isLarge ? 'c.smaller' : 'c.bigger')}
      </button>
    </figure>
  );
}

/** A dark screen cannot be scanned. Where the browser has no wake lock the telephone keeps its own habit. */
function keepScreenOn(): () => void {
  const lock = navigator.wakeLock?.request('screen');
  lock?.catch(() => undefined);
  return () => void lock?.then((held) => held.release()).catch(() => undefined);
}
