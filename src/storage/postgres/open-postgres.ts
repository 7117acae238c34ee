import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../data-source-options.js';
import type { OpenedDatabase } from '../embedded/open-embedded.js';
import { toStorageError } from '../storage-errors.js';

const POOL_SIZE = 10;
const CONNECT_TIMEOUT_MS = 5_000;
/** No statement of ours needs longer; a hanging one must not hold a connection for ever. */
const STATEMENT_TIMEOUT_MS = 30_000;
const IDLE_TRANSACTION_TIMEOUT_MS = 60_000;

/** Connects a pool to the PostgreSQL server at `url`. Throws ServiceError `storage-unavailable`. */
export async function openPostgres(url: string): Promise<OpenedDatabase> {
  const dataSource = new DataSource({
    ...dataSourceOptions,
    url,
    poolSize: POOL_SIZE,
    connectTimeoutMS: CONNECT_TIMEOUT_MS,
    applicationName: 'skills-passport',
    // A connection that dies while idle is replaced by the pool; the next query tells if the server is really gone.
    poolErrorHandler: () => undefined,
    extra: {
      keepAlive: true,
      statement_timeout: STATEMENT_TIMEOUT_MS,
      idle_in_transaction_session_timeout: IDLE_TRANSACTION_TIMEOUT_MS,
    },
  });
  try {
    await dataSource.initialize();
  } catch (error) {
    throw toStorageError(error);
  }
  return { dataSource, close: () => dataSource.destroy() };
}
