import type { DeskKey } from '../../locales/desk/strings.js';
import type { Api } from '../api/client.js';
import type { Me } from '../api/me.js';
import { may } from '../api/me.js';
import { useOutbox } from '../chip.js';
import { useDesk } from '../context.js';
import { Button, Link, Loading, Page } from '../parts/index.js';
import { useLoad } from '../use-load.js';
import { period } from '../words.js';
import { briefSessions, type BriefSession } from './session-list.js';
import { Registered } from '../../parts/registered.js';

/** One kind of work that can wait for a role: where it is counted and where it is done. */
interface Waits {
  readonly key: DeskKey;
  readonly needs: string;
  readonly list: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly to: string;
}

const kinds: readonly Waits[] = [
  { key: 'work.results', needs: 'record.assess', list: 'records', query: { state: 'open' }, to: '/desk/sessions' },
  {
    key: 'work.agree',
    needs: 'record.assess',
    list: 'records',
    query: { state: 'results-entered' },
    to: '/desk/sessions',
  },
  {
    key: 'work.sign',
    needs: 'record.assess',
    list: 'records',
    query: { state: 'candidate-acknowledged' },
    to: '/desk/sessions',
  },
  {
    key: 'work.countersign',
    needs: 'record.countersign',
    list: 'records',
    query: { state: 'assessor-signed' },
    to: '/desk/sessions',
  },
  {
    key: 'work.submit',
    needs: 'record.countersign',
    list: 'records',
    query: { state: 'representative-countersigned' },
    to: '/desk/sessions',
  },
  {
    key: 'work.moderate',
    needs: 'record.moderate',
    list: 'records',
    query: { state: 'under-moderation' },
    to: '/desk/moderation',
  },
  {
    key: 'work.draft',
    needs: 'application.fill',
    list: 'applications',
    query: { state: 'draft' },
    to: '/desk/applications?state=draft',
  },
  {
    key: 'work.documents',
    needs: 'application.fill',
    list: 'applications',
    query: { state: 'documents-requested' },
    to: '/desk/applications?state=documents-requested',
  },
  {
    key: 'work.accept',
    needs: 'application.accept',
    list: 'applications',
    query: { state: 'submitted' },
    to: '/desk/applications?state=submitted',
  },
  {
    key: 'work.fee',
    needs: 'application.fee',
    list: 'applications',
    query: { state: 'eligible' },
    to: '/desk/applications?state=eligible',
  },
  {
    key: 'work.enrol',
    needs: 'application.enrol',
    list: 'applications',
    query: { state: 'fee-cleared' },
    to: '/desk/applications?state=fee-cleared',
  },
  {
    key: 'work.approve-session',
    needs: 'session.approve',
    list: 'sessions',
    query: { state: 'requested' },
    to: '/desk/sessions',
  },
  {
    key: 'work.appoint',
    needs: 'session.approve',
    list: 'sessions',
    query: { state: 'approved' },
    to: '/desk/sessions',
  },
  {
    key: 'work.request-session',
    needs: 'session.plan',
    list: 'sessions',
    query: { state: 'draft' },
    to: '/desk/sessions',
  },
  { key: 'work.decide', needs: 'certification-queue.read', list: 'certification-queue', to: '/desk/decide' },
  { key: 'work.release', needs: 'release-list.read', list: 'release-list', to: '/desk/release' },
  {
    key: 'work.follow',
    needs: 'follow-up.settle',
    list: 'follow-ups',
    query: { state: 'open' },
    to: '/desk/follow-ups',
  },
  {
    key: 'work.acknowledge',
    needs: 'appeal.handle',
    list: 'appeals',
    query: { state: 'lodged' },
    to: '/desk/appeals',
  },
  {
    key: 'work.review',
    needs: 'appeal.review',
    list: 'appeals',
    query: { state: 'acknowledged' },
    to: '/desk/appeals',
  },
  {
    key: 'work.rule',
    needs: 'appeal.rule',
    list: 'appeals',
    query: { state: 'second-instance' },
    to: '/desk/appeals',
  },
  { key: 'work.proposals', needs: 'proposals.read', list: 'proposals', to: '/desk/approvals' },
];

const PAGE = 200;

interface Counted extends Waits {
  readonly count: number;
}

async function waiting(api: Api, me: Me): Promise<readonly Counted[]> {
  const own = kinds.filter((kind) => may(me, kind.needs));
  const counted = await Promise.all(
    own.map(async (kind) => {
      const limit = kind.list === 'proposals' ? {} : { limit: PAGE };
      const rows = await api.get<readonly { assessorPersonId?: string }[]>(`/api/assessment/${kind.list}`, {
        ...kind.query,
        ...limit,
      });
      // An assessor's list is the assessor's own: colleagues' records are not their work.
      const mine = kind.needs === 'record.assess' ? rows.filter((row) => row.assessorPersonId === me.personId) : rows;
      return { ...kind, count: mine.length };
    }),
  );
  return counted.filter((kind) => kind.count > 0);
}

/** Where every role starts: the sessions of today and what waits, most urgent first. */
export default function WorkList() {
  const { say, me, api, language } = useDesk();
  const state = useOutbox();
  const loaded = useLoad(`work ${me.organizationId}`, async () => ({
    items: await waiting(api, me),
    sessions: may(me, 'sessions.read') ? await briefSessions(api, ['in-progress', 'ready']) : [],
  }));
  return (
    <Page title={say('work.title')}>
      {state.waiting.length > 0 && (
        <p class="work-waiting">
          {say('work.to-send', { n: state.waiting.length })} <Link to="/desk/sync">{say('sync.title')}</Link>
        </p>
      )}
      <Loading of={loaded}>
        {({ items, sessions }) => (
          <>
            <Sessions sessions={sessions} language={language} />
            {items.length > 0 && (
              <ul class="work-list">
                {items.map((item) => (
                  <li key={item.key}>
                    <Link to={item.to}>{say(item.key, { n: item.count === PAGE ? `${PAGE}+` : item.count })}</Link>
                  </li>
                ))}
              </ul>
            )}
            {items.length === 0 && sessions.length === 0 && <p class="empty">{say('work.nothing')}</p>}
          </>
        )}
      </Loading>
      <p>
        <Button kind="plain" onClick={loaded.again}>
          {say('work.refresh')}
        </Button>
      </p>
    </Page>
  );
}

function Sessions({ sessions, language }: { readonly sessions: readonly BriefSession[]; readonly language: string }) {
  const { say } = useDesk();
  if (sessions.length === 0) return null;
  return (
    <ul class="work-sessions">
      {sessions.map(({ session, title, siteName }) => (
        <li key={session.id}>
          <Link to={`/desk/sessions/${session.id}`}>
            <Registered>{title}</Registered>
          </Link>
          <p class="quiet">
            {[period(session.startsAt, session.endsAt, language), siteName, say(`session.${session.state}` as DeskKey)]
              .filter((part) => part !== '')
              .map((part, index) => (
                <span key={part}>
                  {index > 0 && ' · '}
                  <bdi>{part}</bdi>
                </span>
              ))}
          </p>
        </li>
      ))}
    </ul>
  );
}
