import { asProblem, offline, problemOf, tooSlow, type DeskProblem } from './problem.js';

type Query = Readonly<Record<string, string | number | undefined>>;

export interface Api {
  /** `path` from `/api/` on. @throws DeskProblem */
  get<T>(path: string, query?: Query): Promise<T>;
  /** @throws DeskProblem */
  post<T>(path: string, body?: unknown): Promise<T>;
  /** Sends bytes as they are. @throws DeskProblem */
  upload<T>(path: string, bytes: Blob): Promise<T>;
  /** Every row of a list that is given out page by page. @throws DeskProblem */
  all<T>(path: string, query?: Query): Promise<readonly T[]>;
}

/** Copies of what was read, for screens that must open without the network. */
export interface ReadCopies {
  get(path: string): Promise<unknown>;
  put(path: string, value: unknown): Promise<void>;
}

interface ApiParts {
  readonly fetch: typeof fetch;
  /** Whose work is sent: the session of the browser may be somebody else's by now, signed in in another tab. */
  readonly accountId: () => string | null;
  /** The session ended: the desk asks for a sign-in and comes back to the same screen. */
  readonly onSignedOut: () => void;
  /** The act needs a passkey used lately: asks for it in place. True: used, the request is repeated once. */
  readonly onStepUp: () => Promise<boolean>;
  readonly copies: ReadCopies;
  /** What the clock of the service said in its last answer. */
  readonly onServerTime: (time: Date) => void;
}

/** Asks who is signed in now, whoever that is. */
export const WHO = '/api/staff/me';
const PATIENCE_MS = 30_000;
const PAGE = 200;
/** Lists longer than this are not shown whole; screens narrow them by session. */
const MOST_PAGES = 25;

type Asked = RequestInit & { readonly headers?: Readonly<Record<string, string>> };

/** The one door of the desk to the service. Failures are `DeskProblem`s with a code and what to do. */
export function createApi({ fetch: send, accountId, onSignedOut, onStepUp, copies, onServerTime }: ApiParts): Api {
  async function answered(path: string, request: Asked, isRepeated = false): Promise<unknown> {
    let response: Response;
    const account = path === WHO ? null : accountId();
    try {
      response = await send(path, {
        ...request,
        headers: { ...request.headers, ...(account === null ? {} : { 'Staff-Account': account }) },
        credentials: 'same-origin',
        cache: 'no-store',
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
    } catch (error) {
      throw error instanceof DOMException && error.name === 'TimeoutError' ? tooSlow() : offline();
    }
    const said = new Date(response.headers.get('Date') ?? '');
    if (!Number.isNaN(said.getTime())) onServerTime(said);
    const body: unknown = await response.json().catch(() => null);
    if (response.ok) return body;
    const problem = problemOf(response.status, body);
    if (problem.code === 'step-up' && !isRepeated && (await onStepUp())) return answered(path, request, true);
    if (problem.code === 'D10') onSignedOut();
    throw problem;
  }

  const read = async (address: string): Promise<unknown> => {
    try {
      const value = await answered(address, {});
      // Keeping a copy must never hold up or spoil the answer.
      void copies.put(address, value).catch(() => undefined);
      return value;
    } catch (error) {
      const problem: DeskProblem = asProblem(error);
      const kept: unknown = problem.isPassing ? await copies.get(address).catch(() => undefined) : undefined;
      if (kept === undefined) throw problem;
      return kept;
    }
  };

  return {
    get: async <T>(path: string, query: Query = {}) => (await read(withQuery(path, query))) as T,
    post: async <T>(path: string, body: unknown = {}) =>
      (await answered(path, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      })) as T,
    upload: async <T>(path: string, bytes: Blob) =>
      (await answered(path, {
        method: 'POST',
        headers: { 'Content-Type': 'application/octet-stream' },
        body: bytes,
      })) as T,
    all: async <T>(path: string, query: Query = {}) => {
      const rows: T[] = [];
      for (let page = 0; page < MOST_PAGES; page++) {
        const some = (await read(withQuery(path, { ...query, limit: PAGE, offset: page * PAGE }))) as readonly T[];
        rows.push(...some);
        if (some.length < PAGE) break;
      }
      return rows;
    },
  };
}

function withQuery(path: string, query: Query): string {
  const given = Object.entries(query).filter((entry): entry is [string, string | number] => entry[1] !== undefined);
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return text === '' ? path : `${path}?${text}`;
}
