import { may } from '../api/me.js';
import { useDesk } from '../context.js';
import { Button, Link, Loading, Page, ProblemNotice, Table, type Column } from '../parts/index.js';
import { useAction, useLoad } from '../use-load.js';
import { calendarDay } from '../words.js';
import { wordOf } from './officer-words.js';
import type { CertificateRow } from './status-register.js';

interface WorkerRequest {
  readonly id: string;
  readonly kind: string;
  readonly number: string;
  readonly receivedAt: string;
  readonly answerBy: string;
  readonly state: string;
}

interface Row extends WorkerRequest {
  readonly certificateId: string | null;
  readonly name: string;
}

/** What workers asked for from their own page. What should be corrected is told to the office in person. */
export default function StatusRequests() {
  const { say, api } = useDesk();
  const loaded = useLoad('requests', async (): Promise<readonly Row[]> => {
    const requests = await api.all<WorkerRequest>('/api/assessment/worker-requests', { state: 'received' });
    return Promise.all(
      requests.map(async (request) => {
        const [found] = await api.get<readonly CertificateRow[]>('/api/assessment/certificate-register', {
          number: request.number,
          limit: 1,
        });
        return { ...request, certificateId: found?.id ?? null, name: found?.name ?? '' };
      }),
    );
  });
  return (
    <Page title={say('ask.title')} isWide>
      <Loading of={loaded}>{(rows) => <Requests rows={rows} again={loaded.again} />}</Loading>
    </Page>
  );
}

function Requests({ rows, again }: { readonly rows: readonly Row[]; readonly again: () => void }) {
  const { say, api, me, language } = useDesk();
  const action = useAction();
  const answer = async (id: string): Promise<void> => {
    if (await action.run(() => api.post(`/api/assessment/worker-requests/${id}/answer`))) again();
  };
  const columns: readonly Column<Row>[] = [
    {
      key: 'name',
      title: say('word.name'),
      isHeader: true,
      cell: (row) =>
        row.certificateId === null ? (
          <bdi>{row.name}</bdi>
        ) : (
          <Link to={`/desk/certificates/${row.certificateId}`}>
            <bdi>{row.name}</bdi>
          </Link>
        ),
    },
    { key: 'number', title: say('word.number'), cell: (row) => <span dir="ltr">{row.number}</span> },
    { key: 'what', title: say('word.what'), cell: (row) => wordOf(say, 'ask', row.kind) },
    { key: 'due', title: say('ask.due'), cell: (row) => calendarDay(row.answerBy.slice(0, 10), language) },
    {
      key: 'do',
      title: say('word.state'),
      cell: (row) =>
        may(me, 'certificate.replace') ? (
          <Button isBusy={action.isBusy} onClick={() => void answer(row.id)}>
            {say('ask.answer')}
          </Button>
        ) : (
          say('ask.open')
        ),
    },
  ];
  return (
    <>
      <ProblemNotice problem={action.problem} say={say} />
      <Table
        caption={say('ask.title')}
        hideCaption
        columns={columns}
        rows={rows}
        keyOf={(row) => row.id}
        empty={say('ask.empty')}
      />
    </>
  );
}
