import { roleName, type DeskSay } from '../../locales/desk/strings.js';
import type { Api } from '../api/client.js';
import type { Me } from '../api/me.js';
import { asProblem } from '../api/problem.js';
import { LOCK_AFTER_MS } from '../lock/signs-of-life.js';
import { Button, Notice, Page, ProblemNotice } from '../parts/index.js';
import { useAction } from '../use-load.js';
import { signInWithPasskey, unlockWithPasskey } from './passkey.js';
import { leaveForProvider } from './provider.js';
import { sentBackProblem } from './sent-back.js';
import { useWays, type Ways } from './ways.js';

interface SignInProps {
  readonly api: Api;
  readonly say: DeskSay;
  /** The session ended while somebody worked. */
  readonly isAgain: boolean;
  /** The code with which the sign-in service of the organisation let nobody in. */
  readonly sentBack: string | null;
  /** The desk was left alone: who worked there can go on without the network. */
  readonly locked: { readonly by: Me; readonly onUnlocked: () => void } | null;
  readonly onEntered: () => Promise<void>;
  /** Before the page is left for the sign-in service of the organisation. */
  readonly keepTyped: () => Promise<void>;
  readonly onLink: () => void;
}

export function SignIn({ api, say, isAgain, sentBack, locked, onEntered, keepTyped, onLink }: SignInProps) {
  const action = useAction(() => (sentBack === null ? null : sentBackProblem(sentBack)));
  const ways = useWays(api);
  const enter = (way: () => Promise<unknown>): void =>
    void action.run(async () => {
      await way();
      await onEntered();
    });
  const withPasskey = async (): Promise<void> => {
    try {
      await signInWithPasskey(api, say);
    } catch (error) {
      if (locked === null || asProblem(error).status !== 0) throw error;
      await unlockWithPasskey(locked.by.id, say);
      return locked.onUnlocked();
    }
    await onEntered();
  };
  return (
    <Page title={say('sign-in.title')}>
      <ProblemNotice problem={action.problem} say={say} />
      {locked !== null ? (
        <Notice>{say('lock.locked', { n: LOCK_AFTER_MS / 60_000 })}</Notice>
      ) : (
        isAgain && <Notice>{say('sign-in.again')}</Notice>
      )}
      <p>{say('sign-in.lead')}</p>
      <div class="stack">
        <Button kind="primary" isBusy={action.isBusy} onClick={() => void action.run(withPasskey)}>
          {say('sign-in.passkey')}
        </Button>
        {ways.kind === 'ready' && ways.value.oidc && (
          <Button
            isBusy={action.isBusy}
            onClick={() => void action.run(() => leaveForProvider(api, { keep: keepTyped }))}
          >
            {say('sign-in.oidc')}
          </Button>
        )}
        <Button kind="plain" onClick={onLink}>
          {say('sign-in.link')}
        </Button>
      </div>
      <p class="quiet">{say('sign-in.lost')}</p>
      {ways.kind === 'ready' && ways.value.demo.length > 0 && (
        <DemoPeople
          say={say}
          people={ways.value.demo}
          onEnter={(key) => enter(() => api.post('/api/staff/demo/enter', { key }))}
        />
      )}
    </Page>
  );
}

const DemoPeople = (props: {
  readonly say: DeskSay;
  readonly people: Ways['demo'];
  readonly onEnter: (key: string) => void;
}) => (
  <section class="demo-people">
    <h2>{props.say('sign-in.demo')}</h2>
    <p class="quiet">{props.say('sign-in.demo.text')}</p>
    <ul>
      {props.people.map((person) => (
        <li key={person.key}>
          <Button onClick={() => props.onEnter(person.key)}>
            <span>
              <bdi>{person.displayName}</bdi>
              <span class="tile-detail">
                {person.roles.map((role) => roleName(props.say, role)).join(', ')}
                {person.organization === null ? '' : ` · ${person.organization}`}
              </span>
            </span>
          </Button>
        </li>
      ))}
    </ul>
  </section>
);
