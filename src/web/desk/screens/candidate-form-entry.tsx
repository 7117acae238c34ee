import { useEffect, useMemo, useState } from 'preact/hooks';
import { randomIds } from '../../../shared/index.js';
import { may } from '../api/me.js';
import { DeskProblem } from '../api/problem.js';
import type { Person } from '../api/shapes.js';
import { useDesk } from '../context.js';
import { keptAs, outcomeOf, rowsOf, type Registration } from '../local/registration.js';
import type { StuckReason } from '../local/tell-office.js';
import { Button, ErrorSummary, Notice, ProblemNotice } from '../parts/index.js';
import { useAction } from '../use-load.js';
import { nameOf } from '../words.js';
import { useTyped } from '../use-typed.js';
import { ApplyFor, applicationOf, type ApplyChoice } from './apply-for.js';
import { Likeness } from './candidate-form-alike.js';
import { detailsOf, problemsOf, type Draft } from './candidate-form-body.js';
import { Dates, Details, Names } from './candidate-form-fields.js';
import { CandidatePhoto, type PhotoDraft } from './candidate-form-photo.js';

/** What a form begins with: empty, or what was refused. */
export interface Start {
  /** Under which it waits already. */
  readonly lane: string | null;
  readonly applicationId: string | null;
  readonly sessionId: string | null;
  readonly stuck: StuckReason | null;
  /** The office has the person; only what follows was refused. */
  readonly isOnFile: boolean;
  readonly draft: Draft;
  readonly photo: PhotoDraft;
}

export interface Saved {
  readonly name: string;
  readonly kind: 'received' | 'waiting';
}

interface FormProps {
  readonly start: Start;
  readonly apply: ApplyChoice;
  readonly onApply: (choice: ApplyChoice) => void;
  readonly onSaved: (saved: Saved) => void;
}

/** One candidate: kept on this device first, then sent. Whoever registers is kept as the helper. */
export function Form({ start, apply, onApply, onSaved }: FormProps) {
  const { say, me } = useDesk();
  const [photo, setPhoto] = useTyped('photo', start.photo);
  const [draft, setDraft] = useTyped('candidate', start.draft);
  const [refused, setRefused] = useState<Draft | null>(null);
  const errors = useMemo(() => (refused === null ? {} : problemsOf(refused, say)), [refused, say]);
  const { keep, action, problem, alike, closeAlike, isOnFile } = useKeeping(start, onSaved);
  const set = (part: Partial<Draft>): void => setDraft({ ...draft, ...part });
  const save = (answer: Registration['answer'] = null): void => {
    const isWrong = !isOnFile && Object.keys(problemsOf(draft, say)).length > 0;
    setRefused(isWrong ? draft : null);
    if (isWrong) return;
    const { picture, agrees } = photo;
    keep(nameOf([{ ...draft, script: 'Latn' }]), {
      details: detailsOf(draft),
      application: applicationOf(apply),
      photo: picture === null ? null : { ...picture, agrees },
      answer,
    });
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <ErrorSummary errors={errors} say={say} />
      <ProblemNotice problem={problem} say={say} />
      {isOnFile && <Notice>{say('arrival.on-file')}</Notice>}
      {!isOnFile && (
        <>
          <Names {...{ draft, set, errors }} />
          <Dates {...{ draft, set, errors }} />
        </>
      )}
      <CandidatePhoto photo={photo} onPhoto={setPhoto} />
      {!isOnFile && <Details {...{ draft, set, errors }} />}
      {may(me, 'application.fill') && <ApplyFor choice={apply} onChange={onApply} />}
      <Button kind="primary" type="submit" isBusy={action.isBusy}>
        {say('candidate.save-next')}
      </Button>
      {alike !== null && <Likeness {...{ alike }} onAnswer={save} onClose={closeAlike} />}
    </form>
  );
}

type Given = Pick<Registration, 'details' | 'application' | 'photo' | 'answer'>;

/** Keeps what was typed, waits a little for what the office says to it, and asks when it knows somebody alike. */
function useKeeping(start: Start, onSaved: FormProps['onSaved']) {
  const { api, me, outbox } = useDesk();
  const [fresh] = useState(() => ({
    personId: start.lane ?? randomIds.uuid(),
    applicationId: start.applicationId ?? randomIds.uuid(),
  }));
  // The ids under which it is kept already: what is corrected takes its place.
  const [kept, setKept] = useTyped('kept', start.lane === null ? null : fresh);
  const ids = kept ?? fresh;
  const [refused, setRefused] = useState<StuckReason | null>(null);
  const [isOnFile, setOnFile] = useState(start.isOnFile);
  const [alike, setAlike] = useState<Person | null>(null);
  const action = useAction();

  async function hear(why: StuckReason): Promise<void> {
    setOnFile(keptAs(ids.personId, outbox.state().waiting)?.details === null);
    const at = /^\/people\/([0-9a-f-]{36})$/.exec(why.at ?? '');
    const known = at === null ? null : await api.get<Person>(`/api/assessment/candidates/${at[1]}`).catch(() => null);
    setAlike(known);
    setRefused(known === null ? why : null);
  }
  useEffect(() => {
    if (start.stuck !== null) void hear(start.stuck);
  }, []);

  const keep = (name: string, given: Given): void =>
    void action.run(async () => {
      setAlike(null);
      setRefused(null);
      const rows = rowsOf({ ...ids, organizationId: me.organizationId, sessionId: start.sessionId, ...given }).filter(
        ({ about }) => !isOnFile || about.kind !== 'register',
      );
      const isAmended = kept !== null && (await outbox.amend(ids.personId, rows));
      if (!isAmended) await outbox.add(...rows);
      setKept(ids);
      const outcome = await outcomeOf(outbox, ids.personId);
      if (outcome.kind === 'refused') await hear(outcome.why);
      else onSaved({ name, kind: outcome.kind });
    });
  return { keep, action, alike, isOnFile, closeAlike: () => setAlike(null), problem: refused && asProblemOf(refused) };
}

const asProblemOf = ({ code, title, whatToDo }: StuckReason): DeskProblem =>
  new DeskProblem({ code, title, whatToDo, status: 409, isInEnglish: true });
