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
  const ignore = (): void => undefined;
  const client: EmbeddedClient = {
    on: ignore,
    removeListener: ignore,
    query: async (sql, parameters) => {
      const result = await database.query(sql, parameters ?? []);
      return {
        rows: result.rows,
        rowCount: result.rowCount ?? result.affectedRows ?? 0,
        command: result.command ?? '',
      };
    },
  };

  function connect(onConnect: OnConnect): void {
    void turns.run(
      () =>
        new Promise<void>((endTurn) => {
          if (database.closed) {
            endTurn();
            onConnect(new Error('PGlite is closed'));
            return;
          }
          // After a failed COMMIT or ROLLBACK the next turn must not inherit a half-open transaction.
          const release: Release = (error) => {
            if (error)
              void database.query('ROLLBACK').then(
                () => endTurn(),
                () => endTurn(),
              );
            else endTurn();
          };
          onConnect(undefined, client, release);
        }),
    );
  }

  return {
    Pool: class {
      on = ignore;
      connect = connect;
      end = (onEnd: (error?: Error) => void): void => {
        void turns.run(async () => onEnd());
      };
    },
  };
}
