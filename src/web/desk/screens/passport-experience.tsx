import { useState } from 'preact/hooks';
import { may } from '../api/me.js';
import { useDesk } from '../context.js';
import {
  ActDialog,
  Button,
  Loading,
  Notice,
  SelectField,
  Table,
  useCheckedAction,
  type Column,
  type FieldErrors,
} from '../parts/index.js';
import { useLoad } from '../use-load.js';
import { calendarDay } from '../words.js';
import { useTyped } from '../use-typed.js';
import { optionsOf, wordOf } from './officer-words.js';
import { ReasonClassField, ReasonField } from './reason-fields.js';

export interface ExperienceRow {
  readonly id: string;
  readonly name: string;
  readonly employer: string;
  readonly occupation: string;
  readonly from: string;
  readonly to: string;
  readonly state: string;
  readonly isIssued: boolean;
  /** What another body signed only that body takes back. */
  readonly isOurs: boolean;
  readonly isWaiting: boolean;
}

const MOST = 200;
const confirmed = ['confirmed', 'confirmed-by-alternative'];

/** Confirmed experience of everybody within reach. */
export function ExperienceRegister() {
  const { say, api } = useDesk();
  const [state, setState] = useState('');
  const loaded = useLoad(`experience ${state}`, () =>
    api.get<readonly ExperienceRow[]>('/api/assessment/experience-register', {
      limit: MOST,
      ...(state === '' ? {} : { state }),
    }),
  );
  return (
    <>
      <SelectField
        id="experience-state"
        label={say('word.state')}
        value={state}
        onChange={setState}
        options={[['', say('word.all')], ...optionsOf(say, 'pass.exp.state', [...confirmed, 'withdrawn'])]}
      />
      <Loading of={loaded}>
        {(rows) => <ExperienceTable rows={rows} again={loaded.again} empty={say('pass.exp.none')} withNames />}
      </Loading>
    </>
  );
}

interface TableProps {
  readonly rows: readonly ExperienceRow[];
  readonly again: () => void;
  readonly empty: string;
  readonly withNames?: boolean;
}

/** Experience, and the way to take one back by two officers. */
export function ExperienceTable({ rows, again, empty, withNames }: TableProps) {
  const { say, me } = useDesk();
  const [asked, setAsked] = useState<ExperienceRow | null>(null);
  const [isTold, setTold] = useState(false);
  const columns = useColumns(withNames === true);
  const actColumn: Column<ExperienceRow> = {
    key: 'do',
    title: say('session.next'),
    cell: (row) => (confirmed.includes(row.state) ? <Next row={row} onAsk={() => setAsked(row)} /> : null),
  };
  return (
    <>
      <div role="status">{isTold && <Notice kind="good" title={say('cert.proposed')} />}</div>
      <Table
        caption={say('pass.experience')}
        hideCaption={withNames === true}
        columns={may(me, 'passport.change-status') ? [...columns, actColumn] : columns}
        rows={rows}
        keyOf={(row) => row.id}
        empty={empty}
      />
      {asked !== null && (
        <WithdrawDialog
          row={asked}
          onClose={() => setAsked(null)}
          onDone={() => {
            setAsked(null);
            setTold(true);
            again();
          }}
        />
      )}
    </>
  );
}

function useColumns(withNames: boolean): readonly Column<ExperienceRow>[] {
  const { say, language } = useDesk();
  return [
    ...(withNames
      ? [
          {
            key: 'name',
            title: say('word.name'),
            isHeader: true,
            cell: (row: ExperienceRow) => <bdi>{row.name === '' ? '–' : row.name}</bdi>,
          },
        ]
      : []),
    {
      key: 'employer',
      title: say('pass.exp.employer'),
      isHeader: !withNames,
      cell: (row) => (
        <>
          <bdi>{row.employer}</bdi>
          <span class="quiet block">
            <bdi>{row.occupation}</bdi>
          </span>
        </>
      ),
    },
    {
      key: 'when',
      title: say('session.when'),
      cell: (row) => (row.from === '' ? '–' : `${calendarDay(row.from, language)} – ${calendarDay(row.to, language)}`),
    },
    {
      key: 'state',
      title: say('word.state'),
      cell: (row) => (
        <>
          {wordOf(say, 'pass.exp.state', row.state)}
          {row.isIssued && <span class="quiet block">{say('pass.exp.issued')}</span>}
        </>
      ),
    },
  ];
}

function Next({ row, onAsk }: { readonly row: ExperienceRow; readonly onAsk: () => void }) {
  const { say } = useDesk();
  if (row.isWaiting) return <>{say('cert.waiting')}</>;
  if (!row.isOurs) return <span class="quiet">{say('pass.exp.foreign')}</span>;
  return <Button onClick={onAsk}>{say('pass.exp.withdraw')}</Button>;
}

interface WithdrawProps {
  readonly row: ExperienceRow;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

function WithdrawDialog({ row, onClose, onDone }: WithdrawProps) {
  const { say, api } = useDesk();
  const action = useCheckedAction();
  const [reasonClass, setClass] = useTyped(`class ${row.id}`, '');
  const [reason, setReason] = useTyped(`reason ${row.id}`, '');
  const send = async (): Promise<void> => {
    const wrong: FieldErrors = {
      ...(reasonClass === '' ? { 'reason-class': say('cert.reason.missing') } : {}),
      ...(reason.trim() === '' ? { reason: say('decide.reason.missing') } : {}),
    };
    const path = `/api/assessment/experience/${row.id}/withdraw`;
    if (await action.runUnless(wrong, () => api.post(path, { reasonClass, reason: reason.trim() }))) onDone();
  };
  return (
    <ActDialog
      title={say('pass.exp.withdraw')}
      about={
        <>
          <p>
            <bdi>{row.name}</bdi> · <bdi>{row.employer}</bdi>
          </p>
          <p>{say('pass.exp.withdraw.effect')}</p>
        </>
      }
      action={action}
      errors={action.errors}
      doing={say('cert.propose')}
      isHard
      onDo={() => void send()}
      onClose={onClose}
    >
      <ReasonClassField
        id="reason-class"
        value={reasonClass}
        onChange={setClass}
        error={action.errors['reason-class']}
      />
      <ReasonField value={reason} onChange={setReason} error={action.errors['reason']} />
    </ActDialog>
  );
}
