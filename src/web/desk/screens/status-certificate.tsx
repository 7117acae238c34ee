import { may } from '../api/me.js';
import { useDesk } from '../context.js';
import { FactSheet, Link, Loading, Notice, Page, Table, type Column } from '../parts/index.js';
import type { ScreenProps } from '../screens.js';
import { useLoad } from '../use-load.js';
import { calendarDay, clockTime, dayOf } from '../words.js';
import { actName } from './status-acts.js';
import { ChangeStatus } from './status-change.js';
import { wordOf } from './officer-words.js';
import { StateMark } from './status-register.js';

interface Linked {
  readonly id: string;
  readonly number: string | null;
  readonly state: string;
}

export interface CertificateFile {
  readonly certificate: {
    readonly id: string;
    readonly number: string | null;
    readonly state: string;
    readonly title: string;
    readonly name: string;
    readonly site: string;
    readonly mission: string;
    readonly assessedOn: string;
    readonly issuedOn: string | null;
    readonly validUntil: string | null;
    readonly approvedBy: string;
    readonly releasedBy: string;
  };
  readonly replaces: Linked | null;
  readonly replacedBy: Linked | null;
  readonly successors: readonly Linked[];
  readonly history: readonly {
    readonly from: string;
    readonly to: string;
    readonly reasonClass: string;
    readonly at: string;
    readonly by: string;
    readonly second: string;
  }[];
  readonly waiting: readonly {
    readonly id: string;
    readonly action: string;
    readonly by: string;
    readonly endsAt: string;
  }[];
}

/** One certificate: what it says, what happened to it, and what an officer may ask for. */
export default function StatusCertificate({ params }: ScreenProps) {
  const { say, api, me } = useDesk();
  const id = params['certificateId'] ?? '';
  const loaded = useLoad(`certificate ${id}`, () =>
    api.get<CertificateFile>(`/api/assessment/certificates/${id}/file`),
  );
  return (
    <Loading of={loaded}>
      {(file) => (
        <Page
          title={
            file.certificate.number === null
              ? say('cert.unnumbered')
              : say('cert.one', { number: file.certificate.number })
          }
          above={<Link to="/desk/certificates">{say('cert.title')}</Link>}
        >
          <p>
            <StateMark state={file.certificate.state} />
          </p>
          <Waiting file={file} />
          <Facts file={file} />
          <History file={file} />
          {file.certificate.state === 'active' && may(me, 'certificate.print') && (
            <div class="actions">
              <a class="button" href={`/api/assessment/certificates/${id}/print?layout=card`} download>
                {say('release.print')}
              </a>
              <a class="button" href={`/api/assessment/certificates/${id}/print?layout=a4`} download>
                {say('release.print.a4')}
              </a>
            </div>
          )}
          <ChangeStatus file={file} again={loaded.again} />
        </Page>
      )}
    </Loading>
  );
}

function Waiting({ file }: { readonly file: CertificateFile }) {
  const { say, language } = useDesk();
  if (file.waiting.length === 0) return null;
  return (
    <Notice kind="caution" title={say('cert.waiting')}>
      <ul class="plain-list">
        {file.waiting.map((each) => (
          <li key={each.id}>
            <Link to="/desk/approvals">{actName(say, each.action)}</Link>
            <span class="quiet block">{say('second.by', { name: each.by, date: dayOf(each.endsAt, language) })}</span>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function Facts({ file }: { readonly file: CertificateFile }) {
  const { say, language } = useDesk();
  const { certificate } = file;
  const day = (value: string | null, none: string): string => (value === null ? none : calendarDay(value, language));
  const rows: readonly (readonly [string, string])[] = [
    [say('word.name'), certificate.name],
    [say('word.qualification'), certificate.title],
    [say('word.site'), certificate.site],
    [say('word.mission'), certificate.mission],
    [say('decide.assessed'), calendarDay(certificate.assessedOn, language)],
    [say('cert.issued'), day(certificate.issuedOn, '')],
    [say('cert.valid'), certificate.issuedOn === null ? '' : day(certificate.validUntil, say('cert.no-end'))],
    [say('cert.approved-by'), certificate.approvedBy],
    [say('cert.released-by'), certificate.releasedBy],
  ];
  const links: readonly (readonly [string, Linked])[] = [
    ...(file.replaces === null ? [] : [[say('cert.replaces'), file.replaces] as const]),
    ...(file.replacedBy === null ? [] : [[say('cert.replaced-by'), file.replacedBy] as const]),
    ...file.successors
      .filter((each) => each.id !== file.replacedBy?.id)
      .map((each) => [say('cert.successor'), each] as const),
  ];
  return (
    <FactSheet rows={rows}>
      {links.map(([label, linked]) => (
        <div key={label + linked.id}>
          <dt>{label}</dt>
          <dd>
            <Link to={`/desk/certificates/${linked.id}`}>
              <bdi dir="ltr">{linked.number ?? say('cert.unnumbered')}</bdi>
            </Link>{' '}
            <StateMark state={linked.state} />
          </dd>
        </div>
      ))}
    </FactSheet>
  );
}

type Event = CertificateFile['history'][number];

function History({ file }: { readonly file: CertificateFile }) {
  const { say, language } = useDesk();
  const columns: readonly Column<Event>[] = [
    {
      key: 'when',
      title: say('word.when'),
      isHeader: true,
      cell: (event) => `${dayOf(event.at, language)}, ${clockTime(event.at, language)}`,
    },
    { key: 'what', title: say('word.what'), cell: (event) => wordOf(say, 'state', event.to) },
    { key: 'why', title: say('word.reason'), cell: (event) => wordOf(say, 'reason', event.reasonClass) },
    {
      key: 'who',
      title: say('word.by'),
      cell: (event) => <bdi>{[event.by, event.second].filter(Boolean).join(' + ')}</bdi>,
    },
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
