import { useDesk } from '../context.js';
import { CheckField, SelectField, TextField, type FieldErrors } from '../parts/index.js';
import { DateField, dayFrom, noDate, type DateParts } from '../parts/date-field.js';

/** What is typed about one candidate. */
export interface Draft {
  readonly family: string;
  readonly given: string;
  readonly own: string;
  readonly script: string;
  readonly born: DateParts;
  readonly differs: boolean;
  readonly second: DateParts;
  readonly sex: string;
  readonly nationality: string;
  readonly phone: string;
  readonly email: string;
  readonly reading: boolean;
}

export const emptyDraft: Draft = {
  family: '',
  given: '',
  own: '',
  script: 'Sinh',
  born: noDate,
  differs: false,
  second: noDate,
  sex: '',
  nationality: '',
  phone: '',
  email: '',
  reading: false,
};

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
      <TextField id="given" label={say('candidate.given')} value={draft.given} onInput={(given) => set({ given })} />
      <div class="row">
        <TextField
          id="own"
          label={say('optional', { label: say('candidate.own-script') })}
          value={draft.own}
          lang={languageOf[draft.script] ?? 'und'}
          onInput={(own) => set({ own })}
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

export const Details = ({ draft, set }: PartProps) => {
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
        />
      </div>
      <div class="row">
        <TextField
          id="phone"
          type="tel"
          label={say('optional', { label: say('candidate.phone') })}
          value={draft.phone}
          onInput={(phone) => set({ phone })}
        />
        <TextField
          id="email"
          type="email"
          label={say('optional', { label: say('candidate.email') })}
          value={draft.email}
          onInput={(email) => set({ email })}
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

export function problemsOf(draft: Draft, say: ReturnType<typeof useDesk>['say']): FieldErrors {
  return {
    ...(draft.family.trim() === '' && draft.given.trim() === '' ? { family: say('candidate.name.missing') } : {}),
    ...(dayFrom(draft.born) === null ? { born: say('date.wrong') } : {}),
    ...(draft.differs && dayFrom(draft.second) === null ? { second: say('date.wrong') } : {}),
  };
}

export function detailsOf(draft: Draft): object {
  const country = draft.nationality.trim().toUpperCase();
  const contacts = (['phone', 'email'] as const).flatMap((kind) =>
    draft[kind].trim() === '' ? [] : [{ kind, value: draft[kind].trim() }],
  );
  return {
    names: [
      { family: draft.family.trim(), given: draft.given.trim(), script: 'Latn', asIn: 'passport' },
      ...(draft.own.trim() === ''
        ? []
        : [{ family: draft.own.trim(), given: '', script: draft.script, asIn: 'birth certificate' }]),
    ],
    birthDate: { value: dayFrom(draft.born) ?? '', source: 'passport' },
    sex: draft.sex === '' ? null : draft.sex,
    ...(/^[A-Z]{2}$/.test(country) ? { nationalities: [country] } : {}),
    contacts,
    ...(draft.reading ? { supportNeeds: ['reading-aloud'] } : {}),
  };
}
