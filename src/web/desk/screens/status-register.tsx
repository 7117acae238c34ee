import { useState } from 'preact/hooks';
import { useDesk } from '../context.js';
import { Button, Link, Loading, Page, SelectField, Table, TextField, type Column } from '../parts/index.js';
import { useLoad } from '../use-load.js';
import { calendarDay } from '../words.js';
import { optionsOf, wordOf } from './officer-words.js';

export interface CertificateRow {
  readonly id: string;
  readonly number: string | null;
  readonly name: string;
  readonly title: string;
  readonly validUntil: string | null;
  readonly state: string;
}

const MOST = 100;
const states = ['active', 'suspended', 'revoked', 'replaced', 'superseded', 'approved', 'refused'];

/** Finds a certificate by its number, or by its state. Names are not searched: they never stand in an address. */
export default function StatusRegister() {
  const { say, api } = useDesk();
  const [typed, setTyped] = useState('');
  const [number, setNumber] = useState('');
  const [state, setState] = useState('');
  const query = { limit: MOST, ...(number === '' ? {} : { number }), ...(state === '' ? {} : { state }) };
  const loaded = useLoad(`register ${number} ${state}`, () =>
    api.get<readonly CertificateRow[]>('/api/assessment/certificate-register', query),
  );
  return (
    <Page title={say('cert.title')} isWide>
      <form
        class="row"
        onSubmit={(event) => {
          event.preventDefault();
          setNumber(typed.replaceAll(/[\s-]/g, ''));
        }}
      >
        <TextField id="number" label={say('cert.find')} value={typed} onInput={setTyped} type="search" />
        <Button type="submit">{say('cert.find.do')}</Button>
        <SelectField
          id="state"
          label={say('word.state')}
          value={state}
          onChange={setState}
          options={[['', say('word.all')], ...optionsOf(say, 'state', states)]}
        />
      </form>
      <Loading of={loaded}>
        {(rows) => (
          <>
            <Certificates rows={rows} />
            {rows.length === MOST && <p class="quiet">{say('cert.more', { n: MOST })}</p>}
          </>
        )}
      </Loading>
    </Page>
  );
}

export function Certificates({ rows }: { readonly rows: readonly CertificateRow[] }) {
  const { say, language } = useDesk();
  const columns: readonly Column<CertificateRow>[] = [
    {
      key: 'name',
      title: say('word.name'),
      isHeader: true,
      cell: (row) => (
        <Link to={`/desk/certificates/${row.id}`}>
          <bdi>{row.name}</bdi>
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
    { key: 'title', title: say('word.qualification'), cell: (row) => <bdi>{row.title}</bdi> },
    {
      key: 'until',
      title: say('cert.valid'),
      cell: (row) => (row.validUntil === null ? '–' : calendarDay(row.validUntil, language)),
    },
    { key: 'state', title: say('word.state'), cell: (row) => <StateMark state={row.state} /> },
  ];
  return (
    <Table
      caption={say('cert.title')}
      hideCaption
      columns={columns}
      rows={rows}
      keyOf={(row) => row.id}
      empty={say('cert.empty')}
    />
  );
}

const tones: Readonly<Record<string, string>> = {
  active: 'good',
  suspended: 'caution',
  revoked: 'stop',
  refused: 'stop',
};

/** The word carries the meaning; sign and colour repeat it. */
export function StateMark({ state }: { readonly state: string }) {
  const { say } = useDesk();
  const signs: Readonly<Record<string, string>> = {
    active: '✓',
    suspended: '‖',
    revoked: '✕',
    refused: '✕',
    replaced: '⇄',
  };
  return (
    <span class={`mark ${tones[state] ?? 'unknown'}`}>
      <span aria-hidden="true">{signs[state] ?? '·'} </span>
      {wordOf(say, 'state', state)}
    </span>
  );
}
