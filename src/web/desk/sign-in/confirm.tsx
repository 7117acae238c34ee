import type { DeskSay } from '../../locales/desk/strings.js';
import type { Api } from '../api/client.js';
import type { Me } from '../api/me.js';
import { Button, Dialog, ProblemNotice } from '../parts/index.js';
import { useAction } from '../use-load.js';
import { stepUpWithPasskey } from './passkey.js';
import { useWays } from './ways.js';

interface ConfirmProps {
  readonly api: Api;
  readonly say: DeskSay;
  readonly me: Me;
  /** False: the person would rather not; what was asked for is not done. */
  readonly onAnswer: (isShown: boolean) => void;
}

/** Over whatever is open: what matters most is done only by somebody who has just shown who they are. */
export function ConfirmItIsYou({ api, say, me, onAnswer }: ConfirmProps) {
  const action = useAction();
  const ways = useWays(api);
  const invented = ways.kind === 'ready' ? ways.value.demo.find(({ key }) => key === me.id) : undefined;
  const name = me.displayName;
  const show = (way: () => Promise<void>): void =>
    void action.run(way).then((isShown) => {
      if (isShown) onAnswer(true);
    });
  return (
    <Dialog title={say('step-up.title')} onClose={() => onAnswer(false)}>
      <ProblemNotice problem={action.problem} say={say} />
      <p>{invented === undefined ? say('step-up.lead') : say('step-up.demo.text', { name })}</p>
      <div class="actions">
        {invented === undefined ? (
          <Button kind="primary" isBusy={action.isBusy} onClick={() => show(() => stepUpWithPasskey(api, say))}>
            {say('step-up.passkey')}
          </Button>
        ) : (
          <Button kind="primary" isBusy={action.isBusy} onClick={() => show(() => enterAgain(api, me))}>
            {say('step-up.demo', { name })}
          </Button>
        )}
        <Button onClick={() => onAnswer(false)}>{say('cancel')}</Button>
      </div>
    </Dialog>
  );
}

/** Invented people have no passkey: a new session of the same person, for the same organisation. */
async function enterAgain(api: Api, { id, organizationId }: Me): Promise<void> {
  await api.post('/api/staff/demo/enter', { key: id });
  await api.post('/api/staff/me/organization', { organizationId });
}
