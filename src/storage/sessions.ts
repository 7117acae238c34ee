import { AsyncLocalStorage } from 'node:async_hooks';
import type { DataSource, EntityManager } from 'typeorm';
import { ServiceError } from '../shared/index.js';
import { createSerialQueue } from './serial-queue.js';
import { StorageMisuse, toStorageError } from './storage-errors.js';

/** How repositories reach the database: either any free connection, or the one connection of a transaction. */
export interface DatabaseSession {
  /** One statement, or several that need not be atomic. Rejects with ServiceErrors only (see storage-errors). */
  run<R>(work: (manager: EntityManager) => Promise<R>): Promise<R>;
  /** All or nothing. Inside a transaction this is part of that transaction. */
  atomically<R>(work: (manager: EntityManager) => Promise<R>): Promise<R>;
}

export interface TransactionSession extends DatabaseSession {
  /** Work to do after the caller's work and right before COMMIT, in the same transaction. */
  beforeCommit(work: (manager: EntityManager) => Promise<void>): void;
}

export interface Sessions {
  readonly outer: DatabaseSession;
  /** Rolls back and rethrows when `work` throws. Refuses to be nested. Keep it short: no network, no waiting inside. */
  transaction<R>(work: (session: TransactionSession) => Promise<R>): Promise<R>;
}

interface OpenTransaction {
  open: boolean;
  /** The first error the database gave. It has undone the transaction, whatever the caller makes of it. */
  failure: ServiceError | null;
}

/**
 * The embedded database has one session: asking the outer store for it while one's own transaction holds it would wait
 * for ever, and on PostgreSQL it would read around the transaction. Both refuse it, so that neither hides the mistake.
 */
export function createSessions(dataSource: DataSource): Sessions {
  const current = new AsyncLocalStorage<OpenTransaction>();

  function refuseInsideTransaction(what: string): void {
    if (current.getStore()?.open) {
      throw new StorageMisuse(`${what} inside a transaction: use only the store handed to the transaction's callback.`);
    }
  }

  async function transaction<R>(work: (session: TransactionSession) => Promise<R>): Promise<R> {
    refuseInsideTransaction('A transaction was started');
    const state: OpenTransaction = { open: true, failure: null };
    const runner = dataSource.createQueryRunner();
    try {
      await translated(() => runner.startTransaction('READ COMMITTED'));
      const session = createTransactionSession(runner.manager, state);
      try {
        const result = await current.run(state, () => work(session));
        await session.finish(() => runner.commitTransaction());
        return result;
      } catch (error) {
        // A broken connection has rolled back by itself; the first error is the one that tells what happened.
        await session.finish(() => runner.rollbackTransaction(), { discard: true }).catch(() => undefined);
        throw error;
      }
    } finally {
      state.open = false;
      await runner.release();
    }
  }

  const outer: DatabaseSession = {
    run: async (work) => {
      refuseInsideTransaction('The outer store was used');
      return translated(() => work(dataSource.manager));
    },
    atomically: (work) => transaction((session) => session.run(work)),
  };
  return { outer, transaction };
}

interface EndableSession extends TransactionSession {
  finish(end: () => Promise<void>, options?: { readonly discard: boolean }): Promise<void>;
}

/** One connection serves one statement at a time, so parallel calls of the caller are put in a row here. */
function createTransactionSession(manager: EntityManager, state: OpenTransaction): EndableSession {
  const queue = createSerialQueue();
  const closing: ((manager: EntityManager) => Promise<void>)[] = [];

  const run = <R>(work: (manager: EntityManager) => Promise<R>): Promise<R> =>
    queue.run(() => {
      if (!state.open) throw new StorageMisuse('The transaction is over: its store can no longer be used.');
      if (state.failure !== null) throw state.failure;
      return inTransaction(work);
    });
  const inTransaction = async <R>(work: (manager: EntityManager) => Promise<R>): Promise<R> => {
    try {
      return await work(manager);
    } catch (error) {
      const shown = toStorageError(error);
      // Changed by the translation means: it came from the database, not from our own checks.
      if (shown !== error && shown instanceof ServiceError) state.failure = shown;
      throw shown;
    }
  };

  return {
    run,
    atomically: run,
    beforeCommit: (work) => closing.push(work),
    finish: (end, options) =>
      queue.run(async () => {
        if (!state.open) return;
        try {
          if (!options?.discard) {
            for (const work of closing) await inTransaction(work);
            // COMMIT would quietly become a ROLLBACK, and the caller would believe that all is stored.
            if (state.failure !== null) throw state.failure;
          }
          await translated(end);
        } catch (error) {
          if (!options?.discard) throw error;
        }
        state.open = false;
      }),
  };
}

async function translated<R>(work: () => Promise<R>): Promise<R> {
  try {
    return await work();
  } catch (error) {
    throw toStorageError(error);
  }
}
