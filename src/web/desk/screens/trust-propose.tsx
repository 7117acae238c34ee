import { useState } from 'preact/hooks';
import { useDesk } from '../context.js';
import { Button, ErrorSummary, ProblemNotice, TextField } from '../parts/index.js';
import { useAction } from '../use-load.js';
import { useTyped } from '../use-typed.js';

interface ProposeProps {
  readonly path: string;
  readonly onProposed: () => void;
}

/** Its address, and the keys that its people gave by another way. Nothing counts before a second administrator agrees. */
export function ProposeOperator({ path, onProposed }: ProposeProps) {
  const { say, api } = useDesk();
  const action = useAction();
  const [url, setUrl] = useTyped('url', '');
  const [keys, setKeys] = useTyped('keys', '');
  const [isTried, setTried] = useState(false);
  const roots = keys.split(/\s+/).filter((key) => key !== '');
  const errors = {
    ...(url.trim() === '' ? { url: say('trust.url.missing') } : {}),
    ...(roots.length === 0 || roots.length > 4 ? { roots: say('trust.roots.missing') } : {}),
  };
  const shown: { readonly url?: string; readonly roots?: string } = isTried ? errors : {};
  const send = async (): Promise<void> => {
    setTried(true);
    if (Object.keys(errors).length > 0) return;
    if (!(await action.run(() => api.post(path, { url: url.trim(), roots })))) return;
    setTried(false);
    setUrl('');
    setKeys('');
    onProposed();
  };
  return (
    <section>
      <h2>{say('trust.propose')}</h2>
      <ErrorSummary errors={shown} say={say} />
      <ProblemNotice problem={action.problem} say={say} />
      <TextField id="url" label={say('trust.url')} value={url} onInput={setUrl} error={shown.url} size="wide" />
      <TextField
        id="roots"
        label={say('trust.roots')}
        hint={say('trust.roots.hint')}
        value={keys}
        onInput={setKeys}
        error={shown.roots}
        lines={4}
      />
      <div class="actions">
        <Button kind="primary" isBusy={action.isBusy} onClick={() => void send()}>
          {say('trust.propose')}
        </Button>
      </div>
    </section>
  );
}
