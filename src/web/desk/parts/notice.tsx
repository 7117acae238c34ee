import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Finding } from '../../../shared/index.js';
import type { DeskSay } from '../../locales/desk/strings.js';
import type { DeskProblem } from '../api/problem.js';
import { useDesk } from '../context.js';

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
        problem.isInEnglish ? (
          <Refused code={problem.code} message={problem.message} whatToDo={problem.whatToDo} say={say} />
        ) : (
          <OwnReason code={problem.code} message={problem.message} whatToDo={problem.whatToDo} />
        )
      ) : (
        <ul>
          {problem.refusals.map((refusal) => (
            <li key={`${refusal.code}${refusal.at ?? ''}`}>
              <Refused {...refusal} say={say} />
            </li>
          ))}
        </ul>
      )}
      {problem.reference !== null && <p class="quiet">{say('problem.reference', { reference: problem.reference })}</p>}
    </div>
  );
}

export interface ReasonProps {
  readonly code: string;
  readonly message: string;
  readonly whatToDo?: string;
  /** What a rule found, apart from any language. */
  readonly finding?: Finding | undefined;
}

/** A reason that the service gave, beside a choice or in a list: in the reader's language, with its code. */
export function Reason(props: ReasonProps) {
  const { say } = useDesk();
  return <Refused {...props} say={say} />;
}

/**
 * What a rule found in the reader's language; else the general words of the code, and beneath them what the service said
 * where it says more.
 */
function Refused({ code, message, whatToDo, finding, say }: ReasonProps & { readonly say: DeskSay }) {
  const found = say.finding(finding);
  if (found !== null)
    return (
      <OwnReason
        code={code}
        message={found.message}
        {...(whatToDo === undefined ? {} : { whatToDo: found.whatToDo })}
      />
    );
  const words = say.refusal(code, message, whatToDo);
  const said = whatToDo === undefined ? message : `${message} ${whatToDo}`;
  return (
    <>
      <p class="reason">
        {words === null ? <bdi lang="en">{said}</bdi> : [words.title, words.whatToDo].filter(Boolean).join(' ')}{' '}
        <Code code={code} />
      </p>
      {words !== null && !words.isAll && (
        <p class="reason-said">
          <bdi lang="en">{said}</bdi>
        </p>
      )}
    </>
  );
}

/** A reason in words of the desk itself, with its code. */
export const OwnReason = ({ code, message, whatToDo }: ReasonProps) => (
  <p class="reason">
    <bdi>{message}</bdi> {whatToDo !== undefined && whatToDo !== '' && <bdi>{whatToDo} </bdi>}
    <Code code={code} />
  </p>
);

const Code = ({ code }: { readonly code: string }) => (
  <span class="code" dir="ltr">
    {code}
  </span>
);
