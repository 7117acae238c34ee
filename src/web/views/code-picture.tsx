import { useEffect, useRef, useState } from 'preact/hooks';
import type { Say } from '../locales/strings.js';
import { useScreenOn } from '../screen-on.js';

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
  useScreenOn(isLarge);
  useEffect(() => {
    if (!isLarge) return;
    button.current?.focus();
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') setLarge(false);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
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
