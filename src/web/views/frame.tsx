import type { Say } from '../locales/strings.js';
import { LanguageChoice, Mark, SkipLink } from '../parts/page-head.js';
import { ThemeChoice } from '../parts/theme-choice.js';
import { Icon } from './icons.js';

interface HeaderProps {
  readonly say: Say;
  readonly language: string;
  readonly onChoose: (code: string) => void;
}

export function Header({ say, language, onChoose }: HeaderProps) {
  return (
    <header class="top">
      <SkipLink>{say('skip')}</SkipLink>
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
          <LanguageChoice
            label={say('language')}
            language={language}
            onChoose={onChoose}
            icon={<Icon name="globe" />}
          />
        </nav>
      </div>
    </header>
  );
}

export const Footer = ({ say }: { say: Say }) => (
  <footer class="foot">
    <p>
      {say('foot.open', { host: location.host })} {say('foot.free')}
    </p>
    <p>
      <a href="/batch">{say('batch')}</a> <a href="/receipt">{say('receipt.check')}</a>{' '}
      <a href="/data">{say('data.title')}</a> <a href="/help">{say('help')}</a>
    </p>
    <ThemeChoice label={say('theme')} nameOf={(theme) => say(`theme.${theme}`)} />
  </footer>
);
