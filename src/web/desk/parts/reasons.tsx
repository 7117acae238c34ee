import { useDesk } from '../context.js';
import type { Action } from '../use-load.js';
import { useTyped } from '../use-typed.js';
import { Button } from './button.js';
import { TextField } from './field.js';
import { ProblemNotice } from './notice.js';

/** Rules that may be gone against with a written reason, which is kept for ever. */
const explainable = ['R03', 'R06', 'R07'];

export interface GivenReason {
  readonly rule: string;
  readonly reason: string;
}

interface ReasonsProps {
  readonly action: Action;
  /** Does the same again, with the reasons. */
  readonly onGoOn: (reasons: readonly GivenReason[]) => void;
}

/** A refusal; where the rules allow it, with room for the reason to go on all the same. */
export function Reasons({ action, onGoOn }: ReasonsProps) {
  const { say } = useDesk();
  const [texts, setTexts] = useTyped<Readonly<Record<string, string>>>('reasons', {});
  const refusals = action.problem?.refusals ?? [];
  const rules = [...new Set(refusals.map(({ code }) => code))];
  const canGoOn = rules.length > 0 && rules.every((rule) => explainable.includes(rule));
  return (
    <>
      <ProblemNotice problem={action.problem} say={say} />
      {canGoOn && (
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            const reasons = rules.map((rule) => ({ rule, reason: (texts[rule] ?? '').trim() }));
            if (reasons.every(({ reason }) => reason !== '')) onGoOn(reasons);
          }}
        >
          {rules.map((rule) => (
            <TextField
              key={rule}
              id={`reason-${rule}`}
              label={say('reason.label', { rule })}
              lines={2}
              value={texts[rule] ?? ''}
              onInput={(text) => setTexts({ ...texts, [rule]: text })}
            />
          ))}
          <Button type="submit" isBusy={action.isBusy}>
            {say('reason.go-on')}
          </Button>
        </form>
      )}
    </>
  );
}
