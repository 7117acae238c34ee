import { may } from '../api/me.js';
import { useDesk } from '../context.js';
import { Above, FactSheet, Link, Loading, Notice, Page, Table, type Column } from '../parts/index.js';
import type { ScreenProps } from '../screens.js';
import { useLoad } from '../use-load.js';
import { calendarDay, clockTime, dayOf } from '../words.js';
import { wordOf } from './officer-words.js';
import { ChangePassport } from './passport-change.js';
import { ExperienceTable, type ExperienceRow } from './passport-experience.js';
import { PassportMark } from './passport-mark.js';
import { actName } from './status-acts.js';
import { StateMark } from './status-register.js';

export interface PassportFile {
  readonly passport: {
    readonly id: string;
    readonly number: string | null;
    readonly name: string;
    readonly issuedOn: string | null;
    readonly validUntil: string | null;
    readonly confirmedMonths: number | null;
    readonly approvedBy: string;
    readonly state: string;
  };
  readonly certificates: readonly {
    readonly id: string;
    readonly number: string | null;
    readonly title: string;
    readonly state: string;
  }[];
  readonly experience: readonly ExperienceRow[];
  /** Valid passports of the same holder: one of them can take its place. */
  readonly successors: readonly { readonly id: string; readonly number: string | null }[];
  readonly history: readonly {
    readonly to: string;
    readonly reasonClass: string;
    readonly at: string;
    readonly by: readonly string[];
  }[];
  readonly waiting: readonly { readonly action: string; readonly by: string; readonly endsAt: string }[];
}

/** One skills passport: what is in it, what happened to it, and what an officer can do. */
export default function PassportScreen({ params }: ScreenProps) {
  const { say, api } = useDesk();
  const id = params['passportId'] ?? '';
  const loaded = useLoad(`passport ${id}`, () => api.get<PassportFile>(`/api/assessment/passports/${id}/file`));
  return (
    <Loading of={loaded}>
      {(file) => (
        <Page
          title={
            file.passport.number === null ? say('pass.unnumbered') : say('pass.one', { number: file.passport.number })
          }
          above={<Above to="/desk/passports">{say('pass.title')}</Above>}
        >
          <p>
            <PassportMark state={file.passport.state} />
          </p>
          <Waiting file={file} />
          <Facts file={file} />
          <Certificates file={file} />
          <ExperienceTable rows={file.experience} again={loaded.again} empty={say('pass.exp.none')} />
          <History file={file} />
          <ChangePassport file={file} again={loaded.again} />
        </Page>
      )}
    </Loading>
  );
}

function Waiting({ file }: { readonly file: PassportFile }) {
  const { say, language } = useDesk();
  if (file.waiting.length === 0) return null;
  return (
    <Notice kind="caution" title={say('cert.waiting')}>
      <ul class="plain-list">
        {file.waiting.map((each) => (
          <li key={each.action}>
            <Link to="/desk/approvals">{actName(say, each.action)}</Link>
            <span class="quiet block">{say('second.by', { name: each.by, date: dayOf(each.endsAt, language) })}</span>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function Facts({ file: { passport } }: { readonly file: PassportFile }) {
  const { say, language } = useDesk();
  const day = (value: string | null): string => (value === null ? '' : calendarDay(value, language));
  const rows: readonly (readonly [string, string])[] = [
    [say('word.name'), passport.name],
    [say('cert.issued'), day(passport.issuedOn)],
    [say('cert.valid'), day(passport.validUntil)],
    [say('pass.months'), passport.confirmedMonths === null ? '' : String(passport.confirmedMonths)],
    [say('cert.approved-by'), passport.approvedBy],
  ];
  return <FactSheet rows={rows} />;
}

function Certificates({ file }: { readonly file: PassportFile }) {
  const { say, me } = useDesk();
  const columns: readonly Column<PassportFile['certificates'][number]>[] = [
    {
      key: 'title',
      title: say('word.qualification'),
      isHeader: true,
      cell: (row) =>
        may(me, 'certificates.read') ? (
          <Link to={`/desk/certificates/${row.id}`}>
            <bdi>{row.title}</bdi>
          </Link>
        ) : (
          <bdi>{row.title}</bdi>
        ),
    },
    { key: 'number', title: say('word.number'), cell: (row) => <span dir="ltr">{row.number ?? '–'}</span> },
    { key: 'state', title: say('word.state'), cell: (row) => <StateMark state={row.state} /> },
  ];
  return (
    <Table
      caption={say('cert.title')}
      columns={columns}
      rows={file.certificates}
      keyOf={(row) => row.id}
      empty={say('cert.empty')}
    />
  );
}

function History({ file }: { readonly file: PassportFile }) {
  const { say, language } = useDesk();
  const columns: readonly Column<PassportFile['history'][number]>[] = [
    {
      key: 'when',
      title: say('word.when'),
      isHeader: true,
      cell: (event) => `${dayOf(event.at, language)}, ${clockTime(event.at, language)}`,
    },
    { key: 'what', title: say('word.what'), cell: (event) => wordOf(say, 'pass.state', event.to) },
    { key: 'why', title: say('word.reason'), cell: (event) => wordOf(say, 'reason', event.reasonClass) },
    { key: 'who', title: say('word.by'), cell: (event) => <bdi>{event.by.join(' + ')}</bdi> },
  ];
  return (
    <Table
      caption={say('cert.history')}
      columns={columns}
      rows={file.history}
      keyOf={(event) => event.at + event.to}
      empty={say('cert.history.none')}
    />
  );
}
