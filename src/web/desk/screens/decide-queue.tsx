import { useState } from 'preact/hooks';
import type { Finding } from '../../../shared/index.js';
import { useDesk } from '../context.js';
import { linkColumn, Loading, Page, Reason, SelectField, Table, type Column } from '../parts/index.js';
import { useLoad } from '../use-load.js';
import { calendarDay } from '../words.js';
import { wordOf } from './officer-words.js';
import { Registered } from '../../parts/registered.js';

export interface QueueRow {
  readonly id: string;
  readonly referenceNo: string;
  readonly name: string;
  readonly qualification: string;
  readonly assessedOn: string;
  readonly state: string;
  readonly overall: string | null;
  readonly recommendation: string | null;
  readonly riskFlags: readonly string[];
  readonly wasReturned: boolean;
  readonly passed: number;
  readonly judged: number;
  readonly worst: {
    readonly code: string;
    readonly outcome: string;
    readonly message: string;
    readonly whatToDo: string;
    readonly finding?: Finding;
  } | null;
}

interface Choice {
  readonly id: string;
  readonly label: string;
}

export interface Queue {
  readonly total: number;
  readonly rows: readonly QueueRow[];
  readonly missions: readonly Choice[];
  readonly qualifications: readonly Choice[];
}

/** What waits for a decision, problems first. */
export default function DecideQueue() {
  const { say, api } = useDesk();
  const [missionId, setMission] = useState('');
  const [qualificationId, setQualification] = useState('');
  const filter = {
    ...(missionId === '' ? {} : { missionId }),
    ...(qualificationId === '' ? {} : { qualificationId }),
  };
  const loaded = useLoad(`queue ${missionId} ${qualificationId}`, () =>
    api.get<Queue>('/api/assessment/decision-queue', filter),
  );
  const choices = (given: readonly Choice[]): readonly (readonly [string, string])[] => [
    ['', say('word.all')],
    ...given.map(({ id, label }) => [id, label] as const),
  ];
  return (
    <Page title={say('decide.title')} isWide>
      <Loading of={loaded}>
        {(queue) => (
          <>
            <div class="row">
              <SelectField
                id="mission"
                label={say('word.mission')}
                value={missionId}
                onChange={setMission}
                options={choices(queue.missions)}
              />
              <SelectField
                id="qualification"
                label={say('word.qualification')}
                value={qualificationId}
                onChange={setQualification}
                options={choices(queue.qualifications)}
                isRegistered
              />
            </div>
            {queue.rows.length > 0 && (
              <p class="quiet">{say('decide.shown', { n: queue.rows.length, total: queue.total })}</p>
            )}
            <QueueTable rows={queue.rows} />
          </>
        )}
      </Loading>
    </Page>
  );
}

function QueueTable({ rows }: { readonly rows: readonly QueueRow[] }) {
  const { say, language } = useDesk();
  const columns: readonly Column<QueueRow>[] = [
    linkColumn({
      key: 'name',
      title: say('decide.candidate'),
      to: (row) => `/desk/decide/${row.id}`,
      name: (row) => row.name,
    }),
    {
      key: 'qualification',
      title: say('word.qualification'),
      cell: (row) => <Registered>{row.qualification}</Registered>,
    },
    { key: 'assessed', title: say('decide.assessed'), cell: (row) => calendarDay(row.assessedOn, language) },
    {
      key: 'result',
      title: say('decide.recommended'),
      cell: (row) => (
        <>
          {row.overall !== null && wordOf(say, 'outcome', row.overall)}
          {row.recommendation !== null && (
            <span class="quiet block">{wordOf(say, 'recommend', row.recommendation)}</span>
          )}
        </>
      ),
    },
    { key: 'rules', title: say('decide.rules'), cell: (row) => <Weighed row={row} /> },
  ];
  return (
    <Table
      caption={say('decide.title')}
      hideCaption
      columns={columns}
      rows={rows}
      keyOf={(row) => row.id}
      empty={say('decide.empty')}
    />
  );
}

/** A record that is still with the moderators has no rules to show yet. */
function Weighed({ row }: { readonly row: QueueRow }) {
  const { say } = useDesk();
  if (row.state === 'under-moderation') return <span class="mark unknown">? {say('decide.moderation')}</span>;
  if (row.state === 'returned') return <span class="mark unknown">? {say('record.returned')}</span>;
  const isFine = row.worst === null;
  return (
    <>
      <span class={isFine ? 'mark good' : row.worst.outcome === 'block' ? 'mark stop' : 'mark caution'}>
        {isFine ? '✓ ' : row.worst.outcome === 'block' ? '✕ ' : '! '}
        {say('decide.rules.met', { passed: row.passed, judged: row.judged })}
      </span>
      {row.worst !== null && <Reason code={row.worst.code} message={row.worst.message} finding={row.worst.finding} />}
      {row.wasReturned && <span class="quiet block">{say('decide.returned')}</span>}
    </>
  );
}
