import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { useDesk } from '../context.js';
import { useTyped } from '../use-typed.js';
import { Button } from './button.js';
import { ErrorSummary, type FieldErrors } from './field.js';
import { Steps } from './progress.js';

interface StepByStepProps<Step extends string> {
  readonly label: string;
  /** In their order, with the name that is shown. The last one ends with an act of its own. */
  readonly steps: readonly (readonly [step: Step, name: string])[];
  /** What is missing before the step can be left. */
  readonly problemsOf: (step: Step) => FieldErrors;
  readonly children: (step: Step, errors: FieldErrors) => ComponentChildren;
}

/** Something long, one step after the other: on only when nothing is missing, back at any time. */
export function StepByStep<Step extends string>({ label, steps, problemsOf, children }: StepByStepProps<Step>) {
  const { say } = useDesk();
  const [at, setAt] = useTyped('step', 0);
  const [errors, setErrors] = useState<FieldErrors>({});
  const step = steps[at]?.[0];
  if (step === undefined) return null;
  const next = (): void => {
    const wrong = problemsOf(step);
    setErrors(wrong);
    if (Object.keys(wrong).length === 0) setAt(at + 1);
  };
  const back = (): void => {
    setErrors({});
    setAt(at - 1);
  };
  return (
    <>
      <Steps label={label} names={steps.map(([, name]) => name)} at={at} />
      <ErrorSummary errors={errors} say={say} />
      {children(step, errors)}
      <div class="actions">
        {at < steps.length - 1 && (
          <Button kind="primary" onClick={next}>
            {say('continue')}
          </Button>
        )}
        {at > 0 && <Button onClick={back}>{say('back')}</Button>}
      </div>
    </>
  );
}
