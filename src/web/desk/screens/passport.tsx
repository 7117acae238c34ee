import { may } from '../api/me.js';
import { useDesk } from '../context.js';
import { Above, FactSheet, Link, Loading, Page, Table, type Column } from '../parts/index.js';
import type { ScreenProps } from '../screens.js';
import { useLoad } from '../use-load.js';
import { calendarDay } from '../words.js';
import { ChangePassport } from './passport-change.js';
import { ExperienceTable, type ExperienceRow } from './passport-experience.js';
import { PassportMark } from './passport-mark.js';
import { StatusHistory, WaitingActs } from './status-history.js';
import { StateMark } from './status-register.js';
import { Registered } from '../../parts/registered.js';

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
          <WaitingActs waiting={file.waiting} />
          <Facts file={file} />
          <Certificates file={file} />
          <ExperienceTable rows={file.experience} again={loaded.again} empty={say('pass.exp.none')} />
          <StatusHistory events={file.history} kind="pass.state" by={({ by }) => by} />
          <ChangePassport file={file} again={loaded.again} />
        </Page>
      )}
    </Loading>
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
            <Registered>{row.title}</Registered>
          </Link>
        ) : (
          <Registered>{row.title}</Registered>
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
