import { useState } from 'preact/hooks';
import { chooseTheme, chosenTheme, themes, type Theme } from '../theme.js';

interface ThemeChoiceProps {
  readonly label: string;
  readonly nameOf: (theme: Theme) => string;
}

/** Codes stay dark on white under every theme, or they do not scan. */
export function ThemeChoice({ label, nameOf }: ThemeChoiceProps) {
  const [theme, setTheme] = useState(chosenTheme);
  return (
    <label class="theme-choice">
      <span>{label}</span>
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
            {nameOf(one)}
          </option>
        ))}
      </select>
    </label>
  );
}
