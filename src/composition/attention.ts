/** Work in the background that did not succeed, by task: the operator's `/ready` names it until it does. */
export interface Attention {
  /** `code` null: the task succeeded. Codes only: an error's text may hold what nobody should read. */
  note(task: string, code: string | null): void;
  /** One sentence for each task that is open. */
  inWords(): readonly string[];
}

export function createAttention(): Attention {
  const open = new Map<string, string>();
  return {
    note: (task, code) => {
      if (code === null) open.delete(task);
      else open.set(task, code);
    },
    inWords: () =>
      [...open].map(([task, code]) => `The task ${task} did not succeed (${code}). See the log, then run it again.`),
  };
}
