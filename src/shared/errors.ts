import type { Finding } from './rule-words.js';

/** One reason why something is refused or doubtful, in words a person can act on. `message` never quotes secrets. */
export interface Refusal {
  /** Stable code that can be read over the phone: a rule (`R14`), a screen code (`E18`) or a service code. */
  readonly code: string;
  readonly severity: 'block' | 'warn' | 'info';
  readonly message: string;
  readonly whatToDo: string;
  /** Where in the input: a JSON Pointer, a column name, or `row 17`. */
  readonly at?: string;
  /** The same apart from any language, where a rule gave it. */
  readonly finding?: Finding;
}

export interface ServiceErrorOptions {
  /** HTTP status this maps to; the mapping itself happens only in `http/`. */
  readonly status: number;
  readonly title: string;
  readonly whatToDo: string;
  readonly refusals?: readonly Refusal[];
  readonly cause?: unknown;
}

/**
 * An expected failure that must reach a person. Titles and advice are written for them and never contain input values
 * or personal data; the `cause` is for operators and is never sent out.
 */
export class ServiceError extends Error {
  readonly status: number;
  readonly title: string;
  readonly whatToDo: string;
  readonly refusals: readonly Refusal[];

  constructor(
    readonly code: string,
    options: ServiceErrorOptions,
  ) {
    super(`${code}: ${options.title}`, { cause: options.cause });
    this.name = 'ServiceError';
    this.status = options.status;
    this.title = options.title;
    this.whatToDo = options.whatToDo;
    this.refusals = options.refusals ?? [];
  }
}

/** A command that rules refused. 409: the request is understood, the facts forbid it. */
export function refused(refusals: readonly Refusal[], title = 'This cannot be done yet.'): ServiceError {
  const first = refusals.find((refusal) => refusal.severity === 'block') ?? refusals[0];
  return new ServiceError(first?.code ?? 'refused', {
    status: 409,
    title: first?.message ?? title,
    whatToDo: first?.whatToDo ?? 'See the reasons listed.',
    refusals,
  });
}
