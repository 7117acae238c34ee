import { useState } from 'preact/hooks';
import { may } from '../api/me.js';
import { useDesk } from '../context.js';
import { Button, Link, Loading, Notice, Page, SelectField, Table, type Column } from '../parts/index.js';
import { useLoad } from '../use-load.js';
import { calendarDay, dayOf } from '../words.js';
import { FollowUpDialog } from './follow-up-dialog.js';
import { optionsOf, wordOf } from './officer-words.js';
import { actName } from './status-acts.js';
import { Registered } from '../../parts/registered.js';

export interface FollowUp {
  readonly id: string;
  readonly targetType: 'record' | 'certificate';
  readonly targetId: string;
  readonly name: string;
  readonly number: string | null;
  readonly title: string;
  readonly assessedOn: string | null;
  readonly targetState: string;
  readonly state: string;
  readonly reason: string | null;
  readonly settledAt: string | null;
  readonly by: readonly string[];
  readonly waiting: {
    readonly action: string;
    readonly by: string;
    readonly isYours: boolean;
    readonly endsAt: string;
  } | null;
}

interface VoidAccreditation {
  readonly id: string;
  readonly number: string;
  readonly role: string;
  readonly subject: string;
  readonly nothingCountsFrom: string | null;
  readonly followUps: readonly FollowUp[];
}

/** What rests on accreditations that are void: two officers say of each thing whether it stands or goes. */
export default function FollowUps() {
  const { say, api } = useDesk();
  const [state, setState] = useState('open');
  const [asked, setAsked] = useState<FollowUp | null>(null);
  const [isTold, setTold] = useState(false);
  const loaded = useLoad(`follow-ups ${state}`, () =>
    api.get<readonly VoidAccreditation[]>('/api/assessment/follow-up-register', state === '' ? {} : { state }),
  );
  return (
    <Page title={say('follow.title')} isWide>
      <p>{say('follow.lead')}</p>
      <SelectField
        id="state"
        label={say('word.state')}
        value={state}
        onChange={setState}
        options={[['', say('word.all')], ...optionsOf(say, 'follow.state', ['open', 'confirmed', 'revoked'])]}
      />
      <div role="status">{isTold && <Notice kind="good" title={say('cert.proposed')} />}</div>
      <Loading of={loaded}>
        {(accreditations) =>
          accreditations.length === 0 ? (
            <p class="empty">{say('follow.none')}</p>
          ) : (
            accreditations.map((each) => <Group key={each.id} accreditation={each} onAsk={setAsked} />)
          )
        }
      </Loading>
      {asked !== null && (
        <FollowUpDialog
          followUp={asked}
          onClose={() => setAsked(null)}
          onDone={() => {
            setAsked(null);
            setTold(true);
            loaded.again();
          }}
        />
      )}
    </Page>
  );
}

interface GroupProps {
  readonly accreditation: VoidAccreditation;
  readonly onAsk: (followUp: FollowUp) => void;
}

function Group({ accreditation, onAsk }: GroupProps) {
  const { say, me, language } = useDesk();
  const { number, subject, role, nothingCountsFrom, followUps } = accreditation;
  const left = followUps.filter((each) => each.state === 'open').length;
  const columns: readonly Column<FollowUp>[] = [
    { key: 'name', title: say('word.name'), isHeader: true, cell: (row) => <Named row={row} /> },
    {
      key: 'what',
      title: say('accounts.kind'),
      cell: (row) => (
        <>
          {wordOf(say, 'follow', row.targetType)} <bdi dir="ltr">{row.number}</bdi>
          <span class="quiet block">
            <Registered>{row.title}</Registered>
            {row.assessedOn !== null && ` · ${calendarDay(row.assessedOn, language)}`}
          </span>
        </>
      ),
    },
    {
      key: 'now',
      title: say('decide.now'),
      cell: (row) => wordOf(say, row.targetType === 'record' ? 'record' : 'state', row.targetState),
    },
    { key: 'state', title: say('word.state'), cell: (row) => <Standing row={row} /> },
    ...(may(me, 'follow-up.settle')
      ? [
          {
            key: 'do',
            title: say('session.next'),
            cell: (row: FollowUp) =>
              row.state === 'open' && row.waiting === null ? (
                <Button onClick={() => onAsk(row)}>{say('follow.settle')}</Button>
              ) : null,
          },
        ]
      : []),
  ];
  return (
    <section aria-labelledby={`void-${accreditation.id}`}>
      <h2 id={`void-${accreditation.id}`}>
        <bdi>{subject}</bdi>
      </h2>
      <p class="quiet">
        {wordOf(say, 'accr.role', role)} · <bdi dir="ltr">{number}</bdi>
        {nothingCountsFrom !== null && ` · ${say('follow.from', { date: calendarDay(nothingCountsFrom, language) })}`}
      </p>
      <Table
        caption={say('follow.left', { n: left, total: followUps.length })}
        columns={columns}
        rows={followUps}
        keyOf={(row) => row.id}
        empty={say('follow.none')}
      />
    </section>
  );
}

/** A person is named; who was erased is not. */
function Named({ row }: { readonly row: FollowUp }) {
  const { me } = useDesk();
  const name = <bdi>{row.name === '' ? '–' : row.name}</bdi>;
  if (row.targetType === 'certificate')
    return may(me, 'certificates.read') ? <Link to={`/desk/certificates/${row.targetId}`}>{name}</Link> : name;
  return may(me, 'records.read') ? <Link to={`/desk/records/${row.targetId}`}>{name}</Link> : name;
}

function Standing({ row }: { readonly row: FollowUp }) {
  const { say, me, language } = useDesk();
  if (row.waiting !== null)
    return (
      <>
        <span class="mark caution">
          <span aria-hidden="true">… </span>
          {say('cert.waiting')}
        </span>
        <span class="quiet block">
          {may(me, 'proposals.read') ? (
            <Link to="/desk/approvals">{actName(say, row.waiting.action)}</Link>
          ) : (
            actName(say, row.waiting.action)
          )}{' '}
          · {say('second.by', { name: row.waiting.by, date: dayOf(row.waiting.endsAt, language) })}
        </span>
      </>
    );
  return (
    <>
      <span class={row.state === 'open' ? 'mark caution' : row.state === 'confirmed' ? 'mark good' : 'mark stop'}>
        <span aria-hidden="true">{row.state === 'open' ? '! ' : row.state === 'confirmed' ? '✓ ' : '✕ '}</span>
        {wordOf(say, 'follow.state', row.state)}
      </span>
      {row.settledAt !== null && (
        <span class="quiet block">
          <bdi>{row.by.join(' + ')}</bdi> · {dayOf(row.settledAt, language)}
        </span>
      )}
      {row.reason !== null && (
        <span class="block">
          <bdi>{row.reason}</bdi>
        </span>
      )}
    </>
  );
}
