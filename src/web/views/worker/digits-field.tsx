interface DigitsFieldProps {
  readonly id: string;
  readonly digits: number;
  readonly value: string;
  readonly onInput: (value: string) => void;
  /** Id of the text that explains the field. */
  readonly describedBy?: string;
}

/** A birth year or a PIN: one field that takes what is pasted, with the keys of a telephone. */
export const DigitsField = ({ id, digits, value, onInput, describedBy }: DigitsFieldProps) => (
  <input
    id={id}
    class="year"
    inputMode="numeric"
    autocomplete="off"
    maxLength={digits}
    pattern={`[0-9]{${digits}}`}
    required
    dir="ltr"
    aria-describedby={describedBy}
    value={value}
    onInput={(event) => onInput(event.currentTarget.value)}
  />
);
