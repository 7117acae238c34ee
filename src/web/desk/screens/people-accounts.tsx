import { useState } from 'preact/hooks';
import { roleName } from '../../locales/desk/strings.js';
import { may, seesOrganizations } from '../api/me.js';
import { useDesk } from '../context.js';
import { ActDialog, Button, Loading, Notice, Page, ProblemNotice, Table, type Column } from '../parts/index.js';
import { useAction, useLoad, type Action } from '../use-load.js';
import { clockTime, dayOf } from '../words.js';
import { ChangeRoles } from './people-roles.js';
import { wordOf } from './officer-words.js';
import { Invite } from './people-invite.js';

interface Account {
  readonly id: string;
  readonly displayName: string;
  readonly roles: readonly { readonly role: string }[];
  readonly state: string;
  readonly createdAt: string;
}

interface LinkRow {
  readonly id: string;
  readonly kind: string;
  /** Legal name; null for the service itself. */
  readonly organization: string | null;
  readonly displayName: string;
  readonly roles: readonly { readonly role: string }[];
  readonly state: string;
  readonly endsAt: string;
}

/** What the service answers to whoever makes or approves a link. */
export interface MadeHalf {
  readonly linkId: string;
  readonly state: string;
  readonly half: string;
}

interface Half extends MadeHalf {
  readonly part: 'only' | 'first' | 'second';
  readonly leadsTo: 'join' | 'recover';
}

/** Of the first administrator; the only one where no second has to approve. */
const firstHalf = (made: MadeHalf, leadsTo: Half['leadsTo']): Half => ({
  ...made,
  leadsTo,
  part: made.state === 'open' ? 'only' : 'first',
});

/** Who works here, who was invited, and the three acts on accounts. Nobody lets anybody in alone. */
export default function PeopleAccounts() {
  const { say, api, me } = useDesk();
  const [half, setHalf] = useState<Half | null>(null);
  const loaded = useLoad(`accounts ${me.organizationId}`, () =>
    api.get<{ accounts: readonly Account[]; links: readonly LinkRow[] }>('/api/staff/accounts'),
  );
  const made = (next: Half): void => {
    setHalf(next);
    loaded.again();
  };
  return (
    <Page title={say('accounts.title')} isWide>
      {half !== null && <ShowHalf half={half} />}
      <Loading of={loaded}>
        {({ accounts, links }) => (
          <>
            <Links links={links} onHalf={made} again={loaded.again} />
            <Accounts accounts={accounts} onHalf={made} again={loaded.again} />
          </>
        )}
      </Loading>
      {may(me, 'account.invite') && <Invite onHalf={(half) => made(firstHalf(half, 'join'))} />}
    </Page>
  );
}

/** Shown once: to be written down or handed over, never sent by us. */
function ShowHalf({ half }: { readonly half: Half }) {
  const { say } = useDesk();
  return (
    <div role="alert">
      <Notice kind="caution" title={say('accounts.half')}>
        <p>
          <code class="half" dir="ltr">
            {half.half}
          </code>
        </p>
        <p>{say(half.part === 'only' ? 'accounts.half.single' : 'accounts.half.text')}</p>
        {half.part === 'second' ? (
          <p>{say('accounts.half.type')}</p>
        ) : (
          <p>
            {say('accounts.half.link')}{' '}
            <code class="half-link" dir="ltr">
              {`${location.origin}/desk#${half.leadsTo}=${half.half}`}
            </code>
          </p>
        )}
      </Notice>
    </div>
  );
}

interface ListProps {
  readonly onHalf: (half: Half) => void;
  readonly again: () => void;
}

function Links({ links, onHalf, again }: ListProps & { readonly links: readonly LinkRow[] }) {
  const { say, api, me, language } = useDesk();
  const action = useAction();
  const approve = async (id: string): Promise<void> => {
    await action.run(async () => {
      const half = await api.post<MadeHalf>(`/api/staff/links/${id}/approve`);
      onHalf({ ...half, part: 'second', leadsTo: 'join' });
    });
  };
  const withdraw = async (id: string): Promise<void> => {
    if (await action.run(() => api.post(`/api/staff/links/${id}/withdraw`))) again();
  };
  const columns: readonly Column<LinkRow>[] = [
    { key: 'name', title: say('word.name'), isHeader: true, cell: (link) => <bdi>{link.displayName}</bdi> },
    ...(seesOrganizations(me)
      ? [
          {
            key: 'organization',
            title: say('accounts.organization'),
            cell: (link: LinkRow) => <bdi>{link.organization ?? say('accounts.this-service')}</bdi>,
          },
        ]
      : []),
    {
      key: 'roles',
      title: say('accounts.roles'),
      cell: (link) => <RoleNames of={link} />,
    },
    {
      key: 'kind',
      title: say('accounts.kind'),
      cell: (link) => <div class="words">{wordOf(say, 'accounts.link', link.kind)}</div>,
    },
    { key: 'state', title: say('word.state'), cell: (link) => wordOf(say, 'accounts.link', link.state) },
    {
      key: 'ends',
      title: say('word.until'),
      cell: (link) => `${dayOf(link.endsAt, language)}, ${clockTime(link.endsAt, language)}`,
    },
    {
      key: 'do',
      title: say('word.what'),
      cell: (link) =>
        may(me, 'account.approve') && (
          <div class="actions tight">
            {link.state === 'proposed' && (
              <Button isBusy={action.isBusy} onClick={() => void approve(link.id)}>
                {say('accounts.approve')}
              </Button>
            )}
            <Button kind="plain" isBusy={action.isBusy} onClick={() => void withdraw(link.id)}>
              {say('second.withdraw')}
            </Button>
          </div>
        ),
    },
  ];
  return (
    <section>
      <ProblemNotice problem={action.problem} say={say} />
      <Table
        caption={say('accounts.links')}
        columns={columns}
        rows={links}
        keyOf={(link) => link.id}
        empty={say('accounts.links.empty')}
      />
    </section>
  );
}

