import type { ComponentChildren } from 'preact';
import { languageNames } from '../locales/languages.js';

/** A code and a tick: the sign of the service, also its icon on a telephone. */
export const Mark = () => (
  <svg class="brand-mark" viewBox="0 0 48 48" aria-hidden="true" focusable="false">
    <path d="M8 8h13v13H8zM27 8h13v13H27zM8 27h13v13H8z" class="mark-code" />
    <path d="m26 33 5 5 10-11" class="mark-tick" />
  </svg>
);

/** The first stop of the keyboard: past the head, to the content. */
export const SkipLink = ({ children }: { readonly children: ComponentChildren }) => (
  <a
    href="#main"
    class="skip"
    onClick={(event) => {
      // A real jump would put a fragment into the address, where only scanned digits belong.
      event.preventDefault();
      document.querySelector<HTMLElement>('main')?.focus();
    }}
  >
    {children}
  </a>
);

interface LanguageChoiceProps {
  readonly label: string;
  readonly language: string;
  readonly onChoose: (code: string) => void;
  /** In front of the choice. */
  readonly icon?: ComponentChildren;
}

/** Each language by its own name, so that it is found by those who read no other. */
export const LanguageChoice = ({ label, language, onChoose, icon }: LanguageChoiceProps) => (
  <label class="language">
    {icon}
    <span class="visually-hidden">{label}</span>
    <select value={language} onChange={(event) => onChoose(event.currentTarget.value)}>
      {languageNames.map(([code, name]) => (
        <option key={code} value={code} lang={code}>
          {name}
        </option>
      ))}
    </select>
  </label>
);
