import type { ComponentChildren } from 'preact';

interface MarkProps {
  readonly tone?: string | undefined;
  readonly sign?: string | undefined;
  readonly children: ComponentChildren;
}

/** How something stands. The word carries the meaning; sign and colour repeat it. */
export const Mark = ({ tone = 'unknown', sign = '·', children }: MarkProps) => (
  <span class={`mark ${tone}`}>
    <span aria-hidden="true">{sign} </span>
    {children}
  </span>
);
