import { useState } from 'preact/hooks';
import { languageNames, type Say } from '../locales/strings.js';
import { chooseTheme, chosenTheme, themes } from '../theme.js';
import { Icon } from './icons.js';

interface HeaderProps {
  readonly say: Say;
  readonly language: string;
  readonly onChoose: (code: string) => void;
}

export function Header({ say, language, onChoose }: HeaderProps) {
  return (
    <header class="top">
      <a
        href="#main"
        class="skip"
        onClick={(event) => {
          // A real jump would put a fragment into the address, where only scanned digits belong.
          event.preventDefault();
          document.querySelector<HTMLElement>('main')?.focus();
        }}
      >
        {say('skip')}
      </a>
      <div class="top-row">
        <a href="/" class="brand">
          <Mark />
          <span>{say('title')}</span>
        </a>
        <nav aria-label={say('nav')}>
          <a href="/batch" class="wide-only">
            {say('batch')}
          </a>
          <a href="/data" class="wide-only">
            {say('data.title')}
          </a>
          <a href="/help">{say('help')}</a>
          <label class="language">
            <Icon name="globe" />
            <span class="visually-hidden">{say('language')}</span>
            <select value={language} onChange={(event) => onChoose(event.currentTarget.value)}>
              {languageNames.map(([code, name]) => (
                <option key={code} value={code} lang={code}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        </nav>
      </div>
    </header>
  );
}

/** A code and a tick: the sign of the service, also its icon on a telephone. */
const Mark = () => (
  <svg class="brand-mark" viewBox="0 0 48 48" aria-hidden="true" focusable="false">
    <path d="M8 8h13v13H8zM27 8h13v13H27zM8 27h13v13H8z" class="mark-code" />
    <path d="m26 33 5 5 10-11" class="mark-tick" />
  </svg>
);

export const Footer = ({ say }: { say: Say }) => (
  <footer class="foot">
    <p>
      {say('foot.open', { host: location.host })} {say('foot.free')}
    </p>
    <p>
      <a href="/batch">{say('batch')}</a> <a href="/receipt">{say('receipt.check')}</a>{' '}
      <a href="/data">{say('data.title')}</a> <a href="/help">{say('help')}</a>
    </p>
    <ThemeChoice say={say} />
  </footer>
);

/** Codes stay dark on white under every theme, or they do not scan. */
function ThemeChoice({ say }: { say: Say }) {
  const [theme, setTheme] = useState(chosenTheme);
  return (
    <label class="theme-choice">
      <span>{say('theme')}</span>
      <select
        value={theme}
        onChange={(event) => {
          const { value } = event.currentTarget;
          const chosen = themes.find((one) => one === value) ?? 'auto';
          chooseTheme(chosen);
          setTheme(chosen);
        }}
      >
        {themes.map((one) => (
          <option key={one} value={one}>
            {say(`theme.${one}`)}
          </option>
        ))}
      </select>
    </label>
  );
}
