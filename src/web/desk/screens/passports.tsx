import { useState } from 'preact/hooks';
import { useDesk } from '../context.js';
import { Button, Link, Loading, Page, SelectField, Table, Tabs, TextField, type Column } from '../parts/index.js';
import { useLoad } from '../use-load.js';
import { calendarDay } from '../words.js';
import { ExperienceRegister } from './passport-experience.js';
import { optionsOf } from './officer-words.js';
import { PassportMark } from './passport-mark.js';

interface PassportRow {
  readonly id: string;
  readonly number: string | null;
  readonly name: string;
  readonly validUntil: string | null;
  readonly state: string;
}

const MOST = 100;
const states = ['active', 'blocked', 'reissued', 'closed', 'requested', 'approved', 'refused'];

/** Skills passports and confirmed experience: what was put into somebody's hand besides certificates. */
export default function Passports() {
  const { say } = useDesk();
  return (
    <Page title={say('pass.title')} isWide>
      <Tabs
        label={say('pass.title')}
        tabs={[
          { key: 'passports', title: say('pass.title'), content: () => <Register /> },
          { key: 'experience', title: say('pass.experience'), content: () => <ExperienceRegister /> },
        ]}
      />
    </Page>
  );
}

/** Found by number or state. Names are not searched: they never stand in an address. */
function Register() {
  const { say, api } = useDesk();
  const [typed, setTyped] = useState('');
  const [number, setNumber] = useState('');
  const [state, setState] = useState('');
  const query = { limit: MOST, ...(number === '' ? {} : { number }), ...(state === '' ? {} : { state }) };
  const loaded = useLoad(`passports ${number} ${state}`, () =>
    api.get<readonly PassportRow[]>('/api/assessment/passport-register', query),
  );
  return (
    <>
      <form
        class="row"
        onSubmit={(event) => {
          event.preventDefault();
          setNumber(typed.replaceAll(/[^A-Za-z0-9-]/g, ''));
        }}
      >
        <TextField id="number" label={say('pass.find')} value={typed} onInput={setTyped} type="search" />
        <Button type="submit">{say('cert.find.do')}</Button>
        <SelectField
          id="state"
          label={say('word.state')}
          value={state}
          onChange={setState}
          options={[['', say('word.all')], ...optionsOf(say, 'pass.state', states)]}
        />
      </form>
      <Loading of={loaded}>
        {(rows) => (
          <>
            <Rows rows={rows} />
            {rows.length === MOST && <p class="quiet">{say('cert.more', { n: MOST })}</p>}
          </>
        )}
      </Loading>
    </>
  );
}

function Rows({ rows }: { readonly rows: readonly PassportRow[] }) {
  const { say, language } = useDesk();
  const columns: readonly Column<PassportRow>[] = [
    {
      key: 'name',
      title: say('word.name'),
      isHeader: true,
      cell: (row) => (
        <Link to={`/desk/passports/${row.id}`}>
          <bdi>{row.name === '' ? '–' : row.name}</bdi>
        </Link>
      ),
    },
    {
      key: 'number',
      title: say('word.number'),
      cell: (row) => (
        <span class="digits" dir="ltr">
          {row.number ?? '–'}
        </span>
      ),
    },
    {
      key: 'until',
      title: say('cert.valid'),
      cell: (row) => (row.validUntil === null ? '–' : calendarDay(row.validUntil, language)),
    },
    { key: 'state', title: say('word.state'), cell: (row) => <PassportMark state={row.state} /> },
  ];
  return (
    <Table
      caption={say('pass.title')}
      hideCaption
      columns={columns}
      rows={rows}
      keyOf={(row) => row.id}
      empty={say('pass.none')}
    />
  );
}
