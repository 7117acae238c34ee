import { useState } from 'preact/hooks';
import { reasonClasses } from '../../../shared/index.js';
import { useDesk } from '../context.js';
import { Button, ErrorSummary, Loading, ProblemNotice, SelectField, Table, type Column } from '../parts/index.js';
import { useAction, useLoad } from '../use-load.js';
import { useTyped } from '../use-typed.js';
import { optionsOf, wordOf } from './officer-words.js';
import { PassportMark } from './passport-mark.js';
import { CountDialog } from './status-approvals.js';
import { StateMark } from './status-register.js';
import { Registered } from '../../parts/registered.js';

interface Target {
  readonly targetType: 'certificate' | 'passport' | 'experience';
  readonly targetId: string;
  readonly number: string | null;
  readonly name: string;
  readonly title: string;
  readonly state: string;
}

interface Preview {
  readonly count: number;
  readonly token: string;
  readonly shown: readonly Target[];
}

interface ManyProps {
  readonly event: string;
  /** One of missionId, siteId, assessorId and keyId. */
  readonly named: Readonly<Record<string, string>>;
  readonly onDone: () => void;
}

/** Reasons that lie in one piece of paper are no reasons for many. */
const reasons = reasonClasses.filter((each) => each !== 'holder-request' && each !== 'superseded-by-correction');

/** Whom it touches, and the proposal that is bound to exactly these. */
export function ChangeMany({ event, named, onDone }: ManyProps) {
  const { say, api } = useDesk();
  const loaded = useLoad(JSON.stringify([event, named]), () =>
    api.get<Preview>(`/api/assessment/status-batches/preview/${event}`, named),
  );
  return (
    <Loading of={loaded}>
      {(preview) =>
        preview.count === 0 ? (
          <p class="empty">{say('cert.bulk.none')}</p>
        ) : (
          <Previewed {...{ event, named, preview, onDone }} />
        )
      }
    </Loading>
  );
}

function Previewed({ event, named, preview, onDone }: ManyProps & { readonly preview: Preview }) {
  const { say, api } = useDesk();
  const action = useAction();
  const [reason, setReason] = useTyped('reason', '');
  const [isTried, setTried] = useState(false);
  const [isCounting, setCounting] = useState(false);
  const { count, token, shown } = preview;
  const error = isTried && reason === '' ? say('cert.reason.missing') : undefined;
  const send = async (): Promise<void> => {
    const body = { event, ...named, reasonClass: reason, token, count };
    if (await action.run(() => api.post('/api/assessment/status-batches', body))) onDone();
  };
  return (
    <>
      <p>{wordOf(say, 'cert', `${event}.effect`)}</p>
      <ErrorSummary errors={error === undefined ? {} : { reason: error }} say={say} />
      <SelectField
        id="reason"
        label={say('cert.reason')}
        value={reason}
        onChange={setReason}
        options={[['', ''], ...optionsOf(say, 'reason', reasons)]}
        error={error}
      />
      {!isCounting && <ProblemNotice problem={action.problem} say={say} />}
      <div class="actions">
        <Button
          kind={event === 'revoke' ? 'danger' : 'primary'}
          onClick={() => {
            setTried(true);
            if (reason !== '') setCounting(true);
          }}
        >
          {say('cert.propose')}
        </Button>
      </div>
      <Targets preview={preview} />
      {shown.length < count && <p class="quiet">{say('many.shown', { n: shown.length })}</p>}
      {isCounting && (
        <CountDialog
          title={say('second.sure', { what: wordOf(say, 'cert', event), n: count })}
          confirm={say('cert.propose')}
          count={count}
          action={action}
          onClose={() => setCounting(false)}
          onSure={() => void send()}
        />
      )}
    </>
  );
}

function Targets({ preview }: { readonly preview: Preview }) {
  const { say } = useDesk();
  const columns: readonly Column<Target>[] = [
    {
      key: 'name',
      title: say('word.name'),
      isHeader: true,
      cell: (row) => <bdi>{row.name === '' ? '–' : row.name}</bdi>,
    },
    {
      key: 'what',
      title: say('accounts.kind'),
      cell: (row) => (
        <>
          {wordOf(say, 'follow', row.targetType)}
          <span class="quiet block">
            <Registered>{row.title}</Registered>
          </span>
        </>
      ),
    },
    { key: 'number', title: say('word.number'), cell: (row) => <span dir="ltr">{row.number ?? '–'}</span> },
    { key: 'state', title: say('word.state'), cell: (row) => <TargetState row={row} /> },
  ];
  return (
    <Table
      caption={`${say('cert.bulk.preview')}: ${preview.count}`}
      columns={columns}
      rows={preview.shown}
      keyOf={(row) => row.targetId}
      empty={say('cert.bulk.none')}
    />
  );
}

function TargetState({ row }: { readonly row: Target }) {
  const { say } = useDesk();
  if (row.targetType === 'certificate') return <StateMark state={row.state} />;
  if (row.targetType === 'passport') return <PassportMark state={row.state} />;
  return <>{wordOf(say, 'pass.exp.state', row.state)}</>;
}
