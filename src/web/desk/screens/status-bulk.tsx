import { useState } from 'preact/hooks';
import { reasonClasses } from '../../../shared/index.js';
import { useDesk } from '../context.js';
import { Button, Loading, Notice, Page, ProblemNotice, SelectField, Table, type Column } from '../parts/index.js';
import { useAction, useLoad } from '../use-load.js';
import { optionsOf, wordOf } from './officer-words.js';
import type { OverviewFile } from './overview-shapes.js';
import { CountDialog } from './status-approvals.js';
import { StateMark, type CertificateRow } from './status-register.js';

interface Target {
  readonly targetId: string;
  readonly number: string | null;
  readonly state: string;
}

interface Preview {
  readonly count: number;
  readonly token: string;
  readonly shown: readonly Target[];
}

interface Asked {
  readonly missionId: string;
  readonly event: string;
}

const events = ['suspend', 'reinstate', 'revoke'];
/** Reasons that lie in one piece of paper are no reasons for many. */
const reasons = reasonClasses.filter((each) => each !== 'holder-request' && each !== 'superseded-by-correction');

/** A whole mission at once: first whom it touches, then the number typed by hand, then a second officer. */
export default function StatusBulk() {
  const { say, api } = useDesk();
  const loaded = useLoad(
    'missions',
    async () => (await api.get<OverviewFile>('/api/assessment/overview')).choices.mission,
  );
  const [asked, setAsked] = useState<Asked>({ missionId: '', event: 'suspend' });
  const [told, setTold] = useState(false);
  return (
    <Page title={say('cert.bulk')} isWide>
      {told && <Notice kind="good" title={say('cert.proposed')} />}
      <Loading of={loaded}>
        {(missions) => (
          <div class="row">
            <SelectField
              id="mission"
              label={say('word.mission')}
              value={asked.missionId}
              onChange={(missionId) => {
                setTold(false);
                setAsked({ ...asked, missionId });
              }}
              options={[['', ''], ...missions.map(({ key, label }) => [key, label] as const)]}
            />
            <SelectField
              id="event"
              label={say('cert.bulk.event')}
              value={asked.event}
              onChange={(event) => setAsked({ ...asked, event })}
              options={optionsOf(say, 'cert', events)}
            />
          </div>
        )}
      </Loading>
      {asked.missionId !== '' && !told && (
        <Touched key={asked.missionId + asked.event} asked={asked} onDone={() => setTold(true)} />
      )}
    </Page>
  );
}

function Touched({ asked, onDone }: { readonly asked: Asked; readonly onDone: () => void }) {
  const { say, api } = useDesk();
  const loaded = useLoad(`bulk ${asked.missionId} ${asked.event}`, async () => {
    const { missionId, event } = asked;
    const preview = await api.get<Preview>(`/api/assessment/status-batches/preview/${event}`, { missionId });
    const named = await api.all<CertificateRow>('/api/assessment/certificate-register', { missionId });
    return { preview, names: new Map(named.map((row) => [row.id, row.name])) };
  });
  return (
    <Loading of={loaded}>
      {({ preview, names }) =>
        preview.count === 0 ? (
          <p class="empty">{say('cert.bulk.none')}</p>
        ) : (
          <Previewed {...{ asked, preview, names, onDone }} />
        )
      }
    </Loading>
  );
}

interface PreviewedProps {
  readonly asked: Asked;
  readonly preview: Preview;
  readonly names: ReadonlyMap<string, string>;
  readonly onDone: () => void;
}

function Previewed({ asked, preview, names, onDone }: PreviewedProps) {
  const { say, api } = useDesk();
  const action = useAction();
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const [isCounting, setCounting] = useState(false);
  const verb = wordOf(say, 'cert', asked.event);
  const send = async (): Promise<void> => {
    const { count, token } = preview;
    const body = { ...asked, reasonClass: reason, token, count };
    if (await action.run(() => api.post('/api/assessment/status-batches', body))) onDone();
  };
  const columns: readonly Column<Target>[] = [
    {
      key: 'name',
      title: say('word.name'),
      isHeader: true,
      cell: (row) => <bdi>{names.get(row.targetId) ?? '–'}</bdi>,
    },
    { key: 'number', title: say('word.number'), cell: (row) => <span dir="ltr">{row.number ?? '–'}</span> },
    { key: 'state', title: say('word.state'), cell: (row) => <StateMark state={row.state} /> },
  ];
  return (
    <>
      <p>{wordOf(say, 'cert', `${asked.event}.effect`)}</p>
      <SelectField
        id="reason"
        label={say('cert.reason')}
        value={reason}
        onChange={setReason}
        options={[['', ''], ...optionsOf(say, 'reason', reasons)]}
        error={isTried && reason === '' ? say('cert.reason.missing') : undefined}
      />
      {!isCounting && <ProblemNotice problem={action.problem} say={say} />}
      <div class="actions">
        <Button
          kind={asked.event === 'revoke' ? 'danger' : 'primary'}
          onClick={() => {
            setTried(true);
            if (reason !== '') setCounting(true);
          }}
        >
          {say('cert.propose')}
        </Button>
      </div>
      <Table
        caption={`${say('cert.bulk.preview')}: ${preview.count}`}
        columns={columns}
        rows={preview.shown}
        keyOf={(row) => row.targetId}
        empty={say('cert.bulk.none')}
      />
      {isCounting && (
        <CountDialog
          title={say('second.sure', { what: verb, n: preview.count })}
          confirm={say('cert.propose')}
          count={preview.count}
          action={action}
          onClose={() => setCounting(false)}
          onSure={() => void send()}
        />
      )}
    </>
  );
}
