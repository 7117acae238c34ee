import { useDesk } from '../context.js';
import type { DeskSay } from '../../locales/desk/strings.js';
import { TextField, type FieldErrors } from '../parts/index.js';

/** Number and days of an accreditation that is to be granted. */
export interface Terms {
  readonly number: string;
  readonly validFrom: string;
  readonly validUntil: string;
}

export const noTerms: Terms = { number: '', validFrom: '', validUntil: '' };

export const wrongTerms = ({ number, validFrom, validUntil }: Terms, say: DeskSay): FieldErrors => ({
  ...(number.trim() === '' ? { number: say('accr.number.missing') } : {}),
  ...(validFrom === '' || validUntil === '' || validUntil < validFrom ? { from: say('accr.dates.missing') } : {}),
});

interface TermsProps {
  readonly terms: Terms;
  readonly onChange: (terms: Terms) => void;
  readonly errors: FieldErrors;
}

export function GrantTerms({ terms, onChange, errors }: TermsProps) {
  const { say } = useDesk();
  return (
    <>
      <TextField
        id="number"
        label={say('accr.number')}
        value={terms.number}
        onInput={(number) => onChange({ ...terms, number })}
        error={errors['number']}
      />
      <div class="row">
        <TextField
          id="from"
          type="date"
          label={say('accr.from')}
          value={terms.validFrom}
          onInput={(validFrom) => onChange({ ...terms, validFrom })}
          error={errors['from']}
        />
        <TextField
          id="until"
          type="date"
          label={say('accr.until')}
          value={terms.validUntil}
          onInput={(validUntil) => onChange({ ...terms, validUntil })}
        />
      </div>
    </>
  );
}

interface BasisProps {
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly errors: FieldErrors;
}

/** The documents it rests on, one in each line. */
export function BasisField({ value, onInput, errors }: BasisProps) {
  const { say } = useDesk();
  return (
    <TextField
      id="basis"
      label={say('accr.basis')}
      hint={say('accr.basis.hint')}
      value={value}
      onInput={onInput}
      error={errors['basis']}
      lines={3}
    />
  );
}

export const linesOf = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

export const wrongBasis = (text: string, say: DeskSay): FieldErrors =>
  linesOf(text).length === 0 ? { basis: say('accr.basis.missing') } : {};
