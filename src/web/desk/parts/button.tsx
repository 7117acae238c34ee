import type { ComponentChildren } from 'preact';
import { go } from '../router.js';

interface ButtonProps {
  readonly children: ComponentChildren;
  readonly onClick?: () => void;
  readonly kind?: 'primary' | 'plain' | 'danger' | 'normal';
  readonly type?: 'button' | 'submit';
  /** Being done: a second press does nothing, and readers hear it. */
  readonly isBusy?: boolean;
  readonly describedBy?: string;
  /** Cannot be taken back: the second tap of a double one, meant for the button before, does nothing. */
  readonly isFinal?: boolean;
}

const DOUBLE_TAP_MS = 400;
let pressedAt = -DOUBLE_TAP_MS;

/** A button is never grey without a reason: what cannot be done says why when it is pressed. */
export const Button = ({
  children,
  onClick,
  kind = 'normal',
  type = 'button',
  isBusy,
  describedBy,
  isFinal,
}: ButtonProps) => (
  <button
    type={type}
    class={kind === 'normal' ? undefined : kind}
    aria-busy={isBusy === true ? 'true' : undefined}
    aria-describedby={describedBy}
    onClick={(event) => {
      const isSecondTap = event.timeStamp - pressedAt < DOUBLE_TAP_MS;
      pressedAt = event.timeStamp;
      if (isBusy === true || (isFinal === true && isSecondTap)) event.preventDefault();
      else onClick?.();
    }}
  >
    {children}
  </button>
);

interface LinkProps {
  readonly to: string;
  readonly children: ComponentChildren;
  readonly class?: string;
  readonly current?: boolean;
}

/** To another screen of the desk; opens in a new tab as any link does. */
export const Link = ({ to, children, class: name, current }: LinkProps) => (
  <a
    href={to}
    class={name}
    aria-current={current === true ? 'page' : undefined}
    onClick={(event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      go(to);
    }}
  >
    {children}
  </a>
);
