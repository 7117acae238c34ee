import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { DeskSay } from '../../locales/desk/strings.js';
import type { DeskProblem } from '../api/problem.js';

interface NoticeProps {
  readonly kind?: 'info' | 'caution' | 'good' | 'stop';
  readonly title?: string;
  readonly children?: ComponentChildren;
}

/** A remark that stays; words carry the meaning, colour only helps. */
export const Notice = ({ kind = 'info', title, children }: NoticeProps) => (
  <div class={`notice ${kind}`}>
    {title !== undefined && <p class="notice-title">{title}</p>}
    {children}
  </div>
);

/** What was refused or failed: words, what to do, code; every rule that spoke against it by itself. */
export function ProblemNotice({ problem, say }: { readonly problem: DeskProblem | null; readonly say: DeskSay }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (problem !== null) box.current?.focus();
  }, [problem]);
  if (problem === null) return null;
  return (
    <div class="problem" role="alert" tabIndex={-1} ref={box}>
      <h2>{say('problem.title')}</h2>
      {problem.refusals.length === 0 ? (
        <Reason code={problem.code} message={problem.message} whatToDo={problem.whatToDo} />
      ) : (
        <ul>
          {problem.refusals.map((refusal) => (
            <li key={`${refusal.code}${refusal.at ?? ''}`}>
              <Reason code={refusal.code} message={refusal.message} whatToDo={refusal.whatToDo} />
            </li>
          ))}
        </ul>
      )}
      {problem.reference !== null && <p class="quiet">{say('problem.reference', { reference: problem.reference })}</p>}
    </div>
  );
}

/** One reason with its code, as it stands beside a choice or in a problem. */
export const Reason = (props: { readonly code: string; readonly message: string; readonly whatToDo?: string }) => (
  <p class="reason">
    <bdi>{props.message}</bdi> {props.whatToDo !== undefined && <bdi>{props.whatToDo} </bdi>}
    <span class="code" dir="ltr">
      {props.code}
    </span>
  </p>
);
