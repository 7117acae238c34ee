import { useDesk } from '../context.js';
import { Button, Link, Loading, Page, Table, type Column } from '../parts/index.js';
import type { ScreenProps } from '../screens.js';
import { useLoad } from '../use-load.js';
import { dayOf } from '../words.js';
import type { Printable, RunFile } from './release-shapes.js';
import { Registered } from '../../parts/registered.js';

/** Who gets which card, with room for the signature or mark: printed from the page, in the order of the cards. */
export default function HandOver({ params }: ScreenProps) {
  const { say, api, language } = useDesk();
  const runId = params['runId'] ?? '';
  const loaded = useLoad(`hand-over ${runId}`, async () => ({
    run: await api.get<RunFile>(`/api/assessment/release-runs/${runId}`),
    printable: await api.get<readonly Printable[]>(`/api/assessment/release-runs/${runId}/print-plan`),
  }));
  const columns: readonly Column<Printable>[] = [
    { key: 'name', title: say('word.name'), isHeader: true, cell: (row) => <bdi>{row.name}</bdi> },
    { key: 'title', title: say('word.qualification'), cell: (row) => <Registered>{row.title}</Registered> },
    {
      key: 'number',
      title: say('word.number'),
      cell: (row) => (
        <span class="digits" dir="ltr">
          {row.number}
        </span>
      ),
    },
    { key: 'document', title: say('release.hand-over.identity'), cell: () => <span class="write-here" /> },
    { key: 'received', title: say('release.hand-over.received'), cell: () => <span class="write-here wide" /> },
  ];
  return (
    <Loading of={loaded}>
      {({ run, printable }) => (
        <Page
          title={say('release.hand-over.title', { date: dayOf(run.startedAt, language) })}
          above={<Link to={`/desk/release/${runId}`}>{say('back')}</Link>}
          isWide
        >
          <p>
            <bdi>{[run.session?.site ?? '', run.session?.mission ?? ''].filter(Boolean).join(' · ')}</bdi>
          </p>
          <div class="actions no-print">
            <Button kind="primary" onClick={() => print()}>
              {say('release.print.list')}
            </Button>
          </div>
          <Table
            caption={say('release.hand-over')}
            hideCaption
            columns={columns}
            rows={printable}
            keyOf={(row) => row.id}
            empty={say('release.empty')}
          />
        </Page>
      )}
    </Loading>
  );
}
