import type { DeskSay } from '../../locales/desk/strings.js';

export interface DateParts {
  readonly day: string;
  readonly month: string;
  readonly year: string;
}

export const noDate: DateParts = { day: '', month: '', year: '' };

interface DateFieldProps {
  readonly id: string;
  readonly legend: string;
  readonly hint: string;
  readonly value: DateParts;
  readonly onInput: (value: DateParts) => void;
  readonly say: DeskSay;
  readonly error?: string | undefined;
}

const parts = ['day', 'month', 'year'] as const;

/** Day, month and year as three boxes with their names: nobody can take one order for the other. */
export const DateField = ({ id, legend, hint, value, onInput, say, error }: DateFieldProps) => (
  <fieldset class={error === undefined ? 'group date' : 'group date wrong'} aria-describedby={`${id}-hint`}>
    <legend>{legend}</legend>
    <p class="hint" id={`${id}-hint`}>
      {hint}
    </p>
    {error !== undefined && <p class="field-error">{error}</p>}
    <div class="row">
      {parts.map((part, index) => (
        <div key={part} class="date-part">
          <label for={index === 0 ? id : `${id}-${part}`}>{say(`date.${part}`)}</label>
          <input
            id={index === 0 ? id : `${id}-${part}`}
            type="text"
            inputMode="numeric"
            autocomplete="off"
            maxLength={part === 'year' ? 4 : 2}
            aria-invalid={error === undefined ? undefined : 'true'}
            value={value[part]}
            onInput={(event) => onInput({ ...value, [part]: event.currentTarget.value })}
          />
        </div>
      ))}
    </div>
  </fieldset>
);

/** `1988-03-27`; null when there is no such day. */
export function dayFrom({ day, month, year }: DateParts): string | null {
  const [d, m, y] = [day, month, year].map((text) => (/^\d{1,4}$/.test(text.trim()) ? Number(text) : NaN));
  if (d === undefined || m === undefined || y === undefined || !(y >= 1900 && y < 2200)) return null;
  const date = new Date(Date.UTC(y, m - 1, d));
  if (date.getUTCMonth() !== m - 1 || date.getUTCDate() !== d) return null;
  return date.toISOString().slice(0, 10);
}
