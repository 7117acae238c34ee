import type { ComponentChildren } from 'preact';

export type FactRow = readonly [label: string, value: ComponentChildren];

interface FactSheetProps {
  /** Label and value; an empty value is left out. */
  readonly rows: readonly FactRow[];
  /** Further pairs of `dt` and `dd`. */
  readonly children?: ComponentChildren;
}

/** What is known about one thing, as pairs. */
export const FactSheet = ({ rows, children }: FactSheetProps) => (
  <dl class="sheet">
    {rows
      .filter(([, value]) => value !== '')
      .map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <bdi>{value}</bdi>
          </dd>
        </div>
      ))}
    {children}
  </dl>
);
