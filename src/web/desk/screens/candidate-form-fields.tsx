import { useDesk } from '../context.js';
import { CheckField, SelectField, TextField, type FieldErrors } from '../parts/index.js';
import { DateField } from '../parts/date-field.js';
import type { Draft } from './candidate-form-body.js';

interface PartProps {
  readonly draft: Draft;
  readonly set: (part: Partial<Draft>) => void;
  readonly errors: FieldErrors;
}

export const Names = ({ draft, set, errors }: PartProps) => {
  const { say } = useDesk();
  return (
    <>
      <TextField
        id="family"
        label={say('candidate.family')}
        hint={say('candidate.hint')}
        value={draft.family}
        onInput={(family) => set({ family })}
        error={errors['family']}
      />
      <TextField
        id="given"
        label={say('candidate.given')}
        value={draft.given}
        onInput={(given) => set({ given })}
        error={errors['given']}
      />
      <div class="row">
        <TextField
          id="own"
          label={say('optional', { label: say('candidate.own-script') })}
          value={draft.own}
          lang={languageOf[draft.script] ?? 'und'}
          onInput={(own) => set({ own })}
          error={errors['own']}
        />
        <SelectField
          id="script"
          label={say('candidate.own-script.which')}
          value={draft.script}
          onChange={(script) => set({ script })}
          options={(['Sinh', 'Taml', 'Arab'] as const).map((script) => [script, say(`script.${script}`)] as const)}
        />
      </div>
    </>
  );
};

export const Dates = ({ draft, set, errors }: PartProps) => {
  const { say } = useDesk();
  return (
    <>
      <DateField
        id="born"
        legend={say('candidate.birth-date')}
        hint={say('date.hint')}
        value={draft.born}
        onInput={(born) => set({ born })}
        say={say}
        error={errors['born']}
      />
      <CheckField
        id="differs"
        label={`${say('candidate.documents-differ')} (R13)`}
        checked={draft.differs}
        onChange={(differs) => set({ differs })}
      />
      {draft.differs && (
        <DateField
          id="second"
          legend={say('candidate.second-date')}
          hint={say('date.hint')}
          value={draft.second}
          onInput={(second) => set({ second })}
          say={say}
          error={errors['second']}
        />
      )}
    </>
  );
};

const languageOf: Readonly<Record<string, string>> = { Sinh: 'si', Taml: 'ta', Arab: 'ar' };

export const Details = ({ draft, set, errors }: PartProps) => {
  const { say } = useDesk();
  return (
    <>
      <div class="row">
        <SelectField
          id="sex"
          label={say('optional', { label: say('candidate.sex') })}
          value={draft.sex}
          onChange={(sex) => set({ sex })}
          options={[
            ['', say('choose')],
            ['female', say('candidate.sex.female')],
            ['male', say('candidate.sex.male')],
            ['other', say('candidate.sex.other')],
          ]}
        />
        <TextField
          id="nationality"
          size="short"
          label={say('optional', { label: say('candidate.nationality') })}
          value={draft.nationality}
          onInput={(nationality) => set({ nationality })}
          error={errors['nationality']}
        />
      </div>
      <div class="row">
        <TextField
          id="phone"
          type="tel"
          label={say('optional', { label: say('candidate.phone') })}
          value={draft.phone}
          onInput={(phone) => set({ phone })}
          error={errors['phone']}
        />
        <TextField
          id="email"
          type="email"
          label={say('optional', { label: say('candidate.email') })}
          value={draft.email}
          onInput={(email) => set({ email })}
          error={errors['email']}
        />
      </div>
      <CheckField
        id="reading"
        label={say('candidate.reading')}
        checked={draft.reading}
        onChange={(reading) => set({ reading })}
      />
    </>
  );
};
