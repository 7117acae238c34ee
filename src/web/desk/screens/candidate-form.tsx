import { useState } from 'preact/hooks';
import { may } from '../api/me.js';
import { DeskProblem } from '../api/problem.js';
import type { Person } from '../api/shapes.js';
import { useDesk } from '../context.js';
import { Button, Dialog, ErrorSummary, Link, Notice, Page, ProblemNotice, type FieldErrors } from '../parts/index.js';
import { dayFrom } from '../parts/date-field.js';
import { useAction } from '../use-load.js';
import { nameOf } from '../words.js';
import { ApplyFor, applicationOf, noApplication, type ApplyChoice } from './apply-for.js';
import { Dates, Details, detailsOf, emptyDraft, Names, problemsOf, type Draft } from './candidate-form-fields.js';
import { CandidatePhoto, noPhoto, photoToSend } from './candidate-form-photo.js';

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
  const { say, api, me, outbox } = useDesk();
  const [photo, setPhoto] = useState(noPhoto);
  const [draft, setDraft] = useState<Draft>(emptyDraft);
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
      const { picture } = photo;
      if (picture !== null) await outbox.add(photoToSend(person.id, { ...photo, picture }));
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
      <CandidatePhoto photo={photo} onPhoto={setPhoto} />
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
