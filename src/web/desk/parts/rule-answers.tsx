import type { RuleAnswer } from '../api/shapes.js';
import { Notice, Reason, type ReasonProps } from './notice.js';

/** What one rule said, as a reason. */
export const reasonOf = ({ rule, message, whatToDo, finding }: Omit<RuleAnswer, 'outcome'>): ReasonProps => ({
  ...{ code: rule, message, whatToDo, finding },
});

/** Rules that speak against it, as reasons beside a choice; null where none was asked. */
export const against = (answers: readonly (RuleAnswer | null)[]) =>
  answers
    .filter((answer) => answer !== null)
    .filter(({ outcome }) => outcome === 'block' || outcome === 'warn')
    .map(reasonOf);

/** What speaks against the whole, in words; nothing when nothing does. */
export function RuleAnswers({ answers }: { readonly answers: readonly RuleAnswer[] }) {
  const spoken = against(answers);
  if (spoken.length === 0) return null;
  return (
    <Notice kind="caution">
      {spoken.map((reason) => (
        <Reason key={reason.code + reason.message} {...reason} />
      ))}
    </Notice>
  );
}
