import type { DeskKey } from '../../locales/desk/strings.js';
import { may } from '../api/me.js';
import { useDesk } from '../context.js';
import {
  Above,
  against,
  FactSheet,
  FileScreen,
  Link,
  Reason,
  RuleAnswers,
  Table,
  type Column,
  type FactRow,
} from '../parts/index.js';
import type { ScreenProps } from '../screens.js';
import { calendarDay, period } from '../words.js';
import { overMissions, type MissionFile } from './mission-shapes.js';
import { MissionSteps } from './mission-steps.js';
import { wordOf } from './officer-words.js';
import { Registered } from '../../parts/registered.js';

/** One mission: what was planned, who goes, its sessions, and the step that comes next. */
export default function MissionScreen({ params }: ScreenProps) {
  const { say } = useDesk();
  return (
    <FileScreen<MissionFile>
      path={`/api/assessment/missions/${params['missionId'] ?? ''}/file`}
      title={({ mission }) => mission.title}
      isWide
      above={<Above to="/desk/missions">{say('mission.title')}</Above>}
    >
      {(file, onDone) => (
        <>
          <Facts file={file} />
          <MissionSteps file={file} onDone={onDone} />
          <Team file={file} />
          <Sessions file={file} />
        </>
      )}
    </FileScreen>
  );
}

function Facts({ file: { mission } }: { readonly file: MissionFile }) {
  const { say, language } = useDesk();
  const rows: readonly FactRow[] = [
    [say('session.state'), wordOf(say, 'mission.state', mission.state)],
    [say('session.when'), `${calendarDay(mission.startsOn, language)} – ${calendarDay(mission.endsOn, language)}`],
    [say('mission.host'), mission.host],
    [say('session.where'), mission.sites.join('; ')],
    [say('session.qualification'), <Registered>{mission.qualifications.join('; ')}</Registered>],
    [say('plan.candidates'), String(mission.quota)],
    [say('word.reason'), mission.cancelReason ?? ''],
  ];
  return <FactSheet rows={rows} />;
}

function Team({ file }: { readonly file: MissionFile }) {
  const { say, language } = useDesk();
  const isOver = overMissions.includes(file.mission.state);
  const columns: readonly Column<MissionFile['team'][number]>[] = [
    { key: 'name', title: say('word.name'), isHeader: true, cell: (row) => <bdi>{row.name}</bdi> },
    { key: 'number', title: say('word.number'), cell: (row) => <bdi dir="ltr">{row.number}</bdi> },
    { key: 'until', title: say('word.until'), cell: (row) => calendarDay(row.validUntil, language) },
    // What has ended cannot be put right any more.
    ...(isOver
      ? []
      : [
          {
            key: 'rules',
            title: say('decide.rules'),
            cell: (row: MissionFile['team'][number]) => {
              const reasons = against([row.result]);
              return reasons.length === 0 ? (
                <span class="mark good">✓ {say('outcome.pass')}</span>
              ) : (
                reasons.map((reason) => <Reason key={reason.code} {...reason} />)
              );
            },
          },
        ]),
  ];
  return (
    <section>
      {!isOver && file.team.length > 0 && <RuleAnswers answers={[file.enough]} />}
      <Table
        caption={say('session.assessors')}
        columns={columns}
        rows={file.team}
        keyOf={(row) => row.accreditationId}
        empty={say('mission.team.none')}
      />
    </section>
  );
}

function Sessions({ file }: { readonly file: MissionFile }) {
  const { say, me, language } = useDesk();
  const mayOpen = may(me, 'applications.read');
  const columns: readonly Column<MissionFile['sessions'][number]>[] = [
    {
      key: 'title',
      title: say('session.qualification'),
      isHeader: true,
      cell: (row) =>
        mayOpen ? (
          <Link to={`/desk/sessions/${row.id}`}>
            <Registered>{row.title}</Registered>
          </Link>
        ) : (
          <Registered>{row.title}</Registered>
        ),
    },
    { key: 'when', title: say('session.when'), cell: (row) => period(row.startsAt, row.endsAt, language) },
    { key: 'where', title: say('session.where'), cell: (row) => <bdi>{row.site}</bdi> },
    {
      key: 'places',
      title: say('candidates.title'),
      cell: (row) => say('mission.enrolled', { n: row.enrolled, total: row.capacity }),
    },
    { key: 'state', title: say('session.state'), cell: (row) => say(`session.${row.state}` as DeskKey) },
  ];
  return (
    <>
      <Table
        caption={say('mission.sessions')}
        columns={columns}
        rows={file.sessions}
        keyOf={(row) => row.id}
        empty={say('sessions.none')}
      />
      {may(me, 'session.plan') && !overMissions.includes(file.mission.state) && (
        <p>
          <Link to="/desk/sessions/plan" class="button">
            {say('plan.start')}
          </Link>
        </p>
      )}
    </>
  );
}
