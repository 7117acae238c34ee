import type { ComponentChildren } from 'preact';
import { Button } from './button.js';
import { useTyped } from '../use-typed.js';

interface ActChoiceProps<T extends string> {
  readonly id: string;
  readonly title: string;
  readonly acts: readonly T[];
  readonly nameOf: (act: T) => string;
  readonly kindOf: (act: T, index: number) => 'primary' | 'danger' | 'normal';
  /** Asks about the act that was pressed. */
  readonly dialog: (act: T, close: () => void) => ComponentChildren;
  /** Between the heading and the buttons: what was done, or what stands against it. */
  readonly children?: ComponentChildren;
}

/** What this person can do next with one thing, each act behind a dialog of its own. */
export function ActChoice<T extends string>(props: ActChoiceProps<T>) {
  const [asked, setAsked] = useTyped<T | null>(`act ${props.id}`, null);
  return (
    <section aria-labelledby={props.id}>
      <h2 id={props.id}>{props.title}</h2>
      {props.children}
      <div class="actions">
        {props.acts.map((act, index) => (
          <Button key={act} kind={props.kindOf(act, index)} onClick={() => setAsked(act)}>
            {props.nameOf(act)}
          </Button>
        ))}
      </div>
      {asked !== null && props.dialog(asked, () => setAsked(null))}
    </section>
  );
}
