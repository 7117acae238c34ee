import { useState } from 'preact/hooks';
import type { Api } from '../api/client.js';
import { may } from '../api/me.js';
import { useDesk } from '../context.js';
import { Button, Link, linkColumn, Loading, Notice, Page, SelectField, Table, type Column } from '../parts/index.js';
import { useLoad } from '../use-load.js';
import { calendarDay } from '../words.js';
import { ChangeAccreditation } from './accreditation-change.js';
import { optionsOf, wordOf } from './officer-words.js';
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

/** Who is accredited for what, the next to end first: what ends soon stands out before it stops a session. */
export default function PeopleAccreditations() {
  const { say, api, me } = useDesk();
  const [state, setState] = useState('active');
  const [isProposed, setProposed] = useState(false);
  const [asked, setAsked] = useState<Row | null>(null);
  const loaded = useLoad(`accreditations ${state}`, () => registered(api, state));
  return (
    <Page title={say('accr.title')} isWide>
      <SelectField
        id="state"
        label={say('word.state')}
        value={state}
        onChange={setState}
        options={[
          ['', say('word.all')],
          ...optionsOf(say, 'state', ['active']),
          ['ended', say('accr.ended')],
          ...optionsOf(say, 'state', ['suspended', 'revoked', 'superseded']),
        ]}
      />
      {may(me, 'accreditation.grant') && (
        <div class="actions">
          <Link to="/desk/accreditations/new" class="button">
            {say('accr.grant')}
          </Link>
        </div>
      )}
      {isProposed && <Notice kind="good" title={say('cert.proposed')} />}
      <Loading of={loaded}>{(rows) => <Rows rows={rows} onAsk={setAsked} />}</Loading>
      {asked !== null && (
        <ChangeAccreditation
          path="/api/assessment/accreditations"
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
    linkColumn({
      key: 'for',
      title: say('accr.for'),
      to: (row) => `/desk/accreditations/${row.id}`,
      name: (row) => row.subject,
    }),
    {
      key: 'role',
      title: say('accr.role'),
      cell: (row) => <span class="words">{wordOf(say, 'accr.role', row.role)}</span>,
    },
    {
      key: 'number',
      title: say('word.number'),
      cell: (row) => (
        <bdi dir="ltr" class="words">
          {row.number}
        </bdi>
      ),
    },
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
          <span class="whole">{calendarDay(row.validUntil, language)}</span>
          {!hasEnded(row) && <Ends row={row} />}
        </>
      ),
    },
    {
      key: 'state',
      title: say('word.state'),
      cell: (row) => (hasEnded(row) ? <Ends row={row} /> : <StateMark state={row.state} />),
    },
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

/** Rows of a state; the register keeps what ended by itself among what nobody took back. */
async function registered(api: Api, state: string): Promise<readonly Row[]> {
  const isEnded = state === 'ended';
  const query = state === '' ? {} : { state: isEnded ? 'active' : state };
  const rows = await api.get<readonly Row[]>('/api/assessment/accreditation-register', query);
  return state === '' ? rows : rows.filter((row) => hasEnded(row) === isEnded);
}

/** Nobody took it back; but what ended by itself is not in force either. */
const hasEnded = ({ state, daysLeft }: Row): boolean => state === 'active' && daysLeft < 0;

function Ends({ row }: { readonly row: Row }) {
  const { say } = useDesk();
  if (row.state !== 'active' || row.daysLeft > SOON_DAYS) return null;
  return (
    <span class={row.daysLeft < 0 ? 'mark stop block words' : 'mark caution block words'}>
      {row.daysLeft < 0 ? `✕ ${say('accr.ended')}` : `! ${say('accr.soon')}: ${say('accr.days', { n: row.daysLeft })}`}
    </span>
  );
}
