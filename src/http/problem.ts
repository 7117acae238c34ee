import type { ErrorRequestHandler, Response } from 'express';
import { ServiceError, type Refusal } from '../shared/index.js';
import type { HttpDeps } from './deps.js';

/** RFC 9457 problem details, plus what a person should do and a code that can be read over the phone. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly whatToDo: string;
  readonly refusals?: readonly Refusal[];
  readonly reference?: string;
}

export function sendProblem(response: Response, problem: Omit<Problem, 'type'>): void {
  response
    .status(problem.status)
    .type('application/problem+json')
    .set('Cache-Control', 'no-store')
    .send(JSON.stringify({ type: `urn:skills-passport:problem:${problem.code}`, ...problem }));
}

/** Failures that express and its parsers throw before our code runs, by their `type`. */
const PARSER_PROBLEMS: Readonly<Record<string, Omit<Problem, 'type'>>> = {
  'entity.too.large': {
    status: 413,
    code: 'E14',
    title: 'This is larger than we accept.',
    whatToDo: 'Send a smaller photo or file.',
  },
  'entity.parse.failed': {
    status: 400,
    code: 'E18',
    title: 'This is not complete JSON.',
    whatToDo: 'Copy all of it, from the first to the last character.',
  },
  'encoding.unsupported': {
    status: 415,
    code: 'E15',
    title: 'This encoding is not supported.',
    whatToDo: 'Send plain UTF-8 JSON.',
  },
  'charset.unsupported': {
    status: 415,
    code: 'E15',
    title: 'This character set is not supported.',
    whatToDo: 'Send plain UTF-8 JSON.',
  },
  LIMIT_FILE_SIZE: {
    status: 413,
    code: 'E14',
    title: 'This file is larger than 10 MB.',
    whatToDo: 'Send a smaller photo.',
  },
  LIMIT_UNEXPECTED_FILE: {
    status: 400,
    code: 'E15',
    title: 'Send one file in the field "file".',
    whatToDo: 'Choose one photo, PDF or JSON file.',
  },
};

/**
 * The only mapper from failures to answers. Unexpected errors become a 500 with a reference; their text stays in the log
 * of the operator and never reaches the caller, because it may quote input.
 */
export function problemHandler(deps: Pick<HttpDeps, 'log' | 'newRequestId'>): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const known = knownProblem(error);
    if (known !== null) {
      sendProblem(response, known);
      return;
    }
    const reference = deps.newRequestId();
    const stated = error instanceof ServiceError ? problemOf(error) : UNEXPECTED;
    const code = error instanceof ServiceError ? error.code : 'unexpected';
    deps.log.error({ reference, code, kind: error instanceof Error ? error.name : typeof error }, 'request failed');
    sendProblem(response, { ...stated, reference });
  };
}

const UNEXPECTED: Omit<Problem, 'type'> = {
  status: 500,
  code: 'E32',
  title: 'Our service has a problem. Nothing was changed.',
  whatToDo: 'Try again later and name the reference if it repeats.',
};

/** What the caller did wrong, in words; null when it was not the caller. */
function knownProblem(error: unknown): Omit<Problem, 'type'> | null {
  if (error instanceof ServiceError) return error.status < 500 ? problemOf(error) : null;
  const parsing = PARSER_PROBLEMS[parserCode(error)];
  if (parsing) return parsing;
  if (!isBadRequest(error)) return null;
  return {
    status: 400,
    code: 'bad-request',
    title: 'This request cannot be read.',
    whatToDo: 'Check the address and the body.',
  };
}

function problemOf(error: ServiceError): Omit<Problem, 'type'> {
  return {
    status: error.status,
    code: error.code,
    title: error.title,
    whatToDo: error.whatToDo,
    ...(error.refusals.length > 0 ? { refusals: error.refusals } : {}),
  };
}

function parserCode(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  const { type, code } = error as { type?: unknown; code?: unknown };
  return typeof type === 'string' ? type : typeof code === 'string' ? code : '';
}

function isBadRequest(error: unknown): boolean {
  const status = (error as { status?: unknown } | null)?.status;
  return typeof status === 'number' && status >= 400 && status < 500;
}
