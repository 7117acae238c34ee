import { useDesk } from '../context.js';
import { Link, Notice, Table, type Column } from '../parts/index.js';
import { clockTime, dayOf } from '../words.js';
import { wordOf } from './officer-words.js';
import { actName } from './status-acts.js';

interface WaitingAct {
  readonly action: string;
  readonly by: string;
  readonly endsAt: string;
}

/** What one officer asked for and a second one has not agreed to yet. */
export function WaitingActs({ waiting }: { readonly waiting: readonly WaitingAct[] }) {
  const { say, language } = useDesk();
  if (waiting.length === 0) return null;
  return (
    <Notice kind="caution" title={say('cert.waiting')}>
      <ul class="plain-list">
        {waiting.map(({ action, by, endsAt }) => (
          <li key={action + endsAt}>
            <Link to="/desk/approvals">{actName(say, action)}</Link>
            <span class="quiet block">{say('second.by', { name: by, date: dayOf(endsAt, language) })}</span>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

interface StatusEvent {
  readonly to: string;
  readonly reasonClass: string;
  readonly at: string;
}

interface HistoryProps<Event> {
  readonly events: readonly Event[];
  /** Of the words of its states. */
  readonly kind: 'state' | 'pass.state';
  readonly by: (event: Event) => readonly string[];
}

/** Every change of how a document stands: when, why, and by whom. */
export function StatusHistory<Event extends StatusEvent>({ events, kind, by }: HistoryProps<Event>) {
  const { say, language } = useDesk();
  const columns: readonly Column<Event>[] = [
    {
      key: 'when',
      title: say('word.when'),
      isHeader: true,
      cell: (event) => `${dayOf(event.at, language)}, ${clockTime(event.at, language)}`,
    },
    { key: 'what', title: say('word.what'), cell: (event) => wordOf(say, kind, event.to) },
    { key: 'why', title: say('word.reason'), cell: (event) => wordOf(say, 'reason', event.reasonClass) },
    { key: 'who', title: say('word.by'), cell: (event) => <bdi>{by(event).join(' + ')}</bdi> },
  ];
  return (
    <Table
      caption={say('cert.history')}
      columns={columns}
      rows={events}
      keyOf={(event) => event.at + event.to}
      empty={say('cert.history.none')}
    />
  );
}