/** One to a line. */
function RoleNames({ of }: { readonly of: Pick<Account, 'roles'> }) {
  const { say } = useDesk();
  return (
    <>
      {of.roles.map(({ role }) => (
        <div key={role} class="words">
          {roleName(say, role)}
        </div>
      ))}
    </>
  );
}

type Asked = { readonly account: Account; readonly what: 'recover' | 'disable' };

function Accounts({ accounts, onHalf, again }: ListProps & { readonly accounts: readonly Account[] }) {
  const { say, api, me, language } = useDesk();
  const action = useAction();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [changing, setChanging] = useState<Account | null>(null);
  const [isProposed, setProposed] = useState(false);
  const act = async ({ account, what }: Asked): Promise<void> => {
    const isDone = await action.run(async () => {
      if (what === 'disable') await api.post(`/api/staff/accounts/${account.id}/disable`);
      else onHalf(firstHalf(await api.post<MadeHalf>(`/api/staff/accounts/${account.id}/recovery`), 'recover'));
    });
    if (!isDone) return;
    setAsked(null);
    again();
  };
  const columns: readonly Column<Account>[] = [
    { key: 'name', title: say('word.name'), isHeader: true, cell: (account) => <bdi>{account.displayName}</bdi> },
    {
      key: 'roles',
      title: say('accounts.roles'),
      cell: (account) => <RoleNames of={account} />,
    },
    { key: 'since', title: say('accounts.since'), cell: (account) => dayOf(account.createdAt, language) },
    {
      key: 'state',
      title: say('word.state'),
      cell: (account) => <span class="whole">{wordOf(say, 'accounts.state', account.state)}</span>,
    },
    {
      key: 'do',
      title: say('word.what'),
      cell: (account) =>
        account.state === 'active' &&
        may(me, 'account.disable') && (
          <div class="actions tight">
            {may(me, 'account.change-roles') && (
              <Button onClick={() => setChanging(account)}>{say('accounts.change-roles')}</Button>
            )}
            <Button onClick={() => setAsked({ account, what: 'recover' })}>{say('accounts.recover')}</Button>
            <Button onClick={() => setAsked({ account, what: 'disable' })}>{say('accounts.disable')}</Button>
          </div>
        ),
    },
  ];
  return (
    <section>
      {isProposed && <Notice kind="good" title={say('cert.proposed')} />}
      <Table
        caption={say('accounts.accounts')}
        columns={columns}
        rows={accounts}
        keyOf={(account) => account.id}
        empty={say('word.none')}
      />
      {changing !== null && (
        <ChangeRoles
          account={changing}
          onClose={() => setChanging(null)}
          onProposed={() => {
            setChanging(null);
            setProposed(true);
          }}
        />
      )}
      {asked !== null && (
        <Sure
          asked={asked}
          action={action}
          onClose={() => {
            action.clear();
            setAsked(null);
          }}
          onSure={() => void act(asked)}
        />
      )}
    </section>
  );
}

interface SureProps {
  readonly asked: Asked;
  readonly action: Action;
  readonly onClose: () => void;
  readonly onSure: () => void;
}

function Sure({ asked, action, onClose, onSure }: SureProps) {
  const { say } = useDesk();
  const { account, what } = asked;
  return (
    <ActDialog
      title={say(`accounts.${what}.sure`, { name: account.displayName })}
      about={<p>{say(`accounts.${what}.text`)}</p>}
      action={action}
      doing={say(`accounts.${what}`)}
      isHard={what === 'disable'}
      onDo={onSure}
      leaving={say(what === 'disable' ? 'accounts.keep' : 'cancel')}
      onClose={onClose}
    />
  );
}
