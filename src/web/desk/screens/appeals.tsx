import { useState } from 'preact/hooks';
import { may } from '../api/me.js';
import { useDesk } from '../context.js';
import { Link, linkColumn, Loading, Page, SelectField, Table, type Column } from '../parts/index.js';
import { useLoad } from '../use-load.js';
import { calendarDay, dayOf } from '../words.js';
import type { AppealRow } from './appeal-shapes.js';
import { optionsOf, wordOf } from './officer-words.js';

/** Appeals and complaints, what is overdue first. Who may only receive one sees no others: they are personal. */
export default function Appeals() {
  const { say, me } = useDesk();
  return (
    <Page title={say('appeal.title')} isWide>
      {may(me, 'appeal.lodge') && (
        <p>
          <Link to="/desk/appeals/new" class="button primary">
            {say('appeal.receive')}
          </Link>
        </p>
      )}
      {may(me, 'appeals.read') ? <Register /> : <p>{say('appeal.lead')}</p>}
    </Page>
  );
}

function Register() {
  const { say, api } = useDesk();
  const [scope, setScope] = useState('open');
  const loaded = useLoad(`appeals ${scope}`, () =>
    api.get<readonly AppealRow[]>('/api/assessment/appeal-register', { scope }),
  );
  return (
    <>
      <SelectField
        id="scope"
        label={say('word.state')}
        value={scope}
        onChange={setScope}
        options={optionsOf(say, 'appeal.scope', ['open', 'settled'])}
      />
      <Loading of={loaded}>{(rows) => <Rows rows={rows} isOpen={scope === 'open'} />}</Loading>
    </>
  );
}

function Rows({ rows, isOpen }: { readonly rows: readonly AppealRow[]; readonly isOpen: boolean }) {
  const { say, language } = useDesk();
  const columns: readonly Column<AppealRow>[] = [
    linkColumn({
      key: 'name',
      title: say('word.name'),
      to: (row) => `/desk/appeals/${row.id}`,
      name: (row) => (row.name === '' ? say('appeal.anonymous') : row.name),
    }),
    {
      key: 'kind',
      title: say('accounts.kind'),
      cell: (row) => (
        <>
          {wordOf(say, 'appeal.kind', row.kind)}
          <span class="quiet block">
            <bdi>{row.site}</bdi>
          </span>
        </>
      ),
    },
    {
      key: 'lodged',
      title: say('appeal.lodged'),
      cell: (row) => (
        <>
          {dayOf(row.lodgedAt, language)}
          {row.isLate && <span class="quiet block">{say('appeal.late')}</span>}
        </>
      ),
    },
    { key: 'state', title: say('word.state'), cell: (row) => wordOf(say, 'appeal.state', row.state) },
    ...(isOpen ? [{ key: 'due', title: say('appeal.due'), cell: (row: AppealRow) => <Due row={row} /> }] : []),
  ];
  return (
    <Table
      caption={say('appeal.title')}
      hideCaption
      columns={columns}
      rows={rows}
      keyOf={(row) => row.id}
      empty={say('appeal.none')}
    />
  );
}

/** Who has to act before this day; what is over is said in words. */
export function Due({ row: { due, state } }: { readonly row: Pick<AppealRow, 'due' | 'state'> }) {
  const { say, language } = useDesk();
  if (due === null) return <>–</>;
  const isTheirs = state === 'inadmissible' || state === 'dismissed';
  return (
    <>
      {say(isTheirs ? 'appeal.due.person' : 'appeal.due.office', { date: calendarDay(due.on, language) })}
      {!isTheirs && (
        <span class={due.daysLeft < 0 ? 'mark stop block' : due.daysLeft <= 7 ? 'mark caution block' : 'quiet block'}>
          {due.daysLeft < 0
            ? `✕ ${say('appeal.overdue', { n: -due.daysLeft })}`
            : `${due.daysLeft <= 7 ? '! ' : ''}${say('accr.days', { n: due.daysLeft })}`}
        </span>
      )}
    </>
  );
}
