import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource, QueryRunner } from 'typeorm';
import { ServiceError } from '../../shared/index.js';
import { toStorageError } from '../storage-errors.js';

/** Doubled after each attempt: together about a minute, longer than any transaction of ours may last. */
const FIRST_PAUSE_MS = 250;
const ATTEMPTS = 9;

/**
 * Writes the table of wrapped keys anew without the destroyed ones, so that no page of its file holds them any more. FULL,
 * because a plain VACUUM would leave the old bytes in their page. What a running transaction might still read is carried
 * over by the database, therefore it is asked until it says that nothing was. Throws ServiceError `keys-not-purged` when
 * some transaction outlasts all attempts.
 */
export async function purgeDestroyedKeys(dataSource: DataSource): Promise<void> {
  const runner = dataSource.createQueryRunner();
  try {
    await runner.query('SET statement_timeout = 0');
    for (let attempt = 1; (await rewriteKeyTable(runner)) > 0; attempt++) {
      if (attempt === ATTEMPTS) throw notPurged();
      await pause(FIRST_PAUSE_MS * 2 ** (attempt - 1));
    }
    // The old file goes with the next checkpoint; asking for one at once needs a right that the service may not have.
    await runner.query('CHECKPOINT').catch(() => undefined);
  } catch (error) {
    throw toStorageError(error);
  } finally {
    await runner.query('RESET statement_timeout').catch(() => undefined);
    await runner.release();
  }
}

/** What the server tells beside a result; the embedded database tells nothing, and has no other transactions either. */
interface NoticeSource {
  on(event: 'notice', listener: (notice: { readonly detail?: string }) => void): void;
  removeListener(event: 'notice', listener: (notice: { readonly detail?: string }) => void): void;
}

/** How many dead rows the rewritten table still holds: the first figure of VERBOSE's detail line, in every language. */
async function rewriteKeyTable(runner: QueryRunner): Promise<number> {
  let carriedOver = 0;
  const onNotice = ({ detail }: { readonly detail?: string }): void => {
    carriedOver += Number(/^\D*(\d+)/.exec(detail ?? '')?.[1] ?? 0);
  };
  const connection = (await runner.connect()) as NoticeSource;
  connection.on('notice', onNotice);
  try {
    await runner.query('VACUUM (FULL, VERBOSE) person_key');
  } finally {
    connection.removeListener('notice', onNotice);
  }
  return carriedOver;
}

const notPurged = (): ServiceError =>
  new ServiceError('keys-not-purged', {
    status: 503,
    title: 'The destroyed key is no longer in use, but its bytes still lie in a file of the database.',
    whatToDo: 'A transaction of this database has been open for over a minute. End it, then give the same order again.',
  });
