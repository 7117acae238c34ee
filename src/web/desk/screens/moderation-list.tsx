import { useDesk } from '../context.js';
import { linkColumn, Loading, Page, Reason, Table, type Column } from '../parts/index.js';
import { useLoad } from '../use-load.js';
import { calendarDay } from '../words.js';
import type { HeldRecord, ModerationQueue } from './moderation-shapes.js';
import { wordOf } from './officer-words.js';
import { Registered } from '../../parts/registered.js';

/** What is held for a moderator, and why each record was drawn. */
export default function ModerationList() {
  const { say, api } = useDesk();
  const loaded = useLoad('moderation', () => api.get<ModerationQueue>('/api/assessment/moderation-queue'));
  return (
    <Page title={say('mod.title')} isWide>
      <p class="quiet">{say('mod.lead')}</p>
      <Loading of={loaded}>
        {({ rows, total }) => (
          <>
            {rows.length > 0 && <p class="quiet">{say('mod.shown', { n: rows.length, total })}</p>}
            <HeldTable rows={rows} />
          </>
        )}
      </Loading>
    </Page>
  );
}

function HeldTable({ rows }: { readonly rows: readonly HeldRecord[] }) {
  const { say, language } = useDesk();
  const columns: readonly Column<HeldRecord>[] = [
    linkColumn({
      key: 'name',
      title: say('decide.candidate'),
      to: (row) => `/desk/moderation/${row.id}`,
      name: (row) => row.name,
    }),
    {
      key: 'qualification',
      title: say('word.qualification'),
      cell: (row) => <Registered>{row.qualification}</Registered>,
    },
    {
      key: 'assessed',
      title: say('decide.assessed'),
      cell: (row) => (
        <>
          {calendarDay(row.assessedOn, language)}
          <span class="quiet block">
            <bdi>{row.site}</bdi>
          </span>
        </>
      ),
    },
    { key: 'assessor', title: say('decide.assessor'), cell: (row) => <bdi>{row.assessor}</bdi> },
    { key: 'why', title: say('mod.why'), cell: (row) => <Why row={row} /> },
  ];
  return (
    <Table
      caption={say('mod.title')}
      hideCaption
      columns={columns}
      rows={rows}
      keyOf={(row) => row.id}
      empty={say('mod.empty')}
    />
  );
}

function Why({ row }: { readonly row: HeldRecord }) {
  const { say } = useDesk();
  return (
    <>
      <Reasons reasons={row.reasons} riskFlags={row.riskFlags} />
      {row.isCalledVoid && <span class="mark stop">✕ {say('mod.called-void')}</span>}
      {row.hinders !== null && (
        <Reason code={row.hinders.rule} message={row.hinders.message} finding={row.hinders.finding} />
      )}
    </>
  );
}

/** Why a record was drawn, with the flags where there are any. */
export function Reasons(props: { readonly reasons: readonly string[]; readonly riskFlags: readonly string[] }) {
  const { say } = useDesk();
  return (
    <ul class="plain-list">
      {props.reasons.map((reason) => (
        <li key={reason}>
          {wordOf(say, 'mod.reason', reason)}
          {reason === 'risk-flag' && props.riskFlags.length > 0 && (
            <span class="quiet block">{props.riskFlags.map((flag) => wordOf(say, 'mod.flag', flag)).join(' · ')}</span>
          )}
        </li>
      ))}
    </ul>
  );
}
