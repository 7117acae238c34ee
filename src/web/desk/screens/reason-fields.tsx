import { reasonClasses } from '../../../shared/index.js';
import { useDesk } from '../context.js';
import { SelectField, TextField } from '../parts/index.js';
import { optionsOf } from './officer-words.js';

interface ReasonProps {
  readonly id?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly error?: string | undefined;
}

/** Why something is taken away or given back, as one of the classes that are published with it. */
export function ReasonClassField({ id = 'reason', ...rest }: ReasonProps) {
  const { say } = useDesk();
  return (
    <SelectField
      id={id}
      label={say('cert.reason')}
      options={[['', ''], ...optionsOf(say, 'reason', reasonClasses)]}
      {...rest}
    />
  );
}

/** Why, in the officer's own words; kept with the act. */
export function ReasonField({ id = 'reason', value, onChange, error }: ReasonProps) {
  const { say } = useDesk();
  return <TextField {...{ id, value, error }} label={say('reason.plain')} lines={3} onInput={onChange} />;
}
