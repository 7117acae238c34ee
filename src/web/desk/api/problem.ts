import { isObject, type Refusal } from '../../../shared/index.js';

/** What a person is told when something was refused or could not be done: a code, words, and what to do. */
export class DeskProblem extends Error {
  readonly code: string;
  readonly status: number;
  readonly whatToDo: string;
  readonly refusals: readonly Refusal[];
  readonly reference: string | null;
  /** The words are the service's: English, with others found by the code. Otherwise they are the reader's already. */
  readonly isInEnglish: boolean;

  constructor(facts: {
    readonly code: string;
    readonly status: number;
    readonly title: string;
    readonly whatToDo: string;
    readonly refusals?: readonly Refusal[];
    readonly reference?: string | null;
    readonly isInEnglish?: boolean;
  }) {
    super(facts.title);
    this.name = 'DeskProblem';
    this.code = facts.code;
    this.status = facts.status;
    this.whatToDo = facts.whatToDo;
    this.refusals = facts.refusals ?? [];
    this.reference = facts.reference ?? null;
    this.isInEnglish = facts.isInEnglish ?? false;
  }

  /** The network, not the office: the same request can be sent again later. */
  get isPassing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** Problem details (RFC 9457) of the service; whatever else came back is told as E32. */
export function problemOf(status: number, body: unknown): DeskProblem {
  const facts = isObject(body) ? body : {};
  return new DeskProblem({
    status,
    code: text(facts['code']) ?? 'E32',
    title: text(facts['title']) ?? 'Our service has a problem. Nothing was changed.',
    whatToDo: text(facts['whatToDo']) ?? 'Try again later.',
    refusals: Array.isArray(facts['refusals']) ? (facts['refusals'] as unknown as Refusal[]) : [],
    reference: text(facts['reference']),
    isInEnglish: true,
  });
}

export const offline = (): DeskProblem =>
  new DeskProblem({
    status: 0,
    code: 'E30',
    title: 'This needs the internet.',
    whatToDo: 'Connect, then try again.',
    isInEnglish: true,
  });

export const tooSlow = (): DeskProblem =>
  new DeskProblem({
    status: 0,
    code: 'E31',
    title: 'This is slow because of the network.',
    whatToDo: 'Try again. Nothing is lost.',
    isInEnglish: true,
  });

/** Whatever was thrown, as something that can be shown. */
export const asProblem = (error: unknown): DeskProblem => (error instanceof DeskProblem ? error : problemOf(500, null));
