import { recall, remember } from './remembered.js';

export const themes = ['auto', 'light', 'dark', 'contrast'] as const;
export type Theme = (typeof themes)[number];

export const chosenTheme = (): Theme => themes.find((theme) => theme === recall('theme')) ?? 'auto';

const night = matchMedia('(prefers-color-scheme: dark)');

/** Names the theme on the document for the style sheets; `auto` is what the device asks for at the moment. */
function applyTheme(theme: Theme): void {
  document.documentElement.dataset['theme'] = theme === 'auto' ? (night.matches ? 'dark' : 'light') : theme;
}

/** Once, when a page starts: the choice of last time, and later what the device changes. */
export function startTheme(): void {
  applyTheme(chosenTheme());
  night.addEventListener('change', () => applyTheme(chosenTheme()));
}

export function chooseTheme(theme: Theme): void {
  remember('theme', theme);
  applyTheme(theme);
}
