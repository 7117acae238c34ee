import type { ComponentChildren } from 'preact';

interface FactSheetProps {
  /** Label and value; what has no value is left out. */
  readonly rows: readonly (readonly [label: string, value: string])[];
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
