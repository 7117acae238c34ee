import { en, type DeskKey, type DeskSay } from '../../locales/desk/strings.js';

/** The word of a code such as a state or a reason; a code this version does not know is shown as it is. */
export function wordOf(say: DeskSay, kind: string, code: string): string {
  const key = `${kind}.${code}`;
  return key in en ? say(key as DeskKey) : code;
}

/** Codes as options of a choice. */
export const optionsOf = (
  say: DeskSay,
  kind: string,
  codes: readonly string[],
): readonly (readonly [string, string])[] => codes.map((code) => [code, wordOf(say, kind, code)] as const);

export interface SessionFacts {
  readonly id: string;
  readonly startsAt: string;
  readonly site: string;
  readonly mission: string;
}
