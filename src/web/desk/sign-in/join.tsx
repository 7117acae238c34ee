import { useEffect, useMemo, useState } from 'preact/hooks';
import type { DeskSay } from '../../locales/desk/strings.js';
import type { Api } from '../api/client.js';
import {
  Button,
  ErrorSummary,
  Notice,
  Page,
  ProblemNotice,
  Steps,
  TextField,
  type FieldErrors,
} from '../parts/index.js';
import type { Fragment } from '../router.js';
import { useAction } from '../use-load.js';
import { joinWithPasskey, type LinkKey } from './passkey.js';
import { leaveForProvider } from './provider.js';
import { useWays } from './ways.js';

interface JoinProps {
  readonly api: Api;
  readonly say: DeskSay;
  /** Null: the person types what was handed over. */
  readonly fragment: Fragment | null;
  readonly onEntered: () => Promise<void>;
  readonly onLeave: () => void;
}

type Step = 'key' | 'name' | 'passkey';

/** First administrator, invited colleague, or somebody who lost a passkey: the same few steps. */
export function Join({ api, say, fragment, onEntered, onLeave }: JoinProps) {
  const kind = fragment?.kind ?? 'key';
  // A set-up link is whole; invitations and recoveries may need a second half, which travels separately.
  const steps: readonly Step[] = kind === 'set-up' ? ['name', 'passkey'] : ['key', 'passkey'];
  const [at, setAt] = useState(0);
  const [first, setFirst] = useState(fragment?.first ?? '');
  const [second, setSecond] = useState(fragment?.second ?? '');
  const [displayName, setDisplayName] = useState('');
  const [tried, setTried] = useState<Given | null>(null);
  const [isEnded, setEnded] = useState(false);
  const step = steps[at] ?? 'passkey';

  const errors = useMemo(() => (tried === null ? {} : problemsOf(step, tried, say)), [tried, step, say]);

  const next = (): void => {
    const given = { first, second, displayName };
    const isRight = Object.keys(problemsOf(step, given, say)).length === 0;
    setTried(isRight ? null : given);
    if (isRight) setAt(at + 1);
  };
  const key: LinkKey = { first: first.trim(), ...(second.trim() === '' ? {} : { second: second.trim() }) };
  if (isEnded)
    return (
      <Ended
        say={say}
        onLeave={onLeave}
        // What came with the address was read right; what was typed may be one letter off.
        onAgain={kind === 'set-up' ? null : () => (setEnded(false), setAt(0))}
      />
    );
  return (
    <Page title={say(`join.${kind}`)}>
      <Steps label={say(`join.${kind}`)} names={steps.map((name) => say(`join.step.${name}`))} at={at} />
      <ErrorSummary errors={errors} say={say} />
      {step === 'passkey' ? (
        <PasskeyStep
          {...{ api, say, displayName, onEntered }}
          linkKey={key}
          canUseProvider={kind === 'join' || kind === 'key'}
          onEnded={() => setEnded(true)}
        />
      ) : (
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            next();
          }}
        >
          <p>{say(`join.${kind}.lead`)}</p>
          {step === 'name' ? (
            <TextField
              id="display-name"
              label={say('join.name')}
              autocomplete="name"
              value={displayName}
              onInput={setDisplayName}
              error={errors['display-name']}
            />
          ) : (
            <KeyFields {...{ say, first, setFirst, second, setSecond, errors }} />
          )}
          <Button kind="primary" type="submit">
            {say('continue')}
          </Button>
        </form>
      )}
      <p>
        <Button kind="plain" onClick={at > 0 ? () => setAt(at - 1) : onLeave}>
          {say('back')}
        </Button>
      </p>
    </Page>
  );
}

interface KeyFieldsProps {
  readonly say: DeskSay;
  readonly first: string;
  readonly setFirst: (text: string) => void;
  readonly second: string;
  readonly setSecond: (text: string) => void;
  readonly errors: FieldErrors;
}

const KeyFields = ({ say, first, setFirst, second, setSecond, errors }: KeyFieldsProps) => (
  <>
    <TextField
      id="first-key"
      isKey
      label={say('join.first')}
      value={first}
      onInput={setFirst}
      error={errors['first-key']}
    />
    <TextField
      id="second-key"
      isKey
      label={say('optional', { label: say('join.second') })}
      hint={say('join.second.hint')}
      value={second}
      onInput={setSecond}
      error={errors['second-key']}
    />
  </>
);

interface EndedProps {
  readonly say: DeskSay;
  readonly onLeave: () => void;
  readonly onAgain: (() => void) | null;
}

/** The end of this way in, and the ways that are left. */
const Ended = ({ say, onLeave, onAgain }: EndedProps) => (
  <Page title={say('join.ended')}>
    <div role="alert">
      <Notice kind="stop">
        <p>{say('join.ended.text')}</p>
        <p>
          {say(onAgain === null ? 'join.ended.set-up' : 'join.ended.do')} <span class="code">D11</span>
        </p>
      </Notice>
    </div>
    <div class="stack">
      <Button kind="primary" onClick={onLeave}>
        {say('join.to-sign-in')}
      </Button>
      {onAgain !== null && <Button onClick={onAgain}>{say('join.again')}</Button>}
    </div>
  </Page>
);

interface Given {
  readonly first: string;
  readonly second: string;
  readonly displayName: string;
}

function problemsOf(step: Step, given: Given, say: DeskSay): FieldErrors {
  const isKey = (text: string): boolean => /^[A-Za-z0-9_-]{20,64}$/.test(text.trim());
  if (step === 'name') return given.displayName.trim() === '' ? { 'display-name': say('join.name.missing') } : {};
  return {
    ...(isKey(given.first) ? {} : { 'first-key': say('join.key.missing') }),
    ...(given.second.trim() === '' || isKey(given.second) ? {} : { 'second-key': say('join.key.missing') }),
  };
}

interface PasskeyStepProps extends Pick<JoinProps, 'api' | 'say' | 'onEntered'> {
  readonly linkKey: LinkKey;
  readonly displayName: string;
  readonly canUseProvider: boolean;
  /** The key opens nothing: it was used, has ended, or is another one. */
  readonly onEnded: () => void;
}

function PasskeyStep({ api, say, linkKey, displayName, canUseProvider, onEntered, onEnded }: PasskeyStepProps) {
  const action = useAction();
  const isEnded = action.problem?.code === 'D11';
  useEffect(() => void (isEnded && onEnded()), [isEnded]);
  const ways = useWays(api);
  return (
    <>
      <ProblemNotice problem={action.problem} say={say} />
      <p>{say('join.passkey.text')}</p>
      <div class="stack">
        <Button
          kind="primary"
          isBusy={action.isBusy}
          onClick={() =>
            void action.run(async () => {
              await joinWithPasskey(api, { key: linkKey, displayName: displayName.trim() }, say);
              await onEntered();
            })
          }
        >
          {say('join.passkey.create')}
        </Button>
        {canUseProvider && ways.kind === 'ready' && ways.value.oidc && (
          <Button isBusy={action.isBusy} onClick={() => void action.run(() => leaveForProvider(api, { key: linkKey }))}>
            {say('join.oidc')}
          </Button>
        )}
      </div>
    </>
  );
}
