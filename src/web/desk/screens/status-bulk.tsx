import { useState } from 'preact/hooks';
import { useDesk } from '../context.js';
import { Loading, Notice, Page, SelectField, Table, type Column } from '../parts/index.js';
import { useLoad } from '../use-load.js';
import { dayOf } from '../words.js';
import { useTyped } from '../use-typed.js';
import { optionsOf, wordOf } from './officer-words.js';
import { ChangeMany } from './status-bulk-preview.js';

/** What the certificates have in common, as the service names it in a question. */
const scopes = { mission: 'missionId', centre: 'siteId', assessor: 'assessorId', key: 'keyId' } as const;
type Scope = keyof typeof scopes;
const isScope = (text: string): text is Scope => text in scopes;
const events = ['suspend', 'reinstate', 'revoke'];

type Choices = Readonly<Record<Scope, readonly { readonly id: string; readonly label: string }[]>>;

/** Many at once: first whom it touches, then the number typed by hand, then a second officer. */
export default function StatusBulk() {
  const { say, api } = useDesk();
  const loaded = useLoad('batch-choices', () => api.get<Choices>('/api/assessment/status-batches/choices'));
  const [scope, setScope] = useTyped<Scope>('scope', 'mission');
  const [id, setId] = useTyped('id', '');
  const [event, setEvent] = useTyped('event', 'suspend');
  const [isTold, setTold] = useState(false);
  const choose = (next: string): void => {
    setTold(false);
    setId(next);
  };
  return (
    <Page title={say('cert.bulk')} isWide>
      <div role="status">{isTold && <Notice kind="good" title={say('cert.proposed')} />}</div>
      <Loading of={loaded}>
        {(choices) => (
          <>
            <div class="row">
              <SelectField
                id="scope"
                label={say('many.scope')}
                value={scope}
                onChange={(value) => {
                  if (isScope(value)) setScope(value);
                  choose('');
                }}
                options={optionsOf(say, 'many.scope', Object.keys(scopes))}
              />
              <SelectField
                id="which"
                label={say(`many.scope.${scope}`)}
                value={id}
                onChange={choose}
                options={[['', say('choose')], ...choices[scope].map(({ id: key, label }) => [key, label] as const)]}
              />
              <SelectField
                id="event"
                label={say('cert.bulk.event')}
                value={event}
                onChange={setEvent}
                options={optionsOf(say, 'cert', events)}
              />
            </div>
            {choices[scope].length === 0 && <p class="empty">{say('cert.bulk.none')}</p>}
          </>
        )}
      </Loading>
      {id === '' || isTold ? (
        <Before key={String(isTold)} />
      ) : (
        <ChangeMany
          key={`${scope} ${id} ${event}`}
          event={event}
          named={{ [scopes[scope]]: id }}
          onDone={() => setTold(true)}
        />
      )}
    </Page>
  );
}

interface Batch {
  readonly batch: {
    readonly id: string;
    readonly event: string;
    readonly reasonClass: string;
    readonly begunAt: string;
    readonly scope: { readonly kind: string };
  };
  readonly outcome: {
    readonly total: number;
    readonly done: number;
    readonly refused: number;
    readonly isFinished: boolean;
  };
  readonly about: string;
  readonly by: readonly string[];
}

/** What was changed in this way before, and how far each has come. */
function Before() {
  const { say, api, language } = useDesk();
  const loaded = useLoad('batches', () => api.get<readonly Batch[]>('/api/assessment/status-batches', { limit: 50 }));
  const columns: readonly Column<Batch>[] = [
    {
      key: 'about',
      title: say('many.scope'),
      isHeader: true,
      cell: ({ batch, about }) => (
        <>
          <bdi>{about}</bdi>
          <span class="quiet block">{wordOf(say, 'many.scope', batch.scope.kind)}</span>
        </>
      ),
    },
    { key: 'what', title: say('word.what'), cell: ({ batch }) => wordOf(say, 'cert', batch.event) },
    { key: 'why', title: say('word.reason'), cell: ({ batch }) => wordOf(say, 'reason', batch.reasonClass) },
    {
      key: 'who',
      title: say('word.by'),
      cell: ({ batch, by }) => (
        <>
          <bdi>{by.join(' + ')}</bdi>
          <span class="quiet block">{dayOf(batch.begunAt, language)}</span>
        </>
      ),
    },
    {
      key: 'state',
      title: say('word.state'),
      cell: ({ outcome }) =>
        say('many.progress', { done: outcome.done, total: outcome.total, refused: outcome.refused }),
    },
  ];
  return (
    <Loading of={loaded}>
      {(rows) => (
        <Table
          caption={say('many.before')}
          columns={columns}
          rows={rows}
          keyOf={({ batch }) => batch.id}
          empty={say('many.none')}
        />
      )}
    </Loading>
  );
}
