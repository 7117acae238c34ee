import { useState } from 'preact/hooks';
import { may } from '../api/me.js';
import { DeskProblem } from '../api/problem.js';
import type { Person } from '../api/shapes.js';
import { useDesk } from '../context.js';
import {
  Button,
  CheckField,
  Dialog,
  ErrorSummary,
  Link,
  Notice,
  Page,
  ProblemNotice,
  SelectField,
  TextField,
  type FieldErrors,
} from '../parts/index.js';
import { DateField, dayFrom, noDate, type DateParts } from '../parts/date-field.js';
import { useAction } from '../use-load.js';
import { nameOf } from '../words.js';
import { ApplyFor, applicationOf, noApplication, type ApplyChoice } from './apply-for.js';

interface Draft {
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

const empty: Draft = {
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

/** Register one candidate; the next one can follow at once. Whoever registers is kept as the helper. */
export default function CandidateForm() {
  const { say } = useDesk();
  const [saved, setSaved] = useState<{ readonly name: string; readonly count: number }>({ name: '', count: 0 });
  const [apply, setApply] = useState<ApplyChoice>(noApplication);
  return (
    <Page
      title={say('candidates.new')}
      above={
        <p class="above">
          <Link to="/desk/candidates">{say('candidates.title')}</Link>
        </p>
      }
    >
      <div role="status">
        {saved.count > 0 && <Notice kind="good">{say('candidate.saved', { name: saved.name })}</Notice>}
      </div>
      <Form
        key={saved.count}
        apply={apply}
        onApply={setApply}
        onSaved={(name) => setSaved({ name, count: saved.count + 1 })}
      />
    </Page>
  );
}

interface FormProps {
  readonly apply: ApplyChoice;
  readonly onApply: (choice: ApplyChoice) => void;
  readonly onSaved: (name: string) => void;
}

function Form({ apply, onApply, onSaved }: FormProps) {
  const { say, api, me } = useDesk();
  const [draft, setDraft] = useState<Draft>(empty);
  const [errors, setErrors] = useState<FieldErrors>({});
  const [alike, setAlike] = useState<Person | null>(null);
  const action = useAction();
  const set = (part: Partial<Draft>): void => setDraft({ ...draft, ...part });

  const save = (duplicateAnswer?: object): void => {
    const wrong = problemsOf(draft, say);
    setErrors(wrong);
    if (Object.keys(wrong).length > 0) return;
    void action.run(async () => {
      const person = await register(duplicateAnswer);
      if (person === null) return;
      const second = draft.differs ? dayFrom(draft.second) : null;
      if (second !== null)
        await api.post(`/api/assessment/candidates/${person.id}/birth-date`, {
          birthDate: { value: second, source: 'second document' },
        });
      const application = applicationOf(apply, person.id);
      if (application !== null) await api.post('/api/assessment/applications', { applications: [application] });
      onSaved(nameOf(person.names));
    });
  };

  /** Null when somebody on file looks alike: then a person decides. */
  async function register(duplicateAnswer?: object): Promise<Person | null> {
    setAlike(null);
    try {
      return await api.post<Person>('/api/assessment/candidates', {
        ...detailsOf(draft),
        ...(duplicateAnswer === undefined ? {} : { duplicateAnswer }),
      });
    } catch (error) {
      const at = error instanceof DeskProblem ? /^\/people\/([0-9a-f-]{36})$/.exec(error.refusals[0]?.at ?? '') : null;
      if (!at) throw error;
      setAlike(await api.get<Person>(`/api/assessment/candidates/${at[1]}`));
      return null;
    }
  }

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <ErrorSummary errors={errors} say={say} />
      <ProblemNotice problem={action.problem} say={say} />
      <Names {...{ draft, set, errors }} />
      <Dates {...{ draft, set, errors }} />
      <Details {...{ draft, set, errors }} />
      {may(me, 'application.fill') && <ApplyFor choice={apply} onChange={onApply} />}
      <Button kind="primary" type="submit" isBusy={action.isBusy}>
        {say('candidate.save-next')}
      </Button>
      {alike !== null && <Likeness {...{ alike }} onAnswer={save} onClose={() => setAlike(null)} />}
    </form>
  );
}

interface LikenessProps {
  readonly alike: Person;
  readonly onAnswer: (answer: object) => void;
  readonly onClose: () => void;
}

/** D15: only a person can say whether two files are one. */
function Likeness({ alike, onAnswer, onClose }: LikenessProps) {
  const { say } = useDesk();
  const words = { name: nameOf(alike.names), year: alike.birthDate?.value.slice(0, 4) ?? '?' };
  return (
    <Dialog title={say('candidate.looks-like', words)} onClose={onClose}>
      <p>D15</p>
      <div class="actions">
        <Button onClick={() => onAnswer({ kind: 'same', personId: alike.id })}>{say('candidate.same')}</Button>
        <Button onClick={() => onAnswer({ kind: 'another' })}>{say('candidate.another')}</Button>
        <Button kind="plain" onClick={onClose}>
          {say('back')}
        </Button>
      </div>
    </Dialog>
  );
}

interface PartProps {
  readonly draft: Draft;
  readonly set: (part: Partial<Draft>) => void;
  readonly errors: FieldErrors;
}

const Names = ({ draft, set, errors }: PartProps) => {
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

const Dates = ({ draft, set, errors }: PartProps) => {
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

const Details = ({ draft, set }: PartProps) => {
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

function problemsOf(draft: Draft, say: ReturnType<typeof useDesk>['say']): FieldErrors {
  return {
    ...(draft.family.trim() === '' && draft.given.trim() === '' ? { family: say('candidate.name.missing') } : {}),
    ...(dayFrom(draft.born) === null ? { born: say('date.wrong') } : {}),
    ...(draft.differs && dayFrom(draft.second) === null ? { second: say('date.wrong') } : {}),
  };
}

function detailsOf(draft: Draft): object {
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
