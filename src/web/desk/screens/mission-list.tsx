import { may } from '../api/me.js';
import { useDesk } from '../context.js';
import { Link, linkColumn, Loading, Page, Table, type Column } from '../parts/index.js';
import { useLoad } from '../use-load.js';
import { calendarDay } from '../words.js';
import { overMissions, type RegisteredMission } from './mission-shapes.js';
import { wordOf } from './officer-words.js';

/** Missions that are planned or run; the past below. */
export default function MissionList() {
  const { say, api, me } = useDesk();
  const loaded = useLoad(`missions ${me.organizationId}`, () =>
    api.get<readonly RegisteredMission[]>('/api/assessment/mission-register'),
  );
  return (
    <Page title={say('mission.title')} isWide>
      {may(me, 'mission.plan') && (
        <p>
          <Link to="/desk/missions/plan" class="button primary">
            {say('mission.plan')}
          </Link>
        </p>
      )}
      <Loading of={loaded}>
        {(rows) => {
          const past = rows.filter(({ state }) => overMissions.includes(state));
          const ahead = rows.filter(({ state }) => !overMissions.includes(state));
          return (
            <>
              <Missions
                caption={say('sessions.ahead')}
                rows={ahead.toSorted((left, right) => left.startsOn.localeCompare(right.startsOn))}
                empty={say('mission.none')}
              />
              {past.length > 0 && (
                <details>
                  <summary>{say('mission.past')}</summary>
                  <Missions caption={say('mission.past')} rows={past} empty="" hideCaption />
                </details>
              )}
            </>
          );
        }}
      </Loading>
    </Page>
  );
}

interface MissionsProps {
  readonly caption: string;
  readonly rows: readonly RegisteredMission[];
  readonly empty: string;
  readonly hideCaption?: boolean;
}

function Missions({ rows, ...words }: MissionsProps) {
  const { say, language } = useDesk();
  const columns: readonly Column<RegisteredMission>[] = [
    linkColumn({
      key: 'title',
      title: say('word.mission'),
      to: (row) => `/desk/missions/${row.id}`,
      name: (row) => row.title,
    }),
    {
      key: 'when',
      title: say('session.when'),
      cell: (row) => `${calendarDay(row.startsOn, language)} – ${calendarDay(row.endsOn, language)}`,
    },
    { key: 'where', title: say('session.where'), cell: (row) => <bdi>{row.sites.join('; ')}</bdi> },
    { key: 'what', title: say('word.qualification'), cell: (row) => <bdi>{row.qualifications.join('; ')}</bdi> },
    {
      key: 'sessions',
      title: say('sessions.title'),
      cell: (row) => say('mission.places', { n: row.places, quota: row.quota, sessions: row.sessions }),
    },
    { key: 'state', title: say('session.state'), cell: (row) => wordOf(say, 'mission.state', row.state) },
  ];
  return <Table {...words} columns={columns} rows={rows} keyOf={(row) => row.id} />;
}
