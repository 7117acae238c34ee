import { ServiceError } from '../shared/index.js';

/** What a driver tells about a failure, reduced to what holds no stored value. */
interface DriverFacts {
  readonly code: string | null;
  readonly constraint: string | null;
  readonly table: string | null;
  readonly message: string;
}

/** SQLSTATE classes and Node codes that mean: the database cannot be used at the moment. */
const UNAVAILABLE_CLASSES = new Set(['08', '28', '3D', '53', '57', '58']);
const UNAVAILABLE_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT',
  'ENOSPC',
  'EIO',
  'EROFS',
  'ERR_STREAM_DESTROYED',
]);
const UNAVAILABLE_MESSAGES =
  /connection terminated|already released|timeout exceeded when trying to connect|client has encountered a connection error|pglite is (closed|closing)|cannot use a pool after calling end|not queryable|driver not connected|no space left|aborted\(|unreachable|memory access out of bounds|data source is not|DataSource .*(is not|with .* not)/i;
const BUSY_CODES = new Set(['40001', '40P01', '55P03']);
const UNSTORABLE_CODES = new Set(['22021', '22P05', '22P02']);

/**
 * Turns whatever TypeORM or a driver threw into a ServiceError whose title is safe to show: no SQL, no values, no stack.
 * Errors that are ServiceErrors already, or programmer errors that never touched the database, pass unchanged.
 */
export function toStorageError(error: unknown): unknown {
  if (error instanceof ServiceError || error instanceof StorageMisuse || !isErrorLike(error)) return error;
  const facts = driverFacts(error);
  if (facts.code === '23505') return conflict(facts);
  if (facts.code !== null && BUSY_CODES.has(facts.code)) return busy(facts);
  if (isUnavailable(facts)) return unavailable(operatorCause(facts));
  if (facts.code !== null && UNSTORABLE_CODES.has(facts.code)) return unstorableText(operatorCause(facts));
  return new ServiceError('storage-failure', {
    status: 500,
    title: 'The stored data could not be read or written.',
    whatToDo: 'Try again. If it happens again, give the operator the time and the code storage-failure.',
    cause: operatorCause(facts),
  });
}

/** A programmer's mistake in using the store; it must surface in development, never be shown to people. */
export class StorageMisuse extends Error {
  override readonly name = 'StorageMisuse';
}

export const stale = (): ServiceError =>
  new ServiceError('stale', {
    status: 409,
    title: 'Somebody else changed this in the meantime.',
    whatToDo: 'Load it again, check what changed, then repeat your change.',
  });

export const unavailable = (cause: unknown): ServiceError =>
  new ServiceError('storage-unavailable', {
    status: 503,
    title: 'The database cannot be reached or written at the moment.',
    whatToDo:
      'Nothing was lost: try again in a minute. Operators: check that the database runs and has free disk space.',
    cause,
  });

export const unstorableText = (cause?: unknown): ServiceError =>
  new ServiceError('unstorable-text', {
    status: 422,
    title: 'A text holds a character that cannot be stored.',
    whatToDo: 'Remove NUL characters and broken symbols (half of a surrogate pair), then send it again.',
    cause,
  });

export const refusedQuery = (title: string): ServiceError =>
  new ServiceError('unknown-filter', {
    status: 400,
    title,
    whatToDo: 'Filter and sort only by the documented plain fields, with text, numbers, true/false or null.',
  });

export const tooManyRows = (): ServiceError =>
  new ServiceError('too-many-rows', {
    status: 400,
    title: 'This asks for more than 10,000 entries at once.',
    whatToDo: 'Ask for a page at a time: give a limit of at most 10,000 and an offset.',
  });

function conflict(facts: DriverFacts): ServiceError {
  return new ServiceError('conflict', {
    status: 409,
    title: 'This exists already.',
    whatToDo: 'Look up the existing entry instead of adding it again.',
    cause: facts.constraint ?? 'unique constraint',
  });
}

function busy(facts: DriverFacts): ServiceError {
  return new ServiceError('storage-busy', {
    status: 503,
    title: 'Too many changes met at the same moment.',
    whatToDo: 'Nothing was changed. Try again.',
    cause: operatorCause(facts),
  });
}

function isUnavailable(facts: DriverFacts): boolean {
  if (facts.code === null) return UNAVAILABLE_MESSAGES.test(facts.message);
  if (UNAVAILABLE_CODES.has(facts.code)) return true;
  return /^[0-9A-Z]{5}$/.test(facts.code) && UNAVAILABLE_CLASSES.has(facts.code.slice(0, 2));
}

type ErrorLike = { readonly message: string } & Readonly<Record<string, unknown>>;

/** By shape: errors of Node's own modules are not `instanceof Error` of another realm (a vm context, a worker). */
const isErrorLike = (value: unknown): value is ErrorLike =>
  typeof value === 'object' && value !== null && typeof (value as { message?: unknown }).message === 'string';

/** TypeORM wraps the driver's error and keeps the SQL and the parameters on it: only these facts may travel on. */
function driverFacts(error: ErrorLike): DriverFacts {
  const inner = error['driverError'];
  const source = isErrorLike(inner) ? inner : error;
  const text = (key: string): string | null => {
    const value = source[key];
    return typeof value === 'string' && value !== '' ? value : null;
  };
  return { code: text('code'), constraint: text('constraint'), table: text('table'), message: source.message };
}

/** Data exceptions (22) and constraint violations (23) quote stored values in their message: those are left out. */
function operatorCause(facts: DriverFacts): Error {
  const quotesValues = facts.code !== null && /^2[23]/.test(facts.code);
  const parts = [facts.code, facts.constraint, facts.table, quotesValues ? null : facts.message];
  return new Error(parts.filter((part) => part !== null).join(' '));
}

/** A row that opens doors was edited or added beside the service: it opens none. */
export const alteredRow = (): ServiceError =>
  new ServiceError('row-altered', {
    status: 500,
    title: 'Something stored about accounts was changed from outside and is not used.',
    whatToDo: 'Run the fsck command: it names the row. Restore it from a backup.',
  });
