import { afterAll, beforeAll } from '@jest/globals';
import pg from 'pg';
import { postgresDatabase, storageOf, type OpenDatabase } from '../../support/database.js';

/** A database with somebody in it who has the tools of its superuser. */
export interface InvadedDatabase extends OpenDatabase {
  readonly client: pg.Client;
  /** What the service says was altered. */
  broken(): ReturnType<OpenDatabase['store']['brokenSeals']>;
}

/** For the tests of the suite that calls this. */
export function invadedDatabase(): InvadedDatabase {
  let client: pg.Client;
  // Hooks run in the order they are made: the client leaves before the database is dropped.
  afterAll(() => client.end());
  const opened = storageOf(postgresDatabase);
  beforeAll(async () => {
    client = new pg.Client({ connectionString: opened.database.options.databaseUrl ?? '' });
    await client.connect();
  });
  return {
    get database() {
      return opened.database;
    },
    get storage() {
      return opened.storage;
    },
    get store() {
      return opened.store;
    },
    get client() {
      return client;
    },
    broken: () => opened.store.brokenSeals(),
  };
}
