import type { DeskKey } from '../../locales/desk/strings.js';
import { may, type Me } from '../api/me.js';
import type { SessionSheet, SheetCandidate } from '../api/shapes.js';
import { useDesk } from '../context.js';
import { Above, Button, Link, Loading, Page, Table } from '../parts/index.js';
import type { ScreenProps } from '../screens.js';
import { go } from '../router.js';
import { useAction, useLoad, type Loaded } from '../use-load.js';
import { nameOf, period } from '../words.js';
import { ProblemNotice } from '../parts/notice.js';
import { CandidatesWaiting } from './candidates-waiting.js';
import { SessionSteps } from './session-steps.js';

export const useSheet = (sessionId: string): Loaded<SessionSheet> => {
  const { api } = useDesk();
  return useLoad(`sheet ${sessionId}`, () => api.get<SessionSheet>(`/api/assessment/sessions/${sessionId}/sheet`));
};

/** One session: what it is, what comes next for this role, and its candidates. */
export default function SessionScreen({ params }: ScreenProps) {
  const { say, language } = useDesk();
  const loaded = useSheet(params['sessionId'] ?? '');
  const title = loaded.kind === 'ready' ? (loaded.value.qualification?.title ?? '') : say('session.title');
  return (
    <Page
      title={title}
      isRegistered={loaded.kind === 'ready'}
      isWide
      above={<Above to="/desk/sessions">{say('sessions.title')}</Above>}
    >
      <Loading of={loaded}>
        {(sheet) => (
          <>
            <p>
              {period(sheet.session.startsAt, sheet.session.endsAt, language)} · <bdi>{sheet.siteName}</bdi> ·{' '}
              <strong>{say(`session.${sheet.session.state}` as DeskKey)}</strong>
            </p>
            <p>
              {say('session.assessors')}: {sheet.assessors.map(({ names }) => nameOf(names)).join('; ')}
            </p>
            <SessionSteps sheet={sheet} onDone={loaded.again} />
            <Candidates sheet={sheet} />
            <Arrivals sheet={sheet} />
          </>
        )}
      </Loading>
    </Page>
  );
}

function Candidates({ sheet }: { readonly sheet: SessionSheet }) {
  const { say, me } = useDesk();
  const { session, candidates } = sheet;
  const present = candidates.filter(({ state }) => state !== 'scheduled').length;
  const signed = candidates.filter(({ record }) => record !== null && !unsigned.includes(record.state)).length;
  return (
    <section>
      <h2>{say('session.candidates', { n: candidates.length })}</h2>
      {candidates.length > 0 && (
        <p class="quiet">{say('session.counts', { present, signed, total: candidates.length })}</p>
      )}
      {may(me, 'application.attend') && candidates.length > 0 && ['ready', 'in-progress'].includes(session.state) && (
        <p>
          <Link to={`/desk/sessions/${session.id}/attendance`} class="button">
            {say('attendance.title')}
          </Link>
        </p>
      )}
      <Table
        caption={say('session.candidates', { n: candidates.length })}
        hideCaption
        keyOf={({ applicationId }) => applicationId}
        rows={candidates}
        empty={say('session.no-candidates')}
        columns={[
          {
            key: 'name',
            title: say('candidate.name'),
            isHeader: true,
            cell: ({ names }) => <bdi lang={names[0]?.script === 'Latn' ? 'en-Latn' : undefined}>{nameOf(names)}</bdi>,
          },
          { key: 'state', title: say('session.state'), cell: (row) => <State row={row} /> },
          {
            key: 'work',
            title: say('session.next'),
            cell: (row) => (hasNext(row, sheet, me) ? <RecordLink row={row} /> : null),
          },
        ]}
      />
    </section>
  );
}

/** Who came without being on the list, also where there is no network. */
export function Arrivals({ sheet: { session } }: { readonly sheet: SessionSheet }) {
  const { say, me } = useDesk();
  if (!may(me, 'candidate.register')) return null;
  return (
    <>
      {['approved', 'ready', 'in-progress'].includes(session.state) && (
        <p>
          <Link to={`/desk/candidates/new?session=${session.id}`} class="button">
            {say('arrival.new')}
          </Link>
        </p>
      )}
      <CandidatesWaiting sessionId={session.id} />
    </>
  );
}

const unsigned = ['open', 'results-entered', 'candidate-acknowledged'];

const State = ({ row }: { readonly row: SheetCandidate }) => {
  const { say } = useDesk();
  const keys = [
    `application.${row.state}`,
    ...(row.record === null ? [] : [`record.${row.record.state}`]),
    ...(row.record?.overall == null ? [] : [`overall.${row.record.overall}`]),
  ];
  // Both are decided, say, in the same word.
  return <>{[...new Set(keys.map((key) => say(key as DeskKey)))].join(' · ')}</>;
};

/** Is there a rating sheet to read, or one to start by this assessor? */
function hasNext(row: SheetCandidate, { session }: SessionSheet, me: Me): boolean {
  if (row.record !== null) return may(me, 'records.read');
  const isMine = session.assessors.some(({ personId }) => personId === me.personId);
  return isMine && may(me, 'record.assess') && row.state === 'attended';
}

/** The rating sheet of one candidate: opened by the assessor, read by everybody who may. */
function RecordLink({ row }: { readonly row: SheetCandidate }) {
  const { say, api } = useDesk();
  const action = useAction();
  if (row.record !== null) return <Link to={`/desk/records/${row.record.id}`}>{say('session.open-sheet')}</Link>;
  return (
    <>
      <ProblemNotice problem={action.problem} say={say} />
      <Button
        isBusy={action.isBusy}
        onClick={() =>
          void action.run(async () => {
            const record = await api.post<{ id: string }>('/api/assessment/records', {
              applicationId: row.applicationId,
            });
            go(`/desk/records/${record.id}`);
          })
        }
      >
        {say('session.start-sheet')}
      </Button>
    </>
  );
}
