import { UsageError } from './command.js';

export const trustOptions = {
  root: { type: 'string' },
  roots: { type: 'string' },
  previous: { type: 'string' },
  dir: { type: 'string' },
  by: { type: 'string' },
} as const;

export interface TrustValues {
  readonly root?: string | undefined;
  readonly roots?: string | undefined;
  readonly previous?: string | undefined;
  readonly dir?: string | undefined;
  readonly by?: string | undefined;
}

/** `subject`: what follows the action: a file, an address, an id. */
export type TrustAction = (subject: string, values: TrustValues) => Promise<void>;

export const listOf = (text: string | undefined): readonly string[] =>
  (text ?? '').split(',').flatMap((part) => part.trim() || []);

export function needed(text: string | undefined, what: string): string {
  if (text === undefined || text === '') throw new UsageError(`Give ${what}.`);
  return text;
}
