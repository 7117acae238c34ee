import { useDesk } from '../context.js';
import {
  linkColumn,
  numberColumn,
  Page,
  Register,
  Table,
  Tabs,
  validUntilColumn,
  type Column,
} from '../parts/index.js';
import { ExperienceRegister } from './passport-experience.js';
import { optionsOf } from './officer-words.js';
import { PassportMark } from './passport-mark.js';

interface PassportRow {
  readonly id: string;
  readonly number: string | null;
  readonly name: string;
  readonly validUntil: string | null;
  readonly state: string;
}

const states = ['active', 'blocked', 'reissued', 'closed', 'requested', 'approved', 'refused'];

/** Skills passports and confirmed experience: what was put into somebody's hand besides certificates. */
export default function Passports() {
  const { say } = useDesk();
  return (
    <Page title={say('pass.title')} isWide>
      <Tabs
        label={say('pass.title')}
        tabs={[
          { key: 'passports', title: say('pass.title'), content: () => <Passes /> },
          { key: 'experience', title: say('pass.experience'), content: () => <ExperienceRegister /> },
        ]}
      />
    </Page>
  );
}

function Passes() {
  const { say } = useDesk();
  return (
    <Register<PassportRow>
      path="/api/assessment/passport-register"
      find={say('pass.find')}
      numberFrom={(typed) => typed.replaceAll(/[^A-Za-z0-9-]/g, '')}
      states={optionsOf(say, 'pass.state', states)}
    >
      {(rows) => <Rows rows={rows} />}
    </Register>
  );
}

function Rows({ rows }: { readonly rows: readonly PassportRow[] }) {
  const { say, language } = useDesk();
  const columns: readonly Column<PassportRow>[] = [
    linkColumn({
      key: 'name',
      title: say('word.name'),
      to: (row) => `/desk/passports/${row.id}`,
      name: (row) => (row.name === '' ? '–' : row.name),
    }),
    numberColumn(say),
    validUntilColumn(say, language),
    { key: 'state', title: say('word.state'), cell: (row) => <PassportMark state={row.state} /> },
  ];
  return (
    <Table
      caption={say('pass.title')}
      hideCaption
      columns={columns}
      rows={rows}
      keyOf={(row) => row.id}
      empty={say('pass.none')}
    />
  );
}
