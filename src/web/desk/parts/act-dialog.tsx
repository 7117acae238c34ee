import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { useDesk } from '../context.js';
import { useAction, type Action } from '../use-load.js';
import { Button } from './button.js';
import { Dialog } from './dialog.js';
import { ErrorSummary, type FieldErrors } from './field.js';
import { ProblemNotice } from './notice.js';

interface ActDialogProps {
  readonly title: string;
  /** Whom it concerns and what it brings about; stands before the errors. */
  readonly about?: ComponentChildren;
  /** What has to be filled in for it. */
  readonly children?: ComponentChildren;
  readonly action: Action;
  readonly errors?: FieldErrors;
  /** On the button that does it. */
  readonly doing: string;
  /** Cannot be taken back, or takes something from somebody. */
  readonly isHard?: boolean;
  readonly onDo: () => void;
  /** On the button that does nothing; "Cancel" when left out. */
  readonly leaving?: string;
  readonly onClose: () => void;
}

/** One act that is asked about before it is done: what is wrong or refused first, then its fields, then do it or leave it. */
export function ActDialog(props: ActDialogProps) {
  const { say } = useDesk();
  const { action } = props;
  return (
    <Dialog title={props.title} onClose={props.onClose}>
      {props.about}
      <ErrorSummary errors={props.errors ?? {}} say={say} />
      <ProblemNotice problem={action.problem} say={say} />
      {props.children}
      <div class="actions">
        <Button kind={props.isHard === true ? 'danger' : 'primary'} isBusy={action.isBusy} onClick={props.onDo}>
          {props.doing}
        </Button>
        <Button onClick={props.onClose}>{props.leaving ?? say('cancel')}</Button>
      </div>
    </Dialog>
  );
}

export interface CheckedAction extends Action {
  /** What was wrong at the last try. */
  readonly errors: FieldErrors;
  /** Does the work when nothing is wrong; true when it succeeded. */
  readonly runUnless: (wrong: FieldErrors, work: () => Promise<unknown>) => Promise<boolean>;
}

/** An action whose fields are looked at first. */
export function useCheckedAction(): CheckedAction {
  const action = useAction();
  const [errors, setErrors] = useState<FieldErrors>({});
  return {
    ...action,
    errors,
    runUnless: async (wrong, work) => {
      setErrors(wrong);
      return Object.keys(wrong).length === 0 && (await action.run(work));
    },
  };
}
