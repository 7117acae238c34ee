import { useState } from 'preact/hooks';
import { may } from '../api/me.js';
import { useDesk } from '../context.js';
import {
  ActDialog,
  Button,
  Loading,
  Notice,
  Page,
  SelectField,
  Table,
  TextField,
  type Column,
} from '../parts/index.js';
import { useAction, useLoad } from '../use-load.js';
import { calendarDay } from '../words.js';
import { optionsOf, wordOf } from './officer-words.js';
import { ReasonClassField } from './reason-fields.js';
import { StateMark } from './status-register.js';

interface Row {
  readonly id: string;
  readonly number: string;
  readonly role: string;
  readonly subject: string;
  readonly qualifications: readonly string[];
  readonly validUntil: string;
  readonly state: string;
  readonly daysLeft: number;
}

const SOON_DAYS = 90;
type Act = 'suspend' | 'reinstate' | 'revoke';

/** Who is accredited for what, the next to end first: what ends soon stands out before it stops a session. */
export default function PeopleAccreditations() {
  const { say, api } = useDesk();
  const [state, setState] = useState('active');
  const [isProposed, setProposed] = useState(false);
  const [asked, setAsked] = useState<Row | null>(null);
  const loaded = useLoad(`accreditations ${state}`, () =>
    api.get<readonly Row[]>('/api/assessment/accreditation-register', state === '' ? {} : { state }),
  );
  return (
    <Page title={say('accr.title')} isWide>
      <SelectField
        id="state"
        label={say('word.state')}
        value={state}
        onChange={setState}
        options={[['', say('word.all')], ...optionsOf(say, 'state', ['active', 'suspended', 'revoked', 'superseded'])]}
      />
      {isProposed && <Notice kind="good" title={say('cert.proposed')} />}
      <Loading of={loaded}>{(rows) => <Rows rows={rows} onAsk={setAsked} />}</Loading>
      {asked !== null && (
        <ChangeDialog
          row={asked}
          onClose={() => setAsked(null)}
          onDone={() => {
            setAsked(null);
            setProposed(true);
            loaded.again();
          }}
        />
      )}
    </Page>
  );
}

function Rows({ rows, onAsk }: { readonly rows: readonly Row[]; readonly onAsk: (row: Row) => void }) {
  const { say, me, language } = useDesk();
  const columns: readonly Column<Row>[] = [
    { key: 'for', title: say('accr.for'), isHeader: true, cell: (row) => <bdi>{row.subject}</bdi> },
    { key: 'role', title: say('accr.role'), cell: (row) => wordOf(say, 'accr.role', row.role) },
    { key: 'number', title: say('word.number'), cell: (row) => <bdi dir="ltr">{row.number}</bdi> },
    {
      key: 'qualifications',
      title: say('word.qualification'),
      cell: (row) => <bdi>{row.qualifications.join(', ')}</bdi>,
    },
    {
      key: 'until',
      title: say('word.until'),
      cell: (row) => (
        <>
          {calendarDay(row.validUntil, language)}
          <Ends row={row} />
        </>
      ),
    },
    { key: 'state', title: say('word.state'), cell: (row) => <StateMark state={row.state} /> },
    ...(may(me, 'accreditation.suspend', 'accreditation.revoke')
      ? [
          {
            key: 'do',
            title: say('word.what'),
            cell: (row: Row) =>
              (row.state === 'active' || row.state === 'suspended') && (
                <Button onClick={() => onAsk(row)}>{say('accr.act')}</Button>
              ),
          },
        ]
      : []),
  ];
  return (
    <Table
      caption={say('accr.title')}
      hideCaption
      columns={columns}
      rows={rows}
      keyOf={(row) => row.id}
      empty={say('accr.empty')}
    />
  );
}

function Ends({ row }: { readonly row: Row }) {
  const { say } = useDesk();
  if (row.state !== 'active' || row.daysLeft > SOON_DAYS) return null;
  return (
    <span class={row.daysLeft < 0 ? 'mark stop block' : 'mark caution block'}>
      {row.daysLeft < 0 ? `✕ ${say('accr.ended')}` : `! ${say('accr.soon')}: ${say('accr.days', { n: row.daysLeft })}`}
    </span>
  );
}

interface ChangeProps {
  readonly row: Row;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

function ChangeDialog({ row, onClose, onDone }: ChangeProps) {
  const { say, api } = useDesk();
  const action = useAction();
  const acts: readonly Act[] = row.state === 'active' ? ['suspend', 'revoke'] : ['reinstate', 'revoke'];
  const [act, setAct] = useState<Act>(acts[0] ?? 'suspend');
  const [reason, setReason] = useState('');
  const [from, setFrom] = useState('');
  const [isTried, setTried] = useState(false);
  const error = isTried && reason === '' ? say('cert.reason.missing') : undefined;
  const send = async (): Promise<void> => {
    setTried(true);
    if (reason === '') return;
    const path = `/api/assessment/accreditations/${row.id}/${act}`;
    const isVoid = act === 'revoke' && from !== '';
    if (await action.run(() => api.post(path, { reasonClass: reason, ...(isVoid ? { retroactiveFrom: from } : {}) })))
      onDone();
  };
  return (
    <ActDialog
      title={row.subject}
      action={action}
      errors={error === undefined ? {} : { reason: error }}
      doing={say('cert.propose')}
      isHard={act === 'revoke'}
      onDo={() => void send()}
      onClose={onClose}
    >
      <SelectField
        id="act"
        label={say('cert.bulk.event')}
        value={act}
        onChange={(value) => setAct(value as Act)}
        options={acts.map((each) => [each, say(`accr.${each}`)] as const)}
      />
      {act === 'revoke' && (
        <>
          <p>{say('accr.revoke.effect')}</p>
          <TextField
            id="from"
            type="date"
            label={say('optional', { label: say('follow.void-from') })}
            hint={say('follow.void-from.hint')}
            value={from}
            onInput={setFrom}
          />
          {from !== '' && <Touches key={from} accreditationId={row.id} from={from} />}
        </>
      )}
      <ReasonClassField value={reason} onChange={setReason} error={error} />
    </ActDialog>
  );
}

/** What revoking with effect from an earlier day would touch, before anything is proposed. */
function Touches({ accreditationId, from }: { readonly accreditationId: string; readonly from: string }) {
  const { say, api } = useDesk();
  const loaded = useLoad(`touched ${accreditationId} ${from}`, () =>
    api.get<{ readonly records: number; readonly certificates: number }>(
      `/api/assessment/accreditations/${accreditationId}/touched`,
      { from },
    ),
  );
  return (
    <Loading of={loaded}>
      {({ records, certificates }) => (
        <Notice kind="caution" title={say('follow.touches', { records, certificates })} />
      )}
    </Loading>
  );
}
