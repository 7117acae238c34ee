import { useDesk } from '../context.js';
import {
  linkColumn,
  Mark,
  numberColumn,
  Page,
  Register,
  Table,
  validUntilColumn,
  type Column,
} from '../parts/index.js';
import { optionsOf, wordOf } from './officer-words.js';
import { Registered } from '../../parts/registered.js';

export interface CertificateRow {
  readonly id: string;
  readonly number: string | null;
  readonly name: string;
  readonly title: string;
  readonly validUntil: string | null;
  readonly state: string;
}

const states = ['active', 'suspended', 'revoked', 'replaced', 'superseded', 'approved', 'refused'];

/** Finds a certificate by its number, or by its state. */
export default function StatusRegister() {
  const { say } = useDesk();
  return (
    <Page title={say('cert.title')} isWide>
      <Register<CertificateRow>
        path="/api/assessment/certificate-register"
        find={say('cert.find')}
        numberFrom={(typed) => typed.replaceAll(/[\s-]/g, '')}
        states={optionsOf(say, 'state', states)}
      >
        {(rows) => <Certificates rows={rows} />}
      </Register>
    </Page>
  );
}

export function Certificates({ rows }: { readonly rows: readonly CertificateRow[] }) {
  const { say, language } = useDesk();
  const columns: readonly Column<CertificateRow>[] = [
    linkColumn({
      key: 'name',
      title: say('word.name'),
      to: (row) => `/desk/certificates/${row.id}`,
      name: (row) => row.name,
    }),
    numberColumn(say),
    { key: 'title', title: say('word.qualification'), cell: (row) => <Registered>{row.title}</Registered> },
    validUntilColumn(say, language),
    { key: 'state', title: say('word.state'), cell: (row) => <StateMark state={row.state} /> },
  ];
  return (
    <Table
      caption={say('cert.title')}
      hideCaption
      columns={columns}
      rows={rows}
      keyOf={(row) => row.id}
      empty={say('cert.empty')}
    />
  );
}

const tones: Readonly<Record<string, string>> = {
  active: 'good',
  suspended: 'caution',
  revoked: 'stop',
  refused: 'stop',
};

const signs: Readonly<Record<string, string>> = {
  active: '✓',
  suspended: '‖',
  revoked: '✕',
  refused: '✕',
  replaced: '⇄',
};

/** How a certificate or an accreditation stands, in word and sign. */
export function StateMark({ state }: { readonly state: string }) {
  const { say } = useDesk();
  return (
    <Mark tone={tones[state]} sign={signs[state]}>
      {wordOf(say, 'state', state)}
    </Mark>
  );
}
