import type { DeskKey } from '../../locales/desk/strings.js';
import { may } from '../api/me.js';
import { useDesk } from '../context.js';
import {
  ActChoice,
  ActDialog,
  OwnReason,
  Reason,
  reasonOf,
  SelectField,
  TextField,
  Tiles,
  useCheckedAction,
  type FieldErrors,
} from '../parts/index.js';
import { calendarDay } from '../words.js';
import { useTyped } from '../use-typed.js';
import type { AppealFile } from './appeal-shapes.js';
import { wordOf } from './officer-words.js';

interface Act {
  /** Last part of the address. */
  readonly path: string;
  readonly needs: string;
  readonly obstacle?: 'review' | 'rule';
  /** Written words are a part of it. */
  readonly hasAnswer?: boolean;
  readonly isHard?: boolean;
}

/** Steps of the state machine: which right they need and what is sent. */
const acts: Readonly<Record<string, Act>> = {
  acknowledge: { path: 'acknowledge', needs: 'appeal.handle' },
  'find-inadmissible': { path: 'inadmissible', needs: 'appeal.handle', hasAnswer: true, isHard: true },
  'start-review': { path: 'review', needs: 'appeal.review', obstacle: 'review' },
  uphold: { path: 'uphold', needs: 'appeal.review', hasAnswer: true },
  dismiss: { path: 'dismiss', needs: 'appeal.review', hasAnswer: true, isHard: true },
  escalate: { path: 'escalate', needs: 'appeal.lodge' },
  rule: { path: 'rule', needs: 'appeal.rule', obstacle: 'rule', hasAnswer: true },
  'complete-remedy': { path: 'complete', needs: 'appeal.handle' },
};

interface ActsProps {
  readonly file: AppealFile;
  readonly onDone: () => void;
}

/** What this officer can do next; what stands against it is said before it is pressed. */
export function AppealActs({ file, onDone }: ActsProps) {
  const { say, me } = useDesk();
  const events = file.next.filter((event) => may(me, acts[event]?.needs ?? ''));
  if (events.length === 0) return null;
  const reasons = new Map(
    events
      .flatMap((event) => {
        const obstacle = acts[event]?.obstacle;
        return obstacle === undefined ? [] : file.obstacles[obstacle];
      })
      .map((answer) => [answer.rule, answer]),
  );
  const isOthers = file.appeal.state === 'under-review' && !file.appeal.isYourReview;
  return (
    <ActChoice
      id="next"
      title={say('session.next')}
      acts={events}
      nameOf={(event) => wordOf(say, 'appeal.act', event)}
      kindOf={(event, index) => (acts[event]?.isHard === true ? 'danger' : index === 0 ? 'primary' : 'normal')}
      dialog={(event, close) => (
        <AppealDialog
          event={event}
          file={file}
          onClose={close}
          onDone={() => {
            close();
            onDone();
          }}
        />
      )}
    >
      {[...reasons.values()].map((answer) => (
        <Reason key={answer.rule} {...reasonOf(answer)} />
      ))}
      {isOthers && <OwnReason code="own-review" message={say('appeal.other-review', { name: file.appeal.reviewer })} />}
    </ActChoice>
  );
}

interface DialogProps extends ActsProps {
  readonly event: string;
  readonly onClose: () => void;
}

/** Remedies that fit: a result is assessed again or changed, a conduct is put right. */
const remedies = {
  appeal: ['free-reassessment', 'result-changed'],
  complaint: ['conduct-corrected'],
} as const;

function AppealDialog({ event, file, onClose, onDone }: DialogProps) {
  const { say, api } = useDesk();
  const action = useCheckedAction();
  const { errors } = action;
  const [answer, setAnswer] = useTyped(`answer ${event}`, '');
  const [choice, setChoice] = useTyped(`choice ${event}`, '');
  const act = acts[event];
  const needsRecord = event === 'complete-remedy' && file.appeal.remedy !== 'conduct-corrected';
  if (act === undefined) return null;
  const send = async (): Promise<void> => {
    const wrong: FieldErrors = {
      ...(act.hasAnswer === true && answer.trim() === '' ? { answer: say('appeal.answer.missing') } : {}),
      ...(event === 'uphold' && choice === '' ? { remedy: say('appeal.remedy.missing') } : {}),
      ...(needsRecord && choice === '' ? { 'remedy-record': say('appeal.which.missing') } : {}),
    };
    const body = {
      ...(act.hasAnswer === true ? { answer: answer.trim() } : {}),
      ...(event === 'uphold' ? { remedy: choice } : {}),
      ...(needsRecord ? { remedyRecordId: choice } : {}),
    };
    const path = `/api/assessment/appeals/${file.appeal.id}/${act.path}`;
    if (await action.runUnless(wrong, () => api.post(path, body))) onDone();
  };
  return (
    <ActDialog
      title={wordOf(say, 'appeal.act', event)}
      about={<p>{say(`appeal.act.${event}.text` as DeskKey)}</p>}
      action={action}
      errors={errors}
      doing={wordOf(say, 'appeal.act', event)}
      isHard={act.isHard === true}
      onDo={() => void send()}
      onClose={onClose}
    >
      {event === 'uphold' && (
        <Tiles
          name="remedy"
          legend={say('appeal.remedy')}
          tiles={remedies[file.appeal.kind].map((value) => ({ value, title: say(`appeal.remedy.${value}`) }))}
          chosen={[choice]}
          onChoose={setChoice}
          error={errors['remedy']}
        />
      )}
      {needsRecord && <RemedyRecord file={file} value={choice} onChange={setChoice} error={errors['remedy-record']} />}
      {act.hasAnswer === true && (
        <TextField
          id="answer"
          label={say('appeal.answer.label')}
          lines={5}
          value={answer}
          onInput={setAnswer}
          error={errors['answer']}
        />
      )}
    </ActDialog>
  );
}

interface RemedyProps {
  readonly file: AppealFile;
  readonly value: string;
  readonly onChange: (id: string) => void;
  readonly error: string | undefined;
}

function RemedyRecord({ file: { remedyRecords }, value, onChange, error }: RemedyProps) {
  const { say, language } = useDesk();
  if (remedyRecords.length === 0) return <p class="empty">{say('appeal.remedy.record.none')}</p>;
  return (
    <SelectField
      id="remedy-record"
      label={say('appeal.remedy.record')}
      value={value}
      onChange={onChange}
      options={[
        ['', say('choose')],
        ...remedyRecords.map(
          (record) => [record.id, `${record.referenceNo} · ${calendarDay(record.assessedOn, language)}`] as const,
        ),
      ]}
      error={error}
    />
  );
}
