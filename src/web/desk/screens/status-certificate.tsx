import { may } from '../api/me.js';
import { useDesk } from '../context.js';
import { FactSheet, Link, Loading, Page, type FactRow } from '../parts/index.js';
import type { ScreenProps } from '../screens.js';
import { useLoad } from '../use-load.js';
import { calendarDay } from '../words.js';
import { ChangeStatus } from './status-change.js';
import { StatusHistory, WaitingActs } from './status-history.js';
import { StateMark } from './status-register.js';
import { Registered } from '../../parts/registered.js';

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
          <WaitingActs waiting={file.waiting} />
          <Facts file={file} />
          <StatusHistory events={file.history} kind="state" by={({ by, second }) => [by, second].filter(Boolean)} />
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

function Facts({ file }: { readonly file: CertificateFile }) {
  const { say, language } = useDesk();
  const { certificate } = file;
  const day = (value: string | null, none: string): string => (value === null ? none : calendarDay(value, language));
  const rows: readonly FactRow[] = [
    [say('word.name'), certificate.name],
    [say('word.qualification'), <Registered>{certificate.title}</Registered>],
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
