import type { PGlite } from '@electric-sql/pglite';
import { createSerialQueue } from '../serial-queue.js';

interface QueryOutcome {
  readonly rows: unknown[];
  readonly rowCount: number;
  readonly command: string;
}

interface EmbeddedClient {
  query(sql: string, parameters?: unknown[]): Promise<QueryOutcome>;
  on(): void;
  removeListener(): void;
}

type Release = (error?: unknown) => void;
type OnConnect = (error: Error | undefined, client?: EmbeddedClient, release?: Release) => void;

/** The part of the `pg` package that TypeORM's PostgreSQL driver calls. */
export interface PgLikeDriver {
  readonly Pool: new () => EmbeddedPool;
}

export interface EmbeddedPool {
  on(): void;
  connect(onConnect: OnConnect): void;
  end(onEnd: (error?: Error) => void): void;
}

/** `pg` hands out 64-bit integers as text because a JavaScript number cannot hold them all; so do we. */
export const INT8_OID = 20;

/**
 * Presents the embedded database as a pool of one: PGlite has a single session, so each connect..release owns it alone
 * and the others wait in order. Without that, one request's statements would fall into another's transaction.
 */
export function createPgliteDriver(database: PGlite): PgLikeDriver {
  const turns = createSerialQueue();

  async function takeTurn(onConnect: OnConnect): Promise<void> {
    if (database.closed) {
      onConnect(new Error('PGlite is closed'));
      return;
    }
    const turn = createTurn(database);
    await new Promise<void>((endTurn) => onConnect(undefined, turn.client, () => endTurn()));
    await turn.end();
  }

  return {
    Pool: class {
      on = ignore;
      connect = (onConnect: OnConnect): void => void turns.run(() => takeTurn(onConnect));
      end = (onEnd: (error?: Error) => void): void => void turns.run(async () => onEnd());
    },
  };
}

const ignore = (): void => undefined;

/** One holder's time with the session. */
function createTurn(database: PGlite): { readonly client: EmbeddedClient; end(): Promise<void> } {
  let isOver = false;
  let isInTransaction = false;
  const client: EmbeddedClient = {
    on: ignore,
    removeListener: ignore,
    query: async (sql, parameters) => {
      if (isOver) throw new Error('The client was already released');
      const { rows, rowCount, affectedRows, command = '' } = await database.query(sql, parameters ?? []);
      if (command === 'BEGIN' || command.startsWith('START')) isInTransaction = true;
      if (command === 'COMMIT' || command === 'ROLLBACK') isInTransaction = false;
      return { rows, rowCount: rowCount ?? affectedRows ?? 0, command };
    },
  };
  return {
    client,
    end: async () => {
      isOver = true;
      // The next holder must never inherit, and then commit, what this one left unfinished.
      if (isInTransaction && !database.closed) await database.query('ROLLBACK').catch(ignore);
    },
  };
}
