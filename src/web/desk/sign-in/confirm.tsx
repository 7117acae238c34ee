import type { DeskSay } from '../../locales/desk/strings.js';
import { WHO, type Api } from '../api/client.js';
import type { Me } from '../api/me.js';
import { Button, Dialog, ProblemNotice } from '../parts/index.js';
import { useAction } from '../use-load.js';
import { addPasskey, stepUpWithPasskey } from './passkey.js';
import { leaveForProvider } from './provider.js';
import { useWays } from './ways.js';

interface ConfirmProps {
  readonly api: Api;
  readonly say: DeskSay;
  readonly me: Me;
  /** Reads again who works here: a passkey was made. */
  readonly look: () => Promise<void>;
  /** Before the page is left for the sign-in service of the organisation. */
  readonly keepTyped: () => Promise<void>;
  /** False: the person would rather not; what was asked for is not done. */
  readonly onAnswer: (isShown: boolean) => void;
}

/** Over whatever is open: what matters most is done only by somebody who has just shown who they are. */
export function ConfirmItIsYou({ api, say, me, look, keepTyped, onAnswer }: ConfirmProps) {
  const action = useAction();
  const ways = useWays(api);
  const invented = ways.kind === 'ready' ? ways.value.demo.find(({ key }) => key === me.id) : undefined;
  const show = (way: () => Promise<void>): void =>
    void action.run(way).then((isShown) => {
      if (isShown) onAnswer(true);
    });
  // Gone to the provider, the page is left; what was asked for is repeated after the way back.
  const mustSignIn = action.problem?.code === 'sign-in-old';
  const way = wayOf({ api, say, me, look }, invented !== undefined);
  return (
    <Dialog title={say('step-up.title')} onClose={() => onAnswer(false)}>
      <ProblemNotice problem={action.problem} say={say} />
      {!mustSignIn && <p>{way.text}</p>}
      <div class="actions">
        {mustSignIn ? (
          <Button kind="primary" onClick={() => void action.run(() => leaveForProvider(api, { keep: keepTyped }))}>
            {say('sign-in.oidc')}
          </Button>
        ) : (
          <Button kind="primary" isBusy={action.isBusy} onClick={() => show(way.go)}>
            {way.name}
          </Button>
        )}
        <Button onClick={() => onAnswer(false)}>{say('cancel')}</Button>
      </div>
    </Dialog>
  );
}

interface Way {
  readonly text: string;
  readonly name: string;
  readonly go: () => Promise<void>;
}

/** The passkey; for who has none yet, making it; for invented people of the demonstration a button. */
function wayOf({ api, say, me, look }: Omit<ConfirmProps, 'onAnswer' | 'keepTyped'>, isInvented: boolean): Way {
  const name = me.displayName;
  // Both open a new session, which must work for the same organisation.
  const stay = () => api.post('/api/staff/me/organization', { organizationId: me.organizationId });
  if (isInvented)
    return {
      text: say('step-up.demo.text', { name }),
      name: say('step-up.demo', { name }),
      go: async () => {
        await api.post('/api/staff/demo/enter', { key: me.id });
        await stay();
      },
    };
  if (me.hasPasskey)
    return { text: say('step-up.lead'), name: say('step-up.passkey'), go: () => stepUpWithPasskey(api, say) };
  return {
    text: say('step-up.none'),
    name: say('join.passkey.create'),
    go: async () => {
      // Made in another tab meanwhile: then it is used.
      const { hasPasskey } = await api.get<Me>(WHO);
      await (hasPasskey ? stepUpWithPasskey(api, say) : addPasskey(api, say).then(stay));
      await look();
    },
  };
}
