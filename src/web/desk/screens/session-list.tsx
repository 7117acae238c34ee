import type { DeskKey } from '../../locales/desk/strings.js';
import type { Api } from '../api/client.js';
import { may } from '../api/me.js';
import type { QualificationBrief, Session } from '../api/shapes.js';
import { useDesk } from '../context.js';
import { Link, Loading, Page, Table } from '../parts/index.js';
import { useLoad } from '../use-load.js';
import { period } from '../words.js';
import { Registered } from '../../parts/registered.js';

export interface BriefSession {
  readonly session: Session;
  readonly title: string;
  readonly siteName: string;
}

interface PlacedSession extends Session {
  readonly siteName: string;
}

/** Sessions with their words, the earliest first; of these states when some are named. */
export async function briefSessions(api: Api, states: readonly string[] = []): Promise<readonly BriefSession[]> {
  const [qualifications, lists] = await Promise.all([
    api.get<readonly QualificationBrief[]>('/api/assessment/qualifications'),
    Promise.all(
      (states.length === 0 ? [undefined] : states).map((state) =>
        api.all<PlacedSession>('/api/assessment/sessions', state === undefined ? {} : { state }),
      ),
    ),
  ]);
  const titleOf = (session: Session): string =>
    qualifications.find(({ id, revision }) => id === session.qualificationId && revision === session.revision)?.title ??
    session.qualificationId;
  return lists
    .flat()
    .map((session) => ({
      session,
      title: titleOf(session),
      siteName: session.siteName,
    }))
    .sort((left, right) => left.session.startsAt.localeCompare(right.session.startsAt));
}

const over = ['closed', 'moderated', 'cancelled', 'refused', 'voided'];

/** What is planned and what runs; the past below, newest first. */
export default function SessionList() {
  const { say, api, me, language } = useDesk();
  const loaded = useLoad(`sessions ${me.organizationId}`, () => briefSessions(api));
  const columns = [
    {
      key: 'title',
      title: say('session.qualification'),
      isHeader: true,
      cell: ({ session, title }: BriefSession) => (
        <Link to={`/desk/sessions/${session.id}`}>
          <Registered>{title}</Registered>
        </Link>
      ),
    },
    {
      key: 'when',
      title: say('session.when'),
      cell: ({ session }: BriefSession) => period(session.startsAt, session.endsAt, language),
    },
    { key: 'where', title: say('session.where'), cell: ({ siteName }: BriefSession) => <bdi>{siteName}</bdi> },
    {
      key: 'state',
      title: say('session.state'),
      cell: ({ session }: BriefSession) => say(`session.${session.state}` as DeskKey),
    },
  ];
  return (
    <Page title={say('sessions.title')} isWide>
      {may(me, 'session.plan') && (
        <p>
          <Link to="/desk/sessions/plan" class="button primary">
            {say('plan.start')}
          </Link>
        </p>
      )}
      <Loading of={loaded}>
        {(rows) => (
          <>
            <Table
              caption={say('sessions.ahead')}
              columns={columns}
              rows={rows.filter(({ session }) => !over.includes(session.state))}
              keyOf={({ session }) => session.id}
              empty={say('sessions.none')}
            />
            {rows.some(({ session }) => over.includes(session.state)) && (
              <details>
                <summary>{say('sessions.past')}</summary>
                <Table
                  caption={say('sessions.past')}
                  hideCaption
                  columns={columns}
                  rows={rows.filter(({ session }) => over.includes(session.state)).toReversed()}
                  keyOf={({ session }) => session.id}
                  empty=""
                />
              </details>
            )}
          </>
        )}
      </Loading>
    </Page>
  );
}
