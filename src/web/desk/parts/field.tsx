import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { DeskSay } from '../../locales/desk/strings.js';

export type FieldErrors = Readonly<Record<string, string>>;

interface FieldProps {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly error?: string | undefined;
  readonly children: (described: {
    id: string;
    'aria-describedby'?: string;
    'aria-invalid'?: 'true';
  }) => ComponentChildren;
}

/** Label, hint and error of one control, tied to it for readers. */
export function Field({ id, label, hint, error, children }: FieldProps) {
  const described = [hint === undefined ? '' : `${id}-hint`, error === undefined ? '' : `${id}-error`]
    .filter(Boolean)
    .join(' ');
  return (
    <div class={error === undefined ? 'field' : 'field wrong'}>
      <label for={id}>{label}</label>
      {hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error !== undefined && (
        <p class="field-error" id={`${id}-error`}>
          {error}
        </p>
      )}
      {children({
        id,
        ...(described === '' ? {} : { 'aria-describedby': described }),
        ...(error === undefined ? {} : { 'aria-invalid': 'true' as const }),
      })}
    </div>
  );
}

export interface TextFieldProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly hint?: string;
  readonly error?: string | undefined;
  readonly type?: 'text' | 'date' | 'datetime-local' | 'tel' | 'email' | 'search' | 'time' | 'number';
  /** For names in a script of their own. */
  readonly lang?: string;
  readonly autocomplete?: 'off' | 'name' | 'tel' | 'email';
  readonly size?: 'short' | 'wide';
  readonly lines?: number;
  /** A key, letter by letter: a phone must not make a capital of its first one. */
  readonly isKey?: boolean;
}

/** Roles differ by type in the typings; to them all of these are plain text boxes. */
const oneType = (type: NonNullable<TextFieldProps['type']>) => ({ type }) as { readonly type: 'text' };

export const TextField = ({
  id,
  label,
  hint,
  error,
  value,
  onInput,
  type = 'text',
  lines,
  ...rest
}: TextFieldProps) => (
  <Field {...{ id, label, error }} {...(hint === undefined ? {} : { hint })}>
    {(described) =>
      lines === undefined ? (
        <input
          {...described}
          {...oneType(type)}
          {...(rest.size === undefined ? {} : { class: rest.size })}
          {...(rest.isKey === true ? { autocapitalize: 'none' as const, dir: 'ltr' as const } : {})}
          {...(rest.lang === undefined ? {} : { lang: rest.lang, dir: 'auto' as const })}
          autocomplete={rest.autocomplete ?? 'off'}
          spellcheck={false}
          value={value}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
      ) : (
        <textarea
          {...described}
          rows={lines}
          dir="auto"
          value={value}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
      )
    }
  </Field>
);

interface SelectFieldProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly options: readonly (readonly [string, string])[];
  /** Names of the register: English in every language of the page. The first option may be words of the page. */
  readonly isRegistered?: boolean;
  readonly hint?: string;
  readonly error?: string | undefined;
}

export const SelectField = ({ id, label, hint, error, value, onChange, options, isRegistered }: SelectFieldProps) => (
  <Field {...{ id, label, error }} {...(hint === undefined ? {} : { hint })}>
    {(described) => (
      <select {...described} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {options.map(([code, name]) => (
          <option key={code} value={code} lang={isRegistered === true && code !== '' ? 'en' : undefined}>
            {name}
          </option>
        ))}
      </select>
    )}
  </Field>
);

interface CheckFieldProps {
  readonly id: string;
  readonly label: ComponentChildren;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

export const CheckField = ({ id, label, checked, onChange }: CheckFieldProps) => (
  <div class="check">
    <input id={id} type="checkbox" checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} />
    <label for={id}>{label}</label>
  </div>
);

/** Everything that must be corrected, above the form; each line leads to its field. Takes the focus when it appears. */
export function ErrorSummary({ errors, say }: { readonly errors: FieldErrors; readonly say: DeskSay }) {
  const box = useRef<HTMLDivElement>(null);
  const entries = Object.entries(errors);
  const text = entries.map(([, message]) => message).join();
  const saidIn = useRef(say);
  useEffect(() => {
    // Who only chose another language stays at that choice.
    if (text !== '' && saidIn.current === say) box.current?.focus();
    saidIn.current = say;
  }, [text, say]);
  if (entries.length === 0) return null;
  return (
    <div class="problem" role="alert" tabIndex={-1} ref={box}>
      <h2>{say('problem.title')}</h2>
      <ul>
        {entries.map(([id, message]) => (
          <li key={id}>
            <a
              href={`#${id}`}
              onClick={(event) => {
                event.preventDefault();
                document.getElementById(id)?.focus();
              }}
            >
              {message}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
