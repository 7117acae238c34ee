import { useEffect, useRef } from 'preact/hooks';
import { useDesk } from '../context.js';

interface ProgressProps {
  readonly label: string;
  readonly done: number;
  readonly total: number;
  /** Sentence under the bar, such as "84 of 118". */
  readonly text: string;
}

/** A bar with its numbers in words; read out at the start, at each quarter and at the end. */
export function Progress({ label, done, total, text }: ProgressProps) {
  const { announce } = useDesk();
  const told = useRef(-1);
  const quarter = total === 0 ? 4 : Math.floor((done * 4) / total);
  useEffect(() => {
    if (quarter === told.current) return;
    told.current = quarter;
    announce(text);
  }, [quarter]);
  return (
    <div class="progress">
      <label for="progress-bar">{label}</label>
      <progress id="progress-bar" max={Math.max(total, 1)} value={done} />
      <p>{text}</p>
    </div>
  );
}

/** Steps of something long, with the present one marked in words and form. */
export const Steps = (props: { readonly label: string; readonly names: readonly string[]; readonly at: number }) => (
  <ol class="steps" aria-label={props.label}>
    {props.names.map((name, index) => (
      <li
        key={name}
        class={index < props.at ? 'done' : undefined}
        aria-current={index === props.at ? 'step' : undefined}
      >
        <span class="step-number" aria-hidden="true">
          {index < props.at ? '✓' : index + 1}
        </span>
        <span class="step-name">{name}</span>
      </li>
    ))}
  </ol>
);
